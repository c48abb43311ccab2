import { describe, expect, it } from 'vitest'
import { MOST_TICKS_AT_ONCE, openPace } from '../../src/session/pace'

/** So many seconds of play in frames of equal length, thirty cluster seconds to a second. */
function played(seconds: number, framesPerSecond: number, speedPercent?: number) {
  const pace = openPace()
  let ticks = 0
  for (let i = 0; i < seconds * framesPerSecond; i += 1)
    ticks += pace.advance(1_000 / framesPerSecond, 30, speedPercent)
  return ticks
}

describe('Ten seconds of play are 300 cluster seconds', () => {
  it.each([30, 60, 75, 120, 144, 240])('at %i frames a second', framesPerSecond => {
    expect(played(10, framesPerSecond)).toBe(300)
  })

  it('however unequal the frames', () => {
    const pace = openPace()
    let ticks = 0
    for (let i = 0; i < 500; i += 1) ticks += pace.advance(i % 2 === 0 ? 33 : 7, 30)
    expect(ticks).toBe(300)
  })

  it('and an hour is an hour at 144 as at 60', () =>
    expect([played(3_600, 144), played(3_600, 60)]).toEqual([108_000, 108_000]))

  it('half or double at other speeds', () => expect([played(10, 60, 50), played(10, 60, 200)]).toEqual([150, 600]))
})

describe('A long frame', () => {
  it('slows the lesson, and never fast-forwards it', () => {
    const pace = openPace()
    expect(pace.advance(60_000, 30)).toBe(MOST_TICKS_AT_ONCE)
    expect(pace.advance(0, 30)).toBe(0)
    expect(pace.advance(33.4, 30)).toBe(1)
  })
})

describe('Between two ticks', () => {
  it('it says how far it is', () => {
    const pace = openPace()
    expect(pace.advance(25, 30)).toBe(0)
    expect(pace.alpha).toBeCloseTo(0.75)
    expect(pace.advance(25, 30)).toBe(1)
    expect(pace.alpha).toBeCloseTo(0.5)
  })

  it('nothing is owed after a reset', () => {
    const pace = openPace()
    pace.advance(25, 30)
    pace.reset()
    expect(pace.alpha).toBe(0)
    expect(pace.advance(25, 30)).toBe(0)
  })
})
