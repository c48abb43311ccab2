import { describe, expect, it } from 'vitest'
import { bytesQuantity, cpuQuantity, humanBytes } from '../../src/sim/scheduling/quantity'

const MIB = 1_024 * 1_024

describe('A quantity is printed with the largest suffix that leaves it whole', () => {
  it.each([
    [0, '0'],
    [1_023, '1023'],
    [2_996_224 * 1_024, '2926Mi'],
    [2_996_225 * 1_024, '2996225Ki'],
    [1_024 * MIB, '1Gi'],
    [1_536 * MIB, '1536Mi'],
    [2_048 * 1_024 * MIB, '2Ti'],
  ])('%i bytes: %s', (bytes, printed) => {
    expect(bytesQuantity(bytes)).toBe(printed)
  })

  it.each([
    [0, '0'],
    [250, '250m'],
    [1_500, '1500m'],
    [4_000, '4'],
  ])('%i millicores: %s', (cpu, printed) => {
    expect(cpuQuantity(cpu)).toBe(printed)
  })

  it.each([
    [100 * MIB, '105 MB'],
    [2_048 * MIB, '2.1 GB'],
    [999, '999 B'],
  ])('%i bytes of a database: %s', (bytes, printed) => {
    expect(humanBytes(bytes)).toBe(printed)
  })
})
