/**
 * Codex cards: what occurred in this run, in figures of the real world, each with its
 * source. What is ours and not the world's says so.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { ERAS, type Era } from '../model/units'
import type { CardView, Figure } from '../view/codex'
import { money } from './figures'
import type { Part } from './part'
import type { Words } from './words'

export function codex(cards: readonly CardView[], era: Era, part: Part) {
  const { words } = part
  if (cards.length === 0) return nothing
  return html`<section aria-labelledby="codex-title">
    <h2 id="codex-title">${words.ui('codex.title')}</h2>
    <ul class="codex">
      ${cards.map(view => card(view, era, part))}
    </ul>
  </section>`
}

const card = (view: CardView, era: Era, { words }: Part): TemplateResult =>
  html`<li ?data-assumed=${view.assumed}>
    <h3>${words.ui(`codex.${view.key}.title`)}</h3>
    ${view.assumed ? html`<b class="assumed">${words.ui('codex.assumed')}</b>` : nothing}
    <p class="figure">${figures(view, era, words)}</p>
    <p>${words.ui(`codex.${view.key}`)}</p>
    ${view.source ? html`<p class="source">${words.ui('codex.source', { source: view.source })}</p>` : nothing}
  </li>`

/** Both times side by side where they differ; the one that this level plays by stands out. */
function figures(view: CardView, era: Era, words: Words) {
  const unit = view.unit ?? words.ui(`codex.${view.key}.unit`)
  const [then, now] = ERAS.map(each => figureOf(view.key, view.figures[each], words))
  if (then === now && view.assumed) return html`<b>${now}</b> ${unit}`
  if (then === now) return html`${words.ui('codex.era.both')} <b>${now}</b> ${unit}`
  return html`${ERAS.map(
    each =>
      html`<span class="era" ?data-played=${each === era}
        >${words.ui(`codex.era.${each}`)} <b>${figureOf(view.key, view.figures[each], words)}</b></span
      > `,
  )}
  ${unit}`
}

function figureOf(key: CardView['key'], figure: Figure, words: Words): string {
  const one = (n: number) => (key === 'machineCoreHour' ? money(n) : words.ui('number', { n }))
  if (typeof figure === 'number') return one(figure)
  if ('least' in figure) return `${one(figure.least)}–${one(figure.most)}`
  return Object.entries(figure.each)
    .map(([name, n]) => `${words.ui(`codex.each.${name}`)} ${one(n)}`)
    .join(' · ')
}
