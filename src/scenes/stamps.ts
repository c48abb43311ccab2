/**
 * What moves: a pool of pictures from the one sheet, put down anew each frame in the
 * order they overlap. What was not put down this time is hidden. Nothing is created
 * once the pool is as large as the busiest frame.
 */

import type { GameObjects, Scene } from 'phaser'
import { ROLES, type Role } from '../view/palette'
import { ATLAS, frameOf } from './atlas'
import { advance, letterOf, type Typeface } from './lettering'

/** More than the busiest board needs, which has some three hundred pods; what is beyond it is left out. */
export const MOST_STAMPS = 1_600

export interface StampLook {
  readonly flip?: boolean
  readonly tint?: Role
  /** Stretched to so many pixels: plain pieces, and for a moment who lands. */
  readonly width?: number
  readonly height?: number
  readonly alpha?: number
  /** Of this sheet instead, which has the same frames. */
  readonly sheet?: string
}

const PLAIN: StampLook = {}

export class Stamps {
  private readonly pool: GameObjects.Image[] = []
  private used = 0

  constructor(private readonly scene: Scene) {}

  begin() {
    this.used = 0
  }

  /** Left upper corner, in logical pixels. */
  put(name: string, x: number, y: number, look: StampLook = PLAIN) {
    const image = this.take()
    if (!image) return
    const sheet = look.sheet ?? ATLAS
    if (image.texture.key !== sheet) image.setTexture(sheet, name)
    else if (image.frame.name !== name) image.setFrame(name)
    const { w, h } = frameOf(name)
    image.setPosition(Math.round(x), Math.round(y))
    image.setScale((look.width ?? w) / w, (look.height ?? h) / h)
    image.setFlipX(look.flip ?? false)
    image.setAlpha(look.alpha ?? 1)
    if (look.tint) image.setTint(numberOf(look.tint))
    else image.clearTint()
  }

  fill(role: Role, x: number, y: number, width: number, height: number) {
    if (width > 0 && height > 0) this.put('dot', x, y, { tint: role, width, height })
  }

  words(text: string, x: number, y: number, role: Role, face: Typeface = 'letter') {
    let at = x
    for (const letter of text.toUpperCase()) {
      if (letter !== ' ') this.put(letterOf(letter, face), at, y, { tint: role })
      at += advance(letter, face)
    }
  }

  end() {
    for (let at = this.used; at < this.pool.length; at++) this.pool[at]?.setVisible(false)
  }

  private take() {
    if (this.used >= MOST_STAMPS) return undefined
    let image = this.pool[this.used]
    if (!image) {
      image = this.scene.add.image(0, 0, ATLAS, 'dot').setOrigin(0, 0)
      this.pool.push(image)
    }
    this.used++
    return image.setVisible(true)
  }
}

const NUMBERS = new Map<Role, number>()

function numberOf(role: Role) {
  const known = NUMBERS.get(role)
  if (known !== undefined) return known
  const number = Number.parseInt(ROLES[role].slice(1), 16)
  NUMBERS.set(role, number)
  return number
}
