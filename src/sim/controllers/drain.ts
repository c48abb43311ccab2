/**
 * Cordon and drain: what people do to nodes that they can ask.
 *
 * A drain cordons the node first, whatever comes of it, and then asks the Eviction API for
 * each of its pods, again every few seconds for those that a PodDisruptionBudget holds
 * back, for ever (`--timeout 0`): it goes on by itself as soon as the budget allows it.
 * Budgets bind evictions only: a host that dies asks nobody. An API server that does not
 * answer ends it, as any other error but "too many requests" does.
 *
 * Simpler than the real thing: kubectl is stopped (Ctrl-C) by the one who uncordons the
 * node, and what it prints of a pod each time that it is refused is told once.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { kubectlDid } from '../explain/kubectl-did'
import { refusesRequest } from '../explain/kubectl-words'
import { deletePod } from '../kubelet/pod-end'
import { podName } from '../names'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'

export const EVICTION_REFUSED = `Cannot evict pod as it would violate the pod's disruption budget.`

/** The Eviction API's own words; undefined if the pod may go. */
export function refusesEviction(world: Seen<World>, pod: Seen<Pod>): string | undefined {
  const { spec, endpoints } = world.workloads[pod.workload] as Seen<Workload>
  if (spec.minAvailable === undefined) return undefined
  if (world.era === 'now' && pod.phase === 'Pending') return undefined // it disrupts nobody
  const taken = world.era === 'now' && !pod.ready ? 0 : 1 // 1.6 looked at the budget alone, whichever pod it was
  return endpoints.length - taken >= spec.minAvailable ? undefined : EVICTION_REFUSED
}

/** Why kubectl drain evicts nothing of a node that it has cordoned; undefined if it begins. */
function unableToDrain(world: Seen<World>, node: Seen<Node>, ignoreDaemonSets: boolean): string | undefined {
  const here = node.pods.map(id => world.pods[id] as Seen<Pod>)
  const daemons = here.filter(isDaemon).map(pod => podName(world, pod))
  if (ignoreDaemonSets || daemons.length === 0) return undefined
  return world.era === '2017'
    ? `error: DaemonSet-managed pods (use --ignore-daemonsets to ignore): ${daemons.join(', ')}`
    : `cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): ${daemons.map(name => `default/${name}`).join(', ')}`
}

/** Its controller would make it anew at once, cordoned or not: a drain leaves it where it is. */
export const isDaemon = ({ daemonOf }: Seen<Pod>): boolean => daemonOf !== NONE

/** All have gone that a drain waits for. */
export const isDrained = (world: Seen<World>, { pods }: Seen<Node>): boolean =>
  pods.every(id => isDaemon(world.pods[id] as Seen<Pod>))

export function cordon(node: Node, tell: Telling, cause: Cause): void {
  if (node.unschedulable) return
  node.unschedulable = true
  const note = `Node ${node.name} status is now: NodeNotSchedulable`
  node.cause = tell.normal('NodeNotSchedulable', 'node', node.id, note, cause)
}

export function uncordon(world: World, node: Node, tell: Telling, cause: Cause): void {
  node.unschedulable = false
  stopDrain(node) // whoever opens it has stopped kubectl before
  const note = `Node ${node.name} status is now: NodeSchedulable`
  node.cause = tell.normal('NodeSchedulable', 'node', node.id, note, cause)
  world.work.roomMade = true
}

export function drain(world: World, node: Node, tell: Telling, cause: Cause, ignoreDaemonSets = true): void {
  cordon(node, tell, cause)
  node.cause = cause
  node.heldBack.splice(0)
  const why = unableToDrain(world, node, ignoreDaemonSets)
  if (why !== undefined) return giveUp(world, node, why, tell)
  node.draining = true
  sweep(world, node, tell)
  const asked = node.pods.filter(id => !isDaemon(world.pods[id] as Pod))
  if (asked.length > 0 && asked.every(id => node.heldBack.includes(id))) node.heldDrains += 1
  lookAgain(world, node, tell)
}

/** Its time to retry has come, or its last pod has gone. */
export function drainAgain(world: World, node: Node, tell: Telling): void {
  if (!node.draining || (world.tick < node.drainsAt && !isDrained(world, node))) return
  const why = refusesRequest(world, node.cluster)
  if (why !== undefined) return giveUp(world, node, why, tell)
  sweep(world, node, tell)
  lookAgain(world, node, tell)
}

function sweep(world: World, node: Node, tell: Telling): void {
  for (const id of [...node.pods]) {
    const pod = world.pods[id] as Pod
    if (!isDaemon(pod)) evict(world, pod, tell, node.cause)
    holdBack(world, node, pod, tell)
  }
}

/** What kubectl prints of a pod whose budget says no. */
function holdBack(world: World, node: Node, pod: Pod, tell: Telling): void {
  if (isDaemon(pod) || pod.gone || pod.deletedAt !== NONE || node.heldBack.includes(pod.id)) return
  node.heldBack.push(pod.id)
  tell.warning('EvictionRefused', 'pod', pod.id, retryWords(world, pod), node.cause)
}

function retryWords(world: Seen<World>, pod: Seen<Pod>): string {
  const name = podName(world, pod)
  const which = world.era === '2017' ? `pod "${name}"` : `pods/"${name}" -n "default"`
  return `error when evicting ${which} (will retry after ${constantsOf(world.era).drainRetry}s): ${EVICTION_REFUSED}`
}

/** What kubectl drain prints of those that it waits for. */
export const drainLines = (world: Seen<World>, { draining, heldBack }: Seen<Node>): readonly string[] =>
  draining
    ? heldBack
        .map(id => world.pods[id] as Seen<Pod>)
        .filter(pod => !pod.gone && pod.deletedAt === NONE)
        .map(pod => retryWords(world, pod))
    : []

function lookAgain(world: World, node: Node, tell: Telling): void {
  if (isDrained(world, node)) return drained(world, node, tell)
  node.drainsAt = world.tick + constantsOf(world.era).drainRetry
  wakeAt(world.wake, node.drainsAt, { what: 'drain', node: node.id })
}

function drained(world: World, node: Node, tell: Telling): void {
  stopDrain(node)
  tell.normal('Drained', 'node', node.id, kubectlDid(world.era, 'node', node.name, 'drained'), node.cause)
}

/** It stays cordoned, and nobody asks its pods any more. */
function giveUp(world: World, node: Node, why: string, tell: Telling): void {
  stopDrain(node)
  node.cause = tell.warning('DrainFailed', 'node', node.id, gaveUp(world, node, why), node.cause)
}

/** 1.6 lists the pods once more, and where that fails too says only why. */
function gaveUp(world: Seen<World>, node: Seen<Node>, why: string): string {
  if (world.era === 'now')
    return `error: unable to drain node "${node.name}" due to error: ${why}, continuing command...`
  const refused = refusesRequest(world, node.cluster)
  const listed = refused !== undefined && refusesRequest(world, node.cluster, true) === undefined
  return listed ? `There are pending pods when an error occurred: ${why}` : why
}

export function stopDrain(node: Node): void {
  node.draining = false
  node.drainsAt = NONE
  node.heldBack.splice(0)
}

/** Asks for one pod to go; a budget may say no. */
export function evict(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  if (pod.gone || pod.deletedAt !== NONE || refusesEviction(world, pod)) return
  const told = tell.normal(
    'Evicted',
    'pod',
    pod.id,
    kubectlDid(world.era, 'pod', podName(world, pod), 'evicted'),
    cause,
  )
  deletePod(world, pod, tell, told)
}
