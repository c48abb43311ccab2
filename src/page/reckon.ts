/**
 * Incidents are settled beside the play, on a thread of their own, so that no frame can
 * be late for it. Where there is none, or it does not answer, each frame gives
 * half a millisecond.
 *
 * At the end of a run what is left is settled at once; by then it is next to nothing,
 * for the board has stood still for a second.
 */

import type { Milliseconds } from '../model/units'
import type { Run } from '../rules/run'
import type { Reckoning } from '../session/reckoning'
import { openSettleThread, type SettleThread } from './settle-thread'

/** With the last slice, which may go past it, and the collecting of garbage, a frame gives less than 4 ms. */
const MOST_MS: Milliseconds = 0.5
/** The clock is looked at after each tick or copy: a slice is some hundredths of a millisecond, a copy about one. */
const SLICE = 1
/** A clock that stands still must not make one frame do everything. */
const MOST_SLICES = 200

/** Called every frame. `found`: called when another incident has been settled, which is worth showing. */
export function openReckoner(found: () => void): (run: Run, reckoning: Reckoning) => void {
  let thread: SettleThread | undefined // not loaded before there is a run
  return (run, reckoning) => {
    thread ??= openSettleThread(found)
    if (!thread.attends(run, reckoning) && inSlices(reckoning)) found()
  }
}

/** True if another one has been settled. */
function inSlices(reckoning: Reckoning): boolean {
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
