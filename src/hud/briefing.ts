/** One breath before the run: the level's name, one sentence, the era, and Start. */

import { html } from 'lit-html'
import { playClock } from './figures'
import { legend } from './legend'
import type { Hands, LevelCard } from './screen'
import type { Words } from './words'

export function briefing(level: LevelCard, words: Words, hands: Hands) {
  const said = (key: string) => words.say({ from: 'level', key })
  return html`<main class="page briefing">
    <p class="era">
      ${words.ui(`era.${level.era}`)} · ${words.ui('briefing.lasts', { time: playClock(level.lasts, level.timeScale) })}
    </p>
    <h1>${said('name')}</h1>
    <p class="lead">${said('briefing')}</p>
    <ul class="ways" aria-label=${words.ui('briefing.ways')}>
      <li data-lane="bowl"><kbd>1</kbd> <b>${words.ui('lane.bowl')}</b> <span>${words.ui('lane.bowl.about')}</span></li>
      <li data-lane="boxes">
        <kbd>2</kbd> <b>${words.ui('lane.boxes')}</b> <span>${words.ui('lane.boxes.about')}</span>
      </li>
      <li data-lane="slab"><kbd>3</kbd> <b>${words.ui('lane.slab')}</b> <span>${words.ui('lane.slab.about')}</span></li>
    </ul>
    ${legend(words)}
    <p class="actions">
      <button class="primary big" data-focus @click=${() => hands.app({ type: 'START' })}>
        ${words.ui('briefing.start')}
      </button>
      <button @click=${() => hands.app({ type: 'QUIT' })}>${words.ui('briefing.back')}</button>
    </p>
  </main>`
}
