/**
 * Between two screens: the new one is there at once and takes keys and clicks, and paint
 * is drawn off it, on the way there to the right and on the way back to the left. None
 * of it with less motion, or where the machine does not keep up.
 */

import type { ScreenView } from './screen'

/** Milliseconds. */
export const WIPE = 180

const ORDER: readonly ScreenView['screen'][] = ['title', 'street', 'shop', 'lab', 'duel', 'briefing', 'run', 'debrief']

export interface Wipe {
  readonly element: HTMLElement
  pass(before: ScreenView | undefined, next: ScreenView): void
}

export function openWipe(page: Document): Wipe {
  const element = page.createElement('div')
  element.className = 'wipe'
  element.setAttribute('aria-hidden', 'true')
  return {
    element,
    pass(before, next) {
      const way = wayOf(before, next)
      if (way === 0) return
      for (const running of element.getAnimations?.() ?? []) running.cancel()
      const at = (share: number) => ({
        visibility: 'visible',
        transform: `translateX(${share * way * 100}%) skewX(-12deg)`,
      })
      element.animate?.([at(0), at(1)], { duration: WIPE, easing: 'cubic-bezier(0.3, 0.1, 0.8, 0.8)' })
    },
  }
}

/** 1 there, -1 back, 0 not at all: the page that opens, and whoever wants less motion. */
export function wayOf(before: ScreenView | undefined, { screen, settings, effects }: ScreenView): -1 | 0 | 1 {
  if (!before || before.screen === screen || settings.reducedMotion || effects?.now === 'plain') return 0
  return ORDER.indexOf(screen) < ORDER.indexOf(before.screen) ? -1 : 1
}
