/**
 * The controllers: observed towards desired.
 *
 * A Deployment has one ReplicaSet, and a ReplicaSet makes and deletes pods until it
 * has as many as it should. Which pod goes first when there are too many follows the
 * real one: those without a node, then those not ready, then the youngest.
 *
 * Simpler than the real ones so far: no rollouts (a Deployment never has a second
 * ReplicaSet), no eviction of pods from lost nodes, and pods that are told to stop are
 * gone at once instead of after their grace period.
 */

import type { Cause } from '../model/happening'
import type { Id } from '../model/refs'
import type { Deployment, Pod, ReplicaSet, Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { setReady } from './endpoints'
import { podName, replicaSetName } from './names'
import { unbind } from './scheduler'
import type { Telling } from './telling'

export function reconcile(world: World, tell: Telling): void {
  for (const id of world.work.replicaSets.splice(0)) fill(world, world.replicaSets[id] as ReplicaSet, tell)
}

export function createDeployment(
  world: World,
  workload: Workload,
  nodeSelector: readonly string[],
  tell: Telling,
  cause: Cause,
): void {
  const deployment: Deployment = {
    id: world.deployments.length,
    workload: workload.id,
    replicas: 0,
    replicaSet: world.replicaSets.length,
    nodeSelector,
    deleted: false,
    cause,
  }
  world.deployments.push(deployment)
  world.replicaSets.push({ id: deployment.replicaSet, deployment: deployment.id, nextOrdinal: 0, pods: [] })
  workload.deployment = deployment.id
  scaleDeployment(world, deployment, workload.spec.replicas, tell, cause)
}

export function scaleDeployment(
  world: World,
  deployment: Deployment,
  replicas: number,
  tell: Telling,
  cause: Cause,
): void {
  const note = scalingNote(world, deployment, deployment.replicas, replicas)
  deployment.cause = tell.normal('ScalingReplicaSet', 'deployment', deployment.id, note, cause)
  deployment.replicas = replicas
  world.work.replicaSets.push(deployment.replicaSet)
}

/** As the era's deployment controller words it. */
function scalingNote(world: World, { replicaSet }: Deployment, from: number, to: number): string {
  const way = to > from ? 'up' : 'down'
  const name = replicaSetName(world, replicaSet)
  return `Scaled ${way} replica set ${name}${world.era === 'now' ? ` from ${from}` : ''} to ${to}`
}

export function deleteDeployment(world: World, deployment: Deployment, tell: Telling, cause: Cause): void {
  const replicaSet = world.replicaSets[deployment.replicaSet] as ReplicaSet
  deployment.replicas = 0
  deployment.deleted = true
  for (const id of [...replicaSet.pods]) deletePod(world, world.pods[id] as Pod, tell, cause)
}

/** Its owner sees that it is gone and makes another. */
export function deletePod(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  const replicaSet = world.replicaSets[pod.replicaSet] as ReplicaSet
  const { spec } = world.workloads[pod.workload] as Workload
  pod.gone = true
  pod.status = 'Terminating'
  setReady(world, pod, false)
  unbind(world, pod)
  replicaSet.pods.splice(replicaSet.pods.indexOf(pod.id), 1)
  world.work.replicaSets.push(replicaSet.id)
  // what never ran on a node has no container to stop
  if (pod.node === NONE) tell.normal('SuccessfulDelete', 'pod', pod.id, `Deleted pod: ${podName(world, pod)}`, cause)
  else tell.normal('Killing', 'pod', pod.id, `Stopping container ${spec.name}`, cause)
}

function fill(world: World, replicaSet: ReplicaSet, tell: Telling): void {
  const deployment = world.deployments[replicaSet.deployment] as Deployment
  while (replicaSet.pods.length < deployment.replicas) createPod(world, replicaSet, deployment, tell)
  while (replicaSet.pods.length > deployment.replicas) {
    deletePod(world, firstToGo(world, replicaSet), tell, deployment.cause)
  }
}

function createPod(world: World, replicaSet: ReplicaSet, deployment: Deployment, tell: Telling): void {
  const pod: Pod = {
    id: world.pods.length,
    ordinal: replicaSet.nextOrdinal,
    replicaSet: replicaSet.id,
    workload: deployment.workload,
    createdAt: world.tick,
    phase: 'Pending',
    status: 'Pending',
    node: NONE,
    ready: false,
    pullAskedAt: 0,
    pullSeconds: 0,
    startedAt: 0,
    warmAt: 0,
    gone: false,
    attempts: 0,
    nextTry: 0,
    message: '',
    cause: deployment.cause,
  }
  replicaSet.nextOrdinal += 1
  replicaSet.pods.push(pod.id)
  world.pods.push(pod)
  world.work.pending.push(pod.id)
  pod.cause = tell.normal('SuccessfulCreate', 'pod', pod.id, `Created pod: ${podName(world, pod)}`, deployment.cause)
}

function firstToGo(world: World, replicaSet: ReplicaSet): Pod {
  const pods = replicaSet.pods.map(id => world.pods[id] as Pod)
  return pods.reduce((worst, pod) => (rank(pod) >= rank(worst) ? pod : worst))
}

const rank = (pod: Pod): Id => (pod.node === NONE ? 2 : pod.ready ? 0 : 1)
