/**
 * The error budget over time, in both lines: one solid, one dashed, with an end of its
 * own shape each. What the picture shows is said in its label.
 */

import { html, svg, type TemplateResult } from 'lit-html'
import { PPM } from '../model/units'
import type { FiguresView, OtherLineView, PointView } from '../view/hindsight-view'
import { percent, percentTo, playClock } from './figures'
import type { Part } from './part'

const WIDTH = 320
const HEIGHT = 120
const LEFT = 38
const RIGHT = 312
const TOP = 10
const BOTTOM = 100

export function budgetChart({ yours, other }: OtherLineView, part: Part): TemplateResult {
  const { words, timeScale } = part
  const lasts = Math.max(1, yours.endedAt, other.endedAt)
  const label = words.ui('chart.label', { yours: inWords(yours, part), other: inWords(other, part) })
  return html`<figure class="chart">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label}>
      ${[PPM, PPM / 2, 0].map(left => gridLine(left))} ${line('yours', yours.curve, lasts)}
      ${line('other', other.curve, lasts)}
      ${svg`<text x=${RIGHT} y=${HEIGHT - 6} text-anchor="end">${playClock(lasts, timeScale)}</text>
        <text x=${LEFT} y=${HEIGHT - 6}>0:00</text>`}
    </svg>
    <figcaption aria-hidden="true">
      ${words.ui('chart.title')} ${['yours', 'other'].map(name => key(name, words.ui(`other.${name}`)))}
    </figcaption>
  </figure>`
}

const key = (name: string, text: string) =>
  html`<span class="key">
    <svg viewBox="0 0 34 12" class=${name}><path d="M0 6H26" />${mark(name, 28, 6)}</svg>
    ${text}
  </span>`

const x = (tick: number, lasts: number) => LEFT + Math.round(((RIGHT - LEFT) * tick * 10) / lasts) / 10
const y = (left: number) => TOP + Math.round(((BOTTOM - TOP) * (PPM - left) * 10) / PPM) / 10

const gridLine = (left: number) =>
  svg`<path class="grid" d="M${LEFT} ${y(left)}H${RIGHT}" />
    <text x=${LEFT - 5} y=${y(left) + 4} text-anchor="end">${percent(left)} %</text>`

function line(name: string, curve: readonly PointView[], lasts: number) {
  const points = curve.map(({ tick, left }) => `${x(tick, lasts)} ${y(left)}`)
  const end = curve.at(-1) ?? { tick: 0, left: 0 }
  return svg`<g class=${name}><path d="M${points.join('L')}" />${mark(name, x(end.tick, lasts), y(end.left))}</g>`
}

/** A disc ends one line, a square the other. */
const mark = (name: string, cx: number, cy: number) =>
  name === 'yours'
    ? svg`<circle cx=${cx} cy=${cy} r="4.5" />`
    : svg`<rect x=${cx - 4.5} y=${cy - 4.5} width="9" height="9" />`

/** Where it began to fall, and where it ended. */
function inWords({ curve, endedAt, budgetLeft }: FiguresView, { words, timeScale }: Part): string {
  const falls = curve.findIndex(({ left }) => left < PPM)
  const values = { end: playClock(endedAt, timeScale), left: percentTo('down', budgetLeft) }
  if (falls < 0) return words.ui('chart.full', values)
  return words.ui('chart.falls', { ...values, from: playClock(curve[Math.max(0, falls - 1)]?.tick ?? 0, timeScale) })
}
