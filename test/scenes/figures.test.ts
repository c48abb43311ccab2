import { describe, expect, it } from 'vitest'
import { Figures, figureOf } from '../../src/scenes/figures'
import { momentOf } from '../../src/scenes/moment'
import { aPark } from '../given-view'

const at = (now: number, calm = false) => momentOf(aPark(), 0, now, calm, { patterned: false })
const CARD = { x: 10, y: 40, flip: false }
const BOX = { x: 210, y: 100, flip: false }

/** One frame in which only this rider is drawn. */
function drawn(figures: Figures, place: string, spot: typeof CARD, moment: ReturnType<typeof at>) {
  figures.begin()
  const seen = figures.moved('hello', place, spot, moment)
  figures.end()
  return seen
}

describe('A rider that gets another place', () => {
  it('hops there, high over what lies between', () => {
    const figures = new Figures()
    drawn(figures, 'card', CARD, at(0))
    expect(drawn(figures, 'lane', BOX, at(1000))).toMatchObject({ x: 10, y: 40 })
    const halfway = drawn(figures, 'lane', BOX, at(1150))
    expect(halfway.x).toBe(110)
    expect(halfway.y).toBeLessThan(70)
    expect(drawn(figures, 'lane', BOX, at(1300))).toMatchObject({ x: 210, y: 100 })
  })

  it('is simply there with reduced motion', () => {
    const figures = new Figures()
    drawn(figures, 'card', CARD, at(0, true))
    expect(drawn(figures, 'lane', BOX, at(1000, true))).toMatchObject({ x: 210, y: 100 })
  })

  it('is simply there when the clock was set back, and when it was away for a while', () => {
    const figures = new Figures()
    drawn(figures, 'card', CARD, at(5000))
    drawn(figures, 'lane', BOX, at(5100))
    expect(drawn(figures, 'lane', BOX, at(100))).toMatchObject({ x: 210 })
    figures.begin()
    figures.end()
    expect(drawn(figures, 'card', CARD, at(200))).toMatchObject({ x: 10 })
  })
})

describe('A rider looks', () => {
  it('the same all along, by its name and by what decides about it', () => {
    expect(figureOf('till', ['ANCHOR', 'DISK'])).toBe(figureOf('till', ['ANCHOR']))
    expect(figureOf('till', ['ANCHOR'])).toMatch(/^rider\/anchor-/)
    expect(figureOf('render', ['BOLT'])).toMatch(/^rider\/bolt-/)
  })
})
