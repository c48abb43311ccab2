/**
 * The node lifecycle controller: what the control plane makes of a node's silence.
 *
 * A node that is not heard for its grace period is NotReady: its pods leave their
 * Services, alive or not. It is tainted NoExecute, one node after the other, and its
 * pods bear that for five minutes, or as long as they say; then they are marked for deletion, and linger, for
 * nobody can ask their kubelet. How fast one node follows the other, and when nothing
 * more is evicted, is its zone's business (`zones.ts`).
 *
 * Simpler than the real thing: the controller looks when the grace period is over and not
 * every five seconds, and a node that is heard again is Ready at once. Of a node that is
 * not Ready it tells one Event, on the node (a Normal one, as there); the Warning on each of
 * its pods, "Node is not ready", is left out.
 */

import type { Machine } from '../../model/baremetal'
import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import { OPERATOR } from '../../model/tenant'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { acts, planeOf } from '../control-plane/working'
import { resume, startPod } from '../kubelet/kubelet'
import { report } from '../kubelet/node-conditions'
import { markDeleted, removePod } from '../kubelet/pod-end'
import { dropPulls } from '../kubelet/registry'
import { restartContainer } from '../kubelet/restarts'
import { podName } from '../names'
import { letGoOfUnused } from '../storage/attach'
import { diskOfPod } from '../storage/volumes'
import { joinWriters } from '../storage/writes'
import type { Telling } from '../telling'
import { nodeChanged } from '../traffic/answering'
import { wakeAt } from '../wake'
import { askTheCloud } from './cloud-nodes'
import { lookAtDaemonSets } from './daemon-sets'
import { setReady } from './endpoints'
import { lostFor } from './toleration-seconds'
import { awaitTaint, forgetTaint, watchZones } from './zones'

/** Its kubelet's reports arrive. */
export function heard(world: Seen<World>, node: Seen<Node>): boolean {
  const machine = world.machines[node.on.id]
  return node.up && node.kubelet && !(node.on.kind === 'machine' && (machine as Seen<Machine>).cutOff)
}

/** Nothing more is heard of it after its last heartbeat; nobody knows until the grace period is over. */
export function fallSilent(world: World, node: Node, cause: Cause): void {
  if (!node.up || !node.kubelet) dropPulls(world, node)
  nodeChanged(world, node)
  if (node.silentSince !== NONE) return
  node.silentSince = node.heardAt
  node.cause = cause
  wakeAt(world.wake, Math.max(world.tick + 1, node.heardAt + world.nodeTimers.grace), {
    what: 'nodeMonitor',
    node: node.id,
  })
}

/** The grace period of a silence is over. */
export function noticeNode(world: World, node: Node, tell: Telling): void {
  if (!node.ready || node.silentSince === NONE || world.tick < node.silentSince + world.nodeTimers.grace) return
  node.ready = false
  node.turnedAt = world.tick
  const note = `Node ${node.name} status is now: NodeNotReady`
  node.cause = tell.normal('NodeNotReady', 'node', node.id, note, node.cause)
  for (const id of node.pods) setReady(world, world.pods[id] as Pod, false)
  watchZones(world, node.cluster, tell, node.cause)
  awaitTaint(world, node)
  askTheCloud(world, node)
}

/** Those of its pods that have borne the taint long enough are told to go. */
export function evictNode(world: World, node: Node, tell: Telling): void {
  if (node.ready || node.taintedAt === NONE) return
  for (const id of [...node.pods]) {
    const pod = world.pods[id] as Pod
    if (world.tick >= node.taintedAt + lostFor(world, pod)) evictLost(world, pod, node, tell)
  }
}

/** A DaemonSet's pods bear a lost node for as long as it takes. */
function evictLost(world: World, pod: Pod, node: Node, tell: Telling): void {
  if (pod.deletedAt !== NONE || pod.daemonOf !== NONE) return
  const [reason, note] = markedBy(world, podName(world, pod), node)
  markDeleted(world, pod, tell.normal(reason, 'pod', pod.id, note, node.cause))
}

/** In 2017 the node controller itself; taints for lost nodes were alpha. */
const markedBy = ({ era }: World, pod: string, { name }: Node) =>
  era === '2017'
    ? (['NodeControllerEviction', `Marking for deletion Pod ${pod} from Node ${name}`] as const)
    : (['TaintManagerEviction', `Marking for deletion Pod default/${pod}`] as const)

/** It is heard again. `restarted`: its host was down meanwhile, so its containers died. */
export function nodeBack(world: World, node: Node, restarted: boolean, tell: Telling, cause: Cause): void {
  nodeChanged(world, node)
  if (restarted) node.kubelet = true // enabled, so it starts with its host
  if (node.silentSince === NONE || !node.kubelet) return
  if (!acts(world, 'writes', node.cluster)) return waitToBeHeard(world, node, restarted)
  const known = !node.ready
  node.silentSince = NONE
  report(world, node)
  forgetTaint(world, node)
  if (known) node.turnedAt = world.tick
  node.ready = true
  node.cause = known
    ? tell.normal('NodeReady', 'node', node.id, `Node ${node.name} status is now: NodeReady`, cause)
    : cause
  buryOrphans(world, node, tell)
  letGoOfUnused(world, node, node.cause)
  if (restarted) forgetHalfMade(world, node)
  for (const id of [...node.pods]) takeUpAgain(world, world.pods[id] as Pod, node, restarted, tell)
  world.work.roomMade = true
  if (known) lookAtDaemonSets(world)
  watchZones(world, node.cluster, tell, node.cause)
}

/** Its kubelet finds no API server: one that has started anew does not know what it should run. */
function waitToBeHeard(world: World, node: Node, restarted: boolean): void {
  const waiting = planeOf(world, node.cluster)?.undone.nodes ?? []
  const before = waiting.findIndex(each => each.node === node.id)
  const [was] = before < 0 ? [] : waiting.splice(before, 1)
  waiting.push({ node: node.id, restarted: restarted || was?.restarted === true })
  if (restarted) for (const id of node.pods) setReady(world, world.pods[id] as Pod, false)
}

function takeUpAgain(world: World, pod: Pod, node: Node, restarted: boolean, tell: Telling): void {
  if (pod.deletedAt !== NONE) removePod(world, pod, tell, node.cause)
  else if (!restarted) resume(world, pod, tell)
  else if (pod.status === 'Running') restartContainer(world, pod, tell, node.cause)
  else startPod(world, pod, node, tell)
}

/** Pulls and containers that were under way died with their host: they begin anew. */
export function forgetHalfMade(world: World, node: Node): void {
  node.pullsUntil = world.tick
  for (const id of node.pods) {
    const pod = world.pods[id] as Pod
    if (pod.status === 'Running' || pod.deletedAt !== NONE) continue
    pod.status = 'Pending'
    pod.startsAt = NONE
    pod.cause = node.cause
  }
}

/** What was declared dead and lived on is stopped at last. */
function buryOrphans(world: World, node: Node, tell: Telling): void {
  for (const id of node.orphans.splice(0)) {
    const volume = diskOfPod(world, world.pods[id] as Pod)
    if (volume) joinWriters(world, volume, tell, node.cause)
  }
}

/** What the screen says of it: how many of how many are silent, as the control plane knows. */
export const silence = (world: Seen<World>, cluster: Id = OPERATOR) => ({
  down: world.nodes.filter(node => node.cluster === cluster && !node.ready && !node.removed).length,
  of: world.nodes.filter(node => node.cluster === cluster && !node.removed).length,
})
