import { describe, expect, it } from 'vitest'
import { lettersIn } from '../../src/level/entry'

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
