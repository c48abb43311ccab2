/**
 * Light on figures: of each picture of a rider the outermost pixels on the side that the
 * light comes from, in white and on a sheet of their own, to be put over it in the colour
 * of the hour. Read off the one sheet once; board and wheels stay in the shade.
 */

import type { Textures } from 'phaser'
import { type Frame, framesIn } from './atlas'

export type Side = 'left' | 'right'
const SIDES: readonly Side[] = ['left', 'right']
export const rimOn = (side: Side) => `rim-${side}`

/** A sheet for either side, with the names that the riders' pictures have. */
export function addRims(textures: Textures.TextureManager, sheet: HTMLImageElement) {
  const frames = framesIn('rider/')
  for (const side of SIDES) {
    const texture = textures.addCanvas(rimOn(side), paintRims(sheet, frames, side))
    for (const [name, { x, y, w, h }] of frames) texture?.add(name, 0, x, y, w, h)
  }
}

function paintRims(sheet: HTMLImageElement, frames: ReturnType<typeof framesIn>, side: Side): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: sheet.width, height: sheet.height })
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(sheet, 0, 0)
  const from = context.getImageData(0, 0, sheet.width, sheet.height)
  const to = context.createImageData(sheet.width, sheet.height)
  for (const [, frame] of frames) paintRim(from, to, frame, side === 'left' ? -1 : 1)
  context.putImageData(to, 0, 0)
  return canvas
}

/** Rows from below that the ground takes the light from. */
const SHADED = 4

function paintRim({ data, width }: ImageData, to: ImageData, { x, y, w, h }: Frame, toward: -1 | 1) {
  const at = (across: number, down: number) => ((y + down) * width + x + across) * 4
  const isSolid = (across: number, down: number) =>
    across >= 0 && across < w && down >= 0 && (data[at(across, down) + 3] ?? 0) > 0
  for (let down = 0; down < h - SHADED; down++)
    for (let across = 0; across < w; across++)
      if (isSolid(across, down) && !(isSolid(across + toward, down) && isSolid(across + toward, down - 1)))
        to.data.fill(255, at(across, down), at(across, down) + 4)
}
