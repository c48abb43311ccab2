/**
 * The canvas: one logical pixel of it is one pixel of the picture, and the page shows
 * it enlarged a whole number of times. Whoever calls `draw` owns the clock; Phaser
 * has no loop, no input and no sound of its own.
 */

import { Game, Scale, WEBGL } from 'phaser'
import type { Milliseconds } from '../model/units'
import type { Zoomed } from '../view/layout-shapes'
import { zoomOf } from '../view/layouts'
import type { ParkView } from '../view/park-view'
import { loadSheet } from './atlas'
import type { Look } from './moment'
import { ParkScene } from './park-scene'
import { demandWebGL } from './webgl'

export interface StageOptions {
  readonly reducedMotion: boolean
}

export interface Stage {
  /** `alpha`: how far it is from this tick to the next, 0 to 1. */
  draw(view: ParkView, alpha: number, now: Milliseconds, look: Look): void
  /** Measures the host anew. */
  resize(): void
  close(): void
}

/** Fails where there is no WebGL; the game can then be played without a picture. */
export async function openStage(host: HTMLElement, options: StageOptions): Promise<Stage> {
  demandWebGL()
  const scene = new ParkScene(await loadSheet(), options.reducedMotion)
  await sized(host)
  const game = await started(host, scene)
  game.loop.stop()
  measure(game, host)

  let last = 0
  return {
    draw(view, alpha, now, look) {
      scene.show(view, alpha, now, look)
      game.step(now, Math.max(0, now - last))
      last = now
    },
    resize() {
      if (!hasSize(host)) return // hidden behind another page: it is as large as before once it is seen again
      measure(game, host)
      scene.repaint()
    },
    close() {
      game.destroy(true)
      game.step(last, 0) // Phaser destroys itself at the beginning of a step
    },
  }
}

/** Whoever has left the run already is waited for: Phaser does not begin in a place without a size. */
function sized(host: HTMLElement): Promise<void> {
  return new Promise(resolve => {
    const watch = new ResizeObserver(() => {
      if (!hasSize(host)) return
      watch.disconnect()
      resolve()
    })
    watch.observe(host)
  })
}

const hasSize = (host: HTMLElement) => host.getBoundingClientRect().width > 0

function boardOf(host: HTMLElement): Zoomed {
  const { width, height } = host.getBoundingClientRect()
  return zoomOf(Math.round(width * window.devicePixelRatio), Math.round(height * window.devicePixelRatio))
}

function started(host: HTMLElement, scene: ParkScene): Promise<Game> {
  const { width, height } = boardOf(host)
  return new Promise(resolve => {
    const game = new Game({
      type: WEBGL,
      parent: host,
      width,
      height,
      banner: false,
      autoFocus: false,
      audio: { noAudio: true },
      scale: { mode: Scale.NONE, autoRound: true, expandParent: false },
      // where a processor draws, a pixel costs by how many textures it could be of; there are a dozen layers to draw
      render: { pixelArt: true, powerPreference: 'high-performance', maxTextures: 1 },
      input: { keyboard: false, gamepad: false, mouse: false, touch: false },
      backgroundColor: '#181425',
      scene,
    })
    game.events.once('poststep', () => resolve(game))
  })
}

/** As many logical pixels as fit, each a whole number of device pixels wide. */
function measure(game: Game, host: HTMLElement) {
  const { width, height, zoom } = boardOf(host)
  const enlarged = zoom / window.devicePixelRatio
  game.scale.resize(width, height)
  Object.assign(game.canvas.style, {
    width: `${width * enlarged}px`,
    height: `${height * enlarged}px`,
    imageRendering: 'pixelated',
    display: 'block',
    margin: '0',
  })
  game.canvas.setAttribute('aria-hidden', 'true')
}
