/**
 * Paints what stands still: once a resize, or when a plate changes, never every frame.
 *
 * A plain 2D context in whole logical pixels and colours of the palette only.
 */

import type { Rect } from '../view/layout-shapes'
import { ROLES, type Role } from '../view/palette'
import { keeps, type Tile } from '../view/patterns'
import { type Frame, frameOf } from './atlas'
import { advance, letterOf, type Typeface } from './lettering'

export interface Border {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export class Brush {
  private readonly scratch = document.createElement('canvas').getContext('2d')!

  constructor(
    readonly context: CanvasRenderingContext2D,
    private readonly sheet: HTMLImageElement,
  ) {
    this.scratch.canvas.width = 8
    this.scratch.canvas.height = 8
  }

  clear() {
    this.context.clearRect(0, 0, this.context.canvas.width, this.context.canvas.height)
  }

  fill(role: Role, x: number, y: number, width: number, height: number) {
    this.context.fillStyle = ROLES[role]
    this.context.fillRect(x, y, width, height)
  }

  /** A share of the pixels, evenly mixed in. */
  dither(role: Role, { x, y, width, height }: Rect, share: number) {
    const sixteenths = Math.max(0, Math.min(16, Math.round(share * 16)))
    this.context.fillStyle = this.half(role, sixteenths)
    this.context.fillRect(x, y, width, height)
  }

  /** A tile again and again. */
  pattern(role: Role, { x, y, width, height }: Rect, tile: Tile) {
    this.context.fillStyle = this.tiled(role, tile[0]?.length ?? 0, tile.length, (right, down) =>
      keeps(tile, right, down),
    )
    this.context.fillRect(x, y, width, height)
  }

  private half(role: Role, sixteenths: number) {
    const name = `${role}${sixteenths}`
    const known = HALVES.get(name)
    if (known) return known
    const made = this.tiled(role, 4, 4, (x, y) => lit(x, y, sixteenths))
    HALVES.set(name, made)
    return made
  }

  private tiled(role: Role, width: number, height: number, has: (x: number, y: number) => boolean) {
    const tile = document.createElement('canvas').getContext('2d')!
    tile.canvas.width = width
    tile.canvas.height = height
    tile.fillStyle = ROLES[role]
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (has(x, y)) tile.fillRect(x, y, 1, 1)
    return this.context.createPattern(tile.canvas, 'repeat')!
  }

  box(role: Role, { x, y, width, height }: Rect) {
    this.fill(role, x, y, width, height)
  }

  frame(role: Role, { x, y, width, height }: Rect) {
    this.fill(role, x, y, width, 1)
    this.fill(role, x, y + height - 1, width, 1)
    this.fill(role, x, y, 1, height)
    this.fill(role, x + width - 1, y, 1, height)
  }

  stamp(name: string, x: number, y: number) {
    const { x: left, y: top, w, h } = frameOf(name)
    this.context.drawImage(this.sheet, left, top, w, h, x, y, w, h)
  }

  /** So many times as large as it is drawn. */
  enlarge({ x: left, y: top, w, h }: Frame, x: number, y: number, times: number) {
    this.context.imageSmoothingEnabled = false
    this.context.drawImage(this.sheet, left, top, w, h, x, y, w * times, h * times)
  }

  /** Only its outline, in one colour. */
  shade({ x: left, y: top, w, h }: Frame, x: number, y: number, colour: string) {
    const { scratch } = this
    if (scratch.canvas.width < w || scratch.canvas.height < h) Object.assign(scratch.canvas, { width: w, height: h })
    scratch.globalCompositeOperation = 'copy'
    scratch.drawImage(this.sheet, left, top, w, h, 0, 0, w, h)
    scratch.globalCompositeOperation = 'source-in'
    scratch.fillStyle = colour
    scratch.fillRect(0, 0, w, h)
    this.context.drawImage(scratch.canvas, 0, 0, w, h, x, y, w, h)
  }

  /** Cut in nine: corners stay, edges and middle repeat. */
  tile(name: string, rect: Rect, border: Border) {
    const { x, y, w, h } = frameOf(name)
    const across = cuts(x, w, border.left, border.right, rect.x, rect.width)
    const down = cuts(y, h, border.top, border.bottom, rect.y, rect.height)
    for (const [fromY, high, toY, room] of down) {
      for (const [fromX, wide, toX, space] of across) {
        this.repeat({ x: fromX, y: fromY, width: wide, height: high }, { x: toX, y: toY, width: space, height: room })
      }
    }
  }

  private repeat(piece: Rect, into: Rect) {
    if (piece.width <= 0 || piece.height <= 0) return
    for (let down = 0; down < into.height; down += piece.height) {
      const high = Math.min(piece.height, into.height - down)
      for (let right = 0; right < into.width; right += piece.width) {
        const wide = Math.min(piece.width, into.width - right)
        this.context.drawImage(this.sheet, piece.x, piece.y, wide, high, into.x + right, into.y + down, wide, high)
      }
    }
  }

  words(text: string, x: number, y: number, role: Role, face: Typeface = 'letter') {
    let at = x
    for (const letter of text.toUpperCase()) {
      this.letter(letterOf(letter, face), at, y, role)
      at += advance(letter, face)
    }
  }

  /** Letters are white on the sheet; here they take their colour. */
  private letter(name: string, x: number, y: number, role: Role) {
    const frame = frameOf(name)
    if (frame.w > 0) this.shade(frame, x, y, ROLES[role])
  }
}

/** A pattern is good on every canvas. */
const HALVES = new Map<string, CanvasPattern>()

/** Bayer's 4x4: which pixels of a half tone are lit. */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5] as const
export const lit = (x: number, y: number, sixteenths: number) => (BAYER[(y % 4) * 4 + (x % 4)] ?? 0) < sixteenths

/** Source start and size, target start and size, of the three cuts in one direction. */
function cuts(from: number, size: number, first: number, last: number, to: number, room: number) {
  const lead = Math.min(first, room)
  const tail = Math.min(last, room - lead)
  return [
    [from, lead, to, lead],
    [from + first, size - first - last, to + lead, room - lead - tail],
    [from + size - tail, tail, to + room - tail, tail],
  ] as const
}
