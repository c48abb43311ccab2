/**
 * Heartbeats: each kubelet renews its Lease every so often, at moments of its own (in 2017
 * it posted its node's status; now it does that every five minutes, or when something has
 * changed), and the node's grace period is counted from the last time.
 *
 * Most renewals change one number and make nothing new, so that five thousand nodes cost
 * next to nothing. What is down, cut off, or finds no API server that can write renews
 * nothing, and goes on trying at its own moments.
 *
 * Simpler than the real thing: no jitter of 4 %, a renewal is no write that etcd counts,
 * and a kubelet that starts anew keeps its moments.
 */

import type { Node } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { ClusterDue } from '../../model/wake'
import type { World } from '../../model/world'
import { roll } from '../chance'
import { acts } from '../control-plane/working'
import { heard } from '../controllers/node-lifecycle'
import { wakeAt } from '../wake'
import { renew } from './node-conditions'

/** The node has just registered. */
export function beginHeartbeats(world: World, node: Id): void {
  const first = 1 + roll(world.seed, 'heartbeat', { owner: node, ordinal: 0 }, 0, world.nodeTimers.heartbeat)
  wakeAt(world.wake, world.tick + first, { what: 'heartbeat', node })
}

export function heartbeat(world: World, due: Extract<ClusterDue, { what: 'heartbeat' }>): void {
  const node = world.nodes[due.node] as Node
  if (node.removed) return
  if (heard(world, node) && acts(world, 'writes', node.cluster)) renew(world, node)
  wakeAt(world.wake, world.tick + world.nodeTimers.heartbeat, due)
}
