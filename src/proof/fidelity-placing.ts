/** Cases about taints and topology, given to the scheduler's filters and scores. */

import type { NodeRequirement, NodeTerm } from '../model/placement'
import { matchesRequired } from '../sim/scheduling/node-affinity'
import { taintScores, untolerated } from '../sim/scheduling/taints'
import {
  type Constraint,
  type SpreadNode,
  type SpreadPod,
  type SpreadVerdict,
  type StandingPod,
  spreadVerdicts,
  topologyScores,
} from '../sim/scheduling/topology'
import type { ConstraintCase, Got, SpreadCase, StandingCase, TaintCase } from './fidelity-cases'

const COMPARISONS = 'TaintTolerationComparisonOperators'

const bearingOf = ({ pod, featureGate }: TaintCase) => ({
  tolerations: pod.tolerations ?? [],
  compares: featureGate === COMPARISONS,
})

export function taintScore(given: TaintCase): Got {
  const taints = given.nodes.map(node => node.taints)
  return { scores: byName(given.nodes, taintScores(taints, bearingOf(given))) }
}

export function taintFilter(given: TaintCase): Got {
  const schedulable = given.nodes.some(({ taints }) => !untolerated(taints, bearingOf(given)))
  return { schedulable, status: schedulable ? 'Success' : 'UnschedulableAndUnresolvable' }
}

export function spreadScore(given: SpreadCase): Got {
  const scores = topologyScores(podOf(given), nodesOf(given))
  const candidates = given.nodes.filter(({ candidate = true }) => candidate)
  return scores ? { scores: byName(candidates, scores) } : { skip: true }
}

export const spreadFilter = (given: SpreadCase): Got => ({
  status: byName(given.nodes, spreadVerdicts(podOf(given), nodesOf(given)).map(statusOf)),
})

const statusOf = ({ reason, resolvable }: SpreadVerdict) => {
  if (!reason) return 'Success'
  return resolvable ? 'Unschedulable' : 'UnschedulableAndUnresolvable'
}

/** Kubernetes' own defaults for what is not said. */
const NAMESPACE = 'default'

const nodesOf = ({ nodes, existingPods = [] }: SpreadCase): readonly SpreadNode[] =>
  nodes.map(({ name, labels, taints = [], candidate = true }) => ({
    labels,
    taints,
    candidate,
    pods: existingPods.filter(({ node }) => node === name).map(standingOf),
  }))

const podOf = ({ pod }: SpreadCase): SpreadPod => ({
  labels: pod.labels,
  namespace: pod.namespace ?? NAMESPACE,
  tolerations: pod.tolerations ?? [],
  constraints: pod.spread.map(constraintOf),
  admits: labels => matchesRequired(termsOf(pod), labels),
})

/** Labels that must be, may be or must not be, as the expressions of one term. */
function termsOf(pod: SpreadCase['pod']): readonly NodeTerm[] {
  const { requiredNodeLabels = {}, nodeAffinityIn = {}, nodeAffinityNotIn = {} } = pod
  const matchExpressions: readonly NodeRequirement[] = [
    ...Object.entries(requiredNodeLabels).map(([key, value]) => ({ key, operator: 'In' as const, values: [value] })),
    ...Object.entries(nodeAffinityIn).map(([key, values]) => ({ key, operator: 'In' as const, values })),
    ...Object.entries(nodeAffinityNotIn).map(([key, values]) => ({ key, operator: 'NotIn' as const, values })),
  ]
  return matchExpressions.length === 0 ? [] : [{ matchExpressions }]
}

const standingOf = ({ labels, namespace, terminating }: StandingCase): StandingPod => ({
  labels,
  namespace: namespace ?? NAMESPACE,
  terminating: terminating ?? false,
})

const constraintOf = (asked: ConstraintCase): Constraint => ({
  topologyKey: asked.topologyKey,
  maxSkew: asked.maxSkew,
  whenUnsatisfiable: asked.whenUnsatisfiable,
  selects: asked.selectorHasLabel ?? undefined,
  minDomains: asked.minDomains ?? 1,
  nodeAffinityPolicy: asked.nodeAffinityPolicy ?? 'Honor',
  nodeTaintsPolicy: asked.nodeTaintsPolicy ?? 'Ignore',
})

const byName = (nodes: readonly { readonly name: string }[], values: readonly unknown[]): Got =>
  Object.fromEntries(nodes.map(({ name }, i) => [name, values[i]]))
