/** Figures that were measured at a few sizes, and what lies between them. */

import type { Measured } from '../model/constants'

/** In a straight line between two neighbours, and beyond the ends in the line of the last two; whole, rounded down. */
export function between(points: readonly Measured[], at: number): number {
  const last = points.length - 1
  const next = points.findIndex(point => point.at >= at)
  const to = next < 0 ? last : Math.max(1, next)
  const [a, b] = [points[to - 1] as Measured, points[to] as Measured]
  return a.value + Math.floor(((b.value - a.value) * (at - a.at)) / (b.at - a.at))
}
