/**
 * The ReplicaSet controller: makes and deletes pods until there are as many as wanted.
 *
 * Which pod goes first is `deletion-order.ts`. Simpler than the real one: it makes all it
 * should in one go, where the real one begins with one and doubles.
 */

import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import type { PodTemplate } from '../../model/rollout'
import type { World } from '../../model/world'
import { postsOf } from '../fenceposts'
import { deletePod } from '../kubelet/pod-end'
import { podName, replicaSetName } from '../names'
import type { Telling } from '../telling'
import { inTurn } from './deletion-order'
import { createPod } from './new-pods'
import { setsOf } from './templates'

/** A new one, with nothing in it. */
export function addReplicaSet(
  world: World,
  deployment: Deployment,
  template: PodTemplate,
  revision: number,
): ReplicaSet {
  const made: ReplicaSet = {
    id: world.replicaSets.length,
    deployment: deployment.id,
    template,
    createdAt: world.tick,
    revision,
    replicas: 0,
    desired: deployment.replicas,
    most: deployment.replicas,
    pods: [],
    vacated: [],
    cause: deployment.cause,
  }
  world.replicaSets.push(made)
  deployment.replicaSets.push(made.id)
  return made
}

/** The Deployment gives it another size, and notes on it what it wanted in all. True if that changed anything. */
export function resize(world: World, set: ReplicaSet, replicas: number, tell: Telling): boolean {
  const deployment = world.deployments[set.deployment] as Deployment
  const from = set.replicas
  const most = deployment.replicas + postsOf(world, deployment).surge
  const changed = from !== replicas || set.desired !== deployment.replicas || set.most !== most
  Object.assign(set, { replicas, desired: deployment.replicas, most })
  if (from === replicas) return changed
  const note = scalingNote(world, set, from, replicas)
  set.cause = tell.normal('ScalingReplicaSet', 'deployment', deployment.id, note, deployment.cause)
  return true
}

/** As the era's deployment controller words it. */
function scalingNote(world: World, { id }: ReplicaSet, from: number, to: number): string {
  const way = to > from ? 'up' : 'down'
  const name = replicaSetName(world, id)
  return `Scaled ${way} replica set ${name}${world.era === 'now' ? ` from ${from}` : ''} to ${to}`
}

export function fillReplicaSets(world: World, deployment: Deployment, tell: Telling): void {
  for (const set of setsOf(world, deployment)) {
    while (set.pods.length < set.replicas) createPod(world, set, { ordinal: deployment.nextOrdinal }, tell)
    if (set.pods.length > set.replicas) shrink(world, set, deployment, tell)
  }
}

function shrink(world: World, set: ReplicaSet, deployment: Deployment, tell: Telling): void {
  const pods = set.pods.map(id => world.pods[id] as Pod)
  for (const pod of inTurn(world, pods, deployment).slice(0, pods.length - set.replicas)) dismiss(world, pod, set, tell)
}

function dismiss(world: World, pod: Pod, { cause }: ReplicaSet, tell: Telling): void {
  const told = tell.normal('SuccessfulDelete', 'pod', pod.id, `Deleted pod: ${podName(world, pod)}`, cause)
  deletePod(world, pod, tell, told)
}
