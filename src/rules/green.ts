/**
 * Green: everybody is served within the level's objective. So long green after a move,
 * and it is rolled away from clean.
 */

import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import { GREEN, losesNow } from './incident-log'
import { NEVER } from './play'
import type { Run } from './run'

export function followGreen(run: Run): void {
  const { play, world } = run
  const last = play.greens.at(-1)
  const lasts = last?.until === NEVER
  let red = false
  for (const workload of world.workloads) if (losesNow(run, workload)) red = true
  if (red && last && lasts) last.until = world.tick
  if (!red && !lasts) play.greens.push({ from: world.tick, until: NEVER })
}

/** When a move of that tick was rolled away from, or NEVER if it has not been. */
export function rolledAway({ play, world }: Seen<Run>, move: Tick): Tick {
  for (const { from, until } of play.greens) {
    const clean = Math.max(from, move) + GREEN
    if (clean <= (until === NEVER ? world.tick : until)) return clean
  }
  return NEVER
}
