import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Brush } from '../../src/scenes/brush'
import { DEPTHS, lateAt, PERIOD, paintDepth, paintEvening, paintLights } from '../../src/scenes/evening'
import { EVENING_STEPS, eveningOf } from '../../src/view/evening'
import type { Rect } from '../../src/view/layout-shapes'
import { ROLES, type Role, TEXT_COLOURS } from '../../src/view/palette'
import { contrast, veiled } from '../contrast'

const FIELD: Rect = { x: 150, y: 40, width: 480, height: 60 }

/** All that is painted for one hour, as it is asked for. */
function paintedAt(step: number, only?: 'towns') {
  const asked: { role: Role; x: number; y: number; area: number }[] = []
  const fill = (role: Role, x: number, y: number, width: number, height: number) =>
    asked.push({ role, x, y, area: width * height })
  const box = (role: Role, { x, y, width, height }: Rect) => fill(role, x, y, width, height)
  const context = { canvas: { width: 0 } }
  const brush = { fill, box, dither: box, context } as unknown as Brush
  if (!only) {
    paintEvening(brush, FIELD, lateAt(step))
    paintLights(brush, FIELD, lateAt(step))
  }
  for (const depth of DEPTHS.keys()) paintDepth(brush, FIELD, depth, lateAt(step))
  return asked
}
const steps = Array.from({ length: EVENING_STEPS }, (_, step) => step)

describe('An evening', () => {
  const at = (tick: number, endless = false) => eveningOf({ tick, lasts: 5400, endless, timeScale: 30 })

  it('begins with a run and is night at its end, a third of it to each set', () => {
    expect([0, 1799, 1800, 3600, 5399, 5400].map(tick => at(tick))).toEqual([0, 7, 8, 16, 23, 23])
  })
  it('of the Lab gets dark and light again', () => {
    expect([0, 5399, 5400, 10_799, 10_800].map(tick => at(tick, true))).toEqual([0, 23, 23, 0, 0])
  })
  it('is painted alike each time', () => expect(paintedAt(9)).toEqual(paintedAt(9)))
  it('has more windows lit the later it is', () => {
    const many = steps.map(step => paintedAt(step, 'towns').filter(({ area }) => area <= 2).length)
    expect(many).toEqual([...many].sort((a, b) => a - b))
    expect(many.at(-1)).toBeGreaterThan(2 * (many[0] ?? 0))
  })
  it('has towns that end where they begin anew', () => {
    const racks = paintedAt(0, 'towns').filter(({ area }) => area > 60)
    expect(Math.max(...racks.map(({ x }) => x))).toBeLessThan(PERIOD)
  })
  it('does without the colours in which lamps and pips say that something is wrong', () => {
    const used = new Set(steps.flatMap(step => paintedAt(step).map(({ role }) => role)))
    expect(['alarm', 'blood', 'sun', 'leaf'].filter(role => used.has(role as Role))).toEqual([])
  })
  it('lets words be read on their veil, whatever is behind it', () => {
    const board = readFileSync('src/hud/board.css', 'utf8')
    const veil = Number(/\.plate \.label \{[^}]*\/ (\d+)%/.exec(board)?.[1]) / 100
    const behind = new Set(steps.flatMap(step => paintedAt(step).flatMap(({ role, area }) => (area > 4 ? [role] : []))))
    const worst = [...behind].flatMap(role =>
      TEXT_COLOURS.map(text => contrast(ROLES[text], veiled(ROLES[role], ROLES.ink, veil))),
    )
    expect(Math.min(...worst)).toBeGreaterThanOrEqual(4.5)
  })
})
