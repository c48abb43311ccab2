/** One breath before the run: the level's name, one sentence, the era, and Start. */

import { html, nothing } from 'lit-html'
import { chip } from './chip'
import type { yourPlace } from './crowd'
import { difficultyChoice } from './difficulty'
import { playClock } from './figures'
import { goals } from './goals'
import { legend } from './legend'
import type { Hands, ScreenView } from './screen'
import type { Words } from './words'

type Briefing = Extract<ScreenView, { screen: 'briefing' }>

interface Around {
  readonly words: Words
  readonly hands: Hands
  readonly picture: HTMLElement
  /** Once it has come: it stands at the foot, so that nothing moves. */
  readonly yourPlace: typeof yourPlace | undefined
}

export function briefing(
  { level, loading, place, seed, settings }: Briefing,
  { words, hands, picture, yourPlace }: Around,
) {
  const said = (key: string) => words.say({ from: 'level', key })
  const leave = (event: KeyboardEvent) => event.code === 'Escape' && hands.app({ type: 'QUIT' })
  return html`<main class="page briefing" @keydown=${leave}>
    <div class="postcard">
      ${picture}
      <p class="era">
        ${words.ui(`era.${level.era}`)} · ${words.ui('briefing.lasts', { time: playClock(level.lasts, level.timeScale), scale: level.timeScale })}
      </p>
      <h1>${said('name')}</h1>
      <p class="lead">${said('briefing')}</p>
    </div>
    ${seed === undefined ? nothing : html`<p class="daily">${words.ui('daily.briefing', { seed: String(seed) })}</p>`}
    <ul class="ways" aria-label=${words.ui('briefing.ways')}>
      ${level.lanes.map(
        lane =>
          html`<li data-lane=${lane}>
            ${chip(words, lane)} <b>${words.ui(`lane.${lane}`)}</b> <span>${words.ui(`lane.${lane}.about`)}</span>
          </li>`,
      )}
    </ul>
    ${legend(words, level.stickers)}
    <p class="actions">
      <button
        class="primary big"
        data-focus
        aria-disabled=${loading === undefined ? nothing : 'true'}
        @click=${() => hands.app({ type: 'START' })}
      >
        ${words.ui(loading === undefined ? 'briefing.start' : 'briefing.loading')}
      </button>
      <button @click=${() => hands.app({ type: 'QUIT' })}>${words.ui('briefing.back')}</button>
    </p>
    ${loading === undefined ? nothing : coming(loading, words)} ${goals(level, words)}
    ${difficultyChoice('briefing', settings, words, hands)} ${yourPlace?.(place, words)}
  </main>`
}

/** The level is on its way; it begins by itself. */
const coming = (share: number, words: Words) =>
  html`<p class="coming" role="status">
    <label>${words.ui('briefing.coming')} <progress max="1" .value=${share}></progress></label>
  </p>`
