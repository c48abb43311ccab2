/** The worst moment: when most of the budget went, what to look at, and a way to see it again. */

import { html, nothing } from 'lit-html'
import type { WorstView } from '../view/hindsight-view'
import { percent, playClock, playSeconds } from './figures'
import type { Part } from './part'

export function worstMoment(worst: WorstView | undefined, { words, hands, timeScale }: Part) {
  if (!worst) return nothing
  const { from, to, lost, share, caption } = worst
  const when = { from: playClock(from, timeScale), to: playClock(to, timeScale) }
  return html`<section class="worst" aria-labelledby="worst-title">
    <h2 id="worst-title">${words.ui('worst.title')}</h2>
    <p>${words.ui('worst.lost', { ...when, lost, share: percent(share) })} ${words.say(caption)}</p>
    <p class="actions">
      <button @click=${() => hands.app({ type: 'REPLAY', span: { from, to } })}>
        ${words.ui('worst.watch', { seconds: playSeconds(to - from, timeScale) })}
      </button>
    </p>
  </section>`
}
