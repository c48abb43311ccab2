/**
 * The ReplicaSet controller: makes and deletes pods until there are as many as wanted.
 *
 * Which pod goes first follows pkg/controller/controller_utils.go: those without a node,
 * those that are pending, those not ready; today those whose node has most of the
 * Deployment's pods; those ready for the shorter time, started again more often, younger.
 * Times that differ by less than a power of two count as one today, and the choice
 * among them is random; 2017 took the shorter one.
 *
 * Simpler than the real one: no deletion cost, and it makes all it should in one go,
 * where the real one begins with one and doubles.
 */

import type { Deployment, Pod, ReplicaSet } from '../model/kubernetes'
import type { PodTemplate } from '../model/rollout'
import type { World } from '../model/world'
import { NONE } from '../model/world'
import { roll } from './chance'
import { postsOf } from './fenceposts'
import { podName, replicaSetName } from './names'
import { createPod } from './new-pods'
import { deletePod } from './pod-end'
import type { Telling } from './telling'
import { podsOwned, setsOf } from './templates'

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

type Rank = readonly number[]

/** The first to go comes first. */
function inTurn(world: World, pods: readonly Pod[], deployment: Deployment): readonly Pod[] {
  const besides = world.era === 'now' ? countOnNodes(world, deployment) : []
  const ranked = pods.map(pod => ({ pod, rank: world.era === 'now' ? rankNow(world, pod, besides) : rankThen(pod) }))
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ pod }) => pod)
}

const stage = ({ node, phase, ready }: Pod): Rank => [node === NONE ? 0 : 1, phase === 'Pending' ? 0 : 1, ready ? 1 : 0]

const rankThen = (pod: Pod): Rank => [
  ...stage(pod),
  pod.ready ? -pod.readySince : 0,
  -pod.restarts,
  -pod.createdAt,
  -pod.ordinal,
]

/** One of each magnitude is as good as another: what decides is the UID, which is random. */
function rankNow(world: World, pod: Pod, besides: readonly number[]): Rank {
  const uid = roll(world.seed, 'tie', { owner: pod.replicaSet, ordinal: pod.ordinal }, NONE, 1_000_000)
  const readyFor = pod.ready ? magnitude(world.tick - pod.readySince) : 0
  return [
    ...stage(pod),
    -(besides[pod.node] ?? 0),
    readyFor,
    pod.ready ? uid : 0,
    -pod.restarts,
    magnitude(world.tick - pod.createdAt),
    uid,
  ]
}

function countOnNodes(world: World, deployment: Deployment): readonly number[] {
  const counts = world.nodes.map(() => 0)
  for (const { node } of podsOwned(world, deployment)) if (node !== NONE) counts[node] = (counts[node] ?? 0) + 1
  return counts
}

/** The whole part of the binary logarithm of a span, in nanoseconds as Go counts it. */
function magnitude(seconds: number): number {
  const nanoseconds = seconds * 1_000_000_000
  let power = -1
  for (let value = 1; value <= nanoseconds; value *= 2) power += 1
  return power
}

function compare(a: Rank, b: Rank): number {
  const i = a.findIndex((value, k) => value !== b[k])
  return i < 0 ? 0 : (a[i] as number) - (b[i] as number)
}
