/** How nova compares hosts. */

import { describe, expect, it } from 'vitest'
import { takes, type Weigher, weigh } from '../../src/sim/cloud/weighers'

describe('A host takes a server', () => {
  const room = (used: number, ratio: number) => ({ total: 4, used, limit: 4 * ratio })
  const cases = [
    ['that is as much as it has', room(0, 1), 4, true],
    ['that is all that may still be promised', room(7, 2), 1, true],
    ['not one more than may be promised', room(8, 2), 1, false],
    ['not one that is more than the whole machine, whatever may be promised', room(0, 16), 5, false],
    ['that wants nothing, even if all is promised', room(8, 2), 0, true],
    ['not if more is promised than may be', room(9, 2), 0, false],
    ['by part of a core where the ratio has one', room(5, 1.5), 1, true],
  ] as const
  it.each(cases)('%s', (_, host, asked, taken) => expect(takes(host, asked)).toBe(taken))
})

describe('Raw numbers become weights:', () => {
  const cases: readonly (readonly [string, readonly number[], Weigher, readonly number[]])[] = [
    ['none of none', [], {}, []],
    ['one alone weighs nothing', [7], { floor: 0 }, [0]],
    ['those that are alike weigh nothing', [7, 7, 7], {}, [0, 0, 0]],
    ['from the least to the most', [2, 4, 10], {}, [0, 250_000, 1_000_000]],
    ['rounded down to a millionth', [0, 1, 3], {}, [0, 333_333, 1_000_000]],
    ['from a floor, if there is one', [2, 4, 10], { floor: 0 }, [200_000, 400_000, 1_000_000]],
    ['alike above a floor they weigh alike', [7, 7], { floor: 0 }, [1_000_000, 1_000_000]],
    ['what is below it counts as it', [-5, 0, 10], { floor: 0 }, [0, 0, 1_000_000]],
    ['all below it weigh nothing', [-5, -1], { floor: 0 }, [0, 0]],
    ['less than nothing, without a floor', [-5, 0, 5], {}, [0, 500_000, 1_000_000]],
    ['times the multiplier', [2, 4, 10], { multiplier: 1.5 }, [0, 375_000, 1_500_000]],
    ['the least best below zero', [2, 10], { multiplier: -1 }, [-0, -1_000_000]],
    ['all the same times nothing', [2, 10], { multiplier: 0 }, [0, 0]],
  ]
  it.each(cases)('%s', (_, raw, weigher, weights) => expect(weigh(raw, weigher)).toEqual(weights))
})
