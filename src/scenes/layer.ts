/** A canvas as large as the board, painted now and then and shown as one picture. */

import type { GameObjects, Scene, Textures } from 'phaser'
import { bandsOf } from './bands'
import { Brush } from './brush'

export interface Extent {
  readonly width: number
  readonly height: number
}

/** One for each lane, and one besides. */
const MOST_BANDS = 5

export class Layer {
  private readonly texture: Textures.CanvasTexture
  /** Shown of it is only where something is. All are there from the beginning, so that they keep their place among the layers. */
  private readonly bands: readonly GameObjects.Image[]
  private tops: readonly number[] = []
  private right = 0
  private up = 0
  private shown = true

  constructor(
    scene: Scene,
    key: string,
    private readonly sheet: HTMLImageElement,
  ) {
    this.texture = scene.textures.createCanvas(key, scene.scale.width, scene.scale.height)!
    this.bands = Array.from({ length: MOST_BANDS }, () => scene.add.image(0, 0, key).setOrigin(0, 0).setVisible(false))
  }

  paint({ width, height }: Extent, picture: (brush: Brush) => void) {
    if (this.texture.width !== width || this.texture.height !== height) this.texture.setSize(width, height)
    const brush = new Brush(this.texture.getContext(), this.sheet)
    brush.context.imageSmoothingEnabled = false
    brush.clear()
    picture(brush)
    this.texture.refresh()
    this.cut(brush.context.getImageData(0, 0, width, height).data, width)
  }

  reveal(shown: boolean) {
    this.shown = shown
    this.place()
  }

  /** So many pixels higher than it was painted. */
  raise(by: number) {
    this.up = by
    this.place()
  }

  /** So many pixels to the left of where it was painted. */
  slide(by: number) {
    this.right = -by
    this.place()
  }

  private cut(pixels: Uint8ClampedArray, width: number) {
    const bands = bandsOf(pixels, width, MOST_BANDS)
    bands.forEach(({ top, height }, at) => {
      const name = `band-${at}`
      this.texture.remove(name)
      this.texture.add(name, 0, 0, top, width, height)
      this.bands[at]?.setTexture(this.texture.key, name)
    })
    this.tops = bands.map(({ top }) => top)
    this.place()
  }

  private place() {
    this.bands.forEach((band, at) => {
      const top = this.tops[at]
      band.setVisible(this.shown && top !== undefined).setPosition(this.right, (top ?? 0) - this.up)
    })
  }
}
