/**
 * How many users a workload has: straight lines between the points its author wrote.
 */

import type { Seconds, Tick } from '../../model/units'
import type { DemandPoint } from '../../model/workload'

/** Thousandths of a request per second, so many seconds after the workload was due. */
export function demandMilli(demand: readonly DemandPoint[], since: Seconds): number {
  let before: DemandPoint | undefined
  for (const point of demand) {
    if (point.at > since) return before ? between(before, point, since) : 0
    before = point
  }
  return before ? before.perSecond * 1_000 : 0
}

/** All requests from when it is due until the run ends. */
export function requestsPlanned(demand: readonly DemandPoint[], due: Tick, lasts: Tick): number {
  let milli = 0
  for (let tick = due; tick < lasts; tick += 1) milli += demandMilli(demand, tick - due)
  return Math.floor(milli / 1_000)
}

const between = (a: DemandPoint, b: DemandPoint, at: Seconds) =>
  a.perSecond * 1_000 + Math.floor((1_000 * (b.perSecond - a.perSecond) * (at - a.at)) / (b.at - a.at))
