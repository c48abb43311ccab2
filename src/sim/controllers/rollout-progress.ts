/**
 * A Deployment's condition Progressing, and its deadline. After `progress.go`.
 *
 * A rollout that gets nowhere for progressDeadlineSeconds is said to have failed. That
 * is all: nothing is undone, and should a pod become ready after all it goes on. Without
 * a deadline (extensions/v1beta1 of 2017) there is no such condition.
 *
 * The real controller tells no Event of a condition; the game does, by the condition's
 * reason and in the words of its message.
 */

import { constantsOf } from '../../model/constants'
import type { Deployment } from '../../model/kubernetes'
import type { Progress, ProgressReason } from '../../model/rollout'
import type { Seconds } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { replicaSetName } from '../names'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { isAvailable } from './available'
import { lookAt, podsOwned, sameTemplate } from './templates'

export const noProgress = (): Progress => ({
  reason: '',
  updatedAt: NONE,
  watched: false,
  settled: false,
  replicas: 0,
  updated: 0,
  ready: 0,
  available: 0,
})

/** NONE: it has none, and no condition. */
export function deadlineOf(world: Seen<World>, { workload }: Seen<Deployment>): Seconds {
  const { rollout } = (world.workloads[workload] as Seen<Workload>).spec
  return rollout?.progressDeadlineSeconds ?? constantsOf(world.era).progressDeadline
}

export const madeSet = (world: World, deployment: Deployment): void => update(world, deployment, 'NewReplicaSetCreated')

export function foundSet(world: World, deployment: Deployment): void {
  if (deployment.progress.reason === '') update(world, deployment, 'FoundNewReplicaSet')
}

/** The deadline does not count while it is paused, and begins anew afterwards. */
export function checkPaused(world: World, deployment: Deployment): void {
  const { paused, progress } = deployment
  if (progress.reason === 'ProgressDeadlineExceeded' || progress.reason === '') return
  if (paused && progress.reason !== 'DeploymentPaused') update(world, deployment, 'DeploymentPaused')
  if (!paused && progress.reason === 'DeploymentPaused') update(world, deployment, 'DeploymentResumed')
}

function update(world: World, deployment: Deployment, reason: ProgressReason): void {
  const { progress } = deployment
  const deadline = deadlineOf(world, deployment)
  if (deadline === NONE) return
  progress.reason = reason
  progress.updatedAt = world.tick
  if (progress.watched || isOver(progress)) return
  progress.watched = true
  wakeAt(world.wake, world.tick + deadline + 1, { what: 'progressDeadline', deployment: deployment.id })
}

interface Counts {
  readonly replicas: number
  readonly updated: number
  readonly ready: number
  readonly available: number
}

export function countsOf(world: Seen<World>, deployment: Seen<Deployment>): Counts {
  let [ready, available] = [0, 0]
  const pods = podsOwned(world, deployment)
  for (const pod of pods) {
    if (pod.ready) ready += 1
    if (isAvailable(world, pod)) available += 1
  }
  return {
    replicas: pods.length,
    updated: world.replicaSets[deployment.replicaSet]?.pods.length ?? 0,
    ready,
    available,
  }
}

/** There are pods of another template than the wanted one, or the controller has not looked at that yet. */
export function isRollingOut(world: Seen<World>, deployment: Seen<Deployment>): boolean {
  const current = world.replicaSets[deployment.replicaSet]
  if (!current) return false
  return (
    !sameTemplate(current.template, deployment.template) || countsOf(world, deployment).replicas > current.pods.length
  )
}

/** After each look of the controller. */
export function followProgress(world: World, deployment: Deployment, tell: Telling): void {
  const { progress, replicas, paused } = deployment
  const counts = countsOf(world, deployment)
  const complete = counts.updated === replicas && counts.replicas === replicas && counts.available === replicas
  const stands = counts.replicas === counts.updated && progress.reason === 'NewReplicaSetAvailable'
  if (!paused && !stands && deadlineOf(world, deployment) !== NONE) judge(world, deployment, counts, complete, tell)
  Object.assign(progress, counts)
  progress.settled = complete && !paused
}

function judge(world: World, deployment: Deployment, counts: Counts, complete: boolean, tell: Telling): void {
  const { progress } = deployment
  const name = replicaSetName(world, deployment.replicaSet)
  if (complete) {
    update(world, deployment, 'NewReplicaSetAvailable')
    const note = `ReplicaSet "${name}" has successfully progressed.`
    tell.normal('NewReplicaSetAvailable', 'deployment', deployment.id, note, deployment.cause)
  } else if (hasProgressed(progress, counts)) {
    update(world, deployment, 'ReplicaSetUpdated')
  } else if (hasTimedOut(world, deployment)) {
    update(world, deployment, 'ProgressDeadlineExceeded')
    const note = `ReplicaSet "${name}" has timed out progressing.`
    tell.warning('ProgressDeadlineExceeded', 'deployment', deployment.id, note, deployment.cause)
  }
}

const hasProgressed = (before: Progress, now: Counts): boolean =>
  now.updated > before.updated ||
  now.replicas - now.updated < before.replicas - before.updated ||
  now.ready > before.ready ||
  now.available > before.available

function hasTimedOut(world: World, deployment: Deployment): boolean {
  const { progress } = deployment
  if (progress.reason === '' || isOver(progress)) return false
  return world.tick > progress.updatedAt + deadlineOf(world, deployment)
}

const isOver = ({ reason }: Progress): boolean =>
  reason === 'NewReplicaSetAvailable' || reason === 'ProgressDeadlineExceeded'

/** What was waited for: it is looked at, and watched on while something is under way. */
export function progressDeadline(world: World, deployment: Deployment): void {
  const { progress, deleted, paused } = deployment
  progress.watched = false
  if (deleted || paused || isOver(progress)) return
  const due = progress.updatedAt + deadlineOf(world, deployment) + 1
  if (world.tick >= due) return lookAt(world, deployment.id)
  progress.watched = true
  wakeAt(world.wake, due, { what: 'progressDeadline', deployment: deployment.id })
}
