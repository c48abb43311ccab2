/**
 * Who is scheduled next, and who waits for what: kube-scheduler's activeQ, backoffQ and
 * unschedulable pods as one list, told apart by when each may be tried.
 *
 * activeQ is sorted by priority, then by how long each has waited there (PrioritySort).
 * A pod that found no node waits until something has changed that could help it (its
 * filters say what), but no less than its back-off; and at the latest for five minutes.
 * 2017 knows neither priority nor what could help: it tries again after the back-off,
 * which doubles up to a minute.
 *
 * Simpler than the real thing: what has changed is not compared with what was lacking
 * (queueing hints), and an idle scheduler does not cut a back-off short (since 1.33).
 */

import { constantsOf } from '../../model/constants'
import type { Pod } from '../../model/kubernetes'
import type { Workload, World } from '../../model/world'
import { FILTERS, type Filter, type Verdict } from './filter'

export const priorityOf = (world: World, { workload }: Pod): number =>
  (world.workloads[workload] as Workload).spec.priority ?? 0

/** Those whose turn it is in this second, the first first. */
export function takeTurns(world: World): readonly Pod[] {
  noteChanges(world)
  const ready: Pod[] = []
  for (const id of world.work.pending) {
    const pod = world.pods[id] as Pod
    if (!pod.gone && pod.nextTry <= world.tick) ready.push(pod)
  }
  if (ready.length < 2 || world.era === '2017') return ready
  return ready.sort((a, b) => priorityOf(world, b) - priorityOf(world, a) || a.queuedAt - b.queuedAt)
}

/** It found no node: until when it waits, if nothing changes. */
export function putBack(world: World, pod: Pod, verdicts: readonly Verdict[]): void {
  pod.attempts += 1
  pod.queuedAt = world.tick
  pod.rejectedBy = bitsOf(verdicts)
  const { unschedulableRetry } = constantsOf(world.era)
  pod.nextTry = unschedulableRetry === 0 ? backOffEnds(world, pod) : world.tick + unschedulableRetry
}

/** It goes on as soon as its back-off is over. */
export function wakeUp(world: World, pod: Pod): void {
  if (pod.attempts === 0) return
  pod.nextTry = Math.min(pod.nextTry, Math.max(world.tick, backOffEnds(world, pod)))
}

/** Without a node there is nobody who objects, so anything may help. */
const bitsOf = (verdicts: readonly Verdict[]): number =>
  verdicts.reduce((bits, { by }) => (by ? bits | bit(by) : bits), 0)

const bit = (by: Filter): number => 1 << FILTERS.indexOf(by)

const WHEN_A_POD_LEFT =
  bit('NodePorts') |
  bit('NodeResourcesFit') |
  bit('VolumeRestrictions') |
  bit('PodTopologySpread') |
  bit('InterPodAffinity')
const WHEN_A_POD_CAME = bit('PodTopologySpread') | bit('InterPodAffinity')
const ANY = -1

function noteChanges(world: World): void {
  const { work } = world
  const helped = (work.roomMade ? ANY : 0) | (work.podLeft ? WHEN_A_POD_LEFT : 0) | (work.podCame ? WHEN_A_POD_CAME : 0)
  Object.assign(work, { roomMade: false, podLeft: false, podCame: false })
  if (helped === 0 || world.era === '2017') return
  for (const id of work.pending) {
    const pod = world.pods[id] as Pod
    if (helped === ANY || (pod.rejectedBy & helped) !== 0) wakeUp(world, pod)
  }
}

const backOffEnds = (world: World, pod: Pod) => pod.queuedAt + backOff(world, pod.attempts)

function backOff(world: World, attempts: number): number {
  const { least, most } = constantsOf(world.era).schedulerBackoff
  let wait = least
  for (let i = 1; i < attempts && wait < most; i += 1) wait *= 2
  return Math.min(wait, most)
}
