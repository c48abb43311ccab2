/**
 * Green: everybody is served within the level's objective. So long green, and whatever
 * hands have done is rolled away from clean.
 */

import { GREEN, losesNow } from './incident-log'
import { NEVER } from './play'
import type { Run } from './run'

export function rollAway(run: Run): void {
  const { play, world } = run
  if (world.workloads.some(workload => losesNow(run, workload))) {
    play.greenSince = NEVER
    return
  }
  if (play.greenSince === NEVER) play.greenSince = world.tick
  if (world.tick - play.greenSince === GREEN) play.rolledAway.push(world.tick)
}
