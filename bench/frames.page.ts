/** In the page: a scene of Phaser with nothing in it, as large as the board and enlarged as much. */

import { Game, Scale, Scene, WEBGL } from 'phaser'

export function drawNothing(forMs: number): Promise<void> {
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
      const first = performance.now()
      const frame = (now: number) => {
        game.step(now, 16)
        if (now - first < forMs) requestAnimationFrame(frame)
        else resolve()
      }
      requestAnimationFrame(frame)
    })
  })
}
