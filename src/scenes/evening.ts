/**
 * How an evening looks behind a lane: from a red sky with a low sun, over violet, to a
 * night with a moon, in which more and more windows are lit. Darker and duller than what
 * stands before it, and without the colours that lamps and pips speak in.
 */

import { EVENING_STEPS } from '../view/evening'
import type { Rect } from '../view/layout-shapes'
import type { Role } from '../view/palette'
import type { Brush } from './brush'
import { paintSky, paintStars, paintTown, type Sky, type Town } from './dusk'

/** How much of the evening is over, 0 to 1. */
export type Late = number
export const lateAt = (step: number): Late => step / (EVENING_STEPS - 1)

/** The colours sink, as the light does. */
const skyAt = (late: Late): Sky => [
  ['ink', -0.12 + 0.37 * late],
  ['night', 0.16 + 0.66 * late],
  ['boxesDeep', 0.44 + 0.82 * late],
  ['boxes', 0.82 + 1.3 * late],
]

export function paintEvening(brush: Brush, field: Rect, late: Late) {
  paintSky(brush, field, skyAt(late))
  const stars = (late - 0.2) / 0.8
  if (stars > 0) paintStars(brush, { ...field, height: Math.round(field.height * 0.6) }, 0.45 * stars)
}

export interface Light {
  /** Where it stands, as a share of a lane's width. */
  readonly at: number
  readonly colour: Role
}

const SUN_AT = 0.36
const MOON_AT = 0.6

/** A low sun, what glows after it, and the moon. In between nothing shines. */
export function lightAt(late: Late): Light | undefined {
  if (late < 0.4) return { at: SUN_AT, colour: late < 0.2 ? 'slabLit' : 'boxes' }
  return late > 0.5 ? { at: MOON_AT, colour: 'silver' } : undefined
}

/** The sun is gone at a third of the evening; the moon comes at half of it. */
export function paintLights(brush: Brush, field: Rect, late: Late) {
  const radius = Math.round(Math.min(15, field.height * 0.2))
  const sunk = field.y + Math.round(field.height * (0.4 + 1.3 * late))
  if (late < 0.4) paintLowSun(brush, field, field.x + Math.round(field.width * SUN_AT), sunk, radius)
  const risen = field.y + Math.round(field.height * (0.55 - 0.3 * late))
  if (late > 0.5) paintMoon(brush, field.x + Math.round(field.width * MOON_AT), risen, Math.round(radius * 0.6))
}

function paintLowSun(brush: Brush, field: Rect, middleX: number, middleY: number, radius: number) {
  for (let down = -radius; down < radius; down++) {
    const y = middleY + down
    if (y >= field.y + field.height) return
    if (down > 0 && down % 4 === 3) continue
    const half = Math.round(Math.sqrt(radius ** 2 - (down + 0.5) ** 2))
    const row = { x: middleX - half, y, width: 2 * half, height: 1 }
    brush.box('rust', row)
    brush.dither('slabDeep', row, 0.5 + down / radius / 1.6)
  }
}

function paintMoon(brush: Brush, middleX: number, middleY: number, radius: number) {
  for (let down = -radius; down < radius; down++) {
    const half = Math.round(Math.sqrt(radius ** 2 - (down + 0.5) ** 2))
    brush.fill('silver', middleX - half, middleY + down, 2 * half, 1)
    brush.fill('steel', middleX + half - Math.ceil(half / 2), middleY + down, Math.ceil(half / 2), 1)
  }
  brush.fill('steel', middleX - Math.ceil(radius / 2), middleY - 1, 2, 2)
}

/** Three towns, the further the duller: how high they stand in a lane, and how many pixels they pass by in a second of play. */
export const DEPTHS = [
  { share: 0.68, speed: 0.5 },
  { share: 0.42, speed: 1 },
  { share: 0.2, speed: 2 },
] as const

/** After so many pixels each begins anew. */
export const PERIOD = 288

/** Dark against what is left of the light; each nearer one darker. */
function townAt(depth: number, late: Late): Omit<Town, 'seed'> {
  const rim = late < 0.5 ? 'boxesDeep' : 'dusk'
  if (depth === 0) return { body: 'night', edge: rim, seam: 'night', lamps: ['clay'], widths: [12, 16], least: 0.3 }
  if (depth === 1) return { body: 'ink', edge: 'night', seam: 'night', lamps: WARM, widths: [16, 18], least: 0.3 }
  return { body: 'ink', edge: 'dusk', seam: 'night', lamps: DIM, widths: [20, 26], least: 0.4 }
}

/** All of them, with how high each stands; without a seed. */
export const townsAt = (late: Late) => DEPTHS.map(({ share }, depth) => ({ ...townAt(depth, late), share }))

const WARM = ['clay', 'tan', 'clay', 'boxes'] as const satisfies readonly Role[]
const DIM = ['moss', 'bowlDeep', 'moss', 'soil'] as const satisfies readonly Role[]

/** Over the whole width and one period more, for it slides to the left. */
export function paintDepth(brush: Brush, field: Rect, depth: number, late: Late) {
  const share = DEPTHS[depth]?.share ?? 0
  const height = Math.round(field.height * share)
  const strip = { x: 0, y: field.y + field.height - height, width: PERIOD, height }
  const town = { ...townAt(depth, late), seed: field.y + depth * 7 }
  for (const { x, y, role, at } of paintTown(brush, strip, town)) {
    if (at % 100 < 20 + 70 * late) brush.fill(role, x, y, depth === 2 ? 1 : 2, 1)
  }
  const { canvas } = brush.context
  const top = Math.max(field.y, strip.y - 8)
  const high = field.y + field.height - top
  for (let x = PERIOD; x < canvas.width; x += PERIOD)
    brush.context.drawImage(canvas, 0, top, PERIOD, high, x, top, PERIOD, high)
}
