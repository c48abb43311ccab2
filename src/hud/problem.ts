/** What went wrong, in the checker's or the browser's own words, and the way on. */

import { html, nothing } from 'lit-html'
import type { Problem } from '../session/campaign'
import type { Hands } from './screen'
import type { Words } from './words'

export function problemPage(problem: Problem, words: Words, hands: Hands) {
  return html`<main class="page problem">
    <h1>${words.ui('problem.title')}</h1>
    <p class="lead" role="alert">${words.ui(problem.key)}</p>
    ${problem.detail === undefined ? nothing : html`<pre class="detail" tabindex="0">${problem.detail}</pre>`}
    <p class="actions">
      <button class="primary big" data-focus @click=${() => hands.app({ type: 'QUIT' })}>
        ${words.ui('problem.on')}
      </button>
    </p>
  </main>`
}
