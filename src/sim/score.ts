/**
 * Score, the scheduler's second pass: LeastAllocated and BalancedAllocation of weight 1,
 * PodTopologySpread of weight 2 (in 2017 SelectorSpread of weight 1), each 0 to 100 and
 * rounded down. The default profile: what scores look at is cpu and memory, alike
 * (`allocation.ts` has the scores themselves, over any resources).
 *
 * Simpler than the real thing: a pod that asks for GPUs alone is balanced by what others
 * asked for, where the real one skips the plugin.
 */

import { constantsOf } from '../model/constants'
import type { Node } from '../model/kubernetes'
import type { Id } from '../model/refs'
import { plus, type Resources } from '../model/resources'
import { BYTES_PER_MIB, type Era } from '../model/units'
import type { Seen } from '../model/world'
import { balancedAllocationOf, leastAllocatedOf, type Share } from './allocation'
import type { Cluster, Wish } from './filter'
import { withDefaults } from './requests'
import { spreadScores } from './spread'

export interface Scored {
  readonly node: Id
  readonly leastAllocated: number
  readonly balancedAllocation: number
  readonly topologySpread: number
}

/** The scheduler's default weights. */
export const SPREAD_WEIGHT: Readonly<Record<Era, number>> = { now: 2, '2017': 1 }

export const total = (score: Scored, era: Era) =>
  score.leastAllocated + score.balancedAllocation + SPREAD_WEIGHT[era] * score.topologySpread

/** Every candidate's score. */
export function scored(
  { requests, alike }: Wish,
  candidates: readonly Seen<Node>[],
  cluster: Cluster,
): readonly Scored[] {
  const spread = spreadScores(
    candidates.map(({ id }) => alike?.[id] ?? 0),
    cluster.era,
  )
  const counted = forScoring(requests, cluster)
  return candidates.map((node, i) => ({
    node: node.id,
    ...byResources(requests, counted, node),
    topologySpread: spread[i] as number,
  }))
}

function byResources(requests: Resources, counted: Resources, { scored, requested, allocatable }: Seen<Node>) {
  return {
    leastAllocated: leastAllocated(plus(scored, counted), allocatable),
    // by what was really requested; a pod without requests cannot tip the balance
    balancedAllocation: asksNothing(requests) ? 0 : balancedAllocation(plus(requested, requests), allocatable),
  }
}

const asksNothing = ({ cpu, memory, gpus }: Resources) => cpu === 0 && memory === 0 && gpus === 0

/** Mean of what would be left of cpu and memory, 0 to 100, each rounded down. */
export const leastAllocated = (asks: Resources, has: Resources): number => leastAllocatedOf(shares(asks, has))

/** 100 where cpu and memory would be equally full: (1 - |f_cpu - f_memory| / 2) * 100, rounded down. */
export const balancedAllocation = (asks: Resources, has: Resources): number => balancedAllocationOf(shares(asks, has))

const shares = (asks: Resources, has: Resources): readonly Share[] => [
  { asks: asks.cpu, has: has.cpu, weight: 1 },
  { asks: asks.memory, has: has.memory, weight: 1 },
]

/** For scoring alone, a container without a request counts as if it asked for the defaults. A level's 0 is no request. */
export function forScoring({ cpu, memory, gpus }: Resources, { era }: Pick<Cluster, 'era'>): Resources {
  const stated = { ...(cpu && { cpu }), ...(memory && { memory }) }
  return { cpu, memory, gpus, ...withDefaults(stated, unstatedIn(era)) }
}

/** What a container counts for, in scoring, that does not say what it asks for. */
export function unstatedIn(era: Era) {
  const { defaultRequestCpu, defaultRequestMemory } = constantsOf(era)
  return { cpu: defaultRequestCpu, memory: defaultRequestMemory * BYTES_PER_MIB }
}
