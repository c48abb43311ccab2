/**
 * In the page: L06's solution is played four ticks a frame, and its incidents are settled
 * beside it, as in a page where no thread can be had.
 */

import { diagnose } from '../src/level/diagnose'
import type { Level } from '../src/level/level'
import { openReckoner } from '../src/page/reckon'
import { scripted } from '../src/proof/players'
import { playOut } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { logOf, openRun } from '../src/rules/run'
import { openCheckpoints, playOn } from '../src/session/checkpoints'
import { openReckoning, type Reckoning } from '../src/session/reckoning'

const SEED = 1
const TICKS_A_FRAME = 4

/** In milliseconds, the longest. */
export async function playAndSettle(text: string): Promise<{ slice: number; frame: number }> {
  Object.assign(globalThis, { Worker: undefined })
  const course = courseOf(diagnose(text).level as Level)
  const log = logOf(playOut(course, SEED, scripted(course.level.solution)))
  const run = openRun(course, SEED)
  const kept = openCheckpoints(run)
  const { reckoning, longest } = timed(openReckoning(() => ({ run, past: kept })))
  const reckon = openReckoner(() => {})
  let frame = 0
  while (run.play.outcome === 'running' || !reckoning.settled) {
    await new Promise(requestAnimationFrame)
    if (run.play.outcome === 'running') playOn(run, log, run.world.tick + TICKS_A_FRAME, kept)
    const start = performance.now()
    reckon(run, reckoning)
    frame = Math.max(frame, performance.now() - start)
  }
  return { slice: longest(), frame }
}

function timed(reckoning: Reckoning): { reckoning: Reckoning; longest: () => number } {
  let longest = 0
  const { go } = reckoning
  const watched = Object.defineProperty(reckoning, 'go', {
    value: (ticks: number) => {
      const start = performance.now()
      const taken = go(ticks)
      longest = Math.max(longest, performance.now() - start)
      return taken
    },
  })
  return { reckoning: watched, longest: () => longest }
}
