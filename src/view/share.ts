/** How much of something is over, in parts per million: never less than nothing or more than all. */

import type { Cause } from '../model/happening'
import { PPM, type Ppm, type Tick } from '../model/units'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'

export const share = (part: number, whole: number): Ppm =>
  whole <= 0 ? 0 : Math.max(0, Math.min(PPM, Math.floor((part * PPM) / whole)))

/** Of something that began when its cause was told, and ends at `until`. */
export function doneSince({ play, world }: Seen<Run>, cause: Seen<Cause>, until: Tick): Ppm {
  const began = cause.by === 'happening' ? newest(play.told, ({ id }) => id === cause.id) : undefined
  return began ? share(world.tick - began.tick, until - began.tick) : 0
}

/** Looks from the end: what is asked for is mostly new. */
export function newest<T>(list: readonly T[], is: (one: T) => boolean): T | undefined {
  for (let at = list.length - 1; at >= 0; at -= 1) if (is(list[at] as T)) return list[at]
  return undefined
}
