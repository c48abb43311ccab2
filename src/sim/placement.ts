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
 * It covers what depends on the pod's owner alone. A pod with a disk of its own on a
 * certain machine is for `place`.
 */

import type { ReplicaSet } from '../model/kubernetes'
import type { Id } from '../model/refs'
import { NONE } from '../model/world'
import { type Cluster, verdictOn, type Wish } from './filter'
import { type Column, followColumn, openColumn } from './placement-column'
import { choose, type Piles, pileUp, relay } from './placement-piles'
import { unschedulable } from './unschedulable'

export interface Placement {
  readonly cluster: Cluster
  /** Nodes that have taken a pod in this pass, in that order. */
  readonly changed: Id[]
  /** By shape. */
  readonly columns: Map<string, Column>
  /** By ReplicaSet. */
  readonly owners: Map<Id, Owner>
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
})

export const covers = ({ machine }: Wish): boolean => machine === NONE

/** The Node that a pod of this owner is bound to, or undefined where none fits. `alike`: as in its wish. */
export function find(
  placement: Placement,
  { id }: ReplicaSet,
  wish: Wish,
  alike: () => readonly number[],
  tie: (sides: number) => number,
): Id | undefined {
  const owner = placement.owners.get(id) ?? openOwner(placement, id, wish, alike())
  follow(placement, owner)
  return choose(owner.piles, placement.cluster.era, tie)
}

/** Why no Node takes a pod of this owner, who has been looked for. */
export function whyNone({ cluster, changed, owners }: Placement, { id }: ReplicaSet): string {
  const { column } = owners.get(id) as Owner
  if (column.refusedAt === changed.length) return column.refusal
  const verdicts = cluster.nodes.map(node => verdictOn(column.wish, node, cluster))
  column.refusedAt = changed.length
  column.refusal = unschedulable(verdicts, cluster.era)
  return column.refusal
}

/** A Node has taken a pod of this owner. */
export function took(placement: Placement, node: Id, { id }: ReplicaSet): void {
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
