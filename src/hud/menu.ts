/** The menu of a run: go on, go back a little, start over, open another, settings, leave. Time stands meanwhile; Esc goes on. */

import { html, nothing, type TemplateResult } from 'lit-html'
import { goals } from './goals'
import { legend } from './legend'
import { log } from './log'
import { openRun } from './open-run'
import type { Part } from './part'
import type { Hands, RunScreen } from './screen'

export function menu({ level, park, replay, can }: RunScreen, part: Part, openSettings: () => void): TemplateResult {
  const { words, hands } = part
  return html`<h2 id="menu-title">${words.ui('menu.title')}</h2>
    <p class="stack">
      <button class="primary" data-focus @click=${() => hands.app({ type: 'RESUME' })}>${words.ui('menu.resume')}</button>
      ${can.rewind ? html`<button @click=${() => rewind(hands)}>${words.ui('menu.rewind')}</button>` : nothing}
      <button @click=${() => hands.app({ type: 'AGAIN' })}>${words.ui(replay ? 'menu.play' : 'menu.restart')}</button>
      ${openRun(words, hands)}
      <button @click=${openSettings}>${words.ui('settings.title')}</button>
      <button @click=${() => hands.app({ type: 'QUIT' })}>${words.ui(replay ? 'menu.leave' : 'menu.quit')}</button>
    </p>
    ${level.goals.length > 0 ? aims(level, part) : nothing}
    <details class="keys">
      <summary>${words.ui('menu.keys')}</summary>
      <p>${words.ui(replay ? 'theatre.keys' : 'board.keys')}</p>
    </details>
    ${legend(words, level.stickers)}
    <details class="history">
      <summary>${words.ui('log.title')}</summary>
      ${log(park.log, part)}
    </details>`
}

const aims = (level: RunScreen['level'], { words }: Part) =>
  html`<details class="aims">
    <summary>${words.ui('goals.title')}</summary>
    ${goals(level, words)}
  </details>`

function rewind(hands: Hands) {
  hands.intent({ do: 'rewind' })
  hands.app({ type: 'RESUME' })
}
