/**
 * The picture, if there can be one: loaded on its own, opened when the first run is
 * shown, and done without where the browser has no WebGL.
 */

import type { Stage } from '../scenes/stage'
import type { ParkView } from '../view/park-view'

export interface Picture {
  /** True once it is known that there will be none. */
  readonly missing: boolean
  draw(park: ParkView, alpha: number, now: number): void
  /** With this way of moving from now on. */
  open(reducedMotion: boolean): void
  close(): void
}

export function openPicture(host: HTMLElement, changed: () => void): Picture {
  let stage: Stage | undefined
  let missing = false
  let wanted = 0
  const observer = new ResizeObserver(() => stage?.resize())
  observer.observe(host)

  const open = async (reducedMotion: boolean, mine: number) => {
    try {
      const { openStage } = await import('../scenes/stage')
      const opened = await openStage(host, { reducedMotion })
      if (mine !== wanted) return opened.close()
      stage = opened
    } catch {
      missing = true // no WebGL, or the browser refused it: the text board carries on
    }
    changed()
  }
  const close = () => {
    wanted += 1
    stage?.close()
    stage = undefined
  }
  return {
    get missing() {
      return missing
    },
    draw: (park, alpha, now) => stage?.draw(park, alpha, now),
    open(reducedMotion) {
      close()
      void open(reducedMotion, wanted)
    },
    close,
  }
}
