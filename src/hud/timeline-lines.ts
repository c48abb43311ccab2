/**
 * What led to what, as it is drawn: the moments as the options of a listbox, and beside
 * it the way back from one of them, and what came of it.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { OccurrenceView } from '../view/debrief-view'
import { percent, playClock } from './figures'
import type { Part } from './part'

export type Known = ReadonlyMap<number, OccurrenceView>

export interface Walking {
  readonly moments: readonly OccurrenceView[]
  readonly known: Known
  readonly go: (to: OccurrenceView | undefined) => void
  readonly walk: (event: KeyboardEvent) => void
  readonly part: Part
}

export const effectsOf = ({ effects }: OccurrenceView, known: Known): readonly OccurrenceView[] =>
  effects.map(id => known.get(id)).filter(each => each !== undefined)

/** From here to where it began. */
export function wayBack(from: OccurrenceView, known: Known): readonly OccurrenceView[] {
  const way = [from]
  for (let at = known.get(from.cause ?? -1); at; at = known.get(at.cause ?? -1)) way.push(at)
  return way
}

const idOf = ({ id }: OccurrenceView) => `moment-${id}`

export function walkable(now: OccurrenceView, walking: Walking): TemplateResult {
  const { moments, walk, part } = walking
  return html`<ul
      class="timeline"
      role="listbox"
      tabindex="0"
      aria-labelledby="timeline-title"
      aria-activedescendant=${idOf(now)}
      @keydown=${walk}
    >
      ${moments.map(moment => option(moment, moment === now, walking))}
    </ul>
    <div class="why">
      <h3 id="why-title">${part.words.ui('timeline.why')}</h3>
      ${back(now, walking)} ${onward(now, walking)}
    </div>`
}

const option = (moment: OccurrenceView, isNow: boolean, { go, part }: Walking): TemplateResult =>
  html`<li
    id=${idOf(moment)}
    role="option"
    data-kind=${moment.kind}
    aria-selected=${isNow}
    aria-describedby=${isNow ? 'way-back' : nothing}
    @click=${() => go(moment)}
  >
    ${saying(moment, part)}
  </li>`

/** When, what, how often, and what it cost. */
function saying(moment: OccurrenceView, { words, timeScale }: Part): TemplateResult {
  const { tick, until, asked, text, count, alike, lost, share } = moment
  const [from, to] = [playClock(tick, timeScale), playClock(until, timeScale)]
  const said = asked ? words.ui('timeline.refused', { asked, why: words.say(text) }) : words.say(text)
  const again = count > 1 ? words.ui(alike ? 'timeline.times' : 'timeline.alike', { count, more: count - 1 }) : ''
  return html`<time>${from === to ? from : `${from}–${to}`}</time>
    <span class="said">${said} ${again ? html`<b class="times">${again}</b>` : nothing}</span>
    ${lost > 0 ? html`<span class="lost">${words.ui('timeline.lost', { lost, share: percent(share) })}</span>` : nothing}`
}

/** The way back, the last step first said by whom. */
function back(now: OccurrenceView, walking: Walking): TemplateResult {
  const way = wayBack(now, walking.known)
  const root = way.at(-1) ?? now
  return html`<ol class="chain" id="way-back">
    ${way.map((step, i) => link(step, i === 0 ? undefined : 'timeline.because', walking))}
    <li class="root">${rootOf(root, walking.part)}</li>
  </ol>`
}

function rootOf({ kind, scenario }: OccurrenceView, { words }: Part): string {
  if (kind === 'refusal') return words.ui('timeline.root.refused')
  if (!scenario) return words.ui('timeline.root.decision')
  return words.ui('timeline.root.scenario', { what: words.say(scenario) })
}

function onward(now: OccurrenceView, walking: Walking) {
  const effects = effectsOf(now, walking.known)
  const { words } = walking.part
  return html`<h3>${words.ui('timeline.effects')}</h3>
    ${
      effects.length === 0
        ? html`<p class="none">${words.ui('timeline.noEffects')}</p>`
        : html`<ul class="chain">
            ${effects.map(effect => link(effect, undefined, walking))}
          </ul>`
    }`
}

const link = (moment: OccurrenceView, because: string | undefined, { go, part }: Walking): TemplateResult =>
  html`<li>
    ${because ? html`<span class="because">${part.words.ui(because)}</span>` : nothing}
    <button class="step" data-kind=${moment.kind} @click=${() => go(moment)}>${saying(moment, part)}</button>
  </li>`
