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
 * It covers what depends on the pod's owner, on each Node for itself, and on what kinds of
 * Nodes there are: zones and the default spread over them, taints that only score, node
 * affinity. For `place` are a pod with a disk of its own on a certain machine or for one
 * pod only, one with spread constraints of its own or company, and one that waits for a
 * Node or stands behind one that does.
 *
 * With N Nodes, a pass costs N for each shape and each owner; and for each pod one Node
 * looked at again by each shape and laid elsewhere by each owner that is still asked for,
 * one look at each pile of its own (kinds of Nodes times how many pods alike they have), and
 * one walk over N small numbers.
 */

import type { Id } from '../../model/refs'
import { NONE } from '../../model/world'
import { type Cluster, type Verdict, verdictOn } from './filter'
import { type Column, followColumn, openColumn } from './placement-column'
import { choose, type Piles, pileUp, relay } from './placement-piles'
import type { Wish } from './wish'

export interface Placement {
  readonly cluster: Cluster
  /** Nodes that have taken a pod in this pass, in that order. */
  readonly changed: Id[]
  /** By shape. */
  readonly columns: Map<string, Column>
  /** By ReplicaSet. */
  readonly owners: Map<Id, Owner>
  /** Those that count each other's pods: two revisions of a StatefulSet; in 2017 all of a workload. */
  readonly kin: Map<string, readonly Owner[]>
}

/** Whose pod it is, and with whose pods it is counted alike. */
export interface Asker {
  readonly owner: Id
  readonly kin: string
}

interface Owner {
  readonly column: Column
  readonly piles: Piles
  followed: number
}

export const openPlacement = (cluster: Cluster): Placement => ({
  cluster,
  changed: [],
  columns: new Map(),
  owners: new Map(),
  kin: new Map(),
})

export const covers = (wish: Wish): boolean =>
  wish.machine === NONE &&
  wish.claimInUse === undefined &&
  wish.topologySpread === undefined &&
  wish.company === undefined &&
  wish.promised === undefined &&
  wish.nominated === undefined

/** The Node that a pod of this owner is bound to, or undefined where none fits. `alike`: as in its wish. */
export function find(
  placement: Placement,
  asker: Asker,
  wish: Wish,
  alike: () => readonly number[],
  tie: (sides: number) => number,
): Id | undefined {
  const owner = placement.owners.get(asker.owner) ?? openOwner(placement, asker, wish, alike())
  follow(placement, owner)
  return choose(owner.piles, placement.cluster.era, tie)
}

/** Why no Node takes a pod of this owner, who has been looked for. */
export function whyNone({ cluster, changed, owners }: Placement, { owner }: Asker): readonly Verdict[] {
  const { column } = owners.get(owner) as Owner
  if (column.refusedAt === changed.length) return column.refusal
  column.refusedAt = changed.length
  column.refusal = cluster.nodes.map(node => verdictOn(column.wish, node, cluster))
  return column.refusal
}

/** A Node has taken a pod of this owner. */
export function took(placement: Placement, node: Id, asker: Asker): void {
  placement.changed.push(node)
  for (const owner of placement.kin.get(asker.kin) ?? []) {
    follow(placement, owner)
    relay(owner.piles, node, owner.piles.worth[node] as number, 1)
  }
}

function openOwner(placement: Placement, { owner: id, kin }: Asker, wish: Wish, alike: readonly number[]): Owner {
  const column = columnFor(placement, wish)
  const owner: Owner = { column, piles: pileUp(column.worth, column.kinds, alike), followed: placement.changed.length }
  placement.owners.set(id, owner)
  placement.kin.set(kin, [...(placement.kin.get(kin) ?? []), owner])
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
    const worth = column.worth[node] as number
    if (worth !== piles.worth[node]) relay(piles, node, worth)
  }
}
