/** How full a Node would be, scored over any resources, at the edges. */

import { describe, expect, it } from 'vitest'
import {
  balancedAllocationOf,
  brokenLinear,
  isBestEffort,
  leastAllocatedOf,
  mostAllocatedOf,
  requestedToCapacityRatioOf,
  type Shape,
  type Share,
  sharesOf,
  wrongWeight,
} from '../../src/sim/storage/allocation'

const share = (asks: number, has: number, weight = 1): Share => ({ asks, has, weight })

describe('LeastAllocated and MostAllocated give', () => {
  const cases: readonly (readonly [string, readonly Share[], number, number])[] = [
    ['nothing for no resources', [], 0, 0],
    ['nothing where the node has none of them', [share(3, 0), share(0, 0)], 0, 0],
    ['what the others say where the node lacks one', [share(1, 4), share(0, 0, 50)], 75, 25],
    ['all and nothing for an idle node', [share(0, 4), share(0, 8)], 100, 0],
    ['nothing and all for one exactly full', [share(4, 4), share(8, 8)], 0, 100],
    ['no less and no more when more is asked than there is', [share(9, 4), share(8, 8)], 0, 100],
    ['each resource rounded down before the mean', [share(1, 3), share(1, 3)], 66, 33],
    ['the mean rounded down: 37.5', [share(3, 4), share(1, 2)], 37, 62],
    ['a resource of weight 3 three times', [share(3, 4, 3), share(1, 4)], 37, 62],
    ['the same for weights alike, however great', [share(3, 4, 100), share(1, 4, 100)], 50, 50],
    ['a fifth resource its fifth', [share(1, 1), share(1, 1), share(1, 1), share(1, 1), share(0, 1)], 20, 80],
    ['bytes as exactly as cores: 1 TiB', [share(549_755_813_888, 1_099_511_627_776)], 50, 50],
  ]
  it.each(cases)('%s', (_, shares, least, most) => {
    expect([leastAllocatedOf(shares), mostAllocatedOf(shares)]).toEqual([least, most])
  })
})

describe('BalancedAllocation gives', () => {
  const cases: readonly (readonly [string, readonly Share[], number])[] = [
    ['all for one resource, which is in balance with itself', [share(3, 4)], 100],
    ['all where the node has none of them', [share(3, 0), share(1, 0)], 100],
    ['half of the gap away from all for two', [share(3, 4), share(1, 4)], 75],
    ['the same two, the other way round', [share(1, 4), share(3, 4)], 75],
    ['no more than full for more than there is', [share(9, 4), share(4, 4)], 100],
    ['the deviation from the mean for three: 0, 0, 1', [share(0, 1), share(0, 1), share(1, 1)], 52],
    ['the deviation for four: 0, 0, 1, 1', [share(0, 1), share(0, 1), share(1, 1), share(1, 1)], 50],
    ['two where the third is not there', [share(3, 4), share(1, 4), share(0, 0)], 75],
    ['half a point away: 87.5', [share(3, 4), share(1, 2)], 87],
  ]
  it.each(cases)('%s', (_, shares, score) => expect(balancedAllocationOf(shares)).toBe(score))

  it('nobody anything if the Pod wants nothing of what is looked at', () => {
    const looked = [
      { name: 'cpu', weight: 1 },
      { name: 'memory', weight: 1 },
    ]
    expect(isBestEffort(looked, {})).toBe(true)
    expect(isBestEffort(looked, { cpu: 0, 'nvidia.com/gpu': 1 })).toBe(true)
    expect(isBestEffort(looked, { cpu: 0, memory: 1 })).toBe(false)
  })
})

describe('RequestedToCapacityRatio gives', () => {
  const spread: Shape = [
    [0, 10],
    [100, 0],
  ]
  const pack: Shape = [
    [0, 0],
    [100, 10],
  ]
  const cases: readonly (readonly [string, readonly Share[], Shape, number])[] = [
    ['by a falling shape, most to the idle', [share(0, 4), share(0, 8)], spread, 100],
    ['by a rising one, most to the full', [share(4, 4), share(8, 8)], pack, 100],
    ['nothing where there is nothing: it is left out', [share(0, 0)], pack, 0],
    ['by the others where one is not there', [share(0, 0), share(1, 2)], pack, 50],
    ['what full is worth where more is asked than there is', [share(5, 4)], pack, 100],
    ['nothing where all is worth nothing', [share(4, 4), share(5, 4)], spread, 0],
    ['no place in the mean to what is worth nothing', [share(4, 4), share(1, 4)], spread, 75],
    ['halves rounded up: 37.5', [share(1, 2), share(3, 4)], spread, 38],
    ['below halves rounded down: 33 and 33 and 34', [share(67, 100), share(67, 100), share(66, 100)], spread, 33],
    ['by weight: 3 of 25, 1 of 75', [share(3, 4, 3), share(1, 4)], spread, 38],
  ]
  it.each(cases)('%s', (_, shares, shape, score) => expect(requestedToCapacityRatioOf(shares, shape)).toBe(score))
})

describe('A broken line', () => {
  const falling: Shape = [
    [0, 0],
    [40, 100],
    [100, 0],
  ]
  const cases = [
    ['is level before its first point', -5, 0],
    ['meets its points', 40, 100],
    ['rises between two', 10, 25],
    ['is rounded towards zero as it rises', 1, 2],
    ['is rounded towards zero as it falls: 100 - 1.67', 41, 99],
    ['is level after its last point', 500, 0],
  ] as const
  it.each(cases)('%s', (_, at, y) => expect(brokenLinear(falling, at)).toBe(y))

  it('of one point is that point', () => expect(brokenLinear([[50, 7]], 90)).toBe(7))
})

describe('Of the resources a profile names', () => {
  const node = { requested: { cpu: 100, 'x/gpu': 1 }, allocatable: { cpu: 1_000, 'x/gpu': 8 } }
  const named = (...names: readonly string[]) => names.map(name => ({ name, weight: 1 }))

  it('what others requested counts with what the Pod wants', () => {
    expect(sharesOf(named('cpu', 'x/gpu'), { cpu: 50, 'x/gpu': 2 }, node)).toEqual([share(150, 1_000), share(3, 8)])
  })

  it('a device that the Pod does not want is as if the node had none, cpu is not', () => {
    expect(sharesOf(named('cpu', 'x/gpu'), {}, node)).toEqual([share(100, 1_000), share(0, 0)])
  })

  it('the first whose weight is not 1 to 100 is refused', () => {
    const weights = (...all: readonly number[]) => wrongWeight(all.map(weight => ({ name: 'cpu', weight })))
    expect([weights(1, 100), weights(1, 0), weights(-1, 0), weights(1, 101), weights()]).toEqual([-1, 1, 0, 1, -1])
  })
})
