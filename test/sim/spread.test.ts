/** Pods of one owner are spread over hosts, though nobody asked for it. */

import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/model/kubernetes'
import { naturalLog } from '../../src/sim/logarithm'
import { place } from '../../src/sim/scheduling/scheduler'
import { selectorSpread } from '../../src/sim/scheduling/score-2017'
import { spreadScores } from '../../src/sim/scheduling/spread'
import { aMachine, asks, aWorld, inBowl, livePods, pass } from '../given'

const nodes = (alike: readonly number[]) => aWorld({ machines: alike.map((_, i) => aMachine({ name: `b${i}` })) }).nodes

describe('The default constraint gives candidates with so many pods alike', () => {
  // weight ln(candidates + 2), maxSkew 3, as podtopologyspread/scoring.go would
  const cases: readonly (readonly [readonly number[], readonly number[]])[] = [
    [
      [0, 0, 0],
      [100, 100, 100],
    ],
    [
      [1, 0, 0],
      [50, 100, 100],
    ],
    [
      [2, 1, 0],
      [40, 60, 100],
    ],
    [
      [1, 1, 1],
      [100, 100, 100],
    ],
    [[5], [100]],
  ]
  it.each(cases)('%j the scores %j', (alike, scores) => expect(spreadScores(alike, nodes(alike), [])).toEqual(scores))

  it('in 2017 from ten down to nothing', () => {
    expect(selectorSpread([3, 2, 0], nodes([3, 2, 0]))).toEqual([0, 3, 10])
    expect(selectorSpread([0, 0], nodes([0, 0]))).toEqual([10, 10])
  })
})

describe('Replicas of a Deployment', () => {
  it.each([1, 2, 3, 4, 5])('stand on three nodes if there are three of each (seed %i)', seed => {
    const world = aWorld({ seed, spec: { replicas: 3 } })
    inBowl(world)
    pass(world, 5)
    expect(new Set(livePods(world).map(({ node }) => node)).size).toBe(3)
  })

  it('go where nobody of theirs is, even to the fuller node', () => {
    const alike = { requests: asks(500, 256), kernel: 'shared', machine: -1, nodeSelector: [] } as const
    const world = aWorld({ machines: [aMachine({ name: 'b1' }), aMachine({ name: 'b2' })] })
    const [, fuller] = world.nodes as [Node, Node]
    fuller.requested = asks(1_000, 512)
    fuller.scored = asks(1_000, 512)
    const chosen = (counts: number[]) => place({ ...alike, alike: counts }, world, () => 0)
    expect(chosen([1, 0])).toMatchObject({ kind: 'bind', node: 1 })
    expect(chosen([0, 0])).toMatchObject({ kind: 'bind', node: 0 })
  })
})

it('The logarithm is right to the twelfth digit, for whole numbers up to 5,002', () => {
  for (let n = 1; n <= 5_002; n += 1) expect(Math.abs(naturalLog(n) - Math.log(n))).toBeLessThan(1e-12)
})
