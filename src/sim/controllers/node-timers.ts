/**
 * How soon a silent node is missed and its pods are given up, and what that costs.
 *
 * Whoever wants to know sooner has every node report more often, and each report is a
 * write in etcd: a thousand nodes at four seconds are fifteen thousand a minute.
 */

import { constantsOf } from '../../model/constants'
import type { Node, NodeTimers } from '../../model/kubernetes'
import type { NodeTuning } from '../../model/park'
import type { Era } from '../../model/units'
import { NONE, type Seen, type World } from '../../model/world'

export function nodeTimers(era: Era, tuning: NodeTuning | undefined): NodeTimers {
  const { nodeHeartbeat, nodeMonitorGrace, podEvictionWait, nodeTuning } = constantsOf(era)
  if (tuning) return nodeTuning[tuning]
  return { heartbeat: nodeHeartbeat, grace: nodeMonitorGrace, evictAfter: podEvictionWait }
}

/** What all nodes together write in etcd, only to say that they live. */
export const nodeUpdatesPerMinute = ({ nodes, nodeTimers: { heartbeat } }: Seen<World>): number =>
  Math.floor((nodes.length * 60) / heartbeat)

/** What a node's silence leads to, and what it takes that anybody notices. */
export function healthLines(world: Seen<World>, node: Seen<Node>): readonly string[] {
  const { heartbeat, grace, evictAfter } = world.nodeTimers
  const pace = `a heartbeat every ${heartbeat}s, NotReady after ${grace}s, pods are given up ${evictAfter}s later`
  const cost = `Node updates: ${nodeUpdatesPerMinute(world)} a minute (${pace})`
  const heard = world.era === 'now' ? [`RenewTime: ${world.tick - node.renewedAt}s ago`] : []
  const zone = world.work.zones[node.zone]
  if (node.ready || !zone) return [...heard, cost]
  const turn = zone.waiting.indexOf(node.id)
  return [
    ...heard,
    cost,
    `Zone: ${zone.name === '' ? '<none>' : zone.name}, ${zone.state}: ${paceOf(zone.every)}`,
    ...(turn < 0 ? [] : [`Nodes to be ${world.era === 'now' ? 'tainted' : 'emptied'} before it: ${turn}`]),
    ...(node.taintedAt === NONE ? [] : [givenUp(world, evictAfter)]),
  ]
}

/** Taints for lost nodes were alpha in 2017, and off: the node controller deletes the pods itself. */
const givenUp = ({ era }: Seen<World>, evictAfter: number) =>
  era === 'now'
    ? 'Taints: node.kubernetes.io/unreachable:NoExecute'
    : `its pods are deleted after ${evictAfter}s (--pod-eviction-timeout)`

const paceOf = (every: number) => (every === 0 ? 'no evictions' : `one node in ${every}s`)
