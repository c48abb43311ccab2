/** Who will come to a level, in the order in which they do: what is known before it is played. */

import type { Level } from '../level/level'
import { specOf } from '../level/specs'
import { largestHost } from '../model/park'
import { stickersOf } from '../model/workload'
import type { FigureView } from './postcard'

export function comersOf(level: Level): readonly FigureView[] {
  const known = comers.get(level) ?? see(level)
  comers.set(level, known)
  return known
}

const comers = new WeakMap<Level, readonly FigureView[]>()

function see({ arrivals, workloads, park }: Level): readonly FigureView[] {
  const host = largestHost(park)
  return [...arrivals]
    .sort((a, b) => a.up - b.up)
    .flatMap(({ workload: name }) => workloads.filter(one => one.name === name))
    .map(one => ({ name: one.name, stickers: stickersOf(specOf(one), host) }))
}
