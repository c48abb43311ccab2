/** What a probe that is settled is spared makes no difference to anything that happens. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NONE, type World } from '../../src/model/world'
import type { Order } from '../../src/sim/orders/orders'
import { fork, step } from '../../src/sim/step'
import { aMachine, aWorld, order, refusalOf } from '../given'

function unsettle({ wake }: World): void {
  for (const due of wake.slots.flat()) if (due.what === 'probe') due.settledAt = NONE
}

const NODE = { kind: 'node', id: 0 } as const
const DOINGS: readonly Order[] = [
  { order: 'crash', workload: 0 },
  { order: 'hang', workload: 0 },
  { order: 'hang', workload: 1 },
  { order: 'bring-down', host: NODE },
  { order: 'bring-up', host: NODE },
  { order: 'cut-off', host: { kind: 'machine', id: 1 } },
  { order: 'reconnect', host: { kind: 'machine', id: 1 } },
  { order: 'stop-kubelet', node: 1 },
  { order: 'start-kubelet', node: 1 },
  { order: 'scale', workload: 0, replicas: 1 },
  { order: 'scale', workload: 0, replicas: 3 },
  { order: 'drain', node: 0 },
]

it('Whatever is done, a world that asks every probe anew is told the same (seed 31)', () => {
  const doings = fc.array(fc.tuple(fc.constantFrom(...DOINGS), fc.integer({ min: 1, max: 30 })), { maxLength: 6 })
  fc.assert(
    fc.property(doings, fc.integer({ min: 5, max: 400 }), fc.nat(99), (all, perSecond, seed) => {
      const world = aWorld({
        seed,
        machines: ['b1', 'b2'].map(name => aMachine({ name })),
        workloads: ['web', 'api'].map(name => ({
          name,
          replicas: 3,
          warmup: 2,
          readinessProbe: { periodSeconds: 3 },
          livenessProbe: { periodSeconds: 4, failureThreshold: 2 },
          demand: [{ at: 0, perSecond }],
        })),
      })
      for (const workload of [0, 1]) order(world, { order: 'create', workload, node: undefined })
      const anew = fork(world)
      for (const [what, seconds] of [[undefined, 20], ...all] as const) {
        for (const each of what && refusalOf(world, what) === undefined ? [world, anew] : []) order(each, what as Order)
        for (let i = 0; i < seconds; i += 1) {
          unsettle(anew)
          expect(step(world).happenings).toEqual(step(anew).happenings)
        }
      }
    }),
    { seed: 31, numRuns: 15 },
  )
})
