/**
 * A rollout that is scaled in the middle: how the change is shared out among its
 * ReplicaSets, by their size. After GetReplicaSetProportion and `scale` of the real
 * controller; what rounding leaves goes to the largest.
 */

import type { ReplicaSet } from '../../model/kubernetes'
import type { Id } from '../../model/refs'

type Sized = Pick<ReplicaSet, 'id' | 'replicas' | 'most' | 'createdAt'>

/** The new size of each; `sets` are those that have pods. */
export function share(sets: readonly Sized[], replicas: number, surge: number): ReadonlyMap<Id, number> {
  const total = sets.reduce((sum, set) => sum + set.replicas, 0)
  const add = (replicas > 0 ? replicas + surge : 0) - total
  const ordered = [...sets].sort((a, b) => b.replicas - a.replicas || newerFirst(a, b) * (add > 0 ? 1 : -1))
  let added = 0
  const sizes = new Map<Id, number>()
  for (const set of ordered) {
    const part = proportion(set, replicas, surge, add - added)
    sizes.set(set.id, set.replicas + part)
    added += part
  }
  const [largest] = ordered
  if (largest) sizes.set(largest.id, Math.max(0, (sizes.get(largest.id) as number) + add - added))
  return sizes
}

const newerFirst = (a: Sized, b: Sized): number => b.createdAt - a.createdAt || b.id - a.id

function proportion(set: Sized, replicas: number, surge: number, left: number): number {
  if (set.replicas === 0 || left === 0) return 0
  const fraction =
    replicas === 0 ? -set.replicas : rounded((set.replicas * (replicas + surge)) / set.most) - set.replicas
  return left > 0 ? Math.min(fraction, left) : Math.max(fraction, left)
}

/** Half goes away from nothing. */
const rounded = (x: number): number => (x < 0 ? Math.ceil(x - 0.5) : Math.floor(x + 0.5))
