/** Every lost request under its one cause; the rows add up, and the last line shows that they do. */

import { html, type TemplateResult } from 'lit-html'
import type { LedgerRowView, LedgerView, LimitsView } from '../view/debrief-view'
import { moneyBeside, percent, percentBeside, playClock } from './figures'
import type { Part } from './part'

/** `walkTo`: shows a row's cause where it stands in the timeline. */
export function ledger(
  view: LedgerView,
  limits: LimitsView,
  part: Part,
  walkTo: (moment: number) => void,
): TemplateResult {
  const { words } = part
  return html`<section aria-labelledby="ledger-title">
    <h2 id="ledger-title">${words.ui('ledger.title')}</h2>
    <p>
      ${sum(view, words)}
      ${words.ui('ledger.cost', { cost: moneyBeside(view.cost, limits.cost), toil: percentBeside(view.toil, limits.toil, 'up') })}
    </p>
    <table class="ledger">
      <thead>
        <tr>
          ${['rider', 'reason', 'because', 'when', 'lost', 'share'].map(
            column => html`<th scope="col">${words.ui(`ledger.${column}`)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${view.rows.map(row => line(row, part, walkTo))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="4">${words.ui('ledger.total')}</th>
          <td class="number">${words.ui('number', { n: view.rows.reduce((sum, { lost }) => sum + lost, 0) })}</td>
          <td class="number">${view.rows.length > 0 ? '100 %' : ''}</td>
        </tr>
      </tfoot>
    </table>
  </section>`
}

/** Served and lost are what was planned; a write that is lost later was served, and is charged many times over. */
function sum(
  { planned, served, lost: charged, writes, writeWeighs: weighs, budget }: LedgerView,
  words: Part['words'],
) {
  const lost = charged - writes * weighs
  const rest = Math.max(0, planned - served - lost)
  const later = writes > 0 ? words.ui('ledger.writes', { writes, weighs, charged }) : ''
  return `${words.ui('ledger.sum', { planned, served, lost, rest })} ${later} ${words.ui('ledger.budget', { budget })}`
}

const line = (row: LedgerRowView, { words, timeScale }: Part, walkTo: (moment: number) => void): TemplateResult =>
  html`<tr>
    <th scope="row">${row.rider}</th>
    <td>${words.say(row.reason)}</td>
    <td class="because" data-column=${words.ui('ledger.because')}>${because(row, words.say(row.because), walkTo)}</td>
    <td data-column=${words.ui('ledger.when')}>${playClock(row.from, timeScale)}–${playClock(row.to, timeScale)}</td>
    <td class="number" data-column=${words.ui('ledger.lost')}>${words.ui('number', { n: row.lost })}</td>
    <td class="number" data-column=${words.ui('ledger.share')}>${percent(row.share)} %</td>
  </tr>`

const because = ({ moment }: LedgerRowView, text: string, walkTo: (moment: number) => void) =>
  moment === undefined
    ? text
    : html`<button class="link" @click=${() => walkTo(moment)}><span class="said">${text}</span></button>`
