/** The picture is shaken by the square of its trauma, which fades; and it stands for a few frames first. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REACH, STOP, Trauma } from '../../src/scenes/trauma'

const after = (...hits: readonly [force: number, at: number][]) => {
  const trauma = new Trauma()
  for (const [force, at] of hits) trauma.hit(force, at)
  return trauma
}
const far = ({ x, y }: { x: number; y: number }) => Math.max(Math.abs(x), Math.abs(y))

describe('Shaking', () => {
  it('never reaches farther than so many whole pixels, whatever hits and when (seed 6)', () => {
    const hits = fc.array(fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 5_000 })))
    fc.assert(
      fc.property(hits, fc.integer({ min: 0, max: 9_000 }), (all, now) => {
        const { x, y } = after(...all.sort(([, a], [, b]) => a - b)).offset(now)
        expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true)
        expect(far({ x, y })).toBeLessThanOrEqual(REACH)
      }),
      { seed: 6 },
    )
  })

  it('is the same at the same moment, has no jumps, and ends', () => {
    const frames = Array.from({ length: 120 }, (_, at) => Math.round((at * 1_000) / 60))
    const path = (trauma: Trauma) => frames.map(now => trauma.offset(now))
    const once = path(after([1_000_000, 0]))
    expect(once).toEqual(path(after([1_000_000, 0])))
    expect(Math.max(...once.map(far))).toBeGreaterThan(1)
    once.slice(1).forEach((spot, at) => {
      const { x, y } = once[at]!
      expect(far({ x: spot.x - x, y: spot.y - y })).toBeLessThanOrEqual(REACH)
    })
    expect(once.slice(60)).toEqual(Array(60).fill({ x: 0, y: 0 }))
  })

  it('of half the trauma is a quarter as far', () => {
    const moments = Array.from({ length: 400 }, (_, at) => at * 37)
    const most = (force: number) => Math.max(...moments.map(now => far(after([force, now]).offset(now))))
    expect([most(1_000_000), most(500_000)]).toEqual([REACH, Math.round(REACH / 4)])
  })

  it('adds up, and is forgotten when a clock is set back', () => {
    const trauma = after([300_000, 1_000], [300_000, 1_000])
    expect(trauma.level(1_000)).toBeCloseTo(0.6)
    expect(trauma.level(900)).toBe(0)
  })
})

describe('The picture stands', () => {
  it.each([
    ['at a slam', 540_000, 1_000, true],
    ['until it has stood for long enough', 540_000, 1_000 + STOP, false],
    ['not when a single rider is thrown', 250_000, 1_000, false],
    ['not when a clock was set back', 540_000, 990, false],
  ] as const)('%s', (_, force, now, stands) => expect(after([force, 1_000]).stops(now)).toBe(stands))
})
