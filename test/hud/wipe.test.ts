/** Between two screens there is a wipe, which is in nobody's way. */

import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type ScreenView } from '../../src/hud/screen'
import { openWipe, WIPE, wayOf } from '../../src/hud/wipe'

const at = (screen: ScreenView['screen'], over: Partial<ScreenView> = {}) =>
  ({ screen, settings: DEFAULT_SETTINGS, ...over }) as ScreenView

describe('The way', () => {
  it.each([
    ['title', 'street', 1],
    ['street', 'briefing', 1],
    ['briefing', 'run', 1],
    ['run', 'debrief', 1],
    ['debrief', 'run', -1],
    ['run', 'title', -1],
    ['run', 'run', 0],
  ] as const)('from %s to %s is %i', (before, next, way) => expect(wayOf(at(before), at(next))).toBe(way))

  it('is none when the page opens, with less motion, and where effects are plain', () => {
    const still = { ...DEFAULT_SETTINGS, reducedMotion: true }
    expect(wayOf(undefined, at('title'))).toBe(0)
    expect(wayOf(at('title'), at('street', { settings: still }))).toBe(0)
    expect(wayOf(at('title'), at('street', { effects: { now: 'plain', median: 40 } }))).toBe(0)
  })
})

it('It is over in two tenths of a second, and one that is still on its way gives way', () => {
  const { element, pass } = openWipe(document)
  const begun: unknown[] = []
  let cancelled = 0
  element.getAnimations = () => begun.slice(-1).map(() => ({ cancel: () => (cancelled += 1) }) as unknown as Animation)
  element.animate = (_, options) => {
    begun.push((options as KeyframeAnimationOptions).duration)
    return {} as Animation
  }
  pass(at('title'), at('street'))
  pass(at('street'), at('briefing'))
  expect(begun).toEqual([WIPE, WIPE])
  expect(WIPE).toBeLessThanOrEqual(200)
  expect(cancelled).toBe(1)
})
