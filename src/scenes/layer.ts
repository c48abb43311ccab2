/** A canvas as large as the board, painted now and then and shown as one picture. */

import type { GameObjects, Scene, Textures } from 'phaser'
import { Brush } from './brush'

export interface Extent {
  readonly width: number
  readonly height: number
}

export class Layer {
  private readonly texture: Textures.CanvasTexture
  private readonly image: GameObjects.Image

  constructor(
    scene: Scene,
    key: string,
    private readonly sheet: HTMLImageElement,
  ) {
    this.texture = scene.textures.createCanvas(key, scene.scale.width, scene.scale.height)!
    this.image = scene.add.image(0, 0, key).setOrigin(0, 0)
  }

  paint({ width, height }: Extent, picture: (brush: Brush) => void) {
    if (this.texture.width !== width || this.texture.height !== height) {
      this.texture.setSize(width, height)
      this.image.setTexture(this.texture.key)
    }
    const brush = new Brush(this.texture.getContext(), this.sheet)
    brush.context.imageSmoothingEnabled = false
    brush.clear()
    picture(brush)
    this.texture.refresh()
  }

  reveal(shown: boolean) {
    this.image.setVisible(shown)
  }

  /** So many pixels higher than it was painted. */
  raise(by: number) {
    this.image.setY(-by)
  }

  /** So many pixels to the left of where it was painted. */
  slide(by: number) {
    this.image.setX(-by)
  }
}
