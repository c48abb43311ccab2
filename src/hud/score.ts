/**
 * The score with all its parts: what each incident cost, what it would have cost, and
 * which moves made the difference.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { LETTERS } from '../rules/letters'
import type { ScoreView } from '../view/impact-view'
import { ofBudget, playClock } from './figures'
import { did } from './impact'
import type { Part } from './part'
import { faceIcon } from './sprite'

export function total(score: ScoreView | undefined, { words }: Part): TemplateResult {
  return html`<span class="points" aria-live="polite"
    >${score ? words.ui('medals.score', { score: score.total }) : words.ui('score.reckoning')}</span
  >`
}

export function scoreSection(score: ScoreView | undefined, part: Part): TemplateResult | typeof nothing {
  if (!score) return nothing
  const { words } = part
  return html`<section class="scored" aria-labelledby="score-title">
    <h2 id="score-title">${words.ui('score.title')}</h2>
    <ul class="parts">
      ${score.parts.map(
        ({ of, got, most }) =>
          html`<li>
            <span>${words.ui(`score.${of}`)}</span> <b>${words.ui('score.of', { got, most })}</b>
          </li>`,
      )}
    </ul>
    ${score.incidents.length > 0 ? incidents(score, part) : nothing} ${lines(score, part)} ${combos(score, part)}
    ${score.letters.of > 0 ? letters(score, part) : nothing}
  </section>`
}

const incidents = ({ incidents: all }: ScoreView, { words, timeScale }: Part): TemplateResult =>
  html`<table class="incidents">
    <caption>
      ${words.ui('score.incidents.caption')}
    </caption>
    <thead>
      <tr>
        ${COLUMNS.map(name => html`<th scope="col">${column(name, words)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${all.map(
        one =>
          html`<tr>
            <th scope="row">${one.face ? faceIcon(one.face) : nothing} ${playClock(one.struckAt, timeScale)} ${words.say(one.what)}</th>
            <td data-column=${column('untouched', words)}>${share(one.untouched, words)}</td>
            <td data-column=${column('cost', words)}>${share(one.cost, words)}</td>
            <td>${one.moves.length === 0 ? words.ui('score.noMoves') : moves(one.moves, words)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`

const COLUMNS = ['what', 'untouched', 'cost', 'moves'] as const
const column = (name: (typeof COLUMNS)[number], words: Part['words']) => words.ui(`score.column.${name}`)

const moves = (all: ScoreView['incidents'][number]['moves'], words: Part['words']): TemplateResult =>
  html`<ul>
    ${all.map(
      ({ share: got, ...move }) =>
        html`<li data-harm=${got < 0}>
          <b>${did(move, words)}</b>
          ${words.ui(got < 0 ? 'score.harmed' : 'score.saved', { share: ofBudget(Math.abs(got)) })}
        </li>`,
    )}
  </ul>`

const share = (ppm: number, words: Part['words']) => words.ui('score.share', { share: ofBudget(ppm) })

const lines = ({ lines: done }: ScoreView, { words }: Part) =>
  done.length === 0
    ? nothing
    : html`<ul class="lines" aria-label=${words.ui('score.lines')}>
        ${done.map(line => html`<li><b>${words.ui(`line.${line}`)}</b> ${words.ui(`line.${line}.about`)}</li>`)}
      </ul>`

/** One move that was dropped was no string yet. */
const isTold = ({ state, moves: string }: ScoreView['combos'][number]) => state !== 'dropped' || string.length > 1

const combos = ({ combos: all }: ScoreView, { words }: Part) =>
  !all.some(isTold)
    ? nothing
    : html`<ul class="combos" aria-label=${words.ui('score.combos')}>
        ${all.filter(isTold).map(
          ({ state, moves: string }) =>
            html`<li data-state=${state}>
              ${string.map(move => did(move, words)).join(' + ')}:
              <b>${words.ui(`impact.combo.${state}`)}</b>
            </li>`,
        )}
      </ul>`

function letters({ letters: { riders, of } }: ScoreView, { words }: Part): TemplateResult {
  const got = riders.length
  return html`<p class="letters">
    <span class="state" aria-hidden="true"
      >${LETTERS.map((letter, i) => html`<b ?data-got=${i < got}>${letter}</b>`)}</span
    >
    ${words.ui('score.letters', { got, of, riders: riders.join(', ') })}
  </p>`
}
