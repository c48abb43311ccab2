/**
 * The scheduler: which Node should this Pod run on?
 *
 * Two passes with kube-scheduler's own names. *Filter* (`filter.ts`) drops every Node
 * that cannot take the Pod and keeps the reason; *score* (`score.ts`) ranks the rest.
 * Among equals the choice is random, as in the real one: a keyed roll.
 *
 * Simpler than the real one so far: no affinity, no topology spread but the default
 * one, no image locality, no priorities (so preemption never finds a victim), and every
 * Node is looked at: by `place` itself, or by an index that finds the same one
 * (`placement.ts`).
 */

import { constantsOf } from '../model/constants'
import type { Deployment, Node, Pod, ReplicaSet } from '../model/kubernetes'
import type { Id } from '../model/refs'
import { minus, plus } from '../model/resources'
import type { WorkloadSpec } from '../model/workload'
import type { Seen, Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { roll } from './chance'
import { commit } from './etcd'
import { type Cluster, type Verdict, verdictOn, type Wish } from './filter'
import { startPod } from './kubelet'
import { podName } from './names'
import { covers, find, openPlacement, type Placement, took, whyNone } from './placement'
import { forScoring, type Scored, scored, total } from './score'
import type { Telling } from './telling'
import { unschedulable } from './unschedulable'
import { diskOfPod } from './volumes'
import { acts } from './working'

export type Decision =
  | { readonly kind: 'bind'; readonly node: Id; readonly scores: readonly Scored[] }
  | { readonly kind: 'unschedulable'; readonly verdicts: readonly Verdict[]; readonly message: string }

/** Tries every pod that waits and whose backoff is over, in the order in which they came. */
export function schedulePending(world: World, tell: Telling): void {
  if (world.work.pending.length === 0 || !acts(world, 'kube-scheduler')) return
  if (world.work.roomMade) retryAll(world)
  world.work.roomMade = false
  const placement = openPlacement(world)
  world.work.pending = world.work.pending.filter(id => !scheduleOne(world, placement, world.pods[id] as Pod, tell))
}

/** Reads a cluster and returns a decision; changes nothing. `tie` picks among so many best ones. */
export function place(wish: Wish, cluster: Cluster, tie: (sides: number) => number): Decision {
  const verdicts = cluster.nodes.map(node => verdictOn(wish, node, cluster))
  const fitting = cluster.nodes.filter((_, i) => verdicts[i]?.reasons.length === 0)
  if (fitting.length === 0) return { kind: 'unschedulable', verdicts, message: unschedulable(verdicts, cluster.era) }
  const scores = scored(wish, fitting, cluster)
  const best = Math.max(...scores.map(score => total(score, cluster.era)))
  const tied = scores.filter(score => total(score, cluster.era) === best)
  const chosen = tied[tied.length === 1 ? 0 : tie(tied.length)] as Scored
  return { kind: 'bind', node: chosen.node, scores }
}

/** What so many pods alike would be told if they came now, one after the other: a message for each that finds no Node. */
export function dryRun(asked: Wish, pods: number, { era, nodes }: Cluster): readonly string[] {
  const wish: Wish = { ...asked, alike: nodes.map(({ id }) => asked.alike?.[id] ?? 0) }
  const cluster = { era, nodes: nodes.map(node => ({ ...node, pods: [...node.pods] })) }
  return Array.from({ length: pods }, () => {
    const decision = place(wish, cluster, () => 0)
    if (decision.kind === 'unschedulable') return decision.message
    takeUp(cluster.nodes[decision.node] as Node, wish, NONE, cluster)
    if (wish.alike) wish.alike[decision.node] = (wish.alike[decision.node] ?? 0) + 1
    return ''
  }).filter(message => message !== '')
}

/** True if the pod no longer waits. */
function scheduleOne(world: World, placement: Placement, pod: Pod, tell: Telling): boolean {
  if (pod.gone) return true
  if (pod.nextTry > world.tick) return false
  const answer = answerFor(world, placement, pod)
  if (typeof answer === 'string') putOff(world, pod, answer, tell)
  else bind(world, placement, pod, world.nodes[answer] as Node, tell)
  return typeof answer !== 'string'
}

/** The Node, or why there is none. */
function answerFor(world: World, placement: Placement, pod: Pod): Id | string {
  const wish = wishOf(world, pod)
  const owner = world.replicaSets[pod.replicaSet] as ReplicaSet
  const alike = () => alikeOn(world, owner)
  const tie = (sides: number) =>
    roll(world.seed, 'tie', { owner: pod.workload, ordinal: pod.ordinal }, pod.attempts, sides)
  if (covers(wish)) return find(placement, owner, wish, alike, tie) ?? whyNone(placement, owner)
  const decision = place({ ...wish, alike: alike() }, world, tie)
  return decision.kind === 'bind' ? decision.node : decision.message
}

/** All but how many pods alike each node has. */
function wishOf(world: World, pod: Pod): Wish {
  const { spec } = world.workloads[pod.workload] as Workload
  const replicaSet = world.replicaSets[pod.replicaSet] as ReplicaSet
  const { nodeSelector } = world.deployments[replicaSet.deployment] as Deployment
  return podWish(spec, nodeSelector, pinnedTo(world, pod))
}

/** How many pods of its owner each node has. */
function alikeOn(world: World, { pods }: ReplicaSet): number[] {
  const alike = world.nodes.map(() => 0)
  for (const id of pods) {
    const { node, deletedAt } = world.pods[id] as Pod
    if (node !== NONE && deletedAt === NONE) alike[node] = (alike[node] ?? 0) + 1
  }
  return alike
}

/** The machine that its local volume lies on. */
function pinnedTo(world: World, pod: Pod): Id {
  const volume = diskOfPod(world, pod)
  return volume?.disk === 'local' ? volume.machine : NONE
}

export const podWish = (
  { requests, kernel }: Seen<WorkloadSpec>,
  nodeSelector: readonly string[],
  machine: Id = NONE,
): Wish => ({
  requests,
  kernel,
  machine,
  nodeSelector,
})

function takeUp(node: Node, { requests }: Pick<Wish, 'requests'>, pod: Id, cluster: Cluster): void {
  node.requested = plus(node.requested, requests)
  node.scored = plus(node.scored, forScoring(requests, cluster))
  node.pods.push(pod)
}

function bind(world: World, placement: Placement, pod: Pod, node: Node, tell: Telling): void {
  takeUp(node, (world.workloads[pod.workload] as Workload).spec, pod.id, world)
  took(placement, node.id, world.replicaSets[pod.replicaSet] as ReplicaSet)
  pod.node = node.id
  pod.message = ''
  commit(world)
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
