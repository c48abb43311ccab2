import { describe, expect, it } from 'vitest'
import { demandMilli, requestsPlanned } from '../../src/sim/traffic/demand'
import { aWorld, pass, theTraffic } from '../given'

const RAMP = [
  { at: 0, perSecond: 10 },
  { at: 100, perSecond: 30 },
  { at: 150, perSecond: 30 },
  { at: 160, perSecond: 0 },
]

describe('Between the points that an author wrote demand follows straight lines:', () => {
  it.each([
    ['at the first', 0, 10_000],
    ['a hundredth of the way', 1, 10_200],
    ['half way up', 50, 20_000],
    ['at the second', 100, 30_000],
    ['on the level', 125, 30_000],
    ['half way down', 155, 15_000],
    ['at the last', 160, 0],
    ['for ever after as the last', 9_999, 0],
  ] as const)('%s', (_, at, milli) => expect(demandMilli(RAMP, at)).toBe(milli))

  it('nobody comes before the first', () => expect(demandMilli([{ at: 30, perSecond: 5 }], 29)).toBe(0))

  it('one point alone is a level that stays', () => expect(demandMilli([{ at: 0, perSecond: 5 }], 700)).toBe(5_000))

  it('a thousandth that does not come out is dropped, never made up', () => {
    expect(
      demandMilli(
        [
          { at: 0, perSecond: 0 },
          { at: 7, perSecond: 1 },
        ],
        3,
      ),
    ).toBe(428) // 3/7
    expect(
      demandMilli(
        [
          { at: 0, perSecond: 1 },
          { at: 7, perSecond: 0 },
        ],
        3,
      ),
    ).toBe(571) // 4/7
  })
})

describe('What is planned', () => {
  it('is the sum of all seconds from when users are due to the end of the run', () => {
    expect(requestsPlanned([{ at: 0, perSecond: 10 }], 60, 600)).toBe(5_400)
    expect(requestsPlanned(RAMP, 0, 101)).toBe(2_020) // 101 seconds of 20 on average
    expect(requestsPlanned(RAMP, 600, 600)).toBe(0)
  })

  it('comes: half a request a second makes one every other second', () => {
    const world = aWorld({
      spec: {
        demand: [
          { at: 0, perSecond: 0 },
          { at: 20, perSecond: 1 },
        ],
      },
      lasts: 40,
    })
    const perSecond = Array.from({ length: 40 }, () => {
      pass(world, 1)
      return theTraffic(world).perSecond
    })
    expect(perSecond.slice(20)).toEqual(Array.from({ length: 20 }, () => 1))
    expect(perSecond.slice(0, 20).every(requests => requests <= 1)).toBe(true)
    expect(theTraffic(world).planned).toBe(
      requestsPlanned(
        [
          { at: 0, perSecond: 0 },
          { at: 20, perSecond: 1 },
        ],
        0,
        40,
      ),
    )
  })
})
