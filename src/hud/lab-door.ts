/**
 * The Lab's door: which park, whose riders, which era, how many hands, which seed. One
 * form with what is usual filled in; Esc goes back to the street.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { ref } from 'lit-html/directives/ref.js'
import type { LabWish } from '../level/lab'
import { ERAS, type Era } from '../model/units'
import type { Hands, LabDoorView } from './screen'
import type { Words } from './words'
import { wordsOf } from './words'

export function labDoor(door: LabDoorView, words: Words, hands: Hands): TemplateResult {
  const leave = () => hands.app({ type: 'QUIT' })
  const open = (event: Event) => {
    event.preventDefault()
    if (door.loading === undefined) hands.app({ type: 'OPEN_LAB', ...wished(event.target as HTMLFormElement, door) })
  }
  return html`<main class="page lab-door" @keydown=${(event: KeyboardEvent) => event.code === 'Escape' && leave()}>
    <h1>${words.ui('lab.title')}</h1>
    <p class="lead">${words.ui('lab.lead')}</p>
    <form @submit=${open}>
      <label class="field"><span>${words.ui('lab.park')}</span> ${parks(door, words)}</label>
      <div class="choices">
      ${radios('riders', ['own', 'none'], door.wish?.riders ?? 'own', words)}
      ${radios('era', ['level', ...ERAS], door.wish?.era ?? 'level', words)}
      ${radios('hands', ['free', 'two'], door.wish?.hands ?? 'free', words)}
      </div>
      <label class="tick">
        <input type="checkbox" name="timetable" ?checked=${door.wish?.timetable ?? false} />
        <span>${words.ui('lab.timetable')}</span>
      </label>
      <label class="field">
        <span>${words.ui('lab.seed')}</span>
        <input name="seed" type="number" min="0" max="4294967295" step="1" required .defaultValue=${String(door.seed ?? 1)} />
      </label>
      <p class="actions">
        <button class="primary big" data-focus aria-disabled=${door.loading === undefined ? nothing : 'true'}>
          ${words.ui(door.loading === undefined ? 'lab.open' : 'briefing.loading')}
        </button>
        <button type="button" @click=${leave}>${words.ui('lab.back')}</button>
      </p>
      ${door.loading === undefined ? nothing : coming(door.loading, words)}
    </form>
  </main>`
}

const coming = (share: number, words: Words) =>
  html`<p class="coming" role="status">
    <label>${words.ui('briefing.coming')} <progress max="1" .value=${share}></progress></label>
  </p>`

const parks = ({ parks: chapters, chosen }: LabDoorView, words: Words) =>
  html`<select name="park">
    ${chapters.map(
      ({ chapter, parks }) =>
        html`<optgroup label=${words.ui(`chapter.${chapter}`)}>
          ${parks.map(
            park =>
              html`<option value=${park.id} ${ref(chooseOnce(park.id === chosen))}>
                ${park.spot} ${wordsOf(park.words).say({ from: 'level', key: 'name' })}
              </option>`,
          )}
        </optgroup>`,
    )}
  </select>`

/** As it was when the door was first seen: what is chosen since is the form's own. */
const chooseOnce = (chosen: boolean) => (element?: Element) => {
  if (!(element instanceof HTMLOptionElement) || element.dataset.seen) return
  element.dataset.seen = 'yes'
  element.selected = chosen
}

const radios = (name: string, values: readonly string[], chosen: string, words: Words) =>
  html`<fieldset>
    <legend>${words.ui(`lab.${name}`)}</legend>
    ${values.map(
      value =>
        html`<label class="tick">
          <input type="radio" name=${name} value=${value} ?checked=${value === chosen} />
          <span>${words.ui(`lab.${name}.${value}`)}</span>
        </label>`,
    )}
  </fieldset>`

function wished(form: HTMLFormElement, { parks: chapters }: LabDoorView) {
  const asked = new FormData(form)
  const levelId = String(asked.get('park'))
  const own = chapters.flatMap(({ parks }) => parks).find(({ id }) => id === levelId)?.era ?? 'now'
  const era = asked.get('era')
  const lab: LabWish = {
    era: era === 'level' ? own : (era as Era),
    riders: asked.get('riders') as LabWish['riders'],
    timetable: asked.has('timetable'),
    hands: asked.get('hands') as LabWish['hands'],
  }
  return { levelId, seed: Number(asked.get('seed')), lab }
}
