import { describe, expect, it } from 'vitest'
import { crossing, type Pipe, rideAt, type Style, surface } from '../../src/scenes/half-pipe'

const PIPE: Pipe = { left: 40, right: 380, deck: 140, floor: 206 }
const STYLE: Style = { speed: 90, spins: 0, ahead: 0 }
const WAYS = crossing(PIPE, STYLE)
const at = (seconds: number, style = STYLE) => rideAt(PIPE, style, WAYS, seconds)
const moments = Array.from({ length: 1200 }, (_, i) => i / 100)

describe('Who rides the half pipe', () => {
  it('is on its surface, or over a coping', () => {
    for (const { x, y, air } of moments.map(each => at(each))) {
      if (air === undefined) expect(Math.abs(y - surface(PIPE, x))).toBeLessThan(1)
      else expect(y).toBeLessThanOrEqual(PIPE.deck)
    }
  })
  it('is never somewhere else all at once', () => {
    const jumps = moments.slice(1).map((each, i) => {
      const [here, before] = [at(each), at(moments[i] ?? 0)]
      return Math.hypot(here.x - before.x, here.y - before.y)
    })
    expect(Math.max(...jumps)).toBeLessThan(4)
  })
  it('flies over both copings, higher the faster it is', () => {
    const highest = (style: Style) =>
      Math.min(...moments.map(each => rideAt(PIPE, style, crossing(PIPE, style), each).y))
    expect(
      new Set(moments.map(each => at(each)).flatMap(({ air, x }) => (air === undefined ? [] : [x < 200]))),
    ).toEqual(new Set([true, false]))
    expect(highest({ ...STYLE, speed: 120 })).toBeLessThan(highest(STYLE))
  })
  it('looks where it goes', () => {
    const rolling = moments.map(each => ({ now: at(each), next: at(each + 0.02) }))
    const wrong = rolling.filter(({ now, next }) => {
      if (now.air !== undefined || next.air !== undefined || Math.abs(next.x - now.x) < 0.5) return false
      return next.x < now.x !== now.goesLeft
    })
    expect(wrong).toEqual([])
  })
})
