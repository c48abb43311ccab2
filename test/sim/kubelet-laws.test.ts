/**
 * Whatever processes do and whatever is done to them: what kubelets make of it breaks no
 * law of the cluster, and none of their own.
 */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { World } from '../../src/model/world'
import { usedOn, workingSet } from '../../src/sim/kubelet/memory'
import { type Order, obey } from '../../src/sim/orders/orders'
import { step } from '../../src/sim/step'
import { aMachine, asks, aWorld } from '../given'
import { tries } from '../runs'
import { expectLawful } from './lawful'

const SEED = 20_261_126

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const probe = fc.record({
  periodSeconds: fc.integer({ min: 1, max: 7 }),
  failureThreshold: fc.integer({ min: 1, max: 3 }),
})

const spec = fc.record({
  requests: fc.constantFrom(asks(0, 0), asks(100, 200), asks(500, 600)),
  replicas: fc.integer({ min: 1, max: 4 }),
  image: fc.constantFrom('web', 'raw', 'wbe'),
  warmup: fc.nat({ max: 12 }),
  readinessProbe: maybe(probe),
  livenessProbe: maybe(probe),
  startupProbe: maybe(probe),
  limits: maybe(
    fc.record({ cpu: maybe(fc.constantFrom(300, 1_500)), memory: maybe(fc.constantFrom(asks(0, 700).memory)) }),
  ),
  memory: maybe(
    fc.record({
      baseMiB: fc.constantFrom(50, 300),
      leakMiBPerMinute: fc.constantFrom(0, 60, 1_200),
      perRequestMiB: fc.constantFrom(0, 5),
    }),
  ),
  preStopSeconds: maybe(fc.constantFrom(1, 4, 40)),
  graceSeconds: maybe(fc.constantFrom(0, 3, 20)),
  demand: fc.constantFrom([{ at: 0, perSecond: 20 }], [{ at: 0, perSecond: 300 }]),
  controller: fc.constantFrom('Deployment' as const, 'StatefulSet' as const, 'Pod' as const),
})

const start = fc.record({
  era: fc.constantFrom('now' as const, '2017' as const),
  seed: fc.nat({ max: 999 }),
  workloads: fc.array(spec, { minLength: 1, maxLength: 3 }),
  total: fc.constantFrom(undefined, 30),
})

const host = (id: number) => ({ kind: 'machine', id }) as const
const on = (id: number): readonly Order[] => [
  { order: 'create', workload: id, node: undefined },
  { order: 'scale', workload: id, replicas: 1 },
  { order: 'scale', workload: id, replicas: 5 },
  { order: 'hang', workload: id },
  { order: 'crash', workload: id },
  { order: 'evict', pod: id },
  { order: 'delete-deployment', workload: id },
  { order: 'bring-down', host: host(id % 2) },
  { order: 'bring-up', host: host(id % 2) },
  { order: 'cut-off', host: host(id % 2) },
  { order: 'reconnect', host: host(id % 2) },
]
const act = fc.record({
  wait: fc.nat({ max: 60 }),
  order: fc.oneof(
    { weight: 8, arbitrary: fc.nat({ max: 2 }).chain(id => fc.constantFrom(...on(id))) },
    { weight: 1, arbitrary: fc.constantFrom<Order>({ order: 'stop-registry' }, { order: 'start-registry' }) },
  ),
})

function opened({ era, seed, workloads, total }: typeof start extends fc.Arbitrary<infer T> ? T : never): World {
  const world = aWorld({
    era,
    seed,
    park: {
      machines: ['b1', 'b2'].map(name => aMachine({ name, memoryMiB: 2_048 })),
      images: [
        { name: 'web', sizeMiB: 240, cached: true },
        { name: 'raw', sizeMiB: 300, cached: false },
      ],
      registryTotalMiBPerSecond: total,
    },
    workloads: workloads.map((each, i) => ({ ...each, name: `w${i}` })),
  })
  workloads.forEach((_, workload) => {
    obey(world, { order: 'create', workload, node: undefined }, { by: 'command', id: 0 })
  })
  return world
}

const isThere = (world: World, order: Order) => !('workload' in order) || order.workload < world.workloads.length

/** Of their own: nobody is beyond its limit, or its node, for longer than the ten seconds between two looks. */
function expectLimitsKept(world: World, beyond: Map<string, number>): void {
  const over = new Set<string>()
  for (const pod of world.pods) {
    const limit = world.workloads[pod.workload]?.spec.limits?.memory
    if (!pod.gone && world.nodes[pod.node]?.up && limit !== undefined && workingSet(world, pod) > limit)
      over.add(`pod ${pod.id}`)
  }
  for (const node of world.nodes)
    if (node.up && usedOn(world, node) > asks(0, 2_048).memory) over.add(`node ${node.name}`)
  for (const who of over) {
    beyond.set(who, (beyond.get(who) ?? 0) + 1)
    expect([who, (beyond.get(who) ?? 0) <= 11]).toEqual([who, true])
  }
  for (const who of [...beyond.keys()]) if (!over.has(who)) beyond.delete(who)
}

describe(`Kubelets, with processes of every kind (seed ${SEED})`, () => {
  it('keep the laws', () => {
    fc.assert(
      fc.property(start, fc.array(act, { maxLength: 12 }), (begun, acts) => {
        const world = opened(begun)
        const beyond = new Map<string, number>()
        for (const { wait, order } of acts) {
          for (let i = 0; i < wait; i += 1) {
            step(world)
            expectLimitsKept(world, beyond)
          }
          if (isThere(world, order)) obey(world, order, { by: 'command', id: 0 })
          expectLawful(world)
        }
      }),
      tries(SEED, 40),
    )
  })
})
