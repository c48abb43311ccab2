/** The first screen. PRESS START is the first thing the focus finds, and opens the first level that has not landed. */

import { html, nothing } from 'lit-html'
import { openRun } from './open-run'
import type { Hands, LevelCard, StreetView } from './screen'
import type { Words } from './words'
import { wordsOf } from './words'

interface Around {
  readonly words: Words
  readonly hands: Hands
  readonly openSettings: () => void
  /** Decoration: what is written in it is the heading. */
  readonly picture: HTMLElement
}

export function title(street: StreetView, { words, hands, openSettings, picture }: Around) {
  const { front, landed } = street
  const next = street.chapters.flatMap(({ spots }) => spots).find(({ level }) => level.id === front)
  return html`<main class="page title">
    ${picture}
    <h1><span>K8S</span> <span class="or">or</span> <span>DIE</span></h1>
    <p class="lead">${words.ui('title.lead')}</p>
    <p class="actions">
      <button class="primary big" data-focus @click=${() => hands.app({ type: 'OPEN', levelId: front })}>
        ${words.ui('title.start')}
      </button>
    </p>
    <p class="actions">
      <button @click=${() => hands.app({ type: 'STREET' })}>${words.ui('title.street')}</button>
      <button @click=${openSettings}>${words.ui('settings.title')}</button>
      ${openRun(words, hands)}
    </p>
    ${
      landed.got > 0 && next
        ? html`<p class="best">${words.ui('title.next', { ...landed, spot: next.spot, name: nameOf(next.level) })}</p>`
        : nothing
    }
    <footer class="notice">${words.ui('title.notice')}</footer>
  </main>`
}

export const nameOf = (level: LevelCard): string => wordsOf(level.words).say({ from: 'level', key: 'name' })
