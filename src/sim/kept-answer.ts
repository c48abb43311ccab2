/**
 * What a workload's queues make of a load. The answer is kept while the load, the
 * workers and the time they take stay the same, for it is asked in every second.
 */

import { constantsOf } from '../model/constants'
import type { Milliseconds } from '../model/units'
import { NONE, type Workload, type World } from '../model/world'
import type { Pool } from './backends'
import { type Answer, answerTo, calmUpTo, utilisation } from './queueing'

export const NONE_LOST: Answer = { lost: 0, late: 0 }

/** Backends are alike, so the answer for one of them is the answer for all. */
export function queueAnswer(world: World, workload: Workload, pool: Pool, offered: number): Answer {
  const { traffic, spec } = workload
  const each = Math.floor(offered / pool.answering)
  const workers = Math.max(1, Math.floor(pool.workers / pool.answering))
  const { latencySloMs } = spec
  const serviceMs = serviceTime(world, workload)
  const load = { offeredMilli: each, workers, serviceMs, latencySloMs }
  traffic.utilisation = utilisation(load)
  if (!isFor(traffic.calm, load)) traffic.calm = { workers, serviceMs, upTo: calmUpTo(load) }
  if (each <= traffic.calm.upTo) return NONE_LOST
  const { answer } = traffic
  if (answer.offered === each && isFor(answer, load)) return answer
  const { lost, late } = answerTo(load)
  traffic.answer = { offered: each, workers, serviceMs, lost, late }
  return traffic.answer
}

/** What is kept holds for backends as fast as these, and for no others. */
const isFor = (kept: BackendSpeed, { workers, serviceMs }: BackendSpeed) =>
  kept.workers === workers && kept.serviceMs === serviceMs

interface BackendSpeed {
  readonly workers: number
  readonly serviceMs: Milliseconds
}

/** On a network disk each request takes as much longer as was measured for a database. */
function serviceTime(world: World, { spec, volume }: Workload): Milliseconds {
  if (volume === NONE || world.volumes[volume]?.disk !== 'network') return spec.serviceMs
  const { local, network } = constantsOf(world.era).networkDiskSpeed
  return Math.floor((spec.serviceMs * local) / network)
}
