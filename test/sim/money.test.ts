import { describe, expect, it } from 'vitest'
import { ASSUMPTIONS } from '../../src/model/assumptions'
import type { World } from '../../src/model/world'
import { hourly } from '../../src/sim/money'
import { asks, aWorld, inBowl, inBoxes, onSlab, order, pass } from '../given'

const CORE_HOUR = ASSUMPTIONS.machineCoreHour

describe('An hour costs, at one unit of money for a core,', () => {
  const cases: readonly [string, () => World, number][] = [
    ['nothing while nothing is used', () => aWorld(), 0],
    [
      'for pods what they request, whatever they use',
      () => {
        const world = aWorld({ spec: { requests: asks(500, 256), replicas: 3 } })
        inBowl(world)
        pass(world, 1)
        return world
      },
      1.5,
    ],
    [
      'for a server its vCPUs’ share of a core, 4 to 1, and a tenth more',
      () => {
        const world = aWorld()
        inBoxes(world)
        return world
      },
      0.55,
    ],
    [
      'in 2017, at 16 to 1, a quarter of that',
      () => {
        const world = aWorld({ era: '2017' })
        inBoxes(world)
        return world
      },
      0.137,
    ],
    [
      'for a machine all its cores from the moment it is ordered, used or not',
      () => {
        const world = aWorld()
        order(world, { order: 'deploy', machine: 5 })
        return world
      },
      16,
    ],
    [
      'nothing for a server in ERROR, nor for one that is deleted',
      () => {
        const world = aWorld({
          workloads: [{ flavor: 'huge' }, { name: 'gone' }],
          park: {
            flavors: [
              { name: 'huge', vcpus: 17, ramMiB: 1 },
              { name: 'm1', vcpus: 2, ramMiB: 4_096 },
            ],
          },
        })
        inBoxes(world, 0)
        inBoxes(world, 1)
        order(world, { order: 'delete-servers', workload: 1 })
        return world
      },
      0,
    ],
    [
      'for a machine that is let go still: it stays deployed',
      () => {
        const world = aWorld()
        onSlab(world)
        pass(world, 700)
        order(world, { order: 'leave-machines', workload: 0 })
        return world
      },
      16,
    ],
  ]

  it.each(cases)('%s', (_, world, cores) => expect(hourly(world())).toBe(Math.round(cores * CORE_HOUR)))
})

describe('What is spent', () => {
  it('is an hour’s money in an hour, to the micro-unit', () => {
    const world = aWorld({ spec: { requests: asks(333, 64) } })
    inBowl(world)
    pass(world, 3_600)
    expect(world.spent).toBe(333_000)
  })

  it('is never less than it was', () => {
    const world = aWorld()
    inBowl(world)
    for (let before = 0, i = 0; i < 50; i += 1) {
      pass(world, 1)
      expect(world.spent).toBeGreaterThanOrEqual(before)
      before = world.spent
    }
  })
})
