/**
 * Requests that a process has in hand when it is killed: nobody answers them any more.
 *
 * In hand are as many as it has workers busy. One that hangs finishes none of them. One
 * that has less time than its longest answer takes leaves those undone that take longer
 * than it has; service times are exponential, as in its queue (`queueing.ts`). All were
 * counted as answered in the second in which they came, and are taken back when it is killed.
 *
 * What dies without warning is `cut-short.ts`. Simpler than the real thing: of one that is
 * told to stop or hangs, what waits for a worker goes to others, and nobody asks again for
 * what was cut off.
 */

import type { Pod } from '../../model/kubernetes'
import { type Milliseconds, PPB, type Ppb, type Seconds } from '../../model/units'
import { NONE, type Workload, type World } from '../../model/world'
import { type Blame, writeOffShare } from './ledger'

/** It has stopped working now, or is to stop within so many seconds. */
export function takeInHand(world: World, pod: Pod, left: Seconds): void {
  const { spec, traffic } = world.workloads[pod.workload] as Workload
  const busy = Math.min(PPB, traffic.utilisation)
  pod.inHand = left === 0 ? busy : Math.floor(busy * longerThan(left, spec.serviceMs))
}

/** A sum of positive terms only, so that it is as exact as a Number is; beyond the last nothing is left. */
const TERMS = 200

/** The chance that an exponential time is longer: one by e to the power of their proportion. */
function longerThan(seconds: Seconds, meanMs: Milliseconds): number {
  const times = (seconds * 1_000) / Math.max(1, meanMs)
  if (times > TERMS / 4) return 0
  let [term, sum] = [1, 1]
  for (let k = 1; k < TERMS; k += 1) {
    term *= times / k
    sum += term
  }
  return 1 / sum
}

/** SIGKILL. */
export function loseInHand(world: World, pod: Pod, loss: Blame['loss']): void {
  const share: Ppb = pod.inHand
  pod.inHand = 0
  if (share === 0) return
  const { id, spec, traffic } = world.workloads[pod.workload] as Workload
  const blame: Blame = { loss: pod.hungAt === NONE ? loss : 'ProcessHung', cause: pod.cause }
  const lost = writeOffShare(world, id, blame, spec.workers, share, Math.min(spec.workers, traffic.served))
  traffic.served -= lost
  traffic.cutShort += lost
  traffic.lost += lost
}
