/** The Lab's other knobs: how much everybody's users ask, who is called up, and how time runs. */

import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { EVERYBODY, MOST_LOAD } from '../model/lab'
import type { CallableView, LabView, LoadView } from '../view/lab-view'
import { SPEEDS } from '../view/theatre-view'
import type { Part } from './part'
import type { RunScreen } from './screen'
import { stickerChip } from './stickers'

const STEP = 25
const TIMES: Readonly<Record<number, string>> = { 50: '½', 100: '1', 200: '2', 400: '4', 800: '8' }

/** Stop, go on by a second, how fast. */
export const time = ({ mode }: RunScreen, speedPercent: number, { words, hands }: Part): TemplateResult =>
  html`<div class="time" role="group" aria-label=${words.ui('lab.time')}>
    <button class="primary" aria-pressed=${mode === 'planning'} aria-keyshortcuts="P" @click=${() => hands.intent({ do: 'plan' })}>
      <span aria-hidden="true">${mode === 'planning' ? '▶' : '❚❚'}</span
      ><span class="sr">${words.ui(mode === 'planning' ? 'theatre.play' : 'theatre.pause')}</span>
    </button>
    ${[1, 30].map(
      by =>
        html`<button title=${words.ui('lab.go', { by })} @click=${() => hands.intent({ do: 'go', by })}>
          <span aria-hidden="true">+${by} s</span><span class="sr">${words.ui('lab.go', { by })}</span>
        </button>`,
    )}
    <label class="speed">
      <span class="sr">${words.ui('theatre.speed')}</span>
      <select
        @change=${(event: Event) =>
          hands.intent({ do: 'speed', percent: Number((event.target as HTMLSelectElement).value) })}
      >
        ${SPEEDS.filter(percent => percent in TIMES).map(
          percent =>
            html`<option value=${percent} .selected=${percent === speedPercent}>
              ${words.ui('theatre.times', { times: TIMES[percent] ?? '' })}
            </option>`,
        )}
      </select>
    </label>
  </div>`

export const loads = ({ load, loads: all }: LabView, part: Part): TemplateResult =>
  html`${slider({ target: EVERYBODY, name: part.words.ui('lab.everybody'), percent: load }, part)}
  ${
    all.length === 0
      ? html`<p>${part.words.ui('lab.nobody')}</p>`
      : repeat(
          all,
          ({ target }) => target,
          each => slider(each, part),
        )
  }`

type Turned = Omit<LoadView, 'percent' | 'perSecond' | 'failing'> &
  Partial<Pick<LoadView, 'perSecond' | 'failing'>> & { readonly percent: number | undefined }

/** It is turned when it is let go; what is not the same for all stands in the middle of nothing. */
function slider({ target, name, percent, perSecond, failing = 0 }: Turned, { words, hands }: Part): TemplateResult {
  const said = percent === undefined ? words.ui('lab.mixed') : words.ui('lab.percent', { percent })
  return html`<label class="load" ?data-all=${target === EVERYBODY} ?data-failing=${failing > 0}>
    <span class="who">${name}</span>
    <input
      type="range"
      min="0"
      max=${MOST_LOAD}
      step=${STEP}
      .value=${String(percent ?? 100)}
      aria-valuetext=${said}
      @change=${(event: Event) =>
        hands.intent({
          do: 'lab',
          command: { verb: 'LOAD', target, percent: Number((event.target as HTMLInputElement).value) },
        })}
    />
    <output>${said}</output>
    ${perSecond === undefined ? nothing : html`<small>${words.ui('lab.now', { perSecond, failing })}</small>`}
  </label>`
}

export const park = ({ knobs }: LabView, { words, hands }: Part): TemplateResult =>
  html`${knobs.map(
    ({ knob, value, values }) =>
      html`<label class="field wide">
        <span>${words.ui(`lab.knob.${knob}`)}</span>
        <select
          @change=${(event: Event) =>
            hands.intent({
              do: 'lab',
              command: { verb: 'TUNE', target: `knob/${knob}`, value: (event.target as HTMLSelectElement).value },
            })}
        >
          ${values.map(
            each =>
              html`<option value=${each} .selected=${each === value}>
                ${/^\d/.test(each) ? words.ui('lab.ofUsual', { percent: each }) : words.ui(`lab.strategy.${each}`)}
              </option>`,
          )}
        </select>
      </label>`,
  )}`

export function riders({ callable, up }: LabView, part: Part): TemplateResult {
  const own = callable.filter(each => each.own)
  const more = callable.filter(each => !each.own)
  const all = () => {
    for (const { target } of own) part.hands.intent({ do: 'lab', command: { verb: 'ADD', target } })
  }
  const place = () => part.hands.intent({ do: 'placeAll' })
  return html`<p>
      <button aria-disabled=${up === 0 ? 'true' : nothing} @click=${place}>${part.words.ui('lab.placeAll', { count: up })}</button>
    </p>
    ${
      own.length === 0
        ? nothing
        : html`<h4>${part.words.ui('lab.own')}</h4>
        ${own.length > 1 ? html`<p><button @click=${all}>${part.words.ui('lab.callAll', { count: own.length })}</button></p>` : nothing}
        ${list(own, part)}`
    }
  <h4>${part.words.ui('lab.palette')}</h4>
  ${list(more, part)}`
}

const list = (all: readonly CallableView[], part: Part) =>
  html`<ul class="callable">
    ${repeat(
      all,
      ({ target }) => target,
      each => callButton(each, part),
    )}
  </ul>`

const callButton = ({ target, name, about, stickers }: CallableView, { words, hands }: Part) =>
  html`<li>
    <button @click=${() => hands.intent({ do: 'lab', command: { verb: 'ADD', target } })}>
      <b>${name}</b> ${stickers.map(each => stickerChip(each, words))} <span>${words.say(about)}</span>
    </button>
  </li>`
