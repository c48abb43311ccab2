/**
 * The scheduler's index: the same Node that looking at every Node would find
 * (`scheduler.ts`, `place`), without looking at every Node for every pod.
 *
 * It lives for one pass over the pods that wait. In a pass Nodes change only by what is
 * bound to them, so each is looked at once for each shape of pod, and again when it has
 * taken one; what pods of one owner see of the Nodes is kept in piles
 * (`placement-piles.ts`). The answer is the same to the tie, which is drawn among as
 * many equals and counted in the same order.
 *
 * It covers what depends on the pod's owner and on each Node for itself. For `place` are a
 * pod with a disk of its own on a certain machine or for one pod only, one with preferences, constraints or
 * company, one that waits for a Node or stands behind one that does; and all of them where
 * Nodes have zones or would rather not have pods, for then what one Node is worth hangs
 * on the others.
 */

import type { Node } from '../model/kubernetes'
import type { Id } from '../model/refs'
import type { Seen } from '../model/world'
import { NONE } from '../model/world'
import { type Cluster, type Verdict, verdictOn } from './filter'
import { type Column, followColumn, openColumn } from './placement-column'
import { choose, type Piles, pileUp, relay } from './placement-piles'
import { zoneOf } from './spread'
import type { Wish } from './wish'

export interface Placement {
  readonly cluster: Cluster
  /** No Node has a zone, or a taint that only scores. */
  readonly plain: boolean
  /** Nodes that have taken a pod in this pass, in that order. */
  readonly changed: Id[]
  /** By shape. */
  readonly columns: Map<string, Column>
  /** By ReplicaSet; in 2017 by workload, whose pods are all alike. */
  readonly owners: Map<Id, Owner>
}

interface Owner {
  readonly column: Column
  readonly piles: Piles
  followed: number
}

export const openPlacement = (cluster: Cluster): Placement => ({
  cluster,
  plain: cluster.nodes.every(node => isPlain(node, cluster)),
  changed: [],
  columns: new Map(),
  owners: new Map(),
})

const isPlain = ({ labels, taints }: Seen<Node>, { era }: Cluster): boolean =>
  zoneOf(labels, era) === undefined && taints.every(({ effect }) => effect !== 'PreferNoSchedule')

export const covers = ({ plain }: Placement, wish: Wish): boolean =>
  plain &&
  wish.machine === NONE &&
  wish.claimInUse === undefined &&
  wish.topologySpread === undefined &&
  wish.company === undefined &&
  wish.promised === undefined &&
  wish.nominated === undefined &&
  (wish.nodeAffinity?.preferred ?? []).length === 0

/** The Node that a pod of this owner is bound to, or undefined where none fits. `alike`: as in its wish. */
export function find(
  placement: Placement,
  id: Id,
  wish: Wish,
  alike: () => readonly number[],
  tie: (sides: number) => number,
): Id | undefined {
  const owner = placement.owners.get(id) ?? openOwner(placement, id, wish, alike())
  follow(placement, owner)
  return choose(owner.piles, placement.cluster.era, tie)
}

/** Why no Node takes a pod of this owner, who has been looked for. */
export function whyNone({ cluster, changed, owners }: Placement, id: Id): readonly Verdict[] {
  const { column } = owners.get(id) as Owner
  if (column.refusedAt === changed.length) return column.refusal
  column.refusedAt = changed.length
  column.refusal = cluster.nodes.map(node => verdictOn(column.wish, node, cluster))
  return column.refusal
}

/** A Node has taken a pod of this owner. */
export function took(placement: Placement, node: Id, id: Id): void {
  const owner = placement.owners.get(id)
  placement.changed.push(node)
  if (!owner) return
  follow(placement, owner)
  relay(owner.piles, node, owner.piles.worth[node] as number, 1)
}

function openOwner(placement: Placement, id: Id, wish: Wish, alike: readonly number[]): Owner {
  const column = columnFor(placement, wish)
  const owner: Owner = { column, piles: pileUp(column.worth, alike), followed: placement.changed.length }
  placement.owners.set(id, owner)
  return owner
}

function columnFor({ columns, cluster, changed }: Placement, wish: Wish): Column {
  const shape = JSON.stringify({ ...wish, alike: undefined })
  const column = columns.get(shape) ?? openColumn(wish, cluster, changed.length)
  columns.set(shape, column)
  followColumn(column, changed, cluster)
  return column
}

function follow({ cluster, changed }: Placement, owner: Owner): void {
  const { column, piles } = owner
  followColumn(column, changed, cluster)
  for (; owner.followed < changed.length; owner.followed += 1) {
    const node = changed[owner.followed] as Id
    relay(piles, node, column.worth[node] as number)
  }
}
