/**
 * A wish with topology spread constraints, in the form that `topology.ts` reads: whoever
 * counts is of the Pod's own workload.
 */

import type { Node } from '../../model/kubernetes'
import type { SpreadConstraint } from '../../model/placement'
import type { Seen } from '../../model/world'
import { admits } from './node-affinity'
import { taintsOf } from './taints'
import type { Constraint, SpreadNode, SpreadPod, StandingPod } from './topology'
import { isForeign, type Wish } from './wish'

const OWN = 'app'
const NAMESPACE = 'default'
/** What is no more is in no domain. */
const NOWHERE = {}
const KIN: StandingPod = { labels: [OWN], namespace: NAMESPACE, terminating: false }

export const spreadPod = (wish: Wish): SpreadPod => ({
  labels: [OWN],
  namespace: NAMESPACE,
  constraints: (wish.topologySpread ?? []).map(constraintOf),
  tolerations: wish.tolerations ?? [],
  admits: labels => admits(wish, labels),
})

/** Kubernetes' own defaults for what is not said. */
const constraintOf = (asked: Seen<SpreadConstraint>): Constraint => ({
  selects: OWN,
  minDomains: 1,
  nodeAffinityPolicy: 'Honor',
  nodeTaintsPolicy: 'Ignore',
  ...asked,
})

/** `candidates`: those that no filter objects to; left out where only filters ask. */
export function spreadNodes(
  wish: Wish,
  nodes: readonly Seen<Node>[],
  candidates: readonly Seen<Node>[] = [],
): readonly SpreadNode[] {
  const { kin = [] } = wish
  const free = new Set(candidates.map(({ id }) => id))
  return nodes.map(node => ({
    labels: isForeign(wish, node) ? NOWHERE : node.labels,
    taints: taintsOf(node),
    pods: Array.from({ length: kin[node.id] ?? 0 }, () => KIN),
    candidate: free.has(node.id),
  }))
}
