/**
 * Cordon, drain, and the declaration that a node is dead: what people do to nodes.
 *
 * A drain cordons the node and asks the Eviction API for each of its pods, again every
 * few seconds for those that a PodDisruptionBudget holds back. Budgets bind evictions
 * only: a host that dies asks nobody.
 *
 * Simpler than the real thing: a drain goes on until the node is empty or uncordoned,
 * where kubectl would be stopped by hand; and where not a single pod of it may go it is
 * refused and the node is not even cordoned, where kubectl would cordon it and ask on.
 */

import { constantsOf } from '../model/constants'
import type { Cause } from '../model/happening'
import type { Node, Pod } from '../model/kubernetes'
import type { Seen, Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { letGo } from './attach'
import { podName } from './names'
import { deletePod, removePod } from './pod-end'
import type { Telling } from './telling'
import { diskOfPod, isShared } from './volumes'
import { wakeAt } from './wake'
import { splitWriters } from './writes'

export const EVICTION_REFUSED = `Cannot evict pod as it would violate the pod's disruption budget.`

/** The Eviction API's own words; undefined if the pod may go. */
export function refusesEviction(world: Seen<World>, pod: Seen<Pod>): string | undefined {
  const { spec, endpoints } = world.workloads[pod.workload] as Seen<Workload>
  if (pod.phase === 'Pending' && world.era === 'now') return undefined // it disrupts nobody; 1.6 asked the budget all the same
  if (spec.minAvailable === undefined || endpoints.length - (pod.ready ? 1 : 0) >= spec.minAvailable) return undefined
  return EVICTION_REFUSED
}

/** What kubectl drain prints when not a single pod may go; undefined if one may, or if there is none. */
export function refusesDrain(world: Seen<World>, node: Seen<Node>, ignoreDaemonSets = true): string | undefined {
  const here = node.pods.map(id => world.pods[id] as Seen<Pod>)
  const daemons = here.filter(isDaemon).map(pod => `default/${podName(world, pod)}`)
  if (!ignoreDaemonSets && daemons.length > 0) {
    return `cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): ${daemons.join(', ')}`
  }
  const pods = here.filter(pod => pod.deletedAt === NONE && !isDaemon(pod))
  const [first] = pods
  const whys = pods.map(pod => refusesEviction(world, pod))
  if (!first || whys.some(why => why === undefined)) return undefined
  return `error when evicting pods/"${podName(world, first)}" -n "default" (will retry after 5s): ${whys[0]}`
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
  node.draining = false
  const note = `Node ${node.name} status is now: NodeSchedulable`
  node.cause = tell.normal('NodeSchedulable', 'node', node.id, note, cause)
  world.work.roomMade = true
}

export function drain(world: World, node: Node, tell: Telling, cause: Cause): void {
  cordon(node, tell, cause)
  node.draining = true
  node.cause = cause
  drainAgain(world, node, tell)
}

export function drainAgain(world: World, node: Node, tell: Telling): void {
  if (!node.draining) return
  const pods = node.pods.map(id => world.pods[id] as Pod)
  for (const pod of pods) if (!isDaemon(pod)) evict(world, pod, tell, node.cause)
  if (!isDrained(world, node)) {
    wakeAt(world.wake, world.tick + constantsOf(world.era).drainRetry, { what: 'drain', node: node.id })
    return
  }
  node.draining = false
  tell.normal('Drained', 'node', node.id, `node/${node.name} drained`, node.cause)
}

/** Asks for one pod to go; a budget may say no. */
export function evict(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  if (pod.gone || pod.deletedAt !== NONE || refusesEviction(world, pod)) return
  const told = tell.normal('Evicted', 'pod', pod.id, `pod/${podName(world, pod)} evicted`, cause)
  deletePod(world, pod, tell, told)
}

/**
 * Somebody vouches that a node that is not heard is dead: its pods are deleted by
 * force. Today the out-of-service taint lets go of their volumes too; in 2017 those
 * wait for the force-detach time. Where the node lives on, two copies write.
 */
export function confirmDead(world: World, node: Node, tell: Telling, cause: Cause): void {
  for (const id of [...node.pods]) forceDelete(world, world.pods[id] as Pod, node, tell, cause)
}

function forceDelete(world: World, pod: Pod, node: Node, tell: Telling, cause: Cause): void {
  const told = tell.warning('ForceDeleted', 'pod', pod.id, `pod "${podName(world, pod)}" force deleted`, cause)
  const volume = diskOfPod(world, pod)
  if (node.up && pod.phase === 'Running') {
    node.orphans.push(pod.id)
    if (volume?.disk === 'network' && !volume.copy && !isShared(world, volume)) splitWriters(world, volume, tell, told)
  }
  removePod(world, pod, tell, told)
  const held = volume?.holder?.kind === 'node' && volume.holder.id === node.id
  if (volume && held && volume.disk === 'network' && world.era === 'now') letGo(world, volume, tell, told)
}
