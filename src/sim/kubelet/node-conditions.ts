/**
 * A node's conditions as they stand in its object: what was written last, by whom, and
 * how long ago.
 *
 * Two write them: the kubelet (True, with a LastHeartbeatTime), and, when it has been
 * silent for too long, the node lifecycle controller (Unknown, which leaves that time as it
 * was; tryUpdateNodeHealth). So a node whose kubelet finds nobody to write to stays Ready:
 * True for as long as no controller manager can write either: with etcd full, without a
 * majority, or with nobody in the lead. How old the last heartbeat is is all that shows it.
 * Where no API server answers, kubectl says that, and the rest is what etcd has.
 *
 * Simpler than the real thing: a condition that has changed is posted at once, and what the
 * scheduler and the taints make of it is not held up by who can write.
 */

import { constantsOf } from '../../model/constants'
import type { Node } from '../../model/kubernetes'
import type { Seen, World } from '../../model/world'
import { acts } from '../control-plane/working'
import { refusesRequest } from '../explain/kubectl-words'

/** Its kubelet renews its Lease, and posts its status when that is due. */
export function renew(world: World, node: Node): void {
  node.heardAt = world.tick
  node.renewedAt = world.tick
  if (world.tick - node.postedAt >= constantsOf(world.era).nodeStatusReport) node.postedAt = world.tick
}

/** It is heard again after a silence: it says all it has to say. */
export function report(world: World, node: Node): void {
  renew(world, node)
  node.postedAt = world.tick
}

/** A condition of its has changed. */
export function postStatus(world: World, node: Node): void {
  if (acts(world, 'writes', node.cluster)) node.postedAt = world.tick
}

/** Of what its kubelet writes; nobody knows where that is silent. */
export const statusOf = ({ ready }: Seen<Node>, is: boolean): 'True' | 'False' | 'Unknown' =>
  ready ? (is ? 'True' : 'False') : 'Unknown'

export const readyLines = (world: Seen<World>, node: Seen<Node>): readonly string[] => [
  `Ready: ${statusOf(node, true)}`,
  node.ready
    ? 'KubeletReady: kubelet is posting ready status'
    : 'NodeStatusUnknown: Kubelet stopped posting node status.',
  `LastHeartbeatTime: ${world.tick - node.postedAt}s ago, LastTransitionTime: ${world.tick - node.turnedAt}s ago`,
]

/** What kubectl prints instead of all that follows, which is then what was written last. */
export function unansweredLines(world: Seen<World>, { cluster }: Seen<Node>): readonly string[] {
  const refused = refusesRequest(world, cluster, true)
  return refused === undefined ? [] : [`${refused} (what follows is as it was written last)`]
}
