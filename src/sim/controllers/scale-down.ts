/**
 * The cluster autoscaler's other half: nodes that are not needed go.
 *
 * A node is unneeded while less than half of it is requested and each of its pods could
 * be elsewhere. Unneeded for ten minutes without a break, and none added in the last
 * ten: empty ones go together, of others one at a time, which is tainted and emptied
 * through the Eviction API. What stands in the way: the group's least size, a pod that
 * nobody owns, a local disk, a budget that allows nothing, no room elsewhere.
 *
 * Simpler than the real thing: the taint is a cordon, nodes that are not Ready are left
 * alone (there they go after twenty minutes), and only guests of the cloud are given back.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { ClusterAutoscaler, GroupMember, NodeGroup } from '../../model/node-group'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { removePod } from '../kubelet/pod-end'
import { podName } from '../names'
import { copyOf, fitIn } from '../scheduling/simulated-placing'
import { diskOfPod } from '../storage/volumes'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { evict, isDaemon, isDrained, refusesEviction } from './drain'
import { giveBack, nodeOfMember, sizeOf } from './node-groups'
import { watchZones } from './zones'

interface Candidate {
  readonly group: NodeGroup
  readonly member: GroupMember
  readonly node: Node
}

export function scaleDown(world: World, autoscaler: ClusterAutoscaler, tell: Telling): void {
  const candidates = autoscaler.groups.flatMap(group => candidatesOf(world, group))
  const before = autoscaler.unneeded
  autoscaler.unneeded = candidates.map(
    ({ node: { id } }) => before.find(({ node }) => node === id) ?? { node: id, since: world.tick },
  )
  if (isCooling(world, autoscaler)) return
  const ripe = candidates.filter(({ node }) => isRipe(world, autoscaler, node))
  const empty = ripe.filter(({ node }) => isDrained(world, node)).slice(0, constantsOf(world.era).scaleDownEmptyBulk)
  const gone = empty.filter(candidate => removeEmpty(world, autoscaler, candidate, tell))
  const [first] = ripe.filter(({ group, node }) => !isDrained(world, node) && sizeOf(group) > group.minSize)
  if (gone.length === 0 && first) beginRemoval(world, autoscaler, first, tell)
}

function candidatesOf(world: World, group: NodeGroup): readonly Candidate[] {
  if (group.flavor === '') return []
  return group.members.flatMap(member => {
    const node = nodeOfMember(world, member) as Node | undefined
    return !member.gone && node && isUnneeded(world, node) ? [{ group, member, node }] : []
  })
}

function isCooling({ era, tick }: World, { lastScaleUp, lastFailure }: ClusterAutoscaler): boolean {
  const { afterAdd, afterFailure } = constantsOf(era).scaleDownDelay
  const lately = (at: number, delay: number) => at !== NONE && at + delay > tick
  return lately(lastScaleUp, afterAdd) || lately(lastFailure, afterFailure)
}

const isRipe = ({ era, tick }: World, { unneeded }: ClusterAutoscaler, { id }: Node): boolean =>
  unneeded.some(({ node, since }) => node === id && since + constantsOf(era).scaleDownUnneeded <= tick)

function isUnneeded(world: World, node: Node): boolean {
  if (
    !node.ready ||
    !node.up ||
    node.removed ||
    utilisationPercent(node) >= constantsOf(world.era).scaleDownUtilisation
  )
    return false
  const others = world.nodes.filter(({ id }) => id !== node.id).map(copyOf)
  return movedOff(world, node).every(pod => isMovable(world, pod) && fitIn(world, pod, others))
}

/** All but those that go with their node. */
const movedOff = (world: World, { pods }: Node): readonly Pod[] =>
  pods.map(id => world.pods[id] as Pod).filter(pod => !isDaemon(pod))

/** Of whichever is requested more. */
export const utilisationPercent = ({ requested, allocatable }: Pick<Node, 'requested' | 'allocatable'>): number =>
  Math.max(percent(requested.cpu, allocatable.cpu), percent(requested.memory, allocatable.memory))

const percent = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole)

function isMovable(world: World, pod: Pod): boolean {
  const { spec } = world.workloads[pod.workload] as Workload
  return spec.controller !== 'Pod' && diskOfPod(world, pod)?.disk !== 'local' && !refusesEviction(world, pod)
}

function removeEmpty(world: World, autoscaler: ClusterAutoscaler, { group, member, node }: Candidate, tell: Telling) {
  if (sizeOf(group) <= group.minSize) return false
  const note = `Scale-down: removing empty node ${node.name}`
  const told = tell.normal('ScaleDownEmpty', 'control-plane', 0, note, autoscaler.cause)
  remove(world, node, member, tell, told)
  return true
}

function beginRemoval(world: World, autoscaler: ClusterAutoscaler, { node }: Candidate, tell: Telling): void {
  const names = movedOff(world, node)
    .map(pod => podName(world, pod))
    .join(',')
  const use = Math.floor(utilisationPercent(node))
  const note = `Scale-down: removing node ${node.name}, utilization: ${use}%, pods to reschedule: ${names}`
  autoscaler.cause = tell.normal('ScaleDown', 'control-plane', 0, note, autoscaler.cause)
  autoscaler.removing = node.id
  autoscaler.removingSince = world.tick
  node.unschedulable = true
  const marked = 'marked the node as toBeDeleted/unschedulable'
  node.cause = tell.normal('ScaleDown', 'node', node.id, marked, autoscaler.cause)
  for (const { id } of movedOff(world, node)) {
    tell.normal('ScaleDown', 'pod', id, 'deleting pod for node scale down', node.cause)
  }
  emptyNode(world, node, tell)
}

/** Asked again and again, for a while, until its last pod has gone. */
export function emptyNode(world: World, node: Node, tell: Telling): void {
  const { clusterAutoscaler: autoscaler } = world
  if (!autoscaler || autoscaler.removing !== node.id) return
  const found = autoscaler.groups
    .flatMap(({ members }) => members)
    .find(each => nodeOfMember(world, each)?.id === node.id)
  if (isDrained(world, node) && found) return finish(world, autoscaler, node, found, tell)
  const { scaleDownEvictions, nodeDeleteDelay } = constantsOf(world.era)
  if (world.tick - autoscaler.removingSince > scaleDownEvictions) return fail(world, autoscaler, node, tell)
  for (const pod of movedOff(world, node)) evict(world, pod, tell, node.cause)
  wakeAt(world.wake, world.tick + nodeDeleteDelay, { what: 'removeNode', node: node.id })
}

function finish(world: World, autoscaler: ClusterAutoscaler, node: Node, member: GroupMember, tell: Telling): void {
  autoscaler.removing = NONE
  const told = tell.normal('ScaleDown', 'node', node.id, 'node removed by cluster autoscaler', node.cause)
  remove(world, node, member, tell, told)
}

function fail(world: World, autoscaler: ClusterAutoscaler, node: Node, tell: Telling): void {
  autoscaler.removing = NONE
  autoscaler.lastFailure = world.tick
  node.unschedulable = false
  world.work.roomMade = true
  const left = movedOff(world, node)
    .map(pod => podName(world, pod))
    .join(', ')
  const note = `failed to drain the node: failed to evict pods in time: ${left}`
  autoscaler.cause = tell.warning('ScaleDownFailed', 'node', node.id, note, node.cause)
}

function remove(world: World, node: Node, member: GroupMember, tell: Telling, cause: Cause): void {
  node.removed = true
  node.up = false
  node.ready = false
  node.cause = cause
  for (const id of [...node.pods]) removePod(world, world.pods[id] as Pod, tell, cause)
  giveBack(world, member, tell, cause)
  watchZones(world, node.cluster, tell, cause)
}
