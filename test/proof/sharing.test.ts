/** How a saving is shared among the moves that made it. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Share, shared } from '../../src/proof/sharing'
import { tries } from '../runs'

const share = (given: number, beside: number, alone = 0): Share => ({ given, beside, alone })
const requests = (shares: readonly Share[], joint: number) => shared(shares, joint).map(credit => credit.requests)

describe('Of a saving of 100', () => {
  const cases: readonly [string, readonly Share[], number, readonly number[]][] = [
    ['the only move gets all', [share(0, 100)], 100, [100]],
    ['a move without which nothing changes gets nothing', [share(0, 100), share(1, 0)], 100, [100, 0]],
    ['two that need one another get half each', [share(0, 100), share(1, 100)], 100, [50, 50]],
    ['two of which either suffices share', [share(0, 0, 100), share(1, 0, 100)], 100, [50, 50]],
    [
      'one that does nothing by itself has no part in what others share',
      [share(0, 0, 100), share(1, 0, 0)],
      100,
      [100, 0],
    ],
    ['each gets its own, and the rest is shared', [share(0, 60, 80), share(1, 20, 40)], 100, [70, 30]],
    ['thirds are whole requests, and none is lost', [share(0, 100), share(1, 100), share(2, 100)], 100, [34, 33, 33]],
    ['harm is subtracted, and pays nobody else', [share(0, 150), share(1, -50)], 100, [100, -50]],
  ]
  it.each(cases)('%s', (_, shares, joint, expected) => expect(requests(shares, joint)).toEqual(expected))
})

describe('Where nothing was saved', () => {
  it('mending what one has broken is worth nothing', () =>
    expect(requests([share(0, -300), share(1, 250)], -50)).toEqual([-300, 0]))
})

it('Moves never get more than was saved, in whole requests (seed 21)', () => {
  const shares = fc.array(fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(shares, fc.integer({ min: -2_000, max: 2_000 }), (pairs, joint) => {
      const credits = requests(
        pairs.map(([beside, alone], i) => share(i, beside, alone)),
        joint,
      )
      const gained = credits.reduce((sum, each) => sum + Math.max(0, each), 0)
      expect(gained).toBeLessThanOrEqual(Math.max(0, joint))
      expect(credits.every(Number.isInteger)).toBe(true)
    }),
    tries(21, 400),
  )
})
