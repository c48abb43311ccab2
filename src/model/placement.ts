/**
 * What decides where a pod may run and where it had better run, in the words of a pod's
 * spec: taints and tolerations, node affinity, topology spread, affinity to other pods,
 * priority; and the profile by which the scheduler fills nodes up.
 *
 * Simpler than the real thing: whoever a pod wants near or far is said by the workload's
 * name (`app=<name>` would select it), not by any label selector.
 */

import type { Seconds, Tick } from './units'

export type Labels = Readonly<Record<string, string>>

/** Every node has it, with its own name. */
export const HOSTNAME = 'kubernetes.io/hostname'

export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const
export type TaintEffect = (typeof TAINT_EFFECTS)[number]

export interface Taint {
  readonly key: string
  readonly value: string
  readonly effect: TaintEffect
  /** Of one that a node has. */
  readonly timeAdded?: Tick
}

/** Without a key, of any key; without an effect, of any effect; without an operator, `Equal`. */
export interface Toleration {
  readonly key?: string
  readonly operator?: 'Equal' | 'Exists' | 'Gt' | 'Lt'
  readonly value?: string
  readonly effect?: TaintEffect | ''
  /** Of NoExecute: it is borne for so long; left out, for good. */
  readonly tolerationSeconds?: Seconds
}

export const NODE_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] as const

export interface NodeRequirement {
  readonly key: string
  readonly operator: (typeof NODE_OPERATORS)[number]
  readonly values: readonly string[]
}

/** All of its expressions together; one without any matches nothing. */
export interface NodeTerm {
  readonly matchExpressions: readonly NodeRequirement[]
}

export interface NodeAffinity {
  /** Any of these will do; none: any node will. */
  readonly required: readonly NodeTerm[]
  readonly preferred: readonly (NodeTerm & { readonly weight: number })[]
}

/** Of the pods of its own workload. */
export interface SpreadConstraint {
  readonly topologyKey: string
  readonly maxSkew: number
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway'
  readonly minDomains?: number
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore'
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore'
}

/** The domain in which pods of a workload are, or are not to be. */
export interface CompanyTerm {
  /** Its name. */
  readonly workload: string
  readonly topologyKey: string
}

/** podAffinity, and podAntiAffinity. */
export interface Company {
  readonly required: readonly CompanyTerm[]
  readonly preferred: readonly (CompanyTerm & { readonly weight: number })[]
}

/** What a pod's spec says of its place. All of it may be left out. */
export interface PlacementSpec {
  /** The value of its PriorityClass; left out, 0. */
  readonly priority?: number
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never'
  readonly tolerations?: readonly Toleration[]
  readonly nodeAffinity?: NodeAffinity
  readonly topologySpread?: readonly SpreadConstraint[]
  readonly podAffinity?: Company
  readonly podAntiAffinity?: Company
  /** Ports of the node itself that its container listens on: one pod a node for each. */
  readonly hostPorts?: readonly number[]
}

export const STRATEGIES = ['LeastAllocated', 'MostAllocated', 'RequestedToCapacityRatio'] as const

/** How NodeResourcesFit scores. */
export interface SchedulerProfile {
  readonly strategy: (typeof STRATEGIES)[number]
  /** Of RequestedToCapacityRatio: utilisation in percent, and what it is worth from 0 to 10. */
  readonly shape: readonly ShapePoint[]
}

export interface ShapePoint {
  readonly utilization: number
  readonly score: number
}

export const DEFAULT_PROFILE: SchedulerProfile = { strategy: 'LeastAllocated', shape: [] }
