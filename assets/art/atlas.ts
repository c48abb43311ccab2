/**
 * All pictures on one sheet: a power of two wide and high, every frame with its edge
 * pixels drawn once more around it, so that a neighbour never bleeds in.
 *
 * Frames are laid on shelves, the highest first, in an order that depends on nothing
 * but their size and name: the same sources give the same bytes.
 */

import { ENDESGA, ROLES } from '../../src/view/palette'
import { AUNTIE, AUNTIE_INKS, AUNTIE_LEGS, BOOMBOX, BOOMBOX_INKS } from './auntie'
import { faces } from './faces'
import { letters } from './letters'
import { outlined, type Picture, picture, widthOf } from './pixels'
import { plates } from './plates'
import { indexedPng } from './png'
import { posesOf } from './poses'
import { RIDERS } from './riders'
import { shop } from './shop'
import { signs } from './signs'
import { stickers } from './stickers'
import { street } from './street'
import { titles } from './title'

export interface Frame {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface Atlas {
  readonly png: Buffer
  readonly json: string
  readonly frames: Readonly<Record<string, Frame>>
}

const WIDTH = 512
const EXTRUDED = 1

export const pictures = (): Readonly<Record<string, Picture>> => ({
  ...riders(),
  ...stickers(),
  ...plates(),
  ...signs(),
  ...letters(),
  ...titles(),
  ...faces(),
  ...street(),
  ...shop(),
  'auntie/stands': outlined(picture([...AUNTIE, ...AUNTIE_LEGS], { ...AUNTIE_INKS, t: 'slate' })),
  'auntie/boombox': picture(BOOMBOX, BOOMBOX_INKS),
})

const riders = () =>
  Object.fromEntries(
    Object.entries(RIDERS).flatMap(([rider, look]) =>
      Object.entries(posesOf(look)).map(([pose, drawn]) => [`rider/${rider}/${pose}`, drawn] as const),
    ),
  )

export function makeAtlas(all = pictures()): Atlas {
  const { frames, height } = shelve(all)
  const sheet = new Uint8Array(WIDTH * height)
  for (const [name, frame] of Object.entries(frames)) paint(sheet, all[name] ?? [], frame)
  return {
    png: indexedPng(WIDTH, height, sheet, ENDESGA),
    json: inWords(frames, height),
    frames,
  }
}

function shelve(all: Readonly<Record<string, Picture>>) {
  const frames: Record<string, Frame> = {}
  let x = 0
  let y = 0
  let shelf = 0
  for (const [name, drawn] of Object.entries(all).sort(byHeightThenName)) {
    const [w, h] = [widthOf(drawn), drawn.length]
    if (x + w + 2 * EXTRUDED > WIDTH) [x, y, shelf] = [0, y + shelf, 0]
    frames[name] = { x: x + EXTRUDED, y: y + EXTRUDED, w, h }
    x += w + 2 * EXTRUDED
    shelf = Math.max(shelf, h + 2 * EXTRUDED)
  }
  return { frames, height: 2 ** Math.ceil(Math.log2(y + shelf)) }
}

const byHeightThenName = ([a, one]: [string, Picture], [b, other]: [string, Picture]) =>
  other.length - one.length || (a < b ? -1 : 1)

/** The frame and one pixel around it, which repeats the edge. */
function paint(sheet: Uint8Array, drawn: Picture, { x, y, w, h }: Frame) {
  for (let down = -EXTRUDED; down < h + EXTRUDED; down++) {
    for (let right = -EXTRUDED; right < w + EXTRUDED; right++) {
      const role = drawn[within(down, h)]?.[within(right, w)]
      if (role) sheet[(y + down) * WIDTH + x + right] = 1 + ENDESGA.indexOf(ROLES[role])
    }
  }
}

const within = (at: number, size: number) => Math.max(0, Math.min(size - 1, at))

/** Phaser's hash format. */
function inWords(frames: Readonly<Record<string, Frame>>, height: number) {
  const named = Object.entries(frames).map(([name, frame]) => [name, { frame }])
  const meta = { image: 'atlas.png', size: { w: WIDTH, h: height }, scale: 1 }
  return `${JSON.stringify({ frames: Object.fromEntries(named), meta }, null, 1)}\n`
}
