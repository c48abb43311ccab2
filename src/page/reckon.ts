/**
 * Incidents are settled beside the play: a few milliseconds in each frame. At the end
 * of a run what is left is settled at once; by then it is next to nothing, for the
 * board has stood still for a second.
 */

import type { Milliseconds } from '../model/units'
import type { Reckoning } from '../session/reckoning'

/** With the last slice, which may go past it, a frame gives less than 4 ms. */
const MOST_MS: Milliseconds = 2
/** The clock is looked at this often: a slice is a few tenths of a millisecond. */
const SLICE = 30
/** A clock that stands still must not make one frame do everything. */
const MOST_SLICES = 30

/** True if another incident has been settled, which is worth showing. */
export function reckonOn(reckoning: Reckoning): boolean {
  if (reckoning.settled) return false
  const before = reckoning.impacts.length
  const until = performance.now() + MOST_MS
  for (let slices = 0; slices < MOST_SLICES && performance.now() < until; slices += 1) {
    if (reckoning.go(SLICE) === 0) break
  }
  return reckoning.impacts.length !== before
}

export function settleNow(reckoning: Reckoning): void {
  while (!reckoning.settled) reckoning.go(SLICE)
}
