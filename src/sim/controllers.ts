/**
 * The controllers: observed towards desired.
 *
 * A Deployment has one ReplicaSet, and a ReplicaSet makes and deletes pods until it
 * has as many as it should; which pod goes first follows the real one: those without a
 * node, then those not ready, then the youngest. A StatefulSet makes `db-0`, `db-1`, …
 * one after the other, each when the one before is Ready, and never a second of the
 * same name: while a lost one lingers, it waits. A bare Pod is made once.
 *
 * A Deployment row stands for whichever of the three the workload has; its ReplicaSet
 * row is the list of its pods.
 *
 * Simpler than the real ones so far: no rollouts (a Deployment never has a second
 * ReplicaSet), and a StatefulSet that shrinks tells all that are too many to go at once.
 */

import type { Cause } from '../model/happening'
import type { Deployment, Pod, ReplicaSet } from '../model/kubernetes'
import type { Id } from '../model/refs'
import type { Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { commit } from './etcd'
import { podName, replicaSetName } from './names'
import { deletePod } from './pod-end'
import type { Telling } from './telling'
import { acts } from './working'

export function reconcile(world: World, tell: Telling): void {
  if (!acts(world, 'kube-controller-manager')) return
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
  const from = deployment.replicas
  deployment.cause = cause
  deployment.replicas = replicas
  world.work.replicaSets.push(deployment.replicaSet)
  if (acts(world, 'kube-controller-manager')) tellScaling(world, deployment, from, tell)
  else world.controlPlane?.undone.scaled.push({ deployment: deployment.id, from })
}

/** The controller has seen that somebody wants another number. */
export function tellScaling(world: World, deployment: Deployment, from: number, tell: Telling): void {
  if (specOf(world, deployment).controller !== 'Deployment' || deployment.deleted) return
  const note = scalingNote(world, deployment, from, deployment.replicas)
  deployment.cause = tell.normal('ScalingReplicaSet', 'deployment', deployment.id, note, deployment.cause)
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
  const owned = specOf(world, deployment).controller !== 'Pod'
  if (owned && !acts(world, 'kube-controller-manager')) {
    deployment.cause = cause
    world.work.replicaSets.push(deployment.replicaSet) // what it owned is collected when somebody can
    return
  }
  for (const id of [...replicaSet.pods]) deletePod(world, world.pods[id] as Pod, tell, cause)
}

function fill(world: World, replicaSet: ReplicaSet, tell: Telling): void {
  const deployment = world.deployments[replicaSet.deployment] as Deployment
  const { controller } = specOf(world, deployment)
  if (controller === 'StatefulSet') return fillInOrder(world, replicaSet, deployment, tell)
  if (controller === 'Pod') return fillOnce(world, replicaSet, deployment, tell)
  while (replicaSet.pods.length < deployment.replicas) {
    createPod(world, replicaSet, deployment, replicaSet.nextOrdinal, tell)
  }
  while (replicaSet.pods.length > deployment.replicas) {
    deletePod(world, firstToGo(world, replicaSet), tell, deployment.cause)
  }
}

function fillInOrder(world: World, replicaSet: ReplicaSet, deployment: Deployment, tell: Telling): void {
  const pods = replicaSet.pods.map(id => world.pods[id] as Pod)
  const surplus = pods.filter(pod => pod.ordinal >= deployment.replicas).sort((a, b) => b.ordinal - a.ordinal)
  for (const pod of surplus) deletePod(world, pod, tell, deployment.cause)
  for (let ordinal = 0; ordinal < deployment.replicas; ordinal += 1) {
    const pod = pods.find(each => each.ordinal === ordinal)
    if (!pod) return createPod(world, replicaSet, deployment, ordinal, tell)
    if (!pod.ready) return
  }
}

function fillOnce(world: World, replicaSet: ReplicaSet, deployment: Deployment, tell: Telling): void {
  if (deployment.deleted) return
  for (let made = replicaSet.nextOrdinal; made < deployment.replicas; made += 1) {
    createPod(world, replicaSet, deployment, made, tell)
  }
}

function createPod(world: World, replicaSet: ReplicaSet, deployment: Deployment, ordinal: number, tell: Telling): void {
  const pod: Pod = {
    id: world.pods.length,
    ordinal,
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
    deletedAt: NONE,
    startsAt: NONE,
    restarts: 0,
    backOffs: 0,
    readyRun: 0,
    aliveRun: 0,
    hasServed: false,
    startedUp: false,
    hungAt: NONE,
    stopsAt: NONE,
    lastExit: undefined,
    pullFails: 0,
    mountMessage: '',
    attempts: 0,
    nextTry: 0,
    message: '',
    queuedAt: world.tick,
    rejectedBy: 0,
    nominated: NONE,
    preemptedBy: NONE,
    boundAt: NONE,
    cause: deployment.cause,
  }
  replicaSet.nextOrdinal += 1
  replicaSet.pods.push(pod.id)
  world.pods.push(pod)
  world.work.pending.push(pod.id)
  commit(world)
  pod.cause = tell.normal('SuccessfulCreate', 'pod', pod.id, creationNote(world, pod), deployment.cause)
}

function creationNote(world: World, pod: Pod): string {
  const { controller, name } = specOf(world, pod)
  if (controller !== 'StatefulSet') return `Created pod: ${podName(world, pod)}`
  return `create Pod ${podName(world, pod)} in StatefulSet ${name} successful`
}

const specOf = (world: World, { workload }: { readonly workload: Id }) => (world.workloads[workload] as Workload).spec

function firstToGo(world: World, replicaSet: ReplicaSet): Pod {
  const pods = replicaSet.pods.map(id => world.pods[id] as Pod)
  return pods.reduce((worst, pod) => (rank(pod) >= rank(worst) ? pod : worst))
}

const rank = (pod: Pod): Id => (pod.node === NONE ? 2 : pod.ready ? 0 : 1)
