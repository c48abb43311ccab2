/** The NEXT card: who is up, with the spec that the choice of a lane can be made from, and how long its users wait. */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { CardView, DeckView } from '../view/coming-view'
import { cores, countdown, memory, percent, playSeconds } from './figures'
import type { Part } from './part'
import { stickerChip } from './stickers'

export function card(deck: DeckView, part: Part): TemplateResult {
  const { words } = part
  return html`<h2 style="--figure:${deck.up ? figureOf(deck.up) : 21}">${words.ui('next.title')}</h2>
    ${deck.up ? up(deck.up, part) : html`<p class="nobody">${words.ui('next.nobody')}</p>`}
    ${deck.next.length > 0 ? queue(deck.next, part) : nothing}`
}

/** How far the figure that the scene draws reaches into the card, in logical pixels. */
const figureOf = ({ stickers }: CardView) => (stickers.length > 1 ? 29 : 21)

function up(view: CardView, part: Part): TemplateResult {
  const { words } = part
  return html`<div class="up" style="--figure:${figureOf(view)}" ?data-late=${(view.doneIn ?? view.dueIn) === 0} ?data-held=${view.held}>
    <p class="who">
      <b class="rider-name">${view.name}</b>
      <span class="about">${words.say(view.about)}</span>
      <span class="stickers">${view.stickers.map(sticker => stickerChip(sticker, words))}</span>
    </p>
    <p class="due">${due(view, part)}</p>
    <span class="bar patience" aria-hidden="true"><i style="width:${percent(view.patienceLeft)}%"></i></span>
    <p class="spec">${spec(view, part)}</p>
    ${view.held ? html`<p class="held">${words.ui('next.held')}</p>` : nothing}
  </div>`
}

/** How much patience is left is seen by its bar. */
function due({ dueIn, doneIn, byClock, runsFor, patienceLeft }: CardView, { words, timeScale }: Part) {
  const runs = runsFor === undefined ? '' : words.ui('next.runs', { seconds: playSeconds(runsFor, timeScale) })
  if (doneIn !== undefined) return words.ui('next.done', { seconds: countdown(doneIn, timeScale), runs })
  if (dueIn > 0) return words.ui(byClock ? 'next.rings' : 'next.due', { seconds: countdown(dueIn, timeScale), runs })
  return html`${words.ui(byClock ? 'next.rang' : 'next.late')} <span class="sr">${words.ui('next.patience', { share: percent(patienceLeft) })}</span>`
}

function spec(view: CardView, { words }: Part): TemplateResult {
  const each = words.ui('next.each', {
    replicas: view.replicas,
    cores: cores(view.cores.milli),
    memory: memory(view.memoryMiB),
  })
  const gpus = view.gpus > 0 ? html`<span class="gpus">${words.ui('next.gpus', { count: view.gpus })}</span>` : nothing
  return html`<span>${each}</span> ${gpus} ${disk(view, words)} ${budget(view, words)}
    ${view.perSecond > 0 ? html`<span>${words.ui('next.load', { perSecond: view.perSecond })}</span>` : nothing}`
}

const disk = ({ disk }: CardView, words: Part['words']) =>
  disk ? html`<span class="disk">${words.ui(`next.disk.${disk.kind}`, { size: memory(disk.sizeMiB) })}</span>` : nothing

const budget = ({ minAvailable: count }: CardView, words: Part['words']) =>
  count ? html`<span>${words.ui('next.minAvailable', { count })}</span>` : nothing

const queue = (cards: readonly CardView[], { words }: Part): TemplateResult =>
  html`<p class="then"><span>${words.ui('next.then')}</span> ${cards.map(({ name }) => html`<b>${name}</b> `)}</p>`
