/**
 * The scores of kube-scheduler 1.6, whole numbers from 0 to 10 each, all of weight one:
 * LeastRequestedPriority (or MostRequestedPriority), BalancedResourceAllocation,
 * SelectorSpreadPriority, NodeAffinityPriority, TaintTolerationPriority and
 * InterPodAffinityPriority. After plugin/pkg/scheduler/algorithm/priorities. Pure.
 *
 * Leaves out NodePreferAvoidPodsPriority, which gives every Node here the same. Spread by
 * zone is reckoned in whole numbers, where the real one has single floats.
 */

import { FACTS } from '../../model/constants'
import type { Node } from '../../model/kubernetes'
import type { Seen } from '../../model/world'
import type { Share } from '../storage/allocation'
import { zoneOf } from './spread'

export const MOST = 10

/** Of cpu and memory; a Node that has none of one gets nothing for it, and still half of the other. */
export const leastRequested = (shares: readonly Share[]): number =>
  meanOf(shares, ({ asks, has }) => Math.floor(((has - asks) * MOST) / has))

export const mostRequested = (shares: readonly Share[]): number =>
  meanOf(shares, ({ asks, has }) => Math.floor((asks * MOST) / has))

function meanOf(shares: readonly Share[], scoreOf: (share: Share) => number): number {
  let sum = 0
  for (const share of shares) if (share.has > 0 && share.asks <= share.has) sum += scoreOf(share)
  return Math.floor(sum / shares.length)
}

/** A Node that one of the two would fill is never preferred. */
export function balanced([cpu, memory]: readonly [Share, Share]): number {
  const [ofCpu, ofMemory] = [fraction(cpu), fraction(memory)]
  return ofCpu >= 1 || ofMemory >= 1 ? 0 : Math.trunc(MOST - Math.abs(ofCpu - ofMemory) * MOST)
}

const fraction = ({ asks, has }: Share) => (has === 0 ? 1 : asks / has)

/** The more of its preferred terms a Node matches, by weight, the better. */
export function byPreference(sums: readonly number[]): readonly number[] {
  const most = Math.max(0, ...sums)
  return sums.map(sum => (most === 0 ? 0 : Math.trunc(MOST * (sum / most))))
}

export function byTaints(counts: readonly number[]): readonly number[] {
  const most = Math.max(0, ...counts)
  return counts.map(count => (most === 0 ? MOST : Math.trunc((1 - count / most) * MOST)))
}

/** Least and most start at nothing, so that one who is only disliked does not gain by it. */
export function byCompany(counts: readonly number[]): readonly number[] {
  const [least, most] = [Math.min(0, ...counts), Math.max(0, ...counts)]
  return counts.map(count => (most === least ? 0 : Math.trunc(MOST * ((count - least) / (most - least)))))
}

/** By host; where Nodes have zones, a third by host and two thirds by zone. */
export const selectorSpread = (alike: readonly number[], candidates: readonly Seen<Node>[]): readonly number[] =>
  selectorSpreadOf(
    candidates.map(({ id, labels }) => ({ alike: alike[id] ?? 0, zone: zoneOf(labels, '2017'), nodes: 1 })),
  )

/** So many candidates that are in one zone and have as many pods alike each. */
export interface Likes {
  readonly alike: number
  readonly zone: string | number | undefined
  readonly nodes: number
}

export function selectorSpreadOf(candidates: readonly Likes[]): readonly number[] {
  const inZone = new Map<string | number, number>()
  for (const { alike, zone, nodes } of candidates) {
    if (zone !== undefined) inZone.set(zone, (inZone.get(zone) ?? 0) + alike * nodes)
  }
  const most = Math.max(0, ...candidates.map(({ alike }) => alike))
  const mostInZone = Math.max(0, ...inZone.values())
  return candidates.map(({ alike, zone }) => {
    const host = share(most, alike)
    return zone === undefined ? tenths(host) : mixed(host, share(mostInZone, inZone.get(zone) as number))
  })
}

/** How much of the most is not there, as a fraction in whole numbers. */
type Part = readonly [of: number, among: number]
const share = (most: number, count: number): Part => (most === 0 ? [1, 1] : [most - count, most])

const tenths = ([of, among]: Part): number => Math.floor((MOST * of) / among)

const WEIGHTS = FACTS.zoneSpread.value['2017']

const mixed = ([h, hosts]: Part, [z, zones]: Part): number =>
  Math.floor(
    (MOST * (WEIGHTS.host * h * zones + WEIGHTS.zone * z * hosts)) / ((WEIGHTS.host + WEIGHTS.zone) * hosts * zones),
  )
