/**
 * Placing 150,000 mixed pods on 5,000 nodes: by the scheduler's index, and by its plain
 * scan, which looks at every node for every pod.
 *
 * All pods wait at once, those of different shapes and owners in turn. The scan would
 * take many minutes for all of them, so it is asked for one in so many, with the cluster
 * as full as it is by then: each time it has to find the very node to which the index
 * binds that pod. (`test/sim/placement.test.ts` asks it for every pod.)
 */

import type { Pod } from '../src/model/kubernetes'
import type { World } from '../src/model/world'
import { roll } from '../src/sim/chance'
import { reconcile } from '../src/sim/controllers/controllers'
import { obey } from '../src/sim/orders/orders'
import { hashOf } from '../src/sim/plain'
import { place, schedulePending } from '../src/sim/scheduling/scheduler'
import { wishOf } from '../src/sim/scheduling/wish-of'
import { openTelling } from '../src/sim/telling'
import { type Size, wholeSize } from './whole-size'

/** So often the scan is asked too. */
const SAMPLES = 20

export interface Placed {
  readonly pods: number
  readonly ms: number
  readonly scanned: number
  readonly scanMs: number
  /** Of those that were scanned for: bound to another node. */
  readonly unlike: number
  readonly hash: string
}

export function placeAll(size: Size, seed: number): Placed {
  const world = waiting(size, seed)
  const pods = world.work.pending
  const each = Math.ceil(pods.length / SAMPLES)
  let [ms, scanMs, scanned, unlike] = [0, 0, 0, 0]
  for (let from = 0; from < pods.length; from += each) {
    const first = world.pods[pods[from] as number] as Pod
    let found = -1
    scanMs += timed(() => {
      found = scan(world, first)
    })
    world.work.pending = pods.slice(from, from + each)
    ms += timed(() => schedulePending(world, openTelling(world)))
    scanned += 1
    if (first.node !== found) unlike += 1
  }
  return { pods: pods.length, ms, scanned, scanMs, unlike, hash: hashOf(world.pods.map(({ node }) => node)) }
}

/** Every pod is made, and none is placed. */
function waiting(size: Size, seed: number): World {
  const world = wholeSize(size, seed)
  const cause = { by: 'scenario', id: 'placing' } as const
  for (const { id } of world.workloads) obey(world, { order: 'create', workload: id, node: undefined }, cause)
  reconcile(world, openTelling(world))
  const turn = ({ ordinal, workload }: Pod) => ordinal * world.workloads.length + workload
  world.work.pending.sort((a, b) => turn(world.pods[a] as Pod) - turn(world.pods[b] as Pod))
  return world
}

/** As the scheduler asks for a pod that the index does not cover. */
function scan(world: World, pod: Pod): number {
  const key = { owner: pod.workload, ordinal: pod.ordinal }
  const decision = place(wishOf(world, pod), world, sides => roll(world.seed, 'tie', key, pod.attempts, sides))
  return decision.kind === 'bind' ? decision.node : -1
}

function timed(action: () => void): number {
  const start = performance.now()
  action()
  return performance.now() - start
}
