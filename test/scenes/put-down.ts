/** What is put on the canvas, without a canvas: Stamps over a scene that keeps what it is asked for. */

import type { Scene } from 'phaser'
import { ATLAS } from '../../src/scenes/atlas'
import { Stamps } from '../../src/scenes/stamps'

export interface PutDown {
  readonly name: string
  readonly sheet: string
  readonly x: number
  readonly y: number
  readonly alpha: number
}

/** An image of Phaser, as far as Stamps uses one. */
function anImage() {
  const self = { texture: { key: ATLAS }, frame: { name: 'dot' }, x: 0, y: 0, alpha: 1, visible: true, tint: -1 }
  const chain =
    <A extends unknown[]>(change: (...args: A) => void) =>
    (...args: A) => {
      change(...args)
      return image
    }
  const image = {
    ...self,
    setOrigin: chain(() => undefined),
    setVisible: chain((visible: boolean) => Object.assign(image, { visible })),
    setFrame: chain((name: string) => Object.assign(image, { frame: { name } })),
    setTexture: chain((key: string, name: string) => Object.assign(image, { texture: { key }, frame: { name } })),
    setPosition: chain((x: number, y: number) => Object.assign(image, { x, y })),
    setScale: chain(() => undefined),
    setFlipX: chain(() => undefined),
    setAlpha: chain((alpha: number) => Object.assign(image, { alpha })),
    setTint: chain((tint: number) => Object.assign(image, { tint })),
    clearTint: chain(() => Object.assign(image, { tint: -1 })),
  }
  return image
}

/** What one frame draws. */
export function aBoard() {
  const images: ReturnType<typeof anImage>[] = []
  const scene = {
    add: {
      image: () => {
        images.push(anImage())
        return images.at(-1)
      },
    },
  }
  const stamps = new Stamps(scene as unknown as Scene)
  return (draw: (stamps: Stamps) => void): readonly PutDown[] => {
    stamps.begin()
    draw(stamps)
    stamps.end()
    return images
      .filter(({ visible }) => visible)
      .map(({ texture, frame, x, y, alpha, tint }) => ({
        name: tint < 0 ? frame.name : `${frame.name}:${tint.toString(16)}`,
        sheet: texture.key,
        x,
        y,
        alpha,
      }))
  }
}
