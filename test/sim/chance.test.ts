import { describe, expect, it } from 'vitest'
import { roll, rollBetween, STREAMS } from '../../src/sim/chance'
import { slowedBy } from '../../src/sim/metal/ironic'
import { aWorld, inBowl, inBoxes, order, pass } from '../given'

const SOMEBODY = { owner: 3, ordinal: 1 }

/** How far counts are from even, as chi squared. */
function chiSquared(counts: readonly number[]): number {
  const even = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - even) ** 2 / even, 0)
}

function counted(sides: number, rolls: number, draw: (i: number) => number): number[] {
  const counts = Array.from({ length: sides }, () => 0)
  for (let i = 0; i < rolls; i += 1) counts[draw(i)] = (counts[draw(i)] ?? 0) + 1
  return counts
}

describe('A roll', () => {
  it('is the same for the same purpose, always', () => {
    expect(roll(1701, 'tie', SOMEBODY, 4, 1_000)).toBe(roll(1701, 'tie', SOMEBODY, 4, 1_000))
  })

  it('stays what it is: these were drawn once and written down, since runs are kept by them', () => {
    const drawn = STREAMS.map(stream => roll(1701, stream, SOMEBODY, 0, 1_000_000))
    const known = [125856, 214265, 870296, 666192, 445594, 858927, 560901, 159741, 525530, 726262, 854671]
    expect(drawn.slice(0, known.length)).toEqual(known) // later ones may follow
  })

  it('is a whole number from 0 to one less than the sides', () => {
    for (let i = 0; i < 2_000; i += 1) {
      const n = roll(i, 'podStart', SOMEBODY, i, 6)
      expect(Number.isInteger(n) && n >= 0 && n < 6).toBe(true)
    }
    expect(roll(5, 'tie', SOMEBODY, 0, 1)).toBe(0)
  })

  it('between two ends reaches both', () => {
    const rolls = Array.from({ length: 500 }, (_, i) =>
      rollBetween(i, 'serverBoot', SOMEBODY, 0, { least: 44, most: 97 }),
    )
    expect([Math.min(...rolls), Math.max(...rolls)]).toEqual([44, 97])
  })
})

describe('Chance is even enough (chi squared of 20 sides over 20,000 rolls, 19 degrees, under 43.8: p 0.001)', () => {
  const SIDES = 20
  const ROLLS = 20_000
  const along: readonly [string, (i: number) => number][] = [
    ['over seeds in a row', i => roll(i, 'tie', SOMEBODY, 0, SIDES)],
    ['over owners', i => roll(7, 'tie', { owner: i, ordinal: 0 }, 0, SIDES)],
    ['over ordinals', i => roll(7, 'tie', { owner: 0, ordinal: i }, 0, SIDES)],
    ['over the rolls of one entity', i => roll(7, 'tie', SOMEBODY, i, SIDES)],
  ]

  it.each(along)('%s', (_, draw) => expect(chiSquared(counted(SIDES, ROLLS, draw))).toBeLessThan(43.8))

  it('and neighbours know nothing of one another: pairs of 8 sides, 63 degrees, under 103.4', () => {
    const pair = (i: number) => roll(i, 'tie', SOMEBODY, 0, 8) * 8 + roll(i + 1, 'tie', SOMEBODY, 0, 8)
    expect(chiSquared(counted(64, ROLLS, pair))).toBeLessThan(103.4)
    const streams = (i: number) => roll(i, 'serverActive', SOMEBODY, 0, 8) * 8 + roll(i, 'serverBoot', SOMEBODY, 0, 8)
    expect(chiSquared(counted(64, ROLLS, streams))).toBeLessThan(103.4)
  })
})

describe('One move more changes nobody else’s luck:', () => {
  const twoWorkloads = () => aWorld({ workloads: [{ name: 'mine' }, { name: 'other', replicas: 3 }] })

  it('a server boots as fast, whoever else is booted before', () => {
    const bootOfMine = (others: boolean) => {
      const world = twoWorkloads()
      if (others) inBoxes(world, 1, 3)
      inBoxes(world, 0)
      return world.servers.at(-1)?.bootsAt
    }
    expect(bootOfMine(true)).toBe(bootOfMine(false))
  })

  it('a pod starts as fast, whoever else starts before', () => {
    const startOfMine = (others: boolean) => {
      const world = twoWorkloads()
      if (others) inBowl(world, 1)
      inBowl(world, 0)
      pass(world, 10)
      return world.pods.find(pod => pod.workload === 0)?.startedAt
    }
    expect(startOfMine(true)).toBe(startOfMine(false))
  })

  it('a machine deploys as fast, whichever other was ordered before, but for the network that they share', () => {
    const deployOfSecond = (others: boolean) => {
      const world = twoWorkloads()
      if (others) order(world, { order: 'deploy', machine: 5 })
      order(world, { order: 'deploy', machine: 6 })
      return world.machines[6]?.activeAt
    }
    expect(deployOfSecond(true)).toBe((deployOfSecond(false) ?? 0) + slowedBy({ era: 'now' }, 2))
  })
})
