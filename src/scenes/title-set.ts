/** What stands still on the title: the sky, the town of racks, and the half pipe with its decks. */

import type { Brush } from './brush'
import { type Lamp, paintClouds, paintSky, paintStars, paintSun, paintTown, type Sky, type Town } from './dusk'
import { type Pipe, surface } from './half-pipe'

const SKY: Sky = [
  ['ink', 0.02],
  ['night', 0.22],
  ['boxesDeep', 0.48],
  ['boxes', 0.66],
  ['boxesLit', 0.8],
  ['slabLit', 0.95],
]
const FAR: Town = {
  body: 'boxesDeep',
  edge: 'boxes',
  seam: 'boxesDeep',
  lamps: ['slabLit'],
  widths: [14, 20],
  least: 0.3,
  seed: 5,
}
const NEAR: Town = {
  body: 'ink',
  edge: 'boxesDeep',
  seam: 'night',
  lamps: ['leaf', 'bowlLit', 'leaf', 'slabLit', 'alarm'],
  widths: [16, 22],
  least: 0.22,
  seed: 11,
}

/** One pixel of it, in pixels of the page, and what of it there is room for. */
export interface Size {
  readonly px: number
  readonly width: number
  readonly height: number
}

const BASES = { wide: { width: 400, height: 225 }, high: { width: 160, height: 280 } } as const

/** As large as whole device pixels allow. */
export function sizeOf(width: number, height: number): Size {
  const base = height > width ? BASES.high : BASES.wide
  const seen = Math.min(height, innerHeight)
  const most = Math.min(width / base.width, seen / base.height) * devicePixelRatio
  const px = Math.max(1, Math.floor(most)) / devicePixelRatio
  return { px, width: Math.ceil(width / px), height: Math.ceil(height / px) }
}

/** Over the page's last line. */
export function pipeFor({ width, height }: Size, notice: number): Pipe {
  const radius = Math.round(Math.min(66, width * 0.24, height * 0.25))
  const out = Math.round(Math.min(58, Math.max(24, width * 0.13)))
  const floor = height - notice - 12
  return { left: out, right: width - out, deck: floor - radius, floor }
}

/** Tells where the lamps are that nothing hides. */
export function paintSet(brush: Brush, { width, height }: Size, pipe: Pipe): readonly Lamp[] {
  const horizon = pipe.floor - 4
  paintSky(brush, { x: 0, y: 0, width, height: horizon }, SKY)
  paintStars(brush, { x: 0, y: 0, width, height: Math.round(horizon * 0.5) })
  const high = Math.round(Math.min(horizon * 0.5, 1.7 * (pipe.floor - pipe.deck)))
  const sun = Math.round(Math.min(width * 0.2, 50))
  paintSun(brush, pipe.left + Math.round(width * 0.06), Math.round(horizon - 0.68 * high), sun)
  paintClouds(brush, { x: 0, y: Math.round(horizon * 0.42), width, height: Math.round(horizon * 0.3) })

  const far = paintTown(brush, { x: 0, y: horizon - high, width, height: high }, FAR)
  const near = paintTown(
    brush,
    { x: 0, y: horizon - Math.round(high * 0.72), width, height: Math.round(high * 0.72) },
    NEAR,
  )
  paintPipe(brush, pipe, width, height)
  const open = ({ x, y }: Lamp) => x < width && y < surface(behind(pipe), x) - 1 && y < surface(pipe, x) - FURTHER.y
  return [...far.filter(({ at }) => at % 3 === 0), ...near].filter(open)
}

const FURTHER = { x: 9, y: 7 } // how far away its other edge seems

const behind = ({ left, right, deck, floor }: Pipe): Pipe => ({
  left: left + FURTHER.x,
  right: right - FURTHER.x,
  deck,
  floor: floor - FURTHER.y,
})

function paintPipe(brush: Brush, pipe: Pipe, width: number, height: number) {
  const further = behind(pipe)
  paintDecks(brush, pipe, width)
  for (let x = pipe.left; x < pipe.right; x++) {
    const front = Math.round(surface(pipe, x))
    const top = Math.round(surface(further, x))
    paintColumn(brush, x, top, front, (x - pipe.left) / (pipe.right - pipe.left))
  }
  for (let x = 0; x < width; x++) paintSide(brush, x, Math.round(surface(pipe, x)), height)
  for (const x of [pipe.left - 2, pipe.right - 1]) {
    brush.fill('silver', x, pipe.deck - 1, 3, 3)
    brush.fill('white', x, pipe.deck - 1, 2, 1)
  }
}

/** The sun is on the left: the left wall is in the shade, the right one is not. */
function paintColumn(brush: Brush, x: number, top: number, front: number, across: number) {
  const column = { x, y: top, width: 1, height: front - top }
  brush.box('bowl', column)
  if (across < 0.5) brush.dither('bowlDeep', column, 1 - 2 * across)
  else brush.dither('bowlLit', column, across - 0.55)
  brush.fill(across < 0.4 ? 'bowl' : 'bowlLit', x, top, 1, 1)
}

function paintDecks(brush: Brush, pipe: Pipe, width: number) {
  for (const [from, to] of [
    [0, pipe.left],
    [pipe.right, width],
  ] as const) {
    brush.fill('clay', from, pipe.deck - FURTHER.y + 2, to - from, FURTHER.y - 2)
    brush.fill('rust', from, pipe.deck - FURTHER.y + 2, to - from, 1)
  }
}

/** What faces the onlooker: the edge of the surface, and the ribs that carry it. */
function paintSide(brush: Brush, x: number, top: number, height: number) {
  brush.fill('ink', x, top, 1, height - top)
  brush.fill('bowlLit', x, top, 1, 1)
  brush.fill('bowlDeep', x, top + 1, 1, 2)
  if (x % 14 < 2) brush.fill('night', x, top + 4, 1, height - top)
  for (let y = top + 6; y < height; y++) if ((x + y) % 28 === 0 || y % 22 < 1) brush.fill('night', x, y, 1, 1)
}
