/**
 * How much of the picture's adornment there is: all of it, or only what says something.
 * Left to itself it is measured: how long frames take while a run is shown, as a median
 * over some seconds, so that one long frame decides nothing.
 *
 * It goes down soon and comes back late, and later each time, so that it does not go to
 * and fro. Takes times as they are handed to it; has no clock of its own.
 */

import type { Milliseconds } from '../model/units'

export const QUALITIES = ['auto', 'full', 'plain'] as const
export type Quality = (typeof QUALITIES)[number]
export type Effects = Exclude<Quality, 'auto'>

/** What is measured, and what it comes to. */
export interface Gauge {
  readonly effects: Effects
  /** Of the last seconds; undefined until there were some. */
  readonly median: Milliseconds | undefined
  /** One more frame; true if it comes to something else now. */
  frame(elapsed: Milliseconds): boolean
}

const WINDOW: Milliseconds = 3_000
/** Fewer than 42 frames a second are felt; more than 55 are enough. */
const SLOW: Milliseconds = 24
const QUICK: Milliseconds = 18
/** Windows in a row. */
const SLOW_WINDOWS = 2
const QUICK_WINDOWS = 4
/** A tab that was hidden, or a level that came over the wire. */
const NO_FRAME: Milliseconds = 250

export function openGauge(): Gauge {
  let effects: Effects = 'full'
  let median: Milliseconds | undefined
  let times: Milliseconds[] = []
  let [sum, inRow, lowered] = [0, 0, 0]

  const judge = (found: Milliseconds): boolean => {
    const wants = effects === 'full' ? found > SLOW : found < QUICK
    inRow = wants ? inRow + 1 : 0
    if (inRow < (effects === 'full' ? SLOW_WINDOWS : QUICK_WINDOWS * 2 ** (lowered - 1))) return false
    inRow = 0
    if (effects === 'full') lowered += 1
    effects = effects === 'full' ? 'plain' : 'full'
    return true
  }
  return {
    get effects() {
      return effects
    },
    get median() {
      return median
    },
    frame(elapsed) {
      if (elapsed <= 0 || elapsed > NO_FRAME) return false
      times.push(elapsed)
      sum += elapsed
      if (sum < WINDOW) return false
      median = middleOf(times)
      times = []
      sum = 0
      return judge(median)
    },
  }
}

const middleOf = (times: readonly Milliseconds[]): Milliseconds =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

/** What there is: as it was asked for, or as it was measured. */
export const effectsOf = (quality: Quality, gauge: Pick<Gauge, 'effects'>): Effects =>
  quality === 'auto' ? gauge.effects : quality
