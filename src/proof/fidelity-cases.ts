/**
 * Cases of the field's own programs, as written down in a file of the form
 * `kube-cases/1`: what kube-scheduler, the autoscaler or nova was given, and what it
 * answered, restated from their tests. Only the form; `fidelity.ts` judges them.
 *
 * Whoever writes such a file may err in it: what is read here is what it should look
 * like, and a case that does not is told as a failure of its own.
 */

import type { Amounts } from '../model/amounts'
import type { Labels, Taint, Toleration } from '../model/placement'
import type { ScaledPod } from '../sim/controllers/autoscaling'
import type { Constraint } from '../sim/scheduling/topology'
import type { Shape, Weighted } from '../sim/storage/allocation'

export const FORMAT = 'kube-cases/1'

/** Null is how the file says "not stated". */
type Stated<Value> = Value | null | undefined

interface Parts {
  readonly containers: readonly Amounts[]
  readonly initContainers?: readonly Amounts[]
  readonly overhead?: Amounts
}

export interface ScoreCase {
  readonly config: { readonly resources: readonly Weighted[]; readonly shape?: Shape }
  readonly nodes: readonly {
    readonly name: string
    readonly allocatable: Amounts
    readonly existingPods: readonly (readonly Amounts[])[]
  }[]
  readonly pod: Parts
}

export interface BrokenLinearCase {
  readonly config: { readonly points: Shape }
  readonly expected: { readonly values: Readonly<Record<string, number>> }
}

export interface FitCase {
  readonly config?: {
    readonly ignoredResources?: readonly string[]
    readonly ignoredResourceGroups?: readonly string[]
  }
  readonly nodes: readonly {
    readonly allocatable: Amounts & { readonly pods: number }
    readonly requested: Amounts
    readonly podCount: number
  }[]
  readonly pod: Parts
}

export interface TaintCase {
  readonly nodes: readonly { readonly name: string; readonly taints: readonly Taint[] }[]
  readonly pod: { readonly tolerations?: readonly Toleration[] }
  readonly featureGate?: Stated<string>
}

export interface StandingCase {
  readonly node: string
  readonly labels: readonly string[]
  readonly namespace?: Stated<string>
  readonly terminating?: Stated<boolean>
}

export interface ConstraintCase extends Pick<Constraint, 'topologyKey' | 'maxSkew' | 'whenUnsatisfiable'> {
  readonly selectorHasLabel: Stated<string>
  readonly minDomains?: Stated<number>
  readonly nodeAffinityPolicy?: Stated<Constraint['nodeAffinityPolicy']>
  readonly nodeTaintsPolicy?: Stated<Constraint['nodeTaintsPolicy']>
}

export interface SpreadCase {
  readonly nodes: readonly {
    readonly name: string
    readonly labels: Labels
    readonly taints?: readonly Taint[]
    readonly candidate?: boolean
  }[]
  readonly existingPods?: readonly StandingCase[]
  readonly pod: {
    readonly labels: readonly string[]
    readonly namespace?: Stated<string>
    readonly tolerations?: readonly Toleration[]
    readonly spread: readonly ConstraintCase[]
    readonly requiredNodeLabels?: Labels
    readonly nodeAffinityIn?: Readonly<Record<string, readonly string[]>>
    readonly nodeAffinityNotIn?: Readonly<Record<string, readonly string[]>>
  }
}

export interface AutoscalingCase {
  readonly config: {
    readonly metricType: string
    readonly resource?: string
    readonly tolerance: number
    readonly cpuInitializationPeriodSeconds?: number
    readonly containersPerPod?: number
  }
  readonly currentReplicas: number
  readonly targetUtilizationPercent?: number
  readonly targetMilli?: number
  readonly levelsMilli?: readonly number[]
  readonly pods: readonly (Pick<ScaledPod, 'phase' | 'deleting' | 'ready'> & {
    readonly startedSecondsAgo?: Stated<number>
    readonly cpuRequestMilliPerContainer?: Stated<number>
    readonly metricMilliPerContainer?: Stated<number>
  })[]
}

export interface WeightCase {
  readonly config: { readonly weigher: string; readonly multiplier: number; readonly minval: Stated<number> }
  readonly hosts: readonly (Readonly<Record<string, number>> & { readonly host: string })[]
}

export interface RamCase {
  readonly host: {
    readonly free_ram_mb: number
    readonly total_usable_ram_mb: number
    readonly ram_allocation_ratio: number
  }
  readonly flavor: { readonly memory_mb: number }
}

export interface CoreCase {
  readonly host: {
    readonly vcpus_total?: number
    readonly vcpus_used?: number
    readonly cpu_allocation_ratio?: number
  }
  readonly flavor: { readonly vcpus: number }
}

/** Every kind of case there is, with what it gives. */
export interface Kinds {
  readonly leastAllocated: ScoreCase
  readonly mostAllocated: ScoreCase
  readonly balanced: ScoreCase
  readonly requestedToCapacityRatio: ScoreCase
  readonly brokenLinear: BrokenLinearCase
  readonly fit: FitCase
  readonly taintScore: TaintCase
  readonly taintFilter: TaintCase
  readonly spreadScore: SpreadCase
  readonly spreadFilter: SpreadCase
  readonly hpa: AutoscalingCase
  readonly novaWeight: WeightCase
  readonly novaRamFilter: RamCase
  readonly novaCoreFilter: CoreCase
}

/** What is answered, by the names that the file gives it. */
export type Got = Readonly<Record<string, unknown>>

export interface Case {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly expected: Got
}
