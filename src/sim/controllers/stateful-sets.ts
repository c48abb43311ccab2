/**
 * The StatefulSet controller: `db-0`, `db-1`, … one after the other, and never two of
 * one name.
 *
 * After pkg/controller/statefulset/stateful_set_control.go, OrderedReady. Each look does
 * one thing and waits for it: the first pod in order that is missing is made, and whoever
 * is not Running and available (Ready, today for minReadySeconds), or still stops, is waited for; then those too many go from the
 * top, one after the other; then, with RollingUpdate, the highest that is of an old
 * revision. So a pod of a broken template is waited for even when the template has been
 * set right: a person has to delete it (kubernetes#67250).
 *
 * Until 1.6 a template was only for pods made from then on.
 */

import { constantsOf } from '../../model/constants'
import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { deletePod } from '../kubelet/pod-end'
import { podName } from '../names'
import type { Telling } from '../telling'
import { isAvailable } from './available'
import { createPod } from './new-pods'
import { truncateHistory, updateRevision } from './revisions'
import { setsOf } from './templates'

export function controlStatefulSet(world: World, set: Deployment, tell: Telling): void {
  const update = updateRevision(world, set)
  if (set.currentRevision === NONE) set.currentRevision = update.id
  const pods = podsOf(world, set)
  const waits = makeMissing(world, set, pods, tell) || dismissSurplus(world, set, pods, tell)
  if (!waits && strategyOf(world, set) === 'RollingUpdate') replaceOld(world, set, pods, tell)
  complete(world, set, podsOf(world, set))
  truncateHistory(world, set)
}

const specOf = (world: World, { workload }: Deployment) => (world.workloads[workload] as Workload).spec

const strategyOf = (world: World, set: Deployment) =>
  specOf(world, set).rollout?.type ?? constantsOf(world.era).statefulSetUpdates

const partitionOf = (world: World, set: Deployment): number => specOf(world, set).rollout?.partition ?? 0

/** In order; those that still stop too, for their names are taken. */
const podsOf = (world: World, set: Deployment): readonly Pod[] =>
  setsOf(world, set)
    .flatMap(({ pods }) => pods.map(id => world.pods[id] as Pod))
    .sort((a, b) => a.ordinal - b.ordinal)

/** True if it has made one, or has to wait for one. */
function makeMissing(world: World, set: Deployment, pods: readonly Pod[], tell: Telling): boolean {
  for (let ordinal = 0; ordinal < set.replicas; ordinal += 1) {
    const pod = pods.find(each => each.ordinal === ordinal)
    if (!pod) createPod(world, revisionFor(world, set, ordinal), { ordinal }, tell)
    if (!pod || !isAvailable(world, pod)) return true
  }
  return false
}

function revisionFor(world: World, set: Deployment, ordinal: number): ReplicaSet {
  const kept = world.era === 'now' && ordinal < partitionOf(world, set)
  const revision = world.replicaSets[kept ? set.currentRevision : set.replicaSet] as ReplicaSet
  revision.cause = set.cause
  return revision
}

/** From the top; one that is not well is only let go if it is the lowest of those. */
function dismissSurplus(world: World, set: Deployment, pods: readonly Pod[], tell: Telling): boolean {
  const surplus = pods.filter(({ ordinal }) => ordinal >= set.replicas)
  const last = surplus[surplus.length - 1]
  if (!last) return false
  const firstUnwell = surplus.find(({ ready }) => !ready)
  if (last.deletedAt === NONE && (isAvailable(world, last) || last === firstUnwell)) dismiss(world, set, last, tell)
  return true
}

/** One at a time, for it is only asked when all are Ready. */
function replaceOld(world: World, set: Deployment, pods: readonly Pod[], tell: Telling): void {
  for (const pod of [...pods].reverse()) {
    if (pod.ordinal < partitionOf(world, set)) return
    if (pod.replicaSet !== set.replicaSet) return dismiss(world, set, pod, tell)
  }
}

function dismiss(world: World, set: Deployment, pod: Pod, tell: Telling): void {
  const note = `delete Pod ${podName(world, pod)} in StatefulSet ${specOf(world, set).name} successful`
  deletePod(world, pod, tell, tell.normal('SuccessfulDelete', 'pod', pod.id, note, set.cause))
}

/** All are of the new revision and Ready: it is the current one from now on. */
function complete(world: World, set: Deployment, pods: readonly Pod[]): void {
  const updated = pods.filter(({ replicaSet, deletedAt }) => replicaSet === set.replicaSet && deletedAt === NONE)
  const done = updated.length === pods.length && pods.every(({ ready }) => ready)
  if (done) set.currentRevision = set.replicaSet
  set.progress.settled = done && pods.length === set.replicas && pods.every(pod => isAvailable(world, pod))
}
