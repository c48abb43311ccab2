/** What interrupts: something did not open, or would take the place of the run under way. The way back is always first. */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Problem } from '../session/campaign'
import type { Words } from './words'

export const warning = ({ key, detail }: Problem, words: Words): TemplateResult =>
  html`<h2 id="notice-title">${words.ui('problem.title')}</h2>
    <form method="dialog">
      <p role="alert">${words.ui(key)}</p>
      ${detail ? html`<pre class="detail" tabindex="0">${detail}</pre>` : nothing}
      <button class="primary" data-focus autofocus>${words.ui('notice.close')}</button>
    </form>`

export const question = (key: string, yes: () => void, words: Words): TemplateResult =>
  html`<h2 id="notice-title">${words.ui(`${key}.title`)}</h2>
    <form method="dialog">
      <p>${words.ui(key)}</p>
      <button class="primary" data-focus autofocus>${words.ui(`${key}.no`)}</button>
      <button type="button" @click=${yes}>${words.ui(`${key}.yes`)}</button>
    </form>`
