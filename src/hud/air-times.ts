/**
 * The lesson as one picture: for each rider a bar from when its place was asked for to
 * when that was ready, beside the moment its users came. A table first, so that it can
 * be read; the bars are drawn in its last column.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Seconds } from '../model/units'
import type { AirTimeView, DebriefView } from '../view/debrief-view'
import { playClock, playSeconds } from './figures'
import type { Part } from './part'

export function airTimes(view: DebriefView, lasts: number, part: Part): TemplateResult {
  const { words } = part
  return html`<section class="air-times" aria-labelledby="air-title">
    <h2 id="air-title">${words.ui('air.title')}</h2>
    <table>
      <thead>
        <tr>
          ${['rider', 'where', 'asked', 'ready', 'took', 'due', 'late'].map(
            column =>
              html`<th scope="col" class=${column}>
                ${words.ui(`air.${column}`)}
                ${column === 'took' ? html`<span class="short" aria-hidden="true">${words.ui('air.cluster.short')}</span>` : nothing}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${view.airTimes.map(air => row(air, Math.max(view.endedAt, 1), lasts, part))}
      </tbody>
    </table>
    <p class="legend" aria-hidden="true">
      ${['air', 'due', 'late'].map(
        what => html`<span><i class="swatch ${what}"></i> ${words.ui(`air.legend.${what}`)}</span>`,
      )}
    </p>
  </section>`
}

function row(air: AirTimeView, endedAt: number, lasts: number, part: Part): TemplateResult {
  const { words, timeScale } = part
  const moment = (tick: number | undefined) => (tick === undefined ? words.ui('air.never') : playClock(tick, timeScale))
  const seconds = (span: number | undefined) =>
    span === undefined ? words.ui('air.never') : words.ui('air.seconds', { seconds: playSeconds(span, timeScale) })
  return html`<tr ?data-late=${air.late > 0}>
      <th scope="row">${air.rider}</th>
      <td>${words.say(air.where)}</td>
      <td class="asked">${moment(air.asked)}</td>
      <td>${moment(air.ready)}</td>
      <td class="took">${seconds(air.air)} ${air.air === undefined ? nothing : real(air.air, part)}</td>
      <td>${moment(air.due)}</td>
      <td class="late">${air.late > 0 ? seconds(air.late) : words.ui(air.due > endedAt ? 'air.notYet' : 'air.inTime')}</td>
    </tr>
    <tr class="picture" aria-hidden="true">
      <td colspan="7">${picture(air, endedAt, Math.max(lasts, endedAt, air.due))}</td>
    </tr>`
}

/** What it would have taken for real, which is what the lesson speaks of. */
const real = (span: Seconds, { words }: Part) =>
  html`<span class="real">(${minutes(span)}<span class="long"> ${words.ui('air.cluster')}</span>)</span>`

const minutes = (span: Seconds) => `${Math.floor(span / 60)}:${String(span % 60).padStart(2, '0')}`

function picture({ asked, ready, due, late, where }: AirTimeView, endedAt: number, span: number): TemplateResult {
  const share = (tick: number) => `${Math.round((Math.max(0, Math.min(tick, span)) * 1000) / span) / 10}%`
  const piece = (name: string, from: number, to: number) =>
    html`<i class=${name} style="left:${share(from)};width:calc(${share(to)} - ${share(from)})"></i>`
  const lane = where.from === 'ui' ? where.key.replace('lane.', '') : ''
  return html`<div class="track" data-lane=${lane}>
    ${asked === undefined ? nothing : piece('air', asked, ready ?? endedAt)}
    ${ready === undefined ? nothing : piece('ride', ready, endedAt)}
    ${late > 0 ? piece('late', due, due + late) : nothing}
    <b class="due" style="left:${share(due)}"></b>
  </div>`
}
