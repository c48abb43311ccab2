/**
 * Milliseconds in, whole ticks out, without drift.
 *
 * What is owed is kept in thousandths of a tick, as a whole number, so ten seconds are
 * as many ticks at 30 frames a second as at 144. A long frame slows the lesson, it
 * never fast-forwards it.
 */

import type { Milliseconds } from '../model/units'

/** After a long frame or a hidden tab: slow down, do not fast-forward. */
export const MOST_TICKS_AT_ONCE = 8

export interface Pace {
  /** Whole ticks that are due now. `speed` is in hundredths of the level's own. */
  advance(elapsed: Milliseconds, timeScale: number, speedPercent?: number): number
  /** How far it is between two ticks, 0 to 1, for smooth drawing. */
  readonly alpha: number
  /** Forgets what is owed. */
  reset(): void
}

/** A tick is so many parts: a microsecond at a hundredth of one tick a second. */
const PARTS = 100_000_000

export function openPace(): Pace {
  let owed = 0
  let rounded = 0 // what rounding to whole microseconds has kept back, or a long row of frames would drift
  return {
    advance(elapsed, timeScale, speedPercent = 100) {
      const passed = elapsed * 1_000 + rounded
      rounded = passed - Math.round(passed)
      owed += Math.round(passed) * timeScale * speedPercent
      owed = Math.min(owed, MOST_TICKS_AT_ONCE * PARTS)
      const ticks = Math.floor(owed / PARTS)
      owed -= ticks * PARTS
      return ticks
    },
    get alpha() {
      return owed / PARTS
    },
    reset() {
      owed = 0
    },
  }
}
