/**
 * Beside the play: which moves are in flight, what the last incident came to, and the
 * combo. The words are few and short, since nobody reads much now; the debrief has
 * them all.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { ComboView, ImpactView, IncidentView, MoveView } from '../view/impact-view'
import { ofBudget, percent } from './figures'
import type { Part } from './part'
import { faceIcon } from './sprite'
import type { Words } from './words'

export function impact({ inFlight, verdict, combo, letters }: ImpactView, { words }: Part): TemplateResult {
  return html`<h2 class="sr">${words.ui('impact.title')}</h2>
    ${combo && combo.moves > 1 ? comboLine(combo, words) : nothing} ${verdict ? verdictLine(verdict, words) : nothing}
    ${inFlight.length > 0 && !verdict ? flying(inFlight, words) : nothing}
    ${letters.got > 0 ? html`<p class="letters">${words.ui('impact.letters', letters)}</p>` : nothing}`
}

/** MOVE of a disk is another thing than MOVE of its rider. */
export const did = ({ verb, kind, name }: MoveView, words: Words): string =>
  words.ui('impact.did', { verb, kind, name })

const comboLine = ({ moves, state }: ComboView, words: Words): TemplateResult =>
  html`<p class="combo" data-state=${state} data-odd=${moves % 2 === 1} style="--moves:${Math.min(MOST_GROWN, moves)}">
    <b>${words.ui('impact.combo', { moves })}</b> <span>${words.ui(`impact.combo.${state}`)}</span>
    <i aria-hidden="true"></i>
  </p>`

/** Beyond that its line grows no longer. */
const MOST_GROWN = 10

export const verdictText = (view: IncidentView, words: Words): string => {
  const moves = view.moves
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_SHOWN)
    .map(move => words.ui('impact.move', { did: did(move, words), share: ofBudget(move.share) }))
    .join(', ')
  const worst = view.moves.filter(({ share }) => share < 0).sort((a, b) => a.share - b.share)[0]
  const what = words.say(view.what)
  const harm = worst ? did(worst, words) : 'none'
  const shares = {
    what,
    moves: view.saved < 0 ? harm : moves,
    cost: percent(view.cost),
    saved: ofBudget(Math.abs(view.saved)),
  }
  return words.ui(`impact.${verdictOf(view)}`, shares)
}

const verdictLine = (view: IncidentView, words: Words): TemplateResult =>
  html`<p class="verdict" data-verdict=${verdictOf(view)}>${view.face ? faceIcon(view.face) : nothing} ${verdictText(view, words)}</p>`

/** Of moves: more is not read beside the play. */
const MOST_SHOWN = 3

/** Half a percent of the budget is nothing. */
const NEXT_TO_NOTHING = 5_000

function verdictOf({ saved, cost }: IncidentView): 'saved' | 'harmed' | 'endured' | 'lost' {
  if (saved >= NEXT_TO_NOTHING) return 'saved'
  if (saved <= -NEXT_TO_NOTHING) return 'harmed'
  return cost < NEXT_TO_NOTHING ? 'endured' : 'lost'
}

const flying = (moves: readonly MoveView[], words: Words): TemplateResult =>
  html`<ul class="flying" aria-label=${words.ui('impact.inFlight')}>
    ${moves.slice(-MOST_SHOWN).map(move => html`<li>${did(move, words)}</li>`)}
  </ul>`
