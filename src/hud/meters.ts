/** The error budget, the two pairs of hands, cost and toil; and the two clocks with the way to the menu. */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { HandView, Meter, MetersView, ParkView } from '../view/park-view'
import type { GhostView } from '../view/theatre-view'
import { clusterClock, countdown, moneySpent, percent, percentTo, playClock } from './figures'
import { ghostMark, ghostMeter } from './ghost'
import type { Part } from './part'

export function meters(view: MetersView, part: Part, ghost?: GhostView): TemplateResult {
  const { words } = part
  const left = percentTo('down', view.budgetLeft)
  const shows = (meter: Meter) => view.shown.includes(meter)
  return html`<h2 class="sr">${words.ui('meters.title')}</h2>
    ${shows('budget') ? budget(view, left, words, ghost) : nothing} ${shows('hands') ? bothHands(view, part) : nothing}
    ${shows('cost') ? plain('cost', moneySpent(view.cost), words) : nothing}
    ${shows('toil') ? plain('toil', words.ui('meters.percent', { share: percentTo('up', view.toil) }), words) : nothing}
    ${shows('flow') ? plain('flow', words.ui('meters.flow.of', { ...view.flow }), words) : nothing}
    ${ghost && shows('budget') ? ghostMeter(ghost, words) : nothing}`
}

const budget = (view: MetersView, left: number, words: Part['words'], ghost?: GhostView): TemplateResult =>
  html`<div class="meter budget" data-tone=${budgetTone(left)} ?data-losing=${view.losing}>
    <span class="name" data-short=${words.ui('meters.budget.short')}><span>${words.ui('meters.budget')}</span></span>
    <b class="value">${words.ui('meters.percent', { share: left })}</b>
    <span class="bar" aria-hidden="true"><i style="width:${left}%"></i>${ghost ? ghostMark(ghost) : nothing}</span>
    ${view.losing ? html`<span class="losing"><span>${words.ui('meters.losing')}</span></span>` : nothing}
  </div>`

const bothHands = (view: MetersView, part: Part): TemplateResult =>
  html`<div class="meter hands">
    <span class="name">${part.words.ui('meters.hands')}</span>
    ${view.hands.map(one => hand(one, part))} ${view.waiting.length > 0 ? waiting(view, part) : nothing}
  </div>`

const plain = (meter: 'cost' | 'toil' | 'flow', value: string, words: Part['words']): TemplateResult =>
  html`<div class="meter plain ${meter}">
    <span class="name">${words.ui(`meters.${meter}`)}</span> <b class="value">${value}</b>
  </div>`

const budgetTone = (left: number) => (left > 50 ? 'well' : left > 20 ? 'strained' : 'failing')

/** What it does and for how much longer; a thumb's screen has room for the verb alone. */
const hand = (view: HandView, { words, timeScale }: Part): TemplateResult =>
  html`<span class="hand" ?data-busy=${view.busy} style="--done:${percent(view.done)}%"
    >${
      view.busy
        ? html`<span class="doing">${words.say(view.doing)}</span><b class="verb-only" aria-hidden="true">${view.verb}</b>
            <span class="left">${words.ui('meters.left', { seconds: countdown(view.left, timeScale) })}</span>`
        : html`<span class="free">${words.ui('meters.free')}</span>`
    }</span
  >`

/** The next one first: what starts when a hand is free. */
const waiting = ({ waiting: commands }: MetersView, { words }: Part) =>
  html`<span class="waiting" title=${commands.map(({ line }) => words.say(line)).join('\n')}
    ><span class="name">${words.ui('meters.waiting', { count: commands.length })}</span>
    ${commands.map(
      ({ verb, doing }, at) =>
        html`<span class="queued"><i>${at + 1}</i> <b class="verb-only" aria-hidden="true">${verb}</b
          ><span class="doing">${words.say(doing)}</span></span> `,
    )}</span
  >`

export function clock(view: ParkView, planning: boolean, replay: boolean, part: Part): TemplateResult {
  const { words, hands, timeScale } = part
  return html`<div class="time" ?data-planning=${planning}>
      <b>${playClock(view.tick, timeScale)}</b>
      ${view.endless ? nothing : html`<span class="of">/ ${playClock(view.lasts, timeScale)}</span>`}
      <span class="cluster">${clockNote(view, planning, replay, part)}</span>
    </div>
    <button class="menu-button" aria-keyshortcuts="Escape" @click=${() => hands.intent({ do: 'menu' })}>
      <span aria-hidden="true">☰</span><span class="sr">${words.ui('menu.open')}</span>
    </button>`
}

function clockNote(view: ParkView, planning: boolean, replay: boolean, { words, timeScale }: Part) {
  if (replay) return html`<strong>${words.ui(planning ? 'clock.paused' : 'clock.replay')}</strong>`
  if (planning) {
    return html`<strong><span class="long">${words.ui('clock.stands')}</span
      ><span class="short" aria-hidden="true">${words.ui('clock.stands.short')}</span></strong>`
  }
  const real = words.ui('clock.cluster', { time: clusterClock(view.tick) })
  if (view.day > 0) {
    return html`<span>${words.ui('clock.day', { day: view.day + 1 })}</span><span class="label">, ${real}</span>`
  }
  return html`<span class="label scale">${words.ui('clock.scale', { scale: timeScale, time: clusterClock(view.tick) })}</span
    ><span class="short" aria-hidden="true">${real}</span>`
}
