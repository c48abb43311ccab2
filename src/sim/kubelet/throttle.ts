/**
 * A CPU limit: what a pod's workers get done under a CFS quota.
 *
 * The quota of every 100 ms is shared by all threads of the container; who has used it up
 * stands still until the next period, and is never killed. So however many workers there
 * are, together they compute no more than the limit: four workers at a limit of one core
 * are worth one, and one worker at half a core takes twice as long. Whole numbers: as
 * many workers as the limit keeps busy, rounded up, each as slow as makes the sum right.
 *
 * Simpler than the real thing: a mean over many periods. A short request in a period in
 * which nothing else ran is not slowed at all in reality; and what waits for a disk
 * beside computing is slowed with the rest.
 */

import type { Millicores, Milliseconds } from '../../model/units'
import type { WorkloadSpec } from '../../model/workload'
import type { Seen, Workload, World } from '../../model/world'
import { serviceTime } from '../traffic/speed'

/** Thousandths of a worker that the limit keeps busy. */
const handsMilli = (limit: Millicores, serviceMs: Milliseconds, cpuMs: Milliseconds) =>
  Math.floor((limit * serviceMs) / cpuMs)

/** Of a request's time, what it computes. */
const cpuTime = ({ cpuMs, serviceMs }: Seen<WorkloadSpec>): Milliseconds => cpuMs ?? serviceMs

export function throttledWorkers(spec: Seen<WorkloadSpec>, serviceMs: Milliseconds): number {
  const limit = spec.limits?.cpu
  if (limit === undefined) return spec.workers
  return Math.min(spec.workers, Math.max(1, Math.ceil(handsMilli(limit, serviceMs, cpuTime(spec)) / 1_000)))
}

/** How long each of those is busy with one request. */
export function throttledMs(spec: Seen<WorkloadSpec>, serviceMs: Milliseconds): Milliseconds {
  const limit = spec.limits?.cpu
  if (limit === undefined || handsMilli(limit, serviceMs, cpuTime(spec)) >= spec.workers * 1_000) return serviceMs
  return Math.max(serviceMs, Math.ceil((throttledWorkers(spec, serviceMs) * 1_000 * cpuTime(spec)) / limit))
}

export const podWorkers = (world: Seen<World>, workload: Seen<Workload>): number =>
  throttledWorkers(workload.spec, serviceTime(world, workload))

export const podServiceMs = (world: Seen<World>, workload: Seen<Workload>): Milliseconds =>
  throttledMs(workload.spec, serviceTime(world, workload))
