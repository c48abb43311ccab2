/** What went wrong, in the checker's or the browser's own words, and the way on. */

import { html, nothing } from 'lit-html'
import type { Problem } from '../session/campaign'
import type { Hands } from './screen'
import type { Words } from './words'

export function problemPage(problem: Problem, words: Words, hands: Hands) {
  const { levelId } = problem
  return html`<main class="page problem">
    <h1>${words.ui('problem.title')}</h1>
    <p class="lead" role="alert">${words.ui(problem.key)}</p>
    ${problem.detail === undefined ? nothing : html`<pre class="detail" tabindex="0">${problem.detail}</pre>`}
    <p class="actions">
      ${levelId === undefined ? nothing : again(levelId, words, hands)}
      <button
        class=${levelId === undefined ? 'primary big' : ''}
        ?data-focus=${levelId === undefined}
        @click=${() => hands.app({ type: 'QUIT' })}
      >
        ${words.ui('problem.on')}
      </button>
    </p>
  </main>`
}

const again = (levelId: string, words: Words, hands: Hands) =>
  html`<button class="primary big" data-focus @click=${() => hands.app({ type: 'OPEN', levelId })}>
    ${words.ui('problem.again')}
  </button>`
