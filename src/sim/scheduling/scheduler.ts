/**
 * The scheduler: which Node should this Pod run on?
 *
 * Two passes with kube-scheduler's own names. *Filter* (`filter.ts`) drops every Node
 * that cannot take the Pod and keeps the reason; *score* (`score.ts`) ranks the rest.
 * Among equals the choice is random, as in the real one: a keyed roll. A Pod for which
 * a Node was made free takes that one if it still fits. One that fits nowhere may make
 * others go (`preemption.ts`), and waits its turn (`scheduling-queue.ts`).
 *
 * Simpler than the real one: every Node is looked at, by `place` itself or by an index
 * that finds the same one (`placement.ts`), where a big cluster's scheduler stops when it
 * has found enough; in 2017 ties were broken in turn.
 */

import type { Node, Pod } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import { minus, plus } from '../../model/resources'
import type { World } from '../../model/world'
import { NONE } from '../../model/world'
import { roll } from '../chance'
import { commit } from '../control-plane/etcd'
import { acts } from '../control-plane/working'
import { ownerOf, templateOf } from '../controllers/templates'
import { bearsFromNow } from '../controllers/toleration-seconds'
import { storageOf } from '../kubelet/disk'
import { startPod } from '../kubelet/kubelet'
import { deletePod } from '../kubelet/pod-end'
import { podName, podUid } from '../names'
import type { Telling } from '../telling'
import type { Gathered } from './company'
import { keepDecision, keepsDecisions } from './decided'
import { type Cluster, ownNodes, type Verdict, verdictOn, verdictsOn } from './filter'
import { type Asker, covers, find, openPlacement, type Placement, took, whyNone } from './placement'
import { type Candidate, findRoom } from './preemption'
import { priorityOf, putBack, takeTurns, wakeUp } from './scheduling-queue'
import { forScoring, type Scored, scored, total } from './score'
import { unschedulable } from './unschedulable'
import type { Wish } from './wish'
import { alikeTo, kinOf, portsOf, shapeOf, wishOf } from './wish-of'

export type Decision =
  | {
      readonly kind: 'bind'
      readonly node: Id
      /** Of every Node that fits; empty where it is the only one, which nobody need compare. */
      readonly scores: readonly Scored[]
      readonly verdicts: readonly Verdict[]
    }
  | { readonly kind: 'unschedulable'; readonly verdicts: readonly Verdict[]; readonly message: string }

/** Tries every pod whose turn it is. */
export function schedulePending(world: World, tell: Telling): void {
  if (world.work.pending.length === 0 || !anyActs(world)) return
  let placement = openPlacement(world)
  for (const pod of takeTurns(world)) {
    // whoever has made others go has changed more than one Node by one pod
    if (
      !pod.gone &&
      acts(world, 'kube-scheduler', ownerOf(world, pod).cluster) &&
      scheduleOne(world, placement, pod, tell)
    )
      placement = openPlacement(world)
  }
  world.work.pending = world.work.pending.filter(id => isWaiting(world.pods[id] as Pod))
  if (world.work.nominated.length > 0) forgetNominations(world)
}

/** Each cluster has its own; most worlds have one. */
const anyActs = (world: World) =>
  acts(world, 'kube-scheduler') || world.tenants.some(({ cluster }) => acts(world, 'kube-scheduler', cluster))

function forgetNominations({ work, pods }: World): void {
  work.nominated = work.nominated.filter(id => isWaiting(pods[id] as Pod) && pods[id]?.nominated !== NONE)
}

const isWaiting = ({ node, gone }: Pod) => node === NONE && !gone

/** Reads a cluster and returns a decision; changes nothing. `tie` picks among so many best ones. */
export function place(wish: Wish, cluster: Cluster, tie: (sides: number) => number): Decision {
  const verdicts = verdictsOn(wish, cluster)
  const fitting = cluster.nodes.filter((_, i) => !verdicts[i]?.by)
  const [first] = fitting
  if (!first) return { kind: 'unschedulable', verdicts, message: unschedulable(verdicts, cluster.era) }
  const free = fitting.find(({ id }) => id === wish.nominated)
  if (free || fitting.length === 1) return { kind: 'bind', node: (free ?? first).id, scores: [], verdicts }
  const scores = scored(wish, fitting, ownNodes(wish, cluster))
  const best = Math.max(...scores.map(score => total(score, cluster.era)))
  const tied = scores.filter(score => total(score, cluster.era) === best)
  const chosen = tied[tied.length === 1 ? 0 : tie(tied.length)] as Scored
  return { kind: 'bind', node: chosen.node, scores, verdicts }
}

/** What so many pods alike would be told if they came now, one after the other: a message for each that finds no Node. Nobody is made to go. */
export function dryRun(asked: Wish, pods: number, { era, nodes, images, scheduler }: Cluster): readonly string[] {
  const wish = countable(asked, nodes.length)
  const cluster = {
    era,
    images,
    scheduler,
    nodes: nodes.map(node => ({
      ...node,
      pods: [...node.pods],
      hostPorts: [...node.hostPorts],
      disk: { ...node.disk },
    })),
  }
  return Array.from({ length: pods }, () => {
    const decision = place(wish, cluster, () => 0)
    if (decision.kind === 'unschedulable') return decision.message
    takeUp(cluster.nodes[decision.node] as Node, wish, NONE, cluster)
    countIn(wish, decision.node)
    return ''
  }).filter(message => message !== '')
}

/** True if others were made to go for it. */
function scheduleOne(world: World, placement: Placement, pod: Pod, tell: Telling): boolean {
  const answer = answerFor(world, placement, pod)
  if (typeof answer !== 'number') return goWithout(world, pod, answer, tell)
  if (keepsDecisions(world)) keepDecision(world, pod.id, place(wishOf(world, pod), world, tieFor(world, pod)))
  bind(world, placement, pod, world.nodes[answer] as Node, tell)
  return false
}

/** The Node, or what is held against each. */
function answerFor(world: World, placement: Placement, pod: Pod): Id | readonly Verdict[] {
  const wish = shapeOf(world, pod)
  const alike = () => alikeTo(world, pod)
  const tie = tieFor(world, pod)
  if (pod.daemonOf !== NONE) return answerForDaemon(world, wish, pod)
  if (covers(wish)) {
    const asker = askerOf(world, pod)
    return find(placement, asker, wish, alike, tie) ?? whyNone(placement, asker)
  }
  const decision = place({ ...wish, alike: alike() }, world, tie)
  return decision.kind === 'bind' ? decision.node : decision.verdicts
}

/** One roll for each try, whoever else is placed. */
const tieFor =
  ({ seed }: World, { workload, ordinal, attempts }: Pod) =>
  (sides: number) =>
    roll(seed, 'tie', { owner: workload, ordinal }, attempts, sides)

/** It is for one node alone: that one is looked at, and the others only to say that they are not meant. */
function answerForDaemon(world: World, wish: Wish, { daemonOf }: Pod): Id | readonly Verdict[] {
  if (!verdictOn(wish, world.nodes[daemonOf] as Node, world).by) return daemonOf
  const decision = place(wish, world, () => 0)
  return decision.kind === 'bind' ? decision.node : decision.verdicts
}

const askerOf = (world: World, pod: Pod): Asker => ({ owner: pod.replicaSet, kin: kinOf(world, pod) })

/** It waits; others are made to go for it if that helps, which is told. */
function goWithout(world: World, pod: Pod, verdicts: readonly Verdict[], tell: Telling): boolean {
  if (world.era === '2017') putOff(world, pod, verdicts, undefined, tell)
  else {
    const found = findRoom(world, pod, verdicts)
    putOff(world, pod, verdicts, found.kind === 'none' ? found.said : '', tell)
    if (found.kind === 'candidate') preempt(world, pod, found.candidate, tell)
    else if (found.eligible) pod.nominated = NONE
    return found.kind === 'candidate'
  }
  return false
}

function preempt(world: World, pod: Pod, { node, victims }: Candidate, tell: Telling): void {
  const note = `Preempted by pod ${podUid(world, pod)} on node ${world.nodes[node]?.name}`
  for (const { pod: id } of victims) {
    const victim = world.pods[id] as Pod
    if (victim.deletedAt !== NONE) continue
    victim.preemptedBy = pod.id
    deletePod(world, victim, tell, tell.normal('Preempted', 'pod', id, note, pod.cause))
  }
  pod.nominated = node
  world.work.nominated.push(pod.id)
  for (const id of world.work.nominated) giveWay(world, world.pods[id] as Pod, pod)
}

/** Whoever matters less and was to have that node looks for another. */
function giveWay(world: World, other: Pod, pod: Pod): void {
  if (other.nominated !== pod.nominated || priorityOf(world, other) >= priorityOf(world, pod)) return
  other.nominated = NONE
  wakeUp(world, other)
}

type Takes = Pick<Wish, 'requests' | 'storage' | 'hostPorts'>

const takesOf = (world: World, pod: Pod): Takes => ({
  requests: templateOf(world, pod).requests,
  storage: storageOf(world, pod),
  hostPorts: portsOf(world, pod),
})

function takeUp(node: Node, { requests, storage = 0, hostPorts = [] }: Takes, pod: Id, cluster: Cluster) {
  node.disk.requested += storage
  node.hostPorts.push(...hostPorts)
  node.requested = plus(node.requested, requests)
  node.scored = plus(node.scored, forScoring(requests, cluster))
  node.pods.push(pod)
}

function bind(world: World, placement: Placement, pod: Pod, node: Node, tell: Telling): void {
  takeUp(node, takesOf(world, pod), pod.id, world)
  took(placement, node.id, askerOf(world, pod))
  Object.assign(pod, { node: node.id, nominated: NONE, message: '', boundAt: world.tick })
  world.work.podCame = true
  commit(world, node.cluster)
  const name = `${world.era === 'now' ? 'default/' : ''}${podName(world, pod)}` // 1.6 left the namespace out
  pod.cause = tell.normal('Scheduled', 'pod', pod.id, `Successfully assigned ${name} to ${node.name}`, pod.cause)
  bearsFromNow(world, pod, node)
  startPod(world, pod, node, tell)
}

/** Until 1.11 the DaemonSet controller did the scheduler's work itself, as soon as it had made the pod. */
export function bindDaemon(world: World, pod: Pod, node: Node, tell: Telling): void {
  world.work.pending = world.work.pending.filter(id => id !== pod.id)
  bind(world, openPlacement(world), pod, node, tell)
}

function putOff(world: World, pod: Pod, verdicts: readonly Verdict[], preemption: string | undefined, tell: Telling) {
  const message = unschedulable(verdicts, world.era, preemption)
  putBack(world, pod, verdicts)
  if (pod.message !== message) tell.warning('FailedScheduling', 'pod', pod.id, message, pod.cause)
  pod.message = message
}

/** A wish that can be counted on in, pod by pod. */
function countable(wish: Wish, nodes: number): Wish {
  const copy = (counts: readonly number[] = []) => Array.from({ length: nodes }, (_, i) => counts[i] ?? 0)
  const { company, topologySpread } = wish
  const gathered = (all: readonly Gathered[]) => all.map(each => ({ ...each, here: copy(each.here) }))
  return {
    ...wish,
    alike: copy(wish.alike),
    ...(topologySpread && { kin: copy(wish.kin) }),
    ...(company && {
      company: {
        ...company,
        near: company.near && gathered(company.near),
        apart: gathered(company.apart),
        resented: gathered(company.resented),
        leanings: gathered(company.leanings),
      },
    }),
  }
}

/** One more of its kind stands there. */
function countIn({ alike, kin, company }: Wish, node: Id): void {
  for (const counts of [alike, kin]) if (counts) counts[node] = (counts[node] ?? 0) + 1
  if (!company) return
  for (const each of [...(company.near ?? []), ...company.apart, ...company.resented, ...company.leanings]) {
    each.here[node] = (each.here[node] ?? 0) + each.own
  }
}

/** What a pod leaves behind on its node when it goes. */
export function unbind(world: World, pod: Pod): void {
  const node = world.nodes[pod.node]
  if (!node || pod.node === NONE) return
  const { requests } = templateOf(world, pod)
  node.requested = minus(node.requested, requests)
  node.disk.requested -= storageOf(world, pod)
  for (const port of portsOf(world, pod)) node.hostPorts.splice(node.hostPorts.indexOf(port), 1)
  node.scored = minus(node.scored, forScoring(requests, world))
  node.pods.splice(node.pods.indexOf(pod.id), 1)
  world.work.podLeft = true
}
