/**
 * An evening: bands of colour mixed by dots, a low sun with slits in it, stars where it
 * is dark already, and a town of racks whose lamps are counted so that they can blink.
 */

import type { Rect } from '../view/layout-shapes'
import type { Role } from '../view/palette'
import type { Brush } from './brush'
import { chance } from './chance'

/** A colour, and how far down it is pure: 0 to 1. */
export type Sky = readonly (readonly [Role, number])[]

const STEP = 3 // rows of one mixture: bands, not a gradient

export function paintSky(brush: Brush, { x, y, width, height }: Rect, sky: Sky) {
  for (let down = 0; down < height; down += STEP) {
    const at = down / height
    const next = sky.findIndex(([, pure]) => at < pure)
    const [to, until] = sky[next] ?? sky.at(-1)!
    const [from, since] = sky[next - 1] ?? [to, until]
    const rows = { x, y: y + down, width, height: Math.min(STEP, height - down) }
    brush.box(from, rows)
    if (from !== to) brush.dither(to, rows, (at - since) / (until - since))
  }
}

/** Some are larger. None twinkles: the eye belongs elsewhere. */
export function paintStars(brush: Brush, { x, y, width, height }: Rect, share = 1) {
  for (let at = 0; at < (share * width * height) / 420; at++) {
    const down = Math.floor((height * (chance(at, 2) % 100) * (chance(at, 9) % 100)) / 10_000) // fewer further down
    const right = x + (chance(at, 1) % width)
    const role = at % 4 === 0 ? 'white' : at % 2 ? 'steel' : 'silver'
    brush.fill(role, right, y + down, 1, 1)
    if (at % 9 > 0) continue
    brush.fill('steel', right - 1, y + down, 3, 1)
    brush.fill('steel', right, y + down - 1, 1, 3)
    brush.fill('white', right, y + down, 1, 1)
  }
}

const SUN: Sky = [
  ['sun', 0.25],
  ['slabLit', 0.6],
  ['slab', 0.95],
]

/** Cut into ribbons towards its foot. */
export function paintSun(brush: Brush, middleX: number, middleY: number, radius: number) {
  for (let down = -radius; down < radius; down++) {
    const at = (down + radius) / (2 * radius)
    const slit = down > -radius * 0.1 && (down + radius) % 7 < 1 + Math.floor(4 * (at - 0.45))
    if (slit) continue
    const half = Math.round(Math.sqrt(radius ** 2 - (down + 0.5) ** 2))
    const next = SUN.findIndex(([, pure]) => at < pure)
    const [to, until] = SUN[next] ?? SUN.at(-1)!
    const [from, since] = SUN[next - 1] ?? [to, 0]
    const row = { x: middleX - half, y: middleY + down, width: 2 * half, height: 1 }
    brush.box(from, row)
    if (from !== to) brush.dither(to, row, (at - since) / (until - since))
  }
}

/** Long and thin, lit from below. */
export function paintClouds(brush: Brush, { x, y, width, height }: Rect) {
  for (let at = 0; at < 7; at++) {
    const long = 26 + (chance(at, 11) % 50)
    const left = x + (chance(at, 12) % width) - 20
    const top = y + Math.round((height * at) / 7)
    const role = at < 3 ? 'boxes' : 'boxesLit'
    brush.fill(role, left + 7, top, long - 18, 1)
    brush.fill(role, left, top + 1, long, 1)
    brush.fill(at < 3 ? 'boxesLit' : 'slabLit', left + 5, top + 2, long - 22, 1)
  }
}

export interface Town {
  readonly body: Role
  /** Of the side that the sun is on, and of the edge of each roof. */
  readonly edge: Role
  /** Seams between what is in the rack. */
  readonly seam: Role
  readonly lamps: readonly Role[]
  readonly widths: readonly [least: number, more: number]
  /** Share of the height that even the lowest has. */
  readonly least: number
  readonly seed: number
}

export interface Lamp {
  readonly x: number
  readonly y: number
  readonly role: Role
  readonly at: number
}

/** Racks from edge to edge, none of them cut off, standing on the foot of the box; tells where their lamps are. */
export function paintTown(brush: Brush, { x, y, width, height }: Rect, town: Town): readonly Lamp[] {
  const lamps: Lamp[] = []
  let right = 0
  for (let at = 0; right < width; at++) {
    const dice = (stream: number) => chance(at * 31 + town.seed, stream)
    const wide = Math.min(width - right, town.widths[0] + (dice(3) % town.widths[1]))
    const high = Math.round(height * (town.least + ((1 - town.least) * (dice(4) % 100)) / 100))
    const rack = { x: x + right, y: y + height - high, width: wide, height: high }
    paintRack(brush, rack, town, dice(8) % 4)
    lamps.push(...lampsOf(rack, town, at))
    right += wide + (dice(5) % 3)
  }
  return lamps
}

function paintRack(brush: Brush, { x, y, width, height }: Rect, { body, edge, seam }: Town, roof: number) {
  brush.fill(body, x, y, width, height)
  brush.fill(edge, x, y, width, 1)
  brush.fill(edge, x, y, 1, height)
  if (roof === 0) brush.fill(body, x + Math.floor(width / 2), y - 7, 1, 7)
  if (roof === 1) brush.fill(body, x + 3, y - 3, Math.max(2, width - 8), 3)
  for (let down = 4; down < height - 1; down += 5) brush.fill(seam, x + 2, y + down, width - 4, 1)
}

function lampsOf({ x, y, width, height }: Rect, { lamps, seed }: Town, rack: number): Lamp[] {
  const found: Lamp[] = []
  if (lamps.length === 0) return found
  for (let down = 6; down < height - 2; down += 5) {
    for (let right = 3; right < width - 3; right += 3) {
      const dice = chance(rack * 977 + down * 31 + right, seed)
      const role = lamps[(dice >>> 5) % lamps.length]
      if (role && dice % 3 === 0) found.push({ x: x + right, y: y + down, role, at: dice >>> 9 })
    }
  }
  return found
}
