/**
 * How likely a probe is to fail because its process is busy: it finds the queue full, or
 * no worker turns to it before its timeout.
 *
 * A probe is a request like any other until somebody takes it up: it waits in the same
 * queue (M/M/c/K, `queueing.ts`), and only then is answered at once. Worked out when the
 * load has changed since it was asked last; most of the time the load is one at which
 * nobody waits so long.
 */

import type { Milliseconds } from '../../model/units'
import { PPB, PPM, type Ppm } from '../../model/units'
import type { Workload, World } from '../../model/world'
import { answerTo, calmUpTo, type Load } from '../traffic/queueing'
import { podServiceMs, podWorkers } from './throttle'

export function missesPpm(world: World, workload: Workload, timeoutMs: Milliseconds): Ppm {
  const { traffic, probing } = workload
  const [workers, serviceMs] = [podWorkers(world, workload), podServiceMs(world, workload)]
  if (probing.workers !== workers || probing.serviceMs !== serviceMs || probing.timeoutMs !== timeoutMs) {
    Object.assign(probing, { workers, serviceMs, timeoutMs, offered: 0, misses: 0 })
    probing.calmUpTo = calmUpTo(loadOf(workload, 0))
  }
  const offered = Math.floor((traffic.utilisation * workers) / (1_000 * serviceMs))
  if (offered <= probing.calmUpTo) return 0
  if (offered !== probing.offered) {
    probing.offered = offered
    probing.misses = missed(loadOf(workload, offered))
  }
  return probing.misses
}

/** Whoever takes it up answers at once, so all of its timeout may be spent waiting. */
const loadOf = ({ spec, probing }: Workload, offeredMilli: number): Load => ({
  offeredMilli,
  workers: probing.workers,
  serviceMs: probing.serviceMs,
  latencySloMs: spec.latencySloMs,
  backlog: spec.backlog,
  timeoutMs: probing.timeoutMs + probing.serviceMs,
})

function missed(load: Load): Ppm {
  const { lost, timedOut } = answerTo(load)
  return Math.floor((lost + ((PPB - lost) / PPB) * timedOut) / (PPB / PPM))
}
