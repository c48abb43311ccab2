/**
 * "Fire this failure now": where, and what. Whatever is marked on the board is chosen;
 * each thing that can befall it is a button, and one press is enough.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Failure } from '../model/lab'
import type { Seconds } from '../model/units'
import { type FiredView, type LabView, STRIKE_GROUPS, type StrikeView } from '../view/lab-view'
import { clusterSpan, playClock } from './figures'
import type { Part } from './part'

/** What the panel keeps between two looks. */
export interface Chosen {
  target: string
  /** Cluster seconds; 0: it stays. */
  lasts: Seconds
}

const LASTS: readonly Seconds[] = [0, 60, 300, 900]
/** These are done and over, so nothing of them lasts. */
const AT_ONCE: readonly string[] = [
  'process-crash',
  'process-hung',
  'disk-lost',
  'runtime-restart',
  'days-pass',
  'cluster-upgrade',
  'etcd-full',
  'certificates-expire',
]

export function strikes(view: LabView, chosen: Chosen, changed: () => void, part: Part): TemplateResult {
  const { words } = part
  if (chosen.target === '') chosen.target = view.strikes[0]?.target ?? ''
  const at = view.strikes.find(({ target }) => target === chosen.target)
  return html`<label class="field">
      <span>${words.ui('lab.where')}</span>
      <select
        @change=${(event: Event) => {
          chosen.target = (event.target as HTMLSelectElement).value
          changed()
        }}
      >
        ${at ? nothing : html`<option value=${chosen.target} .selected=${true}>${words.ui('lab.gone', { name: chosen.target.slice(chosen.target.indexOf('/') + 1) })}</option>`}
        ${STRIKE_GROUPS.map(group => targets(group, view, at, part))}
      </select>
    </label>
    <label class="field">
      <span>${words.ui('lab.lasts')}</span>
      <select
        @change=${(event: Event) => {
          chosen.lasts = Number((event.target as HTMLSelectElement).value)
          changed()
        }}
      >
        ${LASTS.map(
          lasts =>
            html`<option value=${lasts} .selected=${lasts === chosen.lasts}>
              ${lasts === 0 ? words.ui('lab.stays') : clusterSpan(lasts)}
            </option>`,
        )}
      </select>
    </label>
    <p class="fire" role="group" aria-label=${words.ui('lab.fire.of', { name: at?.name ?? '' })}>
      ${at?.failures.map(failure => fireButton(at, failure, chosen, part)) ?? nothing}
    </p>
    ${view.fired.length === 0 ? nothing : fired(view.fired, part)}`
}

function targets(group: StrikeView['group'], view: LabView, at: StrikeView | undefined, { words }: Part) {
  const rows = view.strikes.filter(each => each.group === group)
  if (rows.length === 0) return nothing
  return html`<optgroup label=${words.ui(`lab.group.${group}`)}>
    ${rows.map(
      ({ target, name }) =>
        html`<option value=${target} .selected=${target === at?.target}>
          ${words.ui(`lab.target.${target.slice(0, target.indexOf('/'))}`, { name })}
        </option>`,
    )}
  </optgroup>`
}

function fireButton({ target }: StrikeView, failure: Failure, { lasts }: Chosen, { words, hands }: Part) {
  const fire = lasts > 0 && !AT_ONCE.includes(failure.what) ? { ...failure, lasts } : failure
  return html`<button @click=${() => hands.intent({ do: 'lab', command: { verb: 'FIRE', target, fire } })}>
    ${words.ui(`lab.fail.${failure.what}`, { days: failure.days ?? 0, from: failure.from ?? '' })}
  </button>`
}

const fired = (all: readonly FiredView[], part: Part) =>
  html`<ol class="fired" aria-label=${part.words.ui('lab.fired')}>
    ${all.map(each => firedLine(each, part))}
  </ol>`

function firedLine({ at, text, target, fire, mends, endsIn }: FiredView, { words, hands, timeScale }: Part) {
  const mend = () => hands.intent({ do: 'lab', command: { verb: 'MEND', target, fire } })
  return html`<li>
    <time>${playClock(at, timeScale)}</time>
    <span>${words.say(text)}${endsIn === undefined ? nothing : html` <small>${words.ui('lab.ends', { time: clusterSpan(endsIn) })}</small>`}</span>
    ${mends ? html`<button @click=${mend}>${words.ui('lab.mend')}</button>` : nothing}
  </li>`
}
