import { describe, expect, it } from 'vitest'
import { ASSUMPTIONS } from '../../src/model/assumptions'
import { FACTS } from '../../src/model/constants'
import { wearOver } from '../../src/sim/metal/wear'
import { aMachine, aSpare, aWorld, onSlab, order, reasons, when } from '../given'

const MACHINES = Array.from({ length: 20 }, (_, i) =>
  aMachine({ name: `m${i}`, rack: `r${i % 4}`, powerFeed: i % 2 === 0 ? 'a' : 'b' }),
)
const YEAR = 365
const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1)
const { crashesPerYear, disksBasisPoints } = FACTS.wear.value.now

const worn = (seed: number, from = 0, to = YEAR) => wearOver(aWorld({ seed, machines: MACHINES }), from, to)

describe('Over a year and many seeds, what breaks is as often as the rates say, within three sigma:', () => {
  const all = SEEDS.flatMap(seed => worn(seed))
  const years = SEEDS.length

  it.each([
    ['crashes, twice a year for each machine', 'crash', MACHINES.length * crashesPerYear],
    ['disks', 'disk', (MACHINES.length * ASSUMPTIONS.disksPerMachine * disksBasisPoints) / 10_000],
    ['racks and feeds', 'power', 4 * ASSUMPTIONS.rackFailures + 2 * ASSUMPTIONS.feedFailures],
  ] as const)('%s', (_, what, perYear) => {
    const expected = perYear * years
    const found = all.filter(each => each.what === what).length
    expect(Math.abs(found - expected)).toBeLessThan(3 * Math.sqrt(expected))
  })
})

describe('A jump', () => {
  it('of a year breaks what two of half a year break', () => {
    for (const seed of SEEDS.slice(0, 5)) {
      expect([...worn(seed, 0, 180), ...worn(seed, 180, YEAR)]).toEqual(worn(seed))
    }
  })

  it('breaks the same of a machine, however many others there are', () => {
    const few = wearOver(aWorld({ machines: MACHINES.slice(0, 3) }), 0, YEAR).filter(each => each.what !== 'power')
    const many = wearOver(aWorld({ machines: MACHINES }), 0, YEAR).filter(
      each => each.what !== 'power' && each.machine < 3,
    )
    expect(few).toEqual(many)
  })

  it('takes a local disk with what was on it', () => {
    const lost = SEEDS.filter(seed => {
      const world = aWorld({
        seed,
        machines: [aSpare('s1')],
        spec: { data: { sizeMiB: 100, copies: 'one', disk: 'local', writes: 500_000 } as never },
      })
      onSlab(world)
      when(world, 'UnitReady')
      return reasons(order(world, { order: 'let-days-pass', days: 3 * YEAR })).includes('DiskLost')
    })
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.length).toBeLessThan(SEEDS.length / 4)
  })
})
