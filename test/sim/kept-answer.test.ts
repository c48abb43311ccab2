/** What a queue answered is kept from second to second. Whatever changes, it must never be an answer to something else. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { World } from '../../src/model/world'
import type { Order } from '../../src/sim/orders'
import { obey } from '../../src/sim/orders'
import { hashOf } from '../../src/sim/plain'
import { step } from '../../src/sim/step'
import { aWorld, inBowl, order, pass, theTraffic, when } from '../given'
import { tries } from '../runs'

const SEED = 344
const DATA = { sizeMiB: 500, copies: 'one', writes: 0 } as const

/** As if nothing had ever been kept. */
function forget(world: World): World {
  for (const { traffic } of world.workloads) {
    traffic.answer = { offered: -1, workers: 0, serviceMs: 0, lost: 0, late: 0 }
    traffic.calm = { workers: 0, serviceMs: 0, upTo: -1 }
  }
  return world
}

const acts = fc.oneof(
  fc.constantFrom(0, 1, 2).map((volume): Order => ({ order: 'copy-volume', volume })),
  fc.integer({ min: 1, max: 3 }).map((replicas): Order => ({ order: 'scale', workload: 0, replicas })),
  fc.constant<Order>({ order: 'crash', workload: 0 }),
  fc.constant<Order>({ order: 'shed', workload: 0 }),
)

describe(`What is kept of a queue's answers (seed ${SEED})`, () => {
  it('is never kept for another load, other workers or another disk', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('local' as const, 'network' as const),
        fc.array(fc.tuple(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(acts, fc.nat({ max: 40 })), { minLength: 1, maxLength: 8, size: 'max' }),
        (disk, demand, script) => {
          const points = demand.map(([wait, perSecond], i) => ({ at: 41 * i + wait, perSecond }))
          const world = aWorld({ spec: { demand: points, data: { ...DATA, disk } } })
          const other = aWorld({ spec: { demand: points, data: { ...DATA, disk } } })
          for (const each of [world, other]) inBowl(each)
          for (const [asked, wait] of script) {
            const there = !('volume' in asked) || world.volumes[asked.volume] !== undefined
            for (const each of [world, other]) if (there) obey(each, asked, { by: 'command', id: 0 })
            for (let i = 0; i < wait; i += 1) {
              step(world)
              step(forget(other))
            }
          }
          expect(hashOf(forget(world))).toBe(hashOf(forget(other)))
        },
      ),
      tries(SEED, 60),
    )
  })

  it('goes with the disk: at 50 a second four workers are calm on a local one, and lose on a network one', () => {
    const world = aWorld({ spec: { demand: [{ at: 0, perSecond: 50 }], data: { ...DATA, disk: 'local' } } })
    inBowl(world)
    pass(world, 30)
    expect(theTraffic(world)).toMatchObject({ lostNow: 0, lateNow: 0 })
    order(world, { order: 'copy-volume', volume: 0 })
    when(world, 'Ready')
    pass(world, 5)
    expect(theTraffic(world).lostNow + theTraffic(world).lateNow).toBeGreaterThan(10)
  })
})
