import { describe, expect, it } from 'vitest'
import { entryOf, lettersIn } from '../../src/level/entry'
import { aCourse } from '../given'

const disk = [{ data: {} }]
const struck = (what: string) => [{ what }]

describe('A letter of S-T-A-T-E can be earned', () => {
  it.each([
    ['where a machine goes under data', disk, struck('host-down'), 1],
    ['where it is cut off', disk, struck('host-cut-off'), 1],
    ['where a feed goes', disk, struck('power-lost'), 1],
    ['not where only kernels and processes fall', disk, [...struck('kernel-panic'), ...struck('process-crash')], 0],
    ['not where there is no data', [{}], struck('host-down'), 0],
    ['not where nothing is on the timetable', disk, undefined, 0],
  ] as const)('%s', (_, workloads, incidents, letters) => {
    expect(lettersIn({ workloads, ...(incidents && { incidents }) })).toBe(letters)
  })
})

describe('Gold asks', () => {
  const thresholds = (gold: number) => ({ bronze: gold, silver: gold, gold })
  const medals = { slo: thresholds(990_000), cost: thresholds(3), toil: thresholds(2) }
  const gold = (shows: readonly ('budget' | 'cost' | 'toil')[]) =>
    entryOf(aCourse({ medals, shows: [...shows] }).level).gold

  it('nothing of a meter that is not shown', () => {
    expect(gold(['budget'])).toEqual({ slo: 990_000 })
    expect(gold(['budget', 'cost', 'toil'])).toEqual({ slo: 990_000, cost: 3, toil: 2 })
  })

  it('nothing where there are no medals', () => {
    const { medals: _, ...level } = aCourse({}).level
    expect(entryOf(level).gold).toBeUndefined()
  })
})
