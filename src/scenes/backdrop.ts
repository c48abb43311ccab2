/**
 * The night behind it all: a dithered sky, and a skyline of racks with a few windows
 * lit. Painted once a resize; quiet, since everything that matters stands before it.
 */

import { LANES, type Lane } from '../model/command'
import type { BoardLayout, Rect } from '../view/layout-shapes'
import { LANE_COLOURS, type Role } from '../view/palette'
import { LANE_TILES } from '../view/patterns'
import type { Brush } from './brush'

/** `patterned`: each lane's air has the pattern of the lane. */
export function paintBackdrop(brush: Brush, layout: BoardLayout, patterned: boolean) {
  brush.fill('ink', 0, 0, layout.width, layout.height)
  stars(brush, { x: 0, y: 0, width: layout.width, height: layout.height })
  for (const lane of LANES.filter(each => layout.lanes[each].rect.height > 0)) {
    paintNight(brush, layout.lanes[lane].field, GLOWS[lane])
    if (patterned) brush.pattern(LANE_COLOURS[lane][0], layout.lanes[lane].field, LANE_TILES[lane])
    paintTitle(brush, layout.lanes[lane].title, lane)
  }
  paintCard(brush, layout.next, 'slate')
  paintCard(brush, layout.incoming, 'dusk')
}

const GLOWS = { bowl: 'bowlDeep', rail: 'dusk', boxes: 'boxesDeep', slab: 'soil' } as const

/** Dark, for the page's words, with the lane's colour along its foot. */
function paintTitle(brush: Brush, title: Rect, lane: Lane) {
  brush.box('ink', title)
  brush.fill(LANE_COLOURS[lane][0], title.x, title.y + title.height - 1, title.width, 1)
}

function paintCard(brush: Brush, card: Rect, edge: Role) {
  brush.box('ink', card)
  brush.frame(edge, card)
}

/** Night, with the glow of the lane's own colour above the roofs. */
function paintNight(brush: Brush, field: Rect, glow: Role) {
  brush.box('night', field)
  for (let down = 0; down < field.height; down++) {
    const height = down / field.height
    const row = { ...field, y: field.y + down, height: 1 }
    if (height < 0.22) brush.dither('ink', row, 1 - height / 0.22)
    else brush.dither(glow, row, (height - 0.3) * 0.9)
  }
  skyline(brush, field)
}

function stars(brush: Brush, { width, height }: Rect) {
  for (let at = 0; at < (width * height) / 900; at++) {
    brush.fill(at % 5 === 0 ? 'steel' : 'dusk', chance(at, 1) % width, chance(at, 2) % height, 1, 1)
  }
}

/** Two rows of houses that are racks: the far ones dark and wide, the near ones darker, with windows. */
function skyline(brush: Brush, field: Rect) {
  houses(brush, field, 0.85, 'night', undefined)
  houses(brush, field, 0.6, 'ink', 'dusk')
}

function houses(brush: Brush, field: Rect, share: number, body: Role, windows: Role | undefined) {
  let right = -(chance(field.y, 7) % 9)
  for (let at = 0; right < field.width; at++) {
    const width = 12 + (chance(at + field.y, 3) % 20)
    const height = Math.round(field.height * share * (0.45 + (chance(at + field.y, 4) % 55) / 100))
    const from = Math.max(0, right)
    const until = Math.min(field.width, right + width)
    const top = field.y + field.height - height
    brush.fill(body, field.x + from, top, until - from, height)
    if (windows) paintWindows(brush, field.x + from, top, until - from, height, at, windows)
    right += width + (chance(at, 5) % 7)
  }
}

function paintWindows(brush: Brush, x: number, y: number, width: number, height: number, house: number, dim: Role) {
  for (let down = 3; down < height - 2; down += 4) {
    for (let right = 2; right < width - 3; right += 4) {
      const dice = chance(house * 97 + down * 13 + right, 6) % 24
      if (dice < 5) brush.fill(dim, x + right, y + down, 2, 1)
      else if (dice === 5) brush.fill('moss', x + right, y + down, 2, 1)
    }
  }
}

/** The same park every night. */
export function chance(of: number, stream: number) {
  let mixed = Math.imul(of + 0x9e37, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
