/**
 * How many of a workload's endpoints answer, kept from second to second.
 *
 * A Service may have thousands of them, and in most seconds nothing about any of them
 * changes. Whoever changes what a pod's answering depends on (`podAnswers`) says so here,
 * and the next second counts again; what changes with time alone, a process that becomes
 * warm, is a tick that the count knows.
 */

import type { Node } from '../model/kubernetes'
import type { Id } from '../model/refs'
import type { Workload, World } from '../model/world'
import { countPods, type Pool, poolWith } from './backends'

export function poolNow(world: World, workload: Workload): Pool {
  if (world.tick >= workload.answering.until) workload.answering = countPods(world, workload)
  return poolWith(world, workload, workload.answering)
}

/** Something about its pods has changed. */
export function countAgain({ workloads }: World, workload: Id): void {
  const row = workloads[workload] as Workload
  if (row.answering.until > 0) row.answering = UNKNOWN
}

const UNKNOWN = { pods: 0, empty: 0, until: 0 }

/** Something about a node has changed, and so about all that runs there. */
export function countAgainOn(world: World, { pods }: Node): void {
  for (const id of pods) {
    const pod = world.pods[id]
    if (pod) countAgain(world, pod.workload)
  }
}
