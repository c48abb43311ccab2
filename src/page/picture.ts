/**
 * The picture, if there can be one: sent for when a run is near, opened when one is first
 * shown with it, and done without where the browser has no WebGL. Until it is open no
 * time passes in the run. On a slow line it is waited for so long, and the run is then
 * played as text until it comes; what did not come is sent for again.
 */

import { handOf, type PictureState, type ScreenView, type Settings } from '../hud/screen'
import type { Milliseconds } from '../model/units'
import type { Stage } from '../scenes/stage'
import type { Effects } from '../session/quality'
import type { ParkView } from '../view/park-view'

export interface Picture {
  readonly state: PictureState
  /** A run is near: what draws it may come already. */
  sendFor(): void
  /** Opens it if this screen shows one. */
  wanted(screen: ScreenView): void
  draw(park: ParkView, alpha: number, now: number, settings: Settings, effects: Effects): void
  close(): void
}

const PATIENCE: Milliseconds = 6_000

/** `changed`: its state has. */
export function openPicture(host: HTMLElement, changed: () => void, load = overTheNet): Picture {
  let stage: Stage | undefined
  let state: PictureState = 'coming'
  let opening = false
  let count = 0
  new ResizeObserver(() => stage?.resize()).observe(host)

  const become = (next: PictureState) => {
    state = next
    changed()
  }
  const open = async (reducedMotion: boolean) => {
    const mine = count
    opening = true
    const impatience = setTimeout(become, PATIENCE, 'late')
    const end = (next: PictureState) => {
      clearTimeout(impatience)
      become(next)
    }
    const code = await load().catch(() => undefined)
    if (!code) {
      end('late')
      again()
      return
    }
    try {
      const opened = await code.openStage(host, { reducedMotion })
      if (mine === count) stage = opened
      else opened.close() // no longer wanted like this
      opening = false
      end(stage ? 'open' : 'coming')
    } catch (cause) {
      console.warn('The park is shown as text.', cause)
      opening = false
      end('none')
    }
  }
  /** The line is down: until then it would only fail again. */
  const again = () =>
    setTimeout(() => {
      opening = false
      changed()
    }, PATIENCE)
  return {
    get state() {
      return state
    },
    sendFor: () => void load().catch(() => undefined), // whoever opens it is told
    wanted({ screen, settings }) {
      if (screen !== 'run' || settings.textBoard || stage || state === 'none' || opening) return
      void open(settings.reducedMotion)
    },
    draw: (park, alpha, now, settings, effects) =>
      stage?.draw(park, alpha, now, {
        patterned: settings.patterns,
        hand: handOf(settings),
        caped: settings.cape,
        plain: effects === 'plain',
      }),
    close() {
      count += 1
      stage?.close()
      stage = undefined
      if (state === 'open') state = 'coming'
    },
  }
}

const overTheNet = () => import('../scenes/stage')
