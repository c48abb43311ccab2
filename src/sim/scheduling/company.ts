/**
 * InterPodAffinity: near which pods a Pod must or would like to be, and which it or they
 * cannot bear, by any label of Nodes. After
 * pkg/scheduler/framework/plugins/interpodaffinity.
 *
 * Required terms filter, its own and those of the pods that stand already ("existing pods
 * anti-affinity rules"); preferred ones of both sides score, and so, by a weight of one,
 * does every required affinity of a standing pod for it.
 *
 * What each term selects is counted by Node beforehand (`wish.ts`). A required affinity
 * counts only pods that all its terms select, as the real one does; the first of a set of
 * pods that want each other may stand anywhere.
 */

import type { Node } from '../../model/kubernetes'
import type { Labels } from '../../model/placement'
import type { Seen } from '../../model/world'
import { labelOf } from './node-affinity'

/** How much there is of something on each Node, by its id, and over which domains it is summed. */
export interface Gathered {
  readonly topologyKey: string
  readonly here: number[]
  /** What one more pod of the same workload adds where it stands. */
  readonly own: number
}

export interface CompanyWish {
  /** What its required affinity selects; undefined if it has none. */
  readonly near: readonly Gathered[] | undefined
  /** Its own terms select itself. */
  readonly likesItsOwn: boolean
  readonly apart: readonly Gathered[]
  /** Standing pods that cannot bear it. */
  readonly resented: readonly Gathered[]
  /** Preferences, by weight: for it and against it. */
  readonly leanings: readonly Gathered[]
}

export type CompanyRejection =
  | "node(s) didn't match pod affinity rules"
  | "node(s) didn't match pod anti-affinity rules"
  | "node(s) didn't satisfy existing pods anti-affinity rules"

/** What holds this Node back, with the domains summed once for all Nodes. */
export function companyFilter(
  wish: CompanyWish,
  nodes: readonly Seen<Node>[],
): (labels: Labels) => CompanyRejection | undefined {
  const near = wish.near?.map(each => summed(each, nodes))
  const nobody = near?.every(({ sums }) => sums.size === 0) ?? false
  const apart = wish.apart.map(each => summed(each, nodes))
  const resented = wish.resented.map(each => summed(each, nodes))
  return labels => {
    if (near && !isNear(near, labels, nobody && wish.likesItsOwn)) return "node(s) didn't match pod affinity rules"
    if (apart.some(each => amountIn(each, labels) > 0)) return "node(s) didn't match pod anti-affinity rules"
    if (resented.some(each => amountIn(each, labels) > 0)) {
      return "node(s) didn't satisfy existing pods anti-affinity rules"
    }
    return undefined
  }
}

/** Every label must be there; `first`: nobody is there yet whom it could join. */
const isNear = (near: readonly Sums[], labels: Labels, first: boolean) =>
  near.every(each => labelOf(labels, each.topologyKey) !== undefined && (first || amountIn(each, labels) > 0))

interface Sums {
  readonly topologyKey: string
  /** By domain; what is nothing is left out. */
  readonly sums: ReadonlyMap<string, number>
}

function summed({ topologyKey, here }: Gathered, nodes: readonly Seen<Node>[]): Sums {
  const sums = new Map<string, number>()
  for (const { id, labels } of nodes) {
    const domain = labelOf(labels, topologyKey)
    const amount = here[id] ?? 0
    if (domain !== undefined && amount !== 0) sums.set(domain, (sums.get(domain) ?? 0) + amount)
  }
  return { topologyKey, sums }
}

const amountIn = ({ topologyKey, sums }: Sums, labels: Labels): number =>
  sums.get(labelOf(labels, topologyKey) ?? MISSING) ?? 0

/** No label can have it as its value. */
const MISSING = '\0'

/** How each candidate is liked before that is stretched to the score's range; undefined if nobody has a say. */
export function companyCounts(
  { leanings }: CompanyWish,
  candidates: readonly Seen<Node>[],
  nodes: readonly Seen<Node>[],
): readonly number[] | undefined {
  const sums = leanings.map(each => summed(each, nodes)).filter(each => each.sums.size > 0)
  if (sums.length === 0) return undefined
  return candidates.map(({ labels }) => sums.reduce((all, each) => all + amountIn(each, labels), 0))
}

/** From the least liked, which gets nothing, to the most liked. */
export function companyScores(counts: readonly number[]): readonly number[] {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return counts.map(count => (most === least ? 0 : Math.trunc(FULL * ((count - least) / (most - least)))))
}

const FULL = 100
