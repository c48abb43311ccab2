/**
 * More or fewer users than usual: a knob of the Lab, for one workload.
 *
 * They ask at the same times as ever, only so many percent as much; what is planned for
 * the rest of the run follows. A workload that nobody has turned has no such field.
 */

import type { Tick } from '../../model/units'
import type { Workload, World } from '../../model/world'
import { demandMilli } from './demand'

export interface LoadOrder {
  readonly order: 'load'
  readonly workload: number
  readonly percent: number
  /** Up to when it is planned. */
  readonly until: Tick
}

export const USUAL = 100

/** Thousandths of a request that its users make in a second. */
export function askedMilli({ spec, due, load = USUAL }: Workload, tick: Tick): number {
  const milli = demandMilli(spec.demand, tick - due)
  return load === USUAL ? milli : Math.floor((milli * load) / USUAL)
}

export function setLoad(world: World, { workload: id, percent, until }: LoadOrder): void {
  const workload = world.workloads[id] as Workload
  if (workload.over || workload.spec.batch) return
  workload.load = percent
  const milli = workload.traffic.demandCarry + askedUntil(workload, Math.max(world.tick, workload.due), until)
  workload.plannedRequests = workload.traffic.planned + Math.floor(milli / 1_000)
}

/** After its last point of demand every second is like the one before. */
function askedUntil(workload: Workload, from: Tick, until: Tick): number {
  const last = Math.min(until, Math.max(from, workload.due + (workload.spec.demand.at(-1)?.at ?? 0)))
  let milli = 0
  for (let tick = from; tick < last; tick += 1) milli += askedMilli(workload, tick)
  return milli + Math.max(0, until - last) * askedMilli(workload, last)
}
