/**
 * A page for looking at the picture alone: `vite --port 5301`, then
 * /test/scenes/look.html#ordering shows a moment; `#busy` is the fullest board there is.
 * `window.look.show(name, now)` draws one still frame, for screenshots.
 */

import { openStage } from '../../src/scenes/stage'
import type { ParkView } from '../../src/view/park-view'
import { MOMENTS } from '../given-view'
import { busy, SCENES } from './moments'

const moments: Readonly<Record<string, ParkView>> = { ...MOMENTS, ...SCENES, busy }

const host = document.getElementById('host')!
const stage = await openStage(host, { reducedMotion: location.search.includes('calm') })
const asked = (word: string) => location.search.includes(word)
const look = { patterned: asked('patterns'), hand: asked('left') ? 'left' : 'right', caped: asked('cape') } as const
const show = (name: string, now: number) => stage.draw(moments[name] ?? busy, 0, now, look)
Object.assign(window, { look: { show, stage, moments } })

window.addEventListener('resize', () => stage.resize())
if (location.hash) {
  const frame = (now: number) => {
    show(location.hash.slice(1), now)
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
