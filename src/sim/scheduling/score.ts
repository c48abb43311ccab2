/**
 * Score, the scheduler's second pass: what each plugin gives every Node that fits, 0 to
 * 100 and normalised, and the sum by the plugins' weights. What they are after is in files
 * of their own: `allocation.ts` (NodeResourcesFit by the profile's strategy, and
 * NodeResourcesBalancedAllocation), `spread.ts` and `topology.ts` (PodTopologySpread),
 * `taints.ts`, `node-affinity.ts`, `company.ts` (InterPodAffinity), `image-locality.ts`.
 * 2017 has its own (`score-2017.ts`), from 0 to 10.
 *
 * What is looked at is cpu and memory, alike, as in the default profile.
 */

import { constantsOf, FACTS } from '../../model/constants'
import type { Node } from '../../model/kubernetes'
import type { SchedulerProfile } from '../../model/placement'
import type { Id } from '../../model/refs'
import { plus, type Resources } from '../../model/resources'
import { BYTES_PER_MIB, type Era } from '../../model/units'
import type { Seen } from '../../model/world'
import {
  balancedAllocationOf,
  leastAllocatedOf,
  mostAllocatedOf,
  requestedToCapacityRatioOf,
  type Share,
} from '../storage/allocation'
import { withDefaults } from '../traffic/requests'
import { companyCounts, companyScores } from './company'
import type { Cluster } from './filter'
import { imageOn, imageWorth } from './image-locality'
import { admits, preferenceFor } from './node-affinity'
import * as then from './score-2017'
import { spreadScores } from './spread'
import { reluctance, softly, taintScores, taintsOf } from './taints'
import { topologyScores } from './topology'
import { spreadNodes, spreadPod } from './topology-wish'
import type { Wish } from './wish'

/** What one plugin gives, by its place among the era's plugins. */
export interface Scored {
  readonly node: Id
  readonly taintToleration: number
  readonly nodeAffinity: number
  readonly resourcesFit: number
  readonly topologySpread: number
  readonly interPodAffinity: number
  readonly balancedAllocation: number
  readonly imageLocality: number
}

type Part = Exclude<keyof Scored, 'node'>

export interface ScorePlugin {
  readonly part: Part
  readonly name: string
  readonly weight: number
}

const PARTS: Readonly<Record<Era, readonly (readonly [Part, string])[]>> = {
  now: [
    ['taintToleration', 'TaintToleration'],
    ['nodeAffinity', 'NodeAffinity'],
    ['resourcesFit', 'NodeResourcesFit'],
    ['topologySpread', 'PodTopologySpread'],
    ['interPodAffinity', 'InterPodAffinity'],
    ['balancedAllocation', 'NodeResourcesBalancedAllocation'],
    ['imageLocality', 'ImageLocality'],
  ],
  '2017': [
    ['topologySpread', 'SelectorSpreadPriority'],
    ['interPodAffinity', 'InterPodAffinityPriority'],
    ['resourcesFit', 'LeastRequestedPriority'],
    ['balancedAllocation', 'BalancedResourceAllocation'],
    ['nodeAffinity', 'NodeAffinityPriority'],
    ['taintToleration', 'TaintTolerationPriority'],
  ],
}

const pluginsOf = (era: Era): readonly ScorePlugin[] =>
  PARTS[era].map(([part, name]) => ({ part, name, weight: FACTS.scorePlugins.value[era][name] ?? 0 }))

/** In the order in which they are run. */
export const SCORE_PLUGINS: Readonly<Record<Era, readonly ScorePlugin[]>> = {
  now: pluginsOf('now'),
  '2017': pluginsOf('2017'),
}

const byPart = (era: Era) =>
  Object.fromEntries(
    PARTS.now.map(([part]) => [part, SCORE_PLUGINS[era].find(each => each.part === part)?.weight ?? 0]),
  ) as Record<Part, number>

const WEIGHTS: Readonly<Record<Era, Readonly<Record<Part, number>>>> = { now: byPart('now'), '2017': byPart('2017') }

export function total(score: Scored, era: Era): number {
  let sum = 0
  for (const { part, weight } of SCORE_PLUGINS[era]) sum += weight * score[part]
  return sum
}

export const weightsOf = (era: Era): Readonly<Record<Part, number>> => WEIGHTS[era]

/** Every candidate's score. `image`: what its image is worth where it is, if that is known. */
export const scored = (
  wish: Wish,
  candidates: readonly Seen<Node>[],
  cluster: Cluster,
  image?: number,
): readonly Scored[] =>
  cluster.era === 'now'
    ? scoredNow(wish, candidates, cluster, image ?? imageWorth(wish.image, cluster))
    : scoredThen(wish, candidates, cluster)

function scoredNow(wish: Wish, candidates: readonly Seen<Node>[], cluster: Cluster, worth: number): readonly Scored[] {
  const { requests, image, tolerations = [], nodeAffinity } = wish
  const counted = forScoring(requests, cluster)
  const soft = taintScores(candidates.map(taintsOf), { tolerations })
  const liked = nodeAffinity && byPreference(candidates.map(({ labels }) => preferenceFor(nodeAffinity, labels)))
  const spread = spreadOf(wish, candidates, cluster)
  const counts = companyOf(wish, candidates, cluster)
  const company = counts && companyScores(counts)
  return candidates.map((node, i) => ({
    node: node.id,
    taintToleration: soft[i] as number,
    nodeAffinity: liked?.[i] ?? 0,
    resourcesFit: resourcesFit(plus(node.scored, counted), node.allocatable, cluster.scheduler),
    topologySpread: spread[i] as number,
    interPodAffinity: company?.[i] ?? 0,
    // by what was really requested; a pod that requests neither cannot tip the balance
    balancedAllocation: asksNeither(requests)
      ? 0
      : balancedAllocation(plus(node.requested, requests), node.allocatable),
    imageLocality: imageOn(image, node, worth),
  }))
}

function scoredThen(wish: Wish, candidates: readonly Seen<Node>[], cluster: Cluster): readonly Scored[] {
  const { requests, alike = [], tolerations = [], nodeAffinity } = wish
  const counted = forScoring(requests, cluster)
  const who = softly(tolerations)
  const soft = then.byTaints(candidates.map(({ taints }) => reluctance(taints, who)))
  const liked = then.byPreference(
    candidates.map(({ labels }) => (nodeAffinity ? preferenceFor(nodeAffinity, labels) : 0)),
  )
  const spread = then.selectorSpread(alike, candidates)
  const company = then.byCompany(companyOf(wish, candidates, cluster) ?? candidates.map(() => 0))
  const fill = cluster.scheduler.strategy === 'MostAllocated' ? then.mostRequested : then.leastRequested
  return candidates.map((node, i) => {
    const full = shares(plus(node.scored, counted), node.allocatable)
    return {
      node: node.id,
      taintToleration: soft[i] as number,
      nodeAffinity: liked[i] as number,
      resourcesFit: fill(full),
      topologySpread: spread[i] as number,
      interPodAffinity: company[i] as number,
      balancedAllocation: then.balanced(full),
      imageLocality: 0,
    }
  })
}

const companyOf = ({ company }: Wish, candidates: readonly Seen<Node>[], { nodes }: Cluster) =>
  company && companyCounts(company, candidates, nodes)

/** By its own constraints that only score; by the default ones if it states none at all. */
function spreadOf(wish: Wish, candidates: readonly Seen<Node>[], { nodes }: Cluster): readonly number[] {
  const { topologySpread = [], alike } = wish
  if (topologySpread.length > 0) {
    return topologyScores(spreadPod(wish), spreadNodes(wish, nodes, candidates)) ?? candidates.map(() => 0)
  }
  const counted = wish.nodeAffinity || wish.nodeSelector.length > 0 ? nodes.filter(n => admits(wish, n.labels)) : nodes
  return spreadScores(alike ?? [], candidates, counted)
}

export function byPreference(sums: readonly number[]): readonly number[] {
  const most = Math.max(0, ...sums)
  return sums.map(sum => (most === 0 ? 0 : Math.floor((FULL * sum) / most)))
}

const FULL = 100

export const asksNeither = ({ cpu, memory }: Resources) => cpu === 0 && memory === 0

export function resourcesFit(asks: Resources, has: Resources, { strategy, shape }: Seen<SchedulerProfile>): number {
  if (strategy === 'MostAllocated') return mostAllocatedOf(shares(asks, has))
  if (strategy === 'LeastAllocated') return leastAllocated(asks, has)
  const points = shape.map(({ utilization, score }) => [utilization, score] as const)
  return requestedToCapacityRatioOf(shares(asks, has), points)
}

/** Mean of what would be left of cpu and memory, 0 to 100, each rounded down. */
export const leastAllocated = (asks: Resources, has: Resources): number => leastAllocatedOf(shares(asks, has))

/** 100 where cpu and memory would be equally full: (1 - |f_cpu - f_memory| / 2) * 100, rounded down. */
export const balancedAllocation = (asks: Resources, has: Resources): number => balancedAllocationOf(shares(asks, has))

export const shares = (asks: Resources, has: Resources): readonly [Share, Share] => [
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
