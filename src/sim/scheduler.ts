/**
 * The scheduler: which Node should this Pod run on?
 *
 * Two passes with kube-scheduler's own names. *Filter* drops every Node that cannot
 * take the Pod and keeps the reason; *score* ranks the rest by LeastAllocated and
 * BalancedAllocation, both of weight 1. Among equals the choice is random, as in the
 * real one: a keyed roll.
 *
 * Simpler than the real one so far: no affinity, no topology spread, no image
 * locality, no preemption (and so no `preemption:` half of the message), and every
 * Node is looked at.
 */

import { constantsOf } from '../model/constants'
import type { Id } from '../model/refs'
import { minus, plus, type Resources } from '../model/resources'
import { BYTES_PER_MIB } from '../model/units'
import type { Deployment, Node, Pod, ReplicaSet, Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { roll } from './chance'
import { startPod } from './kubelet'
import { podName } from './names'
import type { Telling } from './telling'

/** The words the real scheduler prints after "0/3 nodes are available:". */
export type Rejection =
  | 'node(s) were unschedulable'
  | 'node(s) had untolerated taint(s)'
  | "node(s) didn't match Pod's node affinity/selector"
  | 'Too many pods'
  | 'Insufficient cpu'
  | 'Insufficient memory'
  | 'Insufficient nvidia.com/gpu'

export interface Wish {
  readonly requests: Resources
  /** It can run on the kernel that a shared node has. */
  readonly kernel: 'shared' | 'own'
  /** Names of the only nodes it may use; empty for any. */
  readonly nodeSelector: readonly string[]
}

export interface Scored {
  readonly node: Id
  readonly leastAllocated: number
  readonly balancedAllocation: number
}

export type Decision =
  | { readonly kind: 'bind'; readonly node: Id; readonly scores: readonly Scored[] }
  | { readonly kind: 'unschedulable'; readonly rejected: readonly (readonly Rejection[])[]; readonly message: string }

/** Tries every pod that waits and whose backoff is over, in the order in which they came. */
export function schedulePending(world: World, tell: Telling): void {
  if (world.work.pending.length === 0) return
  if (world.work.roomMade) retryAll(world)
  world.work.roomMade = false
  world.work.pending = world.work.pending.filter(id => !scheduleOne(world, world.pods[id] as Pod, tell))
}

/** Reads a world and returns a decision; changes nothing. `tie` picks among so many best ones. */
export function place(wish: Wish, world: World, tie: (sides: number) => number): Decision {
  const rejected = world.nodes.map(node => rejections(wish, node, world))
  const fitting = world.nodes.filter((_, i) => rejected[i]?.length === 0)
  if (fitting.length === 0) return { kind: 'unschedulable', rejected, message: unschedulable(rejected) }
  const scores = fitting.map(node => scored(wish.requests, node, world))
  const best = Math.max(...scores.map(total))
  const tied = scores.filter(score => total(score) === best)
  const chosen = tied[tied.length === 1 ? 0 : tie(tied.length)] as Scored
  return { kind: 'bind', node: chosen.node, scores }
}

/** Every reason why this Node cannot take it: the first filter that objects, with all it objects to. */
export function rejections(wish: Wish, node: Node, world: World): readonly Rejection[] {
  if (node.unschedulable) return ['node(s) were unschedulable']
  if (!node.ready) return ['node(s) had untolerated taint(s)']
  if (!selected(wish, node)) return ["node(s) didn't match Pod's node affinity/selector"]
  return lacking(wish.requests, node, constantsOf(world.era).podsPerNode)
}

function selected({ nodeSelector, kernel }: Wish, node: Node): boolean {
  return kernel === node.kernel && (nodeSelector.length === 0 || nodeSelector.includes(node.name))
}

function lacking(wants: Resources, node: Node, mostPods: number): readonly Rejection[] {
  const free = minus(node.allocatable, node.requested)
  const lacks: Rejection[] = []
  if (node.pods.length >= mostPods) lacks.push('Too many pods')
  if (wants.cpu > free.cpu) lacks.push('Insufficient cpu')
  if (wants.memory > free.memory) lacks.push('Insufficient memory')
  if (wants.gpus > free.gpus) lacks.push('Insufficient nvidia.com/gpu')
  return lacks
}

/** In the real one's words: each reason with the number of nodes that gave it, sorted as text. */
export function unschedulable(rejected: readonly (readonly Rejection[])[]): string {
  const counts = new Map<Rejection, number>()
  for (const reason of rejected.flat()) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const parts = [...counts].map(([reason, count]) => `${count} ${reason}`).sort()
  return parts.length === 0
    ? 'no nodes available to schedule pods'
    : `0/${rejected.length} nodes are available: ${parts.join(', ')}.`
}

const total = (score: Scored) => score.leastAllocated + score.balancedAllocation

function scored(requests: Resources, node: Node, world: World): Scored {
  const asks = plus(node.scored, forScoring(requests, world))
  return {
    node: node.id,
    leastAllocated: leastAllocated(asks, node.allocatable),
    // by what was really requested; a pod without requests cannot tip the balance
    balancedAllocation: isBestEffort(requests)
      ? 0
      : balancedAllocation(plus(node.requested, requests), node.allocatable),
  }
}

const isBestEffort = ({ cpu, memory, gpus }: Resources) => cpu === 0 && memory === 0 && gpus === 0

/** Mean of what would be left of cpu and memory, 0 to 100, each rounded down. */
export const leastAllocated = (asks: Resources, has: Resources): number =>
  Math.floor((left(asks.cpu, has.cpu) + left(asks.memory, has.memory)) / 2)

const left = (asks: number, has: number) => (has === 0 || asks > has ? 0 : Math.floor(((has - asks) * 100) / has))

/** 100 where cpu and memory would be equally full: (1 - |f_cpu - f_memory| / 2) * 100, rounded down. */
export function balancedAllocation(asks: Resources, has: Resources): number {
  const gap = fraction(asks.cpu, has.cpu) - fraction(asks.memory, has.memory)
  return Math.trunc((1 - Math.abs(gap) / 2) * 100)
}

const fraction = (asks: number, has: number) => (has === 0 ? 1 : Math.min(1, asks / has))

/** For scoring alone, a container without a request counts as if it asked for the defaults. */
export function forScoring(requests: Resources, world: World): Resources {
  const { defaultRequestCpu, defaultRequestMemory } = constantsOf(world.era)
  return {
    cpu: requests.cpu || defaultRequestCpu,
    memory: requests.memory || defaultRequestMemory * BYTES_PER_MIB,
    gpus: requests.gpus,
  }
}

/** True if the pod no longer waits. */
function scheduleOne(world: World, pod: Pod, tell: Telling): boolean {
  if (pod.gone) return true
  if (pod.nextTry > world.tick) return false
  const tie = (sides: number) =>
    roll(world.seed, 'tie', { owner: pod.workload, ordinal: pod.ordinal }, pod.attempts, sides)
  const decision = place(wishOf(world, pod), world, tie)
  if (decision.kind === 'unschedulable') {
    putOff(world, pod, decision.message, tell)
    return false
  }
  bind(world, pod, world.nodes[decision.node] as Node, tell)
  return true
}

export function wishOf(world: World, pod: Pod): Wish {
  const { spec } = world.workloads[pod.workload] as Workload
  const replicaSet = world.replicaSets[pod.replicaSet] as ReplicaSet
  const deployment = world.deployments[replicaSet.deployment] as Deployment
  return { requests: spec.requests, kernel: spec.kernel, nodeSelector: deployment.nodeSelector }
}

function bind(world: World, pod: Pod, node: Node, tell: Telling): void {
  const { spec } = world.workloads[pod.workload] as Workload
  node.requested = plus(node.requested, spec.requests)
  node.scored = plus(node.scored, forScoring(spec.requests, world))
  node.pods.push(pod.id)
  pod.node = node.id
  pod.message = ''
  pod.cause = tell.normal(
    'Scheduled',
    'pod',
    pod.id,
    `Successfully assigned default/${podName(world, pod)} to ${node.name}`,
    pod.cause,
  )
  startPod(world, pod, node, tell)
}

/** Tried again after a backoff if room is made, else when the unschedulable ones are flushed. */
function putOff(world: World, pod: Pod, message: string, tell: Telling): void {
  const { unschedulableRetry } = constantsOf(world.era)
  pod.attempts += 1
  pod.nextTry = world.tick + unschedulableRetry
  if (pod.message !== message) tell.warning('FailedScheduling', 'pod', pod.id, message, pod.cause)
  pod.message = message
}

function retryAll(world: World): void {
  for (const id of world.work.pending) {
    const pod = world.pods[id] as Pod
    if (pod.attempts > 0) pod.nextTry = Math.min(pod.nextTry, world.tick + backoff(world, pod.attempts))
  }
}

/** 1 s, doubling to 10 s. */
function backoff(world: World, attempts: number): number {
  const { least, most } = constantsOf(world.era).schedulerBackoff
  let wait = least
  for (let i = 1; i < attempts && wait < most; i += 1) wait *= 2
  return Math.min(wait, most)
}

/** What a pod leaves behind on its node when it goes. */
export function unbind(world: World, pod: Pod): void {
  const node = world.nodes[pod.node]
  if (!node || pod.node === NONE) return
  const { spec } = world.workloads[pod.workload] as Workload
  node.requested = minus(node.requested, spec.requests)
  node.scored = minus(node.scored, forScoring(spec.requests, world))
  node.pods.splice(node.pods.indexOf(pod.id), 1)
  world.work.roomMade = true
}
