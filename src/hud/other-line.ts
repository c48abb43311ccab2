/**
 * The other line: one decision, changed by choice, and both lines side by side in the
 * same units, with the moment where they part and the budget over time.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Ppm } from '../model/units'
import type { ChoiceView, FiguresView, HindsightView, OtherLineView } from '../view/hindsight-view'
import { budgetChart } from './budget-chart'
import { capital, money, moneySpent, percentTo, playClock } from './figures'
import { betterOf, changeOf, choiceOf, thenOf } from './hindsight'
import type { Part } from './part'

export function otherLine(view: HindsightView | undefined, part: Part): TemplateResult {
  const { words } = part
  return html`<section class="other-line" aria-labelledby="other-title" aria-busy=${view?.settled ? 'false' : 'true'}>
    <h2 id="other-title">${words.ui('other.title')}</h2>
    ${view ? html`${chooser(view, part)} ${view.shown ? sideBySide(view.shown, part) : nothing}` : nothing}
  </section>`
}

function chooser({ choices, shown, settled }: HindsightView, part: Part): TemplateResult {
  const { words, hands } = part
  const choose = (event: Event) =>
    hands.app({ type: 'OTHER_LINE', choice: Number((event.target as HTMLSelectElement).value) })
  return html`<label class="chooser">
    <span>${words.ui('other.choose')}</span>
    <select @change=${choose}>
      ${
        shown
          ? nothing
          : html`<option value="" selected disabled>
              ${words.ui(settled ? 'other.pick' : 'hindsight.looking')}
            </option>`
      }
      ${groupsOf(choices).map(
        group =>
          html`<optgroup label=${titleOf(group, part)}>
            ${group.map(
              choice =>
                html`<option value=${choice.id} .selected=${choice.id === shown?.choice.id}>
                  ${capital(optionOf(choice, part))}
                </option>`,
            )}
          </optgroup>`,
      )}
    </select>
  </label>`
}

/** Changes of one decision together, in the order in which the decisions were made. */
function groupsOf(choices: readonly ChoiceView[]): readonly (readonly ChoiceView[])[] {
  const keyOf = ({ group, change }: ChoiceView) =>
    change.what === 'nothing' || change.what === 'solution' ? '' : group
  const keys = [...new Set(choices.map(keyOf))]
  const groups = keys.map(key => choices.filter(choice => keyOf(choice) === key))
  const at = ([first]: readonly ChoiceView[]) => first?.tick ?? Infinity
  return groups.sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)))
}

function titleOf([first]: readonly ChoiceView[], { words, timeScale }: Part): string {
  if (first?.change.what === 'add') return words.ui('other.group.add')
  if (!first?.decision || first.tick === undefined) return words.ui('other.group.all')
  return `${playClock(first.tick, timeScale)} ${words.say(first.decision)}`
}

/** Within its group; of a move that was not made the whole. */
const optionOf = (choice: ChoiceView, part: Part): string =>
  choice.change.what === 'add' ? choiceOf(choice, part) : changeOf(choice.change, part)

function sideBySide(line: OtherLineView, part: Part): TemplateResult {
  const { words } = part
  return html`<div class="lines" data-better=${betterOf(line)}>
    <div class="told" role="status">
      <p class="then">
        <span class="choice">${capital(choiceOf(line.choice, part))}.</span> ${thenOf(line, part)}
      </p>
      ${parting(line, part)}
    </div>
    ${budgetChart(line, part)} ${figures(line, part)}
    <p class="sr">${words.ui('other.same')}</p>
  </div>`
}

/** The first moment where they differ. */
function parting({ parting: at }: OtherLineView, { words, timeScale }: Part) {
  if (!at) return nothing
  const values = { time: playClock(at.tick, timeScale), what: words.say(at.what), instead: words.say(at.instead) }
  const key = at.instead ? `parting.${at.where}` : `parting.${at.where}.only`
  return html`<p class="parting">${words.ui(key, values)}</p>`
}

function figures({ yours, other }: OtherLineView, part: Part): TemplateResult {
  const { words } = part
  return html`<table class="figures">
    <thead>
      <tr>
        <th scope="col"><span class="sr">${words.ui('other.what')}</span></th>
        ${['yours', 'other', 'difference'].map(
          column => html`<th scope="col" class=${column}>${words.ui(`other.${column}`)}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${ROWS.filter(([name]) => name !== 'medal' || yours.medal).map(
        ([name, read, difference]) =>
          html`<tr>
            <th scope="row">${words.ui(`other.row.${name}`)}</th>
            <td>${read(yours, part)}</td>
            <td>${read(other, part)}</td>
            <td>${difference?.(yours, other, part) ?? ''}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

type Row = readonly [
  name: string,
  read: (figures: FiguresView, part: Part) => string,
  difference?: (yours: FiguresView, other: FiguresView, part: Part) => string,
]

const ROWS: readonly Row[] = [
  ['outcome', ({ outcome }, { words }) => words.ui(`debrief.${outcome}`)],
  ['lasted', ({ endedAt }, { timeScale }) => playClock(endedAt, timeScale)],
  [
    'lost',
    ({ lost }, { words }) => words.ui('number', { n: lost }),
    (a, b, { words }) => signed(b.lost - a.lost, n => words.ui('number', { n })),
  ],
  [
    'left',
    ({ budgetLeft }) => `${left(budgetLeft)} %`,
    (a, b) => signed(left(b.budgetLeft) - left(a.budgetLeft), n => `${n} %`),
  ],
  ['cost', ({ cost }) => moneySpent(cost), (a, b) => signed(b.cost - a.cost, money)],
  ['toil', ({ toil }) => `${spent(toil)} %`, (a, b) => signed(spent(b.toil) - spent(a.toil), n => `${n} %`)],
  ['medal', ({ medal }, { words }) => words.ui(`metal.${medal ?? 'none'}`)],
]

const left = (budget: Ppm) => percentTo('down', budget)
const spent = (toil: Ppm) => percentTo('up', toil)

const signed = (by: number, told: (size: number) => string): string =>
  by === 0 ? '0' : `${by < 0 ? '−' : '+'}${told(Math.abs(by))}`
