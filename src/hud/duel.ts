/**
 * The pages of a duel: what it is and in which park, the change of places between the
 * two rounds, and who kept more of the error budget. A round that came by a link has a
 * page of its own too: it is judged beside no other.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { throwerKeys } from '../session/throwing'
import { keyChip } from './prompts'
import type { DuelScreen, Hands } from './screen'
import type { Words } from './words'

export function duel(screen: DuelScreen, words: Words, hands: Hands): TemplateResult {
  const leave = () => hands.app({ type: 'QUIT' })
  const inside = screen.parks ? opening(screen, screen.parks, words, hands) : standing(screen, words, hands)
  return html`<main class="page duel" @keydown=${(event: KeyboardEvent) => event.code === 'Escape' && leave()}>
    <h1>${words.ui(titleOf(screen))}</h1>
    ${inside}
    <p class="actions">
      ${screen.round === undefined || screen.rounds.length > 1 ? nothing : primary(words.ui('duel.start'), () => hands.app({ type: 'START' }))}
      ${screen.round === undefined || screen.rounds.length > 1 ? primary(words.ui('duel.another'), () => hands.app({ type: 'DUEL' })) : nothing}
      <button @click=${leave}>${words.ui('duel.back')}</button>
    </p>
  </main>`
}

const primary = (text: string, act: () => void) =>
  html`<button class="primary big" data-focus @click=${act}>${text}</button>`

function titleOf({ rounds, round }: DuelScreen): string {
  if (round === undefined) return 'duel.watched'
  const [one, two] = rounds
  if (!one) return 'duel.title'
  if (!two) return 'duel.swap'
  if (one.kept === two.kept) return 'duel.draw'
  return one.kept > two.kept ? 'duel.wins.1' : 'duel.wins.2'
}

type Parks = NonNullable<DuelScreen['parks']>

/** Before the first round. */
const opening = ({ level }: DuelScreen, parks: Parks, words: Words, hands: Hands) =>
  html`<p class="lead">${words.ui('duel.about')}</p>
    <p class="lead">${words.ui('duel.rounds')}</p>
    <p>
      <label
        >${words.ui('duel.park')}
        <select @change=${(event: Event) => hands.app({ type: 'DUEL', levelId: (event.target as HTMLSelectElement).value })}>
          ${parks.map(({ id, spot, name }) => html`<option value=${id} ?selected=${id === level.id}>${spot} ${name}</option>`)}
        </select></label
      >
    </p>
    <dl class="sides">
      <dt>${words.ui('duel.operates', { who: words.ui('duel.who.1') })}</dt>
      <dd>${words.ui('duel.operates.keys')}</dd>
      <dt>${words.ui('duel.throws', { who: words.ui('duel.who.2') })}</dt>
      <dd>${words.ui('duel.throws.keys', keyNames(words))}</dd>
    </dl>`

function keyNames({ prompts }: Words) {
  const [a = '', b = '', c = '', d = '', next = ''] = throwerKeys(prompts.keys).map(key => keyChip(key, prompts))
  return { cards: [a, b, c, d].join(' '), next }
}

/** After a round: what was kept, and what comes. */
const standing = ({ rounds, round }: DuelScreen, words: Words, hands: Hands) =>
  html`<ol class="rounds">
      ${rounds.map(({ kept }, at) => roundLine(kept, at, round === undefined, words, hands))}
    </ol>
    ${round === 2 ? html`<p class="lead">${words.ui('duel.swapped')}</p>` : nothing}`

function roundLine(kept: number, at: number, watched: boolean, words: Words, hands: Hands) {
  const who = words.ui(`duel.who.${at + 1}`)
  const share = Math.round(kept / 1_000) / 10 // who has kept a thousandth more has won
  return html`<li>
    <b>${watched ? words.ui('duel.kept.watched', { share }) : words.ui('duel.kept', { who, share })}</b>
    <span class="bar" aria-hidden="true"><i style="width:${share}%"></i></span>
    <span class="actions">
      <button @click=${() => hands.app({ type: 'REPLAY', round: at })}>${words.ui('duel.replay', { round: at + 1 })}</button>
      <button @click=${() => hands.app({ type: 'COPY_LINK', round: at })}>${words.ui('duel.link', { round: at + 1 })}</button>
    </span>
  </li>`
}
