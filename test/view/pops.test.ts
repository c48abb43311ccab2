/** What pops up is what has just been earned, once. */

import { describe, expect, it } from 'vitest'
import { popsBetween } from '../../src/view/pops'
import { aPark } from '../given-view'

const PARK = aPark()
type Verdict = NonNullable<typeof PARK.impact.verdict>

const settled = (...shares: readonly number[]) => ({
  ...PARK,
  impact: {
    ...PARK.impact,
    verdict: {
      id: 'slam',
      moves: shares.map((share, id) => ({
        id,
        share,
        verb: 'MOVE',
        kind: id === 0 ? 'rider' : 'plate',
        name: `n${id}`,
      })),
    } as unknown as Verdict,
  },
})
const calm = (minutes: number, shown: typeof PARK.meters.shown = ['flow']) => ({
  ...PARK,
  meters: { ...PARK.meters, shown, flow: { minutes, price: 5 } },
})

describe('A settled move', () => {
  it('pops up with what it saved, over its rider or its plate', () => {
    expect(popsBetween(PARK, settled(123_000, 20_000))).toEqual([
      { what: 'credit', at: 'rider/n0', amount: 12 },
      { what: 'credit', at: 'machine/n1', amount: 2 },
    ])
  })
  it('that harmed, or saved next to nothing, does not', () =>
    expect(popsBetween(PARK, settled(-50_000, 4_000))).toEqual([]))
  it('pops up once', () => expect(popsBetween(settled(123_000), settled(123_000))).toEqual([]))
})

describe('A minute of calm', () => {
  it('counts where FLOW is a meter', () =>
    expect(popsBetween(calm(1), calm(2))).toEqual([{ what: 'flow', at: undefined, amount: 1 }]))
  it('is not told where it is none, nor when FLOW is spent', () => {
    expect(popsBetween(calm(1, []), calm(2, []))).toEqual([])
    expect(popsBetween(calm(6), calm(1))).toEqual([])
  })
})
