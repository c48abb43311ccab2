/**
 * Whatever is done to a workload with a disk, by people and by what breaks: every write
 * that was acknowledged is on its disk or counted as lost.
 */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { World } from '../../src/model/world'
import { type Order, obey } from '../../src/sim/orders/orders'
import { step } from '../../src/sim/step'
import { aHypervisor, aMachine, aSpare, aWorld, theTraffic } from '../given'
import { tries } from '../runs'
import { expectLawful } from './lawful'

const SEED = 20_260_917

const start = fc.record({
  era: fc.constantFrom('now' as const, '2017' as const),
  seed: fc.nat({ max: 99 }),
  controller: fc.constantFrom('Deployment' as const, 'StatefulSet' as const),
  disk: fc.constantFrom('local' as const, 'network' as const),
  warmup: fc.nat({ max: 8 }),
  probed: fc.boolean(),
})
type Start = typeof start extends fc.Arbitrary<infer Value> ? Value : never

function opened({ era, seed, controller, disk, warmup, probed }: Start): World {
  return aWorld({
    era,
    seed,
    machines: [
      ...['b1', 'b2'].map(name => aMachine({ name })),
      ...['h1', 'h2'].map(name => aHypervisor(name)),
      ...['s1', 's2'].map(name => aSpare(name)),
    ],
    spec: {
      controller,
      warmup,
      readinessProbe: probed ? { periodSeconds: 2 } : undefined,
      data: { sizeMiB: 2_000, copies: 'one', disk, writes: 1_000_000 },
    },
  })
}

const HOSTS = ['bring-down', 'bring-up', 'cut-off', 'reconnect'] as const
const acts = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Order>({ order: 'create', workload: 0, node: undefined }) },
  { weight: 3, arbitrary: fc.constant<Order>({ order: 'boot', workload: 0, servers: 1, hypervisor: undefined }) },
  { weight: 2, arbitrary: fc.constant<Order>({ order: 'provision', workload: 0, machine: undefined }) },
  { weight: 3, arbitrary: fc.constant<Order>({ order: 'cut-over', workload: 0 }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('delete-deployment' as const, 'delete-servers' as const, 'leave-machines' as const)
      .map((order): Order => ({ order, workload: 0 })),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...HOSTS), fc.nat({ max: 5 }))
      .map(([order, id]): Order => ({ order, host: { kind: 'machine', id } })),
  },
  { weight: 1, arbitrary: fc.nat({ max: 1 }).map((node): Order => ({ order: 'confirm-dead', node })) },
  { weight: 1, arbitrary: fc.nat({ max: 1 }).map((node): Order => ({ order: 'drain', node })) },
  { weight: 2, arbitrary: fc.nat({ max: 2 }).map((server): Order => ({ order: 'evacuate', server })) },
  { weight: 1, arbitrary: fc.nat({ max: 2 }).map((server): Order => ({ order: 'live-migrate', server })) },
  { weight: 1, arbitrary: fc.nat({ max: 2 }).map((server): Order => ({ order: 'start-server', server })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('snapshot' as const, 'restore' as const, 'copy-volume' as const), fc.nat({ max: 2 }))
      .map(([order, volume]): Order => ({ order, volume })),
  },
  { weight: 1, arbitrary: fc.constant<Order>({ order: 'lose-disk', workload: 0 }) },
  { weight: 1, arbitrary: fc.constant<Order>({ order: 'crash', workload: 0 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 3 }).map((replicas): Order => ({ order: 'scale', workload: 0, replicas })),
  },
)
const script = fc.array(fc.tuple(acts, fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 400 }))), {
  minLength: 6,
  maxLength: 24,
  size: 'max',
})

/** Orders of things that are not there are left out. */
const isThere = (world: World, order: Order) =>
  (!('server' in order) || world.servers[order.server] !== undefined) &&
  (!('volume' in order) || world.volumes[order.volume] !== undefined)

describe(`A workload with a disk, whatever is done to it (seed ${SEED}),`, () => {
  it('keeps the laws, and every acknowledged write is on its disks or counted as lost', () => {
    fc.assert(
      fc.property(start, script, (given, all) => {
        const world = opened(given)
        for (const [order, wait] of all) {
          if (isThere(world, order)) obey(world, order, { by: 'command', id: 0 })
          for (let i = 0; i < wait; i += 1) step(world)
          expectLawful(world)
          expectWritesToBeSomewhere(world)
        }
      }),
      tries(SEED, 80),
    )
  })
})

function expectWritesToBeSomewhere(world: World): void {
  const { served, cutShort, writesLost } = theTraffic(world)
  const kept = world.volumes
    .filter(({ state, copy }) => state !== 'deleted' && copy === undefined)
    .reduce((sum, { written }) => sum + written, 0)
  expect(kept + writesLost).toBe(served + cutShort)
}
