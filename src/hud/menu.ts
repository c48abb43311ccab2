/** The menu of a run: go on, start over, settings, leave. Time stands meanwhile; Esc goes on. */

import { html, type TemplateResult } from 'lit-html'
import { log } from './log'
import type { Part } from './part'
import type { RunScreen } from './screen'

export function menu({ park }: RunScreen, part: Part, openSettings: () => void): TemplateResult {
  const { words, hands } = part
  return html`<h2 id="menu-title">${words.ui('menu.title')}</h2>
    <p class="stack">
      <button class="primary" data-focus @click=${() => hands.app({ type: 'RESUME' })}>${words.ui('menu.resume')}</button>
      <button @click=${() => hands.app({ type: 'AGAIN' })}>${words.ui('menu.restart')}</button>
      <button @click=${openSettings}>${words.ui('settings.title')}</button>
      <button @click=${() => hands.app({ type: 'QUIT' })}>${words.ui('menu.quit')}</button>
    </p>
    <details class="keys">
      <summary>${words.ui('menu.keys')}</summary>
      <p>${words.ui('board.keys')}</p>
    </details>
    <details class="history">
      <summary>${words.ui('log.title')}</summary>
      ${log(park.log, part)}
    </details>`
}
