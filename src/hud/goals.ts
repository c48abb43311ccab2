/** What a level's goals are, which of them are kept already, and what gold asks: before a run, and in its menu. */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Gold } from '../level/entry'
import { moneyBeside, percentBeside } from './figures'
import type { LevelCard } from './screen'
import type { Words } from './words'

/** What there is to come back for: goals stay met over many runs. */
export const goals = ({ goals: all, letters, medals, best, gold }: LevelCard, words: Words): TemplateResult =>
  html`<ul class="goals" aria-label=${words.ui('goals.title')}>
    ${all.map(
      ({ text, kept }) =>
        html`<li ?data-met=${kept}>
          <b>${words.ui(kept ? 'goal.kept' : 'goal.open')}</b> <span>${words.say(text)}</span>
        </li>`,
    )}
    ${
      letters.of > 0
        ? html`<li ?data-met=${letters.got >= letters.of}>
            <b>${words.ui(letters.got >= letters.of ? 'goal.kept' : 'goal.open')}</b>
            <span>${words.ui('goal.letters', letters)}</span>
          </li>`
        : nothing
    }
    ${best ? html`<li data-met><b>${words.ui(medals ? `metal.${best.medal}` : 'spot.landed')}</b> <span>${words.ui('goal.best', { score: best.score })}</span></li>` : nothing}
  </ul>
  ${gold ? html`<p class="gold">${goldIs(gold, words)}</p>` : nothing}`

/** Each limit as it is: the meters beside it are rounded so that they never seem to keep it. */
function goldIs({ slo, cost, toil }: Gold, words: Words): string {
  const share = (limit: number) => `${percentBeside(limit, [limit], 'down')} %`
  const parts = [
    slo !== undefined && words.ui('gold.slo', { amount: share(slo) }),
    cost !== undefined && words.ui('gold.cost', { amount: moneyBeside(cost, [cost]) }),
    toil !== undefined && words.ui('gold.toil', { amount: share(toil) }),
  ]
  return words.ui('gold.needs', { all: parts.filter(Boolean).join(', ') })
}
