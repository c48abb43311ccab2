/** Cases about taints and topology, given to the scheduler's filters and scores. */

import { taintScores, untolerated } from '../sim/taints'
import { type SpreadNode, type SpreadPod, type SpreadVerdict, spreadVerdicts, topologyScores } from '../sim/topology'
import type { Got, SpreadCase, TaintCase } from './fidelity-cases'

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
const DEFAULTS = {
  pod: { namespace: 'default', terminating: false },
  policies: { nodeAffinityPolicy: 'Honor', nodeTaintsPolicy: 'Ignore' },
  minDomains: 1,
} as const

const nodesOf = ({ nodes, existingPods = [] }: SpreadCase): readonly SpreadNode[] =>
  nodes.map(({ name, labels, taints = [], candidate = true }) => ({
    labels,
    taints,
    candidate,
    pods: existingPods.filter(({ node }) => node === name).map(pod => ({ ...DEFAULTS.pod, ...pod })),
  }))

const podOf = ({ pod }: SpreadCase): SpreadPod => ({
  labels: pod.labels,
  namespace: pod.namespace ?? DEFAULTS.pod.namespace,
  tolerations: pod.tolerations ?? [],
  constraints: pod.spread.map(({ selectorHasLabel, minDomains, ...asked }) => ({
    ...DEFAULTS.policies,
    ...asked,
    selects: selectorHasLabel ?? undefined,
    minDomains: minDomains ?? DEFAULTS.minDomains,
  })),
  affinity: {
    selector: pod.requiredNodeLabels ?? {},
    in: pod.nodeAffinityIn ?? {},
    notIn: pod.nodeAffinityNotIn ?? {},
  },
})

const byName = (nodes: readonly { readonly name: string }[], values: readonly unknown[]): Got =>
  Object.fromEntries(nodes.map(({ name }, i) => [name, values[i]]))
