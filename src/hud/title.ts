/** The first screen. PRESS START is the first thing the focus finds, and opens the first level. */

import { html, nothing, type TemplateResult } from 'lit-html'
import { openRun } from './open-run'
import type { Hands, LevelCard } from './screen'
import type { Words } from './words'
import { wordsOf } from './words'

export function title(levels: readonly LevelCard[], words: Words, hands: Hands, openSettings: () => void) {
  return html`<main class="page title">
    <div class="sky" aria-hidden="true"></div>
    <h1><span>K8S</span> <span class="or">or</span> <span>DIE</span></h1>
    <p class="lead">${words.ui('title.lead')}</p>
    <p class="actions">
      <button class="primary big" data-focus @click=${() => hands.app({ type: 'START' })}>
        ${words.ui('title.start')}
      </button>
      <button @click=${openSettings}>${words.ui('settings.title')}</button>
      ${openRun(words, hands)}
    </p>
    ${levels.length > 1 ? choice(levels, words, hands) : best(levels, words)}
    <footer class="notice">${words.ui('title.notice')}</footer>
  </main>`
}

const choice = (levels: readonly LevelCard[], words: Words, hands: Hands): TemplateResult =>
  html`<nav aria-label=${words.ui('title.levels')}>
    <ol class="levels">
      ${levels.map(
        level =>
          html`<li>
            <button @click=${() => hands.app({ type: 'OPEN', levelId: level.id })}>
              ${nameAndBest(level, words)} ${goalsKept(level, words)}
            </button>
          </li>`,
      )}
    </ol>
  </nav>`

/** With one level there is nothing to choose, but something to be proud of. */
const best = (levels: readonly LevelCard[], words: Words) =>
  levels.filter(level => level.best).map(level => html`<p class="best">${nameAndBest(level, words)}</p>`)

function nameAndBest(level: LevelCard, words: Words): string {
  const name = nameOf(level)
  if (!level.best) return name
  const { medal, score } = level.best
  return words.ui('title.best', { name, medal: words.ui(`metal.${medal}`), score: words.ui('number', { n: score }) })
}

/** Only once one was played: before that there is nothing to count. */
function goalsKept({ best, goals, letters }: LevelCard, words: Words) {
  if (!best) return nothing
  const of = goals.length + (letters.of > 0 ? 1 : 0)
  const got = goals.filter(({ kept }) => kept).length + (letters.of > 0 && letters.got >= letters.of ? 1 : 0)
  return html`<span class="goals-kept">${words.ui('title.goals', { got, of })}</span>`
}

export const nameOf = (level: LevelCard): string => wordsOf(level.words).say({ from: 'level', key: 'name' })
