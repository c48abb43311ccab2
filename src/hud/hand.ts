/**
 * The thrower's hand in a duel: a strip of four cards along the top, with the keys of
 * its own, what the chosen one is aimed at, and how soon it can be thrown. It is the
 * other person's side of the screen, and so not part of the board.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { throwerKeys } from '../session/throwing'
import type { DuelCardView, DuelView } from '../view/see-duel'
import { countdown, percent } from './figures'
import type { Part } from './part'
import { keyChip, shortcutOf } from './prompts'

export function hand(view: DuelView, part: Part): TemplateResult {
  const { words } = part
  const chosen = view.cards.find(card => card.chosen)
  return html`<div class="cards" role="group" aria-label=${words.ui('duel.hand')}>
      ${view.cards.map((card, place) => cardButton(card, place, part))}
      ${aimButton(chosen, part)}
    </div>
    <p class="throws">
      <span class="ready" aria-hidden="true"><i style="width:${percent(view.ready)}%"></i></span>
      <b aria-hidden="true">${soon(view, part)}</b>
      <span role="status">${chosen ? status(chosen, view, part) : words.ui('duel.choose')}</span>
    </p>`
}

function cardButton(card: DuelCardView, place: number, { words, hands }: Part): TemplateResult {
  const key = throwerKeys(words.prompts.keys)[place] ?? ''
  const kind = words.ui(`card.${card.what}`)
  return html`<button
    class="throw"
    aria-pressed=${card.chosen}
    ?data-wont=${card.wont !== undefined}
    aria-keyshortcuts=${shortcutOf(key, words.prompts)}
    title=${[kind, card.target, words.say(card.wont)].filter(Boolean).join(': ')}
    @click=${() => hands.intent({ do: 'card', place })}
  >
    <span class="head">${keyOf(key, words)} <b>${kind}</b></span>
    <span class="caption">${card.target === undefined ? html`<span>${words.ui('duel.nothing')}</span>` : shown(card)}</span>
  </button>`
}

/** By touch nothing is pressed but the card. */
const keyOf = (key: string, { prompts }: Part['words']) =>
  prompts.device === 'touch' ? nothing : html`<kbd>${keyChip(key, prompts)}</kbd>`

/** What it is aimed at, shortened where there is no room; of how many, if there is a choice. */
const shown = ({ target = '', targets }: DuelCardView) =>
  html`<span>→ ${target.slice(target.indexOf('/') + 1)}</span>${targets > 1 ? html`<small> 1/${targets}</small>` : nothing}`

function aimButton(chosen: DuelCardView | undefined, { words, hands }: Part): TemplateResult {
  const key = throwerKeys(words.prompts.keys)[4] ?? ''
  return html`<button
    class="throw aim"
    aria-disabled=${(chosen?.targets ?? 0) > 1 ? nothing : 'true'}
    aria-keyshortcuts=${shortcutOf(key, words.prompts)}
    @click=${() => hands.intent({ do: 'aim' })}
  >
    <span class="head">${keyOf(key, words)} <b>${words.ui('duel.aim')}</b></span>
  </button>`
}

const soon = ({ readyIn }: DuelView, { words, timeScale }: Part) =>
  readyIn > 0 ? words.ui('duel.readyIn', { seconds: countdown(readyIn, timeScale) }) : words.ui('duel.ready')

/** Without the seconds: it is read aloud each time that it changes. */
function status(card: DuelCardView, { readyIn }: DuelView, { words }: Part): string {
  const kind = words.ui(`card.${card.what}`)
  if (card.target === undefined) return words.ui('duel.aimless', { kind })
  const at = words.ui('duel.aimed', { kind, target: card.target })
  if (readyIn > 0) return at
  return `${at} ${card.wont ? words.say(card.wont) : words.ui('duel.again')}`
}
