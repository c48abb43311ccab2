/**
 * What each Node is worth to one shape of pod, as long as nothing happens on it: the
 * scores that depend on that Node and the pod alone, or that it does not fit. Both are
 * the scheduler's own (`filter.ts`, `score.ts`), kept instead of asked again.
 *
 * In a pass a Node only ever gets fuller, so what does not fit never will, and of one that
 * fits only its room has to be looked at again. Derived, and never part of a world.
 */

import type { Node } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { Resources } from '../../model/resources'
import type { Seen } from '../../model/world'
import { type Cluster, hasRoom, ownNodes, type Verdict, verdictOn } from './filter'
import { imageWorth } from './image-locality'
import { type Kinds, kindsOf } from './placement-kinds'
import { worthAlone } from './placement-worth'
import { forScoring } from './score'
import type { Wish } from './wish'

/** The weights of all plugins sum to 12, and each gives 100 at the most. */
export const HIGHEST = 1_200
/** Of a Node that does not fit. */
export const UNFIT = -1

export interface Column {
  readonly wish: Wish
  /** Its requests as they are for scoring. */
  readonly counted: Resources
  /** By node. */
  readonly worth: Int16Array
  readonly kinds: Kinds
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
  const image = imageWorth(wish.image, ownNodes(wish, cluster))
  const counted = forScoring(wish.requests, cluster)
  const worth = Int16Array.from(cluster.nodes, node =>
    verdictOn(wish, node, cluster).by ? UNFIT : worthAlone(wish, counted, node, cluster, image),
  )
  return { wish, counted, worth, kinds: kindsOf(wish, cluster), followed, image, refusal: [], refusedAt: -1 }
}

/** Looks again at the Nodes that have changed since it last did. */
export function followColumn(column: Column, changed: readonly Id[], cluster: Cluster): void {
  const { wish, counted, worth, image } = column
  for (; column.followed < changed.length; column.followed += 1) {
    const id = changed[column.followed] as Id
    if (worth[id] === UNFIT) continue
    const node = cluster.nodes[id] as Seen<Node>
    worth[id] = hasRoom(wish, node, cluster) ? worthAlone(wish, counted, node, cluster, image) : UNFIT
  }
}
