/**
 * The picture, if there can be one: loaded on its own, opened when a run is first
 * shown with it, and done without where the browser has no WebGL.
 */

import { handOf, type ScreenView, type Settings } from '../hud/screen'
import type { Stage } from '../scenes/stage'
import type { Effects } from '../session/quality'
import type { ParkView } from '../view/park-view'

export interface Picture {
  /** True once it is known that there will be none. */
  readonly missing: boolean
  /** Opens it if this screen shows one. */
  wanted(screen: ScreenView): void
  draw(park: ParkView, alpha: number, now: number, settings: Settings, effects: Effects): void
  close(): void
}

export function openPicture(host: HTMLElement, found: () => void): Picture {
  let stage: Stage | undefined
  let missing = false
  let opening = false
  let count = 0
  new ResizeObserver(() => stage?.resize()).observe(host)

  const open = async (reducedMotion: boolean) => {
    const mine = count
    opening = true
    try {
      const { openStage } = await import('../scenes/stage')
      const opened = await openStage(host, { reducedMotion })
      if (mine === count) stage = opened
      else opened.close() // no longer wanted like this
    } catch (cause) {
      console.warn('The park is shown as text.', cause)
      missing = true // no WebGL, or the browser refused it: the text board carries on
      found()
    }
    opening = false
  }
  return {
    get missing() {
      return missing
    },
    wanted({ screen, settings }) {
      if (screen !== 'run' || settings.textBoard || missing || stage || opening) return
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
    },
  }
}
