/**
 * How many of a workload's endpoints answer, kept from second to second; and when
 * something about a pod changed last that its answering hangs on, for whoever asks it
 * again and again (`probes.ts`).
 *
 * A Service may have thousands of them, and in most seconds nothing about any of them
 * changes. Whoever changes what a pod's answering depends on (`podAnswers`) says so here,
 * and the next second counts again; what changes with time alone, a process that becomes
 * warm, is a tick that the count knows.
 */

import type { Node, Pod } from '../../model/kubernetes'
import type { Workload, World } from '../../model/world'
import { countPods, type Pool, poolWith } from './backends'

export function poolNow(world: World, workload: Workload): Pool {
  if (world.tick >= workload.answering.until) workload.answering = countPods(world, workload)
  return poolWith(world, workload, workload.answering)
}

/** Something that a pod's answering hangs on has changed. */
export function podChanged(world: World, { id, workload }: Pod): void {
  world.podChangedAt[id] = world.tick
  countAgain(world.workloads[workload] as Workload)
}

export function countAgain(workload: Workload): void {
  if (workload.answering.until > 0) workload.answering = UNKNOWN
}

const UNKNOWN = { pods: 0, empty: 0, until: 0 }

/** Something about a node has changed, and so about all that runs there. */
export function nodeChanged(world: World, { pods }: Node): void {
  for (const id of pods) {
    const pod = world.pods[id]
    if (pod) podChanged(world, pod)
  }
}
