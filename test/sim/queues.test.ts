/**
 * Each backend has a queue of its own. What it answered is kept from second to second; whatever
 * changes, it must never be an answer to something else.
 */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { World } from '../../src/model/world'
import type { Order } from '../../src/sim/orders/orders'
import { obey } from '../../src/sim/orders/orders'
import { hashOf } from '../../src/sim/plain'
import { step } from '../../src/sim/step'
import { aWorld, inBowl, inBoxes, order, pass, theTraffic, when } from '../given'
import { tries } from '../runs'
import { exactly } from './oracles'

const SEED = 344
const DATA = { sizeMiB: 500, copies: 'one', writes: 0 } as const

/** As if nothing had ever been kept. */
function forget(world: World): World {
  for (const { traffic } of world.workloads) traffic.queues.length = 0
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

describe('Backends of which one has a quarter of the workers are picked as often as the others,', () => {
  /** Three servers of four workers, of which the last has only one. */
  function lopsided(perSecond: number): World {
    const world = aWorld({ spec: { demand: [{ at: 0, perSecond }] }, due: 300, lasts: 20_000 })
    inBoxes(world, 0, 3)
    pass(world, 200) // the health check puts them in service
    Object.assign(world.units[2] as object, { workers: 1 })
    pass(world, 100)
    return world
  }

  const alone = (perSecond: number, workers: number) =>
    exactly({ arrivalsPerSecond: perSecond, workers, serviceMs: 50, sloMs: 1_000, room: 14 * workers })

  it.each([30, 54, 66, 150, 300])('so that at %i a second each is a queue by itself', perSecond => {
    const world = lopsided(perSecond)
    pass(world, 1_000)
    const each = perSecond / 3
    const lost = (2 * alone(each, 4).lost + alone(each, 1).lost) / 3
    const late = (2 * alone(each, 4).late + alone(each, 1).late) / 3
    expect(Math.abs(theTraffic(world).lost - lost * perSecond * 1_000)).toBeLessThan(2)
    expect(Math.abs(theTraffic(world).late - late * perSecond * 1_000)).toBeLessThan(2)
  })

  it('and the small one loses a part of its third though all together have workers enough', () => {
    const world = lopsided(120) // of the 180 that nine workers can do; the small one gets 40 and can do 20
    pass(world, 100)
    expect(theTraffic(world).state).toBe('serving')
    expect(theTraffic(world).lost / 100 / 40).toBeCloseTo(0.5, 1)
  })
})
