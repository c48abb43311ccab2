/** In the page: a scene of Phaser with nothing in it, as large as the board and enlarged as much. */

import { Game, Scale, Scene, WEBGL } from 'phaser'

export function drawNothing(forMs: number): Promise<{ at: number; work: number }[]> {
  const game = new Game({
    type: WEBGL,
    width: 640,
    height: 360,
    banner: false,
    audio: { noAudio: true },
    scale: { mode: Scale.NONE },
    render: { pixelArt: true },
    scene: new Scene('empty'),
  })
  Object.assign(game.canvas.style, { width: '1280px', height: '720px', imageRendering: 'pixelated' })
  return new Promise(resolve => {
    game.events.once('poststep', () => {
      game.loop.stop()
      const frames: { at: number; work: number }[] = []
      const first = performance.now()
      const frame = (now: number) => {
        const start = performance.now()
        game.step(now, 16)
        frames.push({ at: now, work: performance.now() - start })
        if (now - first < forMs) requestAnimationFrame(frame)
        else resolve(frames)
      }
      requestAnimationFrame(frame)
    })
  })
}
