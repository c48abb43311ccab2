/**
 * Which pods go first when a ReplicaSet has too many: ActivePodsWithRanks of
 * pkg/controller/controller_utils.go.
 *
 * Those without a node, those that are pending, those not ready; today those of a lower
 * deletion cost, then those whose node has more of the Deployment's pods; those ready for
 * the shorter time, started again more often, younger. Times that differ by less than a
 * power of two count as one today, and the UID, which is random, decides; 2017 took the
 * shorter one. What is Ready since the same second is told apart by what comes after.
 */

import type { Deployment, Pod } from '../../model/kubernetes'
import { NONE, type Seen, type World } from '../../model/world'
import { roll } from '../chance'
import { podsOwned } from './templates'

/** Less than nothing if `a` goes before `b`. */
type Compares = (a: Pod, b: Pod) => number

/** The first to go comes first. */
export function inTurn(world: World, pods: readonly Pod[], deployment: Deployment): readonly Pod[] {
  const order = world.era === 'now' ? orderNow(world, countOnNodes(world, deployment)) : ORDER_THEN
  return [...pods].sort((a, b) => {
    for (const compares of order) {
      const found = compares(a, b)
      if (found !== 0) return found
    }
    return 0
  })
}

const by =
  (of: (pod: Pod) => number): Compares =>
  (a, b) =>
    of(a) - of(b)

const STAGES: readonly Compares[] = [
  by(({ node }) => (node === NONE ? 0 : 1)),
  by(({ phase }) => (phase === 'Pending' ? 0 : 1)),
  by(({ ready }) => (ready ? 1 : 0)),
]

const byRestarts = by(({ restarts }) => -restarts)

const ORDER_THEN: readonly Compares[] = [
  ...STAGES,
  by(({ ready, readySince }) => (ready ? -readySince : 0)),
  byRestarts,
  by(({ createdAt }) => -createdAt),
  by(({ ordinal }) => -ordinal),
]

function orderNow(world: World, besides: readonly number[]): readonly Compares[] {
  const uid = by(({ replicaSet, ordinal }) => roll(world.seed, 'tie', { owner: replicaSet, ordinal }, NONE, 1_000_000))
  const shorter =
    (since: (pod: Pod) => number): Compares =>
    (a, b) =>
      since(a) === since(b) ? 0 : magnitude(world.tick - since(a)) - magnitude(world.tick - since(b)) || uid(a, b)
  return [
    ...STAGES,
    by(({ deletionCost }) => deletionCost),
    by(({ node }) => -(besides[node] ?? 0)),
    shorter(({ ready, readySince }) => (ready ? readySince : NONE)),
    byRestarts,
    shorter(({ createdAt }) => createdAt),
    uid,
  ]
}

function countOnNodes(world: Seen<World>, deployment: Seen<Deployment>): readonly number[] {
  const counts = world.nodes.map(() => 0)
  for (const { node } of podsOwned(world, deployment)) if (node !== NONE) counts[node] = (counts[node] ?? 0) + 1
  return counts
}

/** The whole part of the binary logarithm of a span, in nanoseconds as Go counts it. */
function magnitude(seconds: number): number {
  const nanoseconds = seconds * 1_000_000_000
  let power = -1
  for (let value = 1; value <= nanoseconds; value *= 2) power += 1
  return power
}
