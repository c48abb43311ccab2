/**
 * One's own runs of a level beside those of the bots: how many came to how much, for the
 * error budget, the money and the hands' time. Live and planned runs stand apart, for
 * neither is the lesser; nobody is ranked.
 */

import { PPM } from '../model/units'
import type { RunFigures } from '../rules/figures'

export const PLACE_METRICS = ['budgetLeft', 'cost', 'toil'] as const
export type PlaceMetric = (typeof PLACE_METRICS)[number]

export const WHO = ['live', 'planned', 'bots'] as const
export type Who = (typeof WHO)[number]

/** Runs that came to at least `from`, and to less than the next one's. */
export interface BinView {
  readonly from: number
  readonly to: number
  readonly runs: Readonly<Record<Who, number>>
}

export interface HistogramView {
  readonly metric: PlaceMetric
  readonly bins: readonly BinView[]
  /** The one that this run is in. */
  readonly now: number | undefined
}

export interface PlaceView {
  readonly histograms: readonly HistogramView[]
  readonly runs: Readonly<Record<Who, number>>
}

export const BINS = 10

/** `now`: the run that is looked at, if there is one. Undefined while there is nothing to look at. */
export function seePlace(
  own: readonly RunFigures[],
  bots: readonly RunFigures[],
  now?: RunFigures,
): PlaceView | undefined {
  if (own.length === 0 && !now) return undefined
  const runs = {
    live: own.filter(({ planned }) => !planned),
    planned: own.filter(({ planned }) => planned),
    bots,
  } satisfies Record<Who, readonly RunFigures[]>
  const counted = (of: (who: Who) => number) => ({ live: of('live'), planned: of('planned'), bots: of('bots') })
  return {
    runs: counted(who => runs[who].length),
    histograms: PLACE_METRICS.map(metric => {
      const { from, step } = scaleOf(metric, [...own, ...bots, ...(now ? [now] : [])])
      const binOf = (run: RunFigures) => Math.min(BINS - 1, Math.max(0, Math.floor((run[metric] - from) / step)))
      return {
        metric,
        bins: Array.from({ length: BINS }, (_, bin) => ({
          from: from + bin * step,
          to: from + (bin + 1) * step,
          runs: counted(who => runs[who].filter(run => binOf(run) === bin).length),
        })),
        now: now && binOf(now),
      }
    }),
  }
}

/** A share goes from nothing to all; money from a round sum below the cheapest to one above the dearest. */
function scaleOf(metric: PlaceMetric, all: readonly RunFigures[]): { readonly from: number; readonly step: number } {
  if (metric === 'budgetLeft') return { from: 0, step: PPM / BINS }
  const values = all.map(run => run[metric])
  const from = metric === 'toil' ? 0 : Math.min(...values)
  const step = roundedUp((Math.max(...values) - from + 1) / BINS)
  return { from: Math.floor(from / step) * step, step }
}

/** 1, 2 or 5 and zeros. */
function roundedUp(least: number): number {
  let size = 1
  while (size * 10 <= least) size *= 10
  return size * ([1, 2, 5].find(times => size * times >= least) ?? 10)
}
