/**
 * The control plane as one button: its name, a lamp for each part, and what it waits
 * for. Over the picture the scene draws the lamps and the words stand beside them.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Rect } from '../view/layout-shapes'
import type { LampView, PlaneView } from '../view/plane-view'
import { stripRows } from '../view/strip'
import type { Part } from './part'
import { at } from './place'

export function plane(view: PlaneView | undefined, where: Rect | undefined, { words, hands }: Part) {
  if (!view || !where) return nothing
  const known = view.known ? words.say(view.known) : ''
  const on = words.ui('plane.on', { names: view.on.join(', ') })
  const parts = view.lamps.map(({ about }) => words.say(about)).join(', ')
  return html`<button
    class="plane"
    data-rows=${stripRows(where)}
    style=${at(where)}
    aria-pressed=${view.marked}
    title=${known}
    @click=${() => hands.intent({ do: 'mark', target: view.target })}
  >
    <span class="label" aria-hidden="true"
      ><b>${view.name}</b>${known ? html` <i>${known}</i>` : html` <span>${on}</span>`}</span
    >${view.lamps.map(one => lamp(one, words))}
    <span class="more">${words.ui('plane.inWords', { name: view.name, parts: `${parts}, ${on}`, known })}</span>
  </button>`
}

const lamp = ({ part, tone, short }: LampView, words: Part['words']): TemplateResult =>
  html`<span class="lamp" data-part=${part} data-tone=${tone} aria-hidden="true"><i></i>${words.say(short)}</span>`
