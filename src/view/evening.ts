/**
 * What time of the evening it is: a run begins at dusk and ends at night. It follows
 * from how much of the run is over and from nothing else, and goes in steps, so that
 * what is painted for one is good for a while.
 */

import type { ParkView } from './park-view'

/** Steps of a run, of which a contest's three sets have eight each. */
export const EVENING_STEPS = 24

/** In the Lab, which has no end, it gets dark within so many seconds of play, and light again. */
const LAB_EVENING = 180

export function eveningOf({
  tick,
  lasts,
  endless,
  timeScale,
}: Pick<ParkView, 'tick' | 'lasts' | 'endless' | 'timeScale'>) {
  if (!endless) return Math.min(EVENING_STEPS - 1, Math.floor((EVENING_STEPS * tick) / Math.max(1, lasts)))
  const whole = 2 * EVENING_STEPS
  const at = Math.floor((tick * EVENING_STEPS) / (LAB_EVENING * timeScale)) % whole
  return at < EVENING_STEPS ? at : whole - 1 - at
}
