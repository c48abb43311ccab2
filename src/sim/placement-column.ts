/**
 * What each Node is worth to one shape of pod, as long as nothing happens on it: the
 * scores that depend on that Node and the pod alone, or that it does not fit. Both are
 * the scheduler's own (`filter.ts`, `score.ts`), kept instead of asked again.
 *
 * Derived, and never part of a world.
 */

import type { Node } from '../model/kubernetes'
import type { Id } from '../model/refs'
import type { Seen } from '../model/world'
import { type Cluster, type Verdict, verdictOn } from './filter'
import { imageWorth } from './image-locality'
import { scored, spreadWeight, total } from './score'
import type { Wish } from './wish'

/** The weights of all plugins sum to 12, and each gives 100 at the most. */
export const HIGHEST = 1_200
/** Of a Node that does not fit. */
export const UNFIT = -1

export interface Column {
  readonly wish: Wish
  /** By node. */
  readonly worth: Int16Array
  /** How many of the pass's changes it has followed. */
  followed: number
  /** What its image is worth to a Node that has it: no image comes or goes in a pass. */
  readonly image: number
  /** Why no Node takes it, by Node, and after how many changes that was so. */
  refusal: readonly Verdict[]
  refusedAt: number
}

export function openColumn(asked: Wish, cluster: Cluster, followed: number): Column {
  const { alike: _, ...wish } = asked
  const image = imageWorth(wish.image, cluster)
  const worth = Int16Array.from(cluster.nodes, node => worthOf(wish, node, cluster, image))
  return { wish, worth, followed, image, refusal: [], refusedAt: -1 }
}

/** Looks again at the Nodes that have changed since it last did. */
export function followColumn(column: Column, changed: readonly Id[], cluster: Cluster): void {
  const { wish, worth, image } = column
  for (; column.followed < changed.length; column.followed += 1) {
    const id = changed[column.followed] as Id
    worth[id] = worthOf(wish, cluster.nodes[id] as Seen<Node>, cluster, image)
  }
}

/** A Node alone among its candidates is spread over as well as can be. */
function worthOf(wish: Wish, node: Seen<Node>, cluster: Cluster, image: number): number {
  if (verdictOn(wish, node, cluster).reasons.length > 0) return UNFIT
  const [score] = scored(wish, [node], cluster, image)
  return score ? total(score, cluster.era) - spreadWeight(cluster.era) * score.topologySpread : UNFIT
}
