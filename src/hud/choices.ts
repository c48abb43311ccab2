/**
 * What the level lets one choose, as buttons on the wall of the first lane that has
 * nothing in it, else at the top of the bowl: which the cluster has, and what is being made.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { BoardLayout, Rect } from '../view/layout-shapes'
import type { ChoiceView, ParkView } from '../view/park-view'
import { percent } from './figures'
import type { Part } from './part'
import { at } from './place'

export function choices({ choices: all, lanes }: ParkView, layout: BoardLayout, part: Part) {
  const wall = lanes.find(({ plates, clusters }) => plates.length === 0 && clusters.length === 0) ?? lanes[0]
  const field: Rect | undefined = wall && layout.lanes[wall.lane].field
  if (all.length === 0 || !field) return nothing
  return html`<div class="choices-wall" role="group" aria-label=${part.words.ui('choices.title')} style=${at(field)}>
    ${all.map(one => choiceButton(one, part))}
  </div>`
}

function choiceButton(view: ChoiceView, { words, hands }: Part): TemplateResult {
  const { name, state, target, marked } = view
  const inside = html`<b>${name}</b> <span>${words.ui(`choices.${state}`, { done: percent(view.done), short: words.say(view.short) })}</span>
    ${state === 'coming' ? html`<i class="done" style="width:${percent(view.done)}%" aria-hidden="true"></i>` : nothing}`
  return target === undefined
    ? html`<p class="choice" data-state=${state}>${inside}</p>`
    : html`<button class="choice" data-state=${state} aria-pressed=${marked} @click=${() => hands.intent({ do: 'mark', target })}>${inside}</button>`
}
