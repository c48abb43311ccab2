/**
 * PodTopologySpread for a Pod that says itself how it wants to be spread: over zones,
 * hosts or any other label of Nodes. `DoNotSchedule` filters, `ScheduleAnyway` scores
 * (`spread.ts` has the arithmetic). After pkg/scheduler/framework/plugins/podtopologyspread.
 *
 * Nodes that lack one of the labels are in nobody's count; whether those count that the
 * Pod could not use anyway is each constraint's own policy.
 *
 * Simpler than the real thing: a selector asks for one label to be there. The pods alike
 * of each host, without asking, are `spread.ts`.
 */

import { HOSTNAME, type Labels, type Taint, type Toleration } from '../../model/placement'
import { labelOf } from './node-affinity'
import { type Pile, scoresOf, weightOf } from './spread'
import { untolerated } from './taints'

export interface Constraint {
  readonly topologyKey: string
  readonly maxSkew: number
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway'
  /** The label that whoever is counted has; without it nobody is. */
  readonly selects: string | undefined
  /** With fewer domains the least is taken to be none. */
  readonly minDomains: number
  readonly nodeAffinityPolicy: 'Honor' | 'Ignore'
  readonly nodeTaintsPolicy: 'Honor' | 'Ignore'
}

export interface SpreadPod {
  readonly labels: readonly string[]
  readonly namespace: string
  readonly constraints: readonly Constraint[]
  readonly tolerations: readonly Toleration[]
  /** Its nodeSelector and required node affinity let it use a Node with such labels. */
  readonly admits: (labels: Labels) => boolean
}

export interface StandingPod {
  readonly labels: readonly string[]
  readonly namespace: string
  readonly terminating: boolean
}

export interface SpreadNode {
  readonly labels: Labels
  readonly taints: readonly Taint[]
  readonly pods: readonly StandingPod[]
  /** No other filter objects to it. */
  readonly candidate: boolean
}

export type SpreadRejection =
  | "node(s) didn't match pod topology spread constraints"
  | "node(s) didn't match pod topology spread constraints (missing required label)"

/** What holds a Node back; without a reason it fits. A label that is missing stays so, whoever is taken away. */
export interface SpreadVerdict {
  readonly reason?: SpreadRejection
  readonly resolvable: boolean
}

/** By Node. */
export function spreadVerdicts(pod: SpreadPod, nodes: readonly SpreadNode[]): readonly SpreadVerdict[] {
  const constraints = asked(pod, 'DoNotSchedule')
  const known = nodes.filter(node => hasKeys(node, constraints))
  const counted = constraints.map(constraint => ({ constraint, domains: domainsOf(constraint, pod, known) }))
  return nodes.map(node => verdictOf(node, pod, counted))
}

interface Counted {
  readonly constraint: Constraint
  readonly domains: ReadonlyMap<string, number>
}

/** The first constraint that objects is the one that is told. */
function verdictOf({ labels }: SpreadNode, pod: SpreadPod, counted: readonly Counted[]): SpreadVerdict {
  for (const { constraint, domains } of counted) {
    const domain = labelOf(labels, constraint.topologyKey)
    if (domain === undefined) return { reason: `${MISMATCH} (missing required label)`, resolvable: false }
    const skew = (domains.get(domain) ?? 0) + (selects(constraint, pod) ? 1 : 0) - least(domains, constraint)
    if (skew > constraint.maxSkew) return { reason: MISMATCH, resolvable: true }
  }
  return { resolvable: true }
}

const MISMATCH = "node(s) didn't match pod topology spread constraints"

const least = (domains: ReadonlyMap<string, number>, { minDomains }: Constraint) =>
  domains.size === 0 || domains.size < minDomains ? 0 : Math.min(...domains.values())

/** By candidate, in their order; undefined if the Pod asks for nothing that scores. */
export function topologyScores(pod: SpreadPod, nodes: readonly SpreadNode[]): readonly number[] | undefined {
  const constraints = asked(pod, 'ScheduleAnyway')
  if (constraints.length === 0) return undefined
  const known = nodes.filter(node => hasKeys(node, constraints))
  const piles = constraints.map(constraint => pilesOf(constraint, pod, known))
  const candidates = nodes.filter(({ candidate }) => candidate)
  return scoresOf(candidates.map(node => (hasKeys(node, constraints) ? piles.map(pileOf => pileOf(node)) : undefined)))
}

/** Domains are those of candidates; pods in them count wherever they stand. */
function pilesOf(constraint: Constraint, pod: SpreadPod, known: readonly SpreadNode[]): (node: SpreadNode) => Pile {
  const { topologyKey, maxSkew } = constraint
  const candidates = known.filter(({ candidate }) => candidate)
  if (topologyKey === HOSTNAME) {
    const weight = weightOf(candidates.length)
    return node => ({ matching: matching(node, constraint, pod), weight, maxSkew })
  }
  const domains = domainsOf(constraint, pod, known)
  const weight = weightOf(new Set(candidates.map(({ labels }) => labelOf(labels, topologyKey))).size)
  return ({ labels }) => ({ matching: domains.get(labelOf(labels, topologyKey) as string) ?? 0, weight, maxSkew })
}

/** How many pods alike each has, of those domains that its policies let count. */
function domainsOf(constraint: Constraint, pod: SpreadPod, known: readonly SpreadNode[]): ReadonlyMap<string, number> {
  const domains = new Map<string, number>()
  for (const node of known.filter(each => admits(constraint, pod, each))) {
    const domain = labelOf(node.labels, constraint.topologyKey) as string
    domains.set(domain, (domains.get(domain) ?? 0) + matching(node, constraint, pod))
  }
  return domains
}

const admits = ({ nodeAffinityPolicy, nodeTaintsPolicy }: Constraint, pod: SpreadPod, node: SpreadNode) =>
  (nodeAffinityPolicy === 'Ignore' || pod.admits(node.labels)) &&
  (nodeTaintsPolicy === 'Ignore' || untolerated(node.taints, pod) === undefined)

const matching = ({ pods }: SpreadNode, constraint: Constraint, { namespace }: SpreadPod) =>
  pods.filter(pod => !pod.terminating && pod.namespace === namespace && selects(constraint, pod)).length

const selects = ({ selects: label }: Constraint, { labels }: Pick<StandingPod, 'labels'>) =>
  label !== undefined && labels.includes(label)

const asked = ({ constraints }: SpreadPod, when: Constraint['whenUnsatisfiable']) =>
  constraints.filter(({ whenUnsatisfiable }) => whenUnsatisfiable === when)

const hasKeys = ({ labels }: SpreadNode, constraints: readonly Constraint[]) =>
  constraints.every(({ topologyKey }) => labelOf(labels, topologyKey) !== undefined)
