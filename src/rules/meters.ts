/**
 * The meters: what is left of the error budget, of the hands' time, and of the money.
 *
 * The budget is the share of all planned requests that the level's objective allows to
 * be lost or late. Reads only.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { Id } from '../model/refs'
import type { Traffic } from '../model/traffic'
import { PPM, type Ppm } from '../model/units'
import type { Seen, World } from '../model/world'
import type { Run } from './run'

export interface Requests {
  readonly planned: number
  readonly served: number
  readonly lost: number
}

/** Of the whole run: planned to its end, served in time and lost (or late) so far. */
export function requestsOf(world: Seen<World>): Requests {
  let planned = 0
  let served = 0
  let lost = 0
  for (const { plannedRequests, traffic } of world.workloads) {
    planned += plannedRequests
    served += traffic.served
    lost += spentOn(traffic)
  }
  return { planned, served, lost }
}

/** How many requests may fail in a run that plans for so many. */
export const budgetFor = (world: Seen<World>, slo: Ppm): number =>
  Math.floor((requestsOf(world).planned * (PPM - slo)) / PPM)

export function budgetLeft({ play, world }: Seen<Run>): number {
  let left = play.budget
  for (const { traffic } of world.workloads) left -= spentOn(traffic)
  return left
}

export function budgetLeftPpm(run: Seen<Run>): Ppm {
  const { budget } = run.play
  return budget === 0 ? 0 : Math.max(0, Math.floor((budgetLeft(run) * PPM) / budget))
}

/** A burn rate above one (the SRE Workbook's): at this second's pace the budget would not last as long as the run. */
export function burnsFast({ world, level }: Seen<Run>): boolean {
  let lost = 0
  let came = 0
  for (const { traffic } of world.workloads) {
    lost += traffic.lostNow + traffic.lateNow
    came += traffic.lostNow + traffic.lateNow + traffic.servedNow
  }
  return lost * PPM > came * (PPM - level.slo)
}

/** Share of the requests that came (or were given up) that were neither lost nor late. */
export function servedPpm(run: Seen<Run>): Ppm {
  let came = 0
  for (const { traffic } of run.world.workloads) came += traffic.planned
  return came === 0 ? PPM : Math.max(0, Math.floor(((came - requestsOf(run.world).lost) * PPM) / came))
}

/** Share of the two people's time so far that commands have kept busy. */
export function toilPpm(run: Seen<Run>): Ppm {
  const time = run.world.tick * ASSUMPTIONS.hands
  return time === 0 ? 0 : Math.min(PPM, Math.floor((run.play.handTime * PPM) / time))
}

/** What one workload has taken from the budget so far. */
export const lostSoFar = ({ world }: Seen<Run>, workload: Id): number => {
  const row = world.workloads[workload]
  return row ? spentOn(row.traffic) : 0
}

/** What one workload has taken from the budget. */
const spentOn = ({ lost, late, writesLost }: Seen<Traffic>) => lost + late + writesLost * ASSUMPTIONS.lostWrite
