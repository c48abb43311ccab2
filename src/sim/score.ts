/**
 * Score, the scheduler's second pass: LeastAllocated and BalancedAllocation of weight 1,
 * PodTopologySpread of weight 2 (in 2017 SelectorSpread of weight 1), each 0 to 100 and
 * rounded down.
 */

import { constantsOf } from '../model/constants'
import type { Id } from '../model/refs'
import { plus, type Resources } from '../model/resources'
import { BYTES_PER_MIB, type Era } from '../model/units'
import type { Node, Seen } from '../model/world'
import type { Cluster, Wish } from './filter'
import { spreadScores } from './spread'

export interface Scored {
  readonly node: Id
  readonly leastAllocated: number
  readonly balancedAllocation: number
  readonly topologySpread: number
}

/** The scheduler's default weights. */
const SPREAD_WEIGHT: Readonly<Record<Era, number>> = { now: 2, '2017': 1 }

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
  return candidates.map((node, i) => ({ ...byResources(requests, node, cluster), topologySpread: spread[i] as number }))
}

function byResources(requests: Resources, node: Seen<Node>, cluster: Cluster): Omit<Scored, 'topologySpread'> {
  const asks = plus(node.scored, forScoring(requests, cluster))
  return {
    node: node.id,
    leastAllocated: leastAllocated(asks, node.allocatable),
    // by what was really requested; a pod without requests cannot tip the balance
    balancedAllocation: isBestEffort(requests)
      ? 0
      : balancedAllocation(plus(node.requested, requests), node.allocatable),
  }
}

const isBestEffort = ({ cpu, memory, gpus }: Resources) => cpu === 0 && memory === 0 && gpus === 0

/** Mean of what would be left of cpu and memory, 0 to 100, each rounded down. */
export const leastAllocated = (asks: Resources, has: Resources): number =>
  Math.floor((left(asks.cpu, has.cpu) + left(asks.memory, has.memory)) / 2)

const left = (asks: number, has: number) => (has === 0 || asks > has ? 0 : Math.floor(((has - asks) * 100) / has))

/** 100 where cpu and memory would be equally full: (1 - |f_cpu - f_memory| / 2) * 100, rounded down. */
export function balancedAllocation(asks: Resources, has: Resources): number {
  const gap = fraction(asks.cpu, has.cpu) - fraction(asks.memory, has.memory)
  return Math.trunc((1 - Math.abs(gap) / 2) * 100)
}

const fraction = (asks: number, has: number) => (has === 0 ? 1 : Math.min(1, asks / has))

/** For scoring alone, a container without a request counts as if it asked for the defaults. */
export function forScoring(requests: Resources, { era }: Pick<Cluster, 'era'>): Resources {
  const { defaultRequestCpu, defaultRequestMemory } = constantsOf(era)
  return {
    cpu: requests.cpu || defaultRequestCpu,
    memory: requests.memory || defaultRequestMemory * BYTES_PER_MIB,
    gpus: requests.gpus,
  }
}
