/**
 * Your place: where this run stands among one's own runs of the level and those of the
 * bots. Three histograms, each a picture with its sentence and, on demand, a table; live
 * and planned runs have rows of their own.
 */

import { html, nothing, svg, type TemplateResult } from 'lit-html'
import { type HistogramView, type PlaceMetric, type PlaceView, WHO, type Who } from '../view/see-place'
import { money, percent } from './figures'
import type { Words } from './words'

export function yourPlace(view: PlaceView | undefined, words: Words): TemplateResult | typeof nothing {
  if (!view) return nothing
  const rows = WHO.filter(who => view.runs[who] > 0)
  return html`<section class="your-place" aria-labelledby="place-title">
    <h2 id="place-title">${words.ui('place.title')}</h2>
    <p class="how">${words.ui('place.how', view.runs)}</p>
    <div class="histograms">${view.histograms.map(each => histogram(each, rows, view, words))}</div>
    <details>
      <summary>${words.ui('place.table')}</summary>
      ${view.histograms.map(each => table(each, rows, words))}
    </details>
  </section>`
}

const BAR = 12
const ROW = 24
const LEFT = 2

function histogram(view: HistogramView, rows: readonly Who[], { runs }: PlaceView, words: Words): TemplateResult {
  const width = LEFT * 2 + view.bins.length * BAR
  const height = rows.length * ROW + 10
  const first = view.bins[0]?.from ?? 0
  const end = view.bins.at(-1)?.to ?? 0
  return html`<figure data-metric=${view.metric}>
    <figcaption>${words.ui(`place.${view.metric}`)}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${label(view, words)}>
      ${rows.map((who, row) => bars(view, who, row, runs[who]))}
      ${view.now === undefined ? nothing : svg`<path class="now" d="M${LEFT + view.now * BAR + BAR / 2} ${height - 8}l5 7h-10z" />`}
    </svg>
    <p class="scale" aria-hidden="true"><span>${amount(view.metric, first)}</span><span>${amount(view.metric, end)}</span></p>
    <ul class="who" aria-hidden="true">
      ${rows.map(who => html`<li data-who=${who}>${words.ui(`place.${who}`)}</li>`)}
    </ul>
  </figure>`
}

/** Each row against its own highest: shapes are compared, not how much was played. */
function bars({ bins }: HistogramView, who: Who, row: number, all: number) {
  const most = Math.max(1, ...bins.map(({ runs }) => runs[who]))
  const foot = (row + 1) * ROW - 2
  return svg`<g class=${who} data-runs=${all}>
    <path class="foot" d="M${LEFT} ${foot}h${bins.length * BAR}" />
    ${bins.map(({ runs }, i) => {
      const high = runs[who] === 0 ? 0 : Math.max(2, Math.round(((ROW - 6) * runs[who]) / most))
      return svg`<rect x=${LEFT + i * BAR + 1} y=${foot - high} width=${BAR - 2} height=${high} />`
    })}
  </g>`
}

const amount = (metric: PlaceMetric, value: number): string =>
  metric === 'cost' ? money(value) : `${percent(value)} %`

function label({ metric, bins, now }: HistogramView, words: Words): string {
  const bin = now === undefined ? undefined : bins[now]
  const name = words.ui(`place.${metric}`)
  if (!bin) return name
  return words.ui('place.label', { name, from: amount(metric, bin.from), to: amount(metric, bin.to), ...bin.runs })
}

const table = ({ metric, bins, now }: HistogramView, rows: readonly Who[], words: Words): TemplateResult =>
  html`<table>
    <caption>${words.ui(`place.${metric}`)}</caption>
    <thead>
      <tr>
        <th scope="col">${words.ui('place.range')}</th>
        ${rows.map(who => html`<th scope="col">${words.ui(`place.${who}`)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${bins.map(({ from, to, runs }, i) =>
        rows.some(who => runs[who] > 0)
          ? html`<tr aria-current=${i === now ? 'true' : nothing}>
              <th scope="row">${amount(metric, from)} – ${amount(metric, to)}${i === now ? ` · ${words.ui('place.now')}` : ''}</th>
              ${rows.map(who => html`<td class="number">${runs[who]}</td>`)}
            </tr>`
          : nothing,
      )}
    </tbody>
  </table>`
