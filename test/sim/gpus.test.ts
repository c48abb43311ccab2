import { describe, expect, it } from 'vitest'
import { refer } from '../../src/model/refs'
import { explain } from '../../src/sim/explain/explain'
import { freeGpus } from '../../src/sim/metal/gpus'
import { aMachine, asks, aWorld, inBowl, pass } from '../given'

describe('Devices that are free and of no use are stranded:', () => {
  const world = (gpus: readonly number[]) =>
    aWorld({
      machines: gpus.map((each, i) => aMachine({ name: `g${i + 1}`, gpus: each })),
      spec: { requests: asks(100, 64, 8) },
    })

  it.each([
    ['one on each of eight nodes', [1, 1, 1, 1, 1, 1, 1, 1], { free: 8, nodes: 8, most: 1, stranded: 8 }],
    ['eight on one', [8], { free: 8, nodes: 1, most: 8, stranded: 0 }],
    ['four and eight', [4, 8], { free: 12, nodes: 2, most: 8, stranded: 4 }],
    ['none', [0, 0], { free: 0, nodes: 0, most: 0, stranded: 0 }],
  ] as const)('%s', (_, gpus, expected) => expect(freeGpus(world(gpus), 8)).toEqual(expected))

  it('a pod that waits for eight says so', () => {
    const park = world([1, 1, 1, 1, 1, 1, 1, 1])
    inBowl(park)
    pass(park, 2)
    expect(explain(park, refer('pod', 0))).toContain(
      'nvidia.com/gpu: 8 asked for, 8 free on 8 nodes, 1 at most on one; 8 stranded',
    )
  })
})
