/**
 * The one queue of what is due later: by whole ticks, first in first out among equals.
 *
 * Nothing is ever taken out early. Whoever is woken looks whether the thing it waited
 * for is still so, and does nothing if it is not.
 */

import type { Tick } from '../model/units'
import type { Due, Wake } from '../model/wake'

/** Ticks that have a list each. Longer waits are re-filed once a window. */
const WINDOW = 256

export const emptyWake = (): Wake => ({
  windowEnds: WINDOW,
  slots: Array.from({ length: WINDOW }, () => []),
  far: [],
})

/**
 * Files something to be woken at tick `at`, which must lie ahead. What comes again and
 * again is filed as the same thing each time, and then costs nothing but its place.
 */
export function wakeAt(wake: Wake, at: Tick, due: Due): void {
  if (at < wake.windowEnds) slotOf(wake, at).push(due)
  else wake.far.push({ at, due })
}

/** Everything due at this tick, in the order in which it was filed. */
export function takeDue(wake: Wake, tick: Tick): readonly Due[] {
  if (tick === wake.windowEnds) openWindow(wake)
  const slot = slotOf(wake, tick)
  return slot.length === 0 ? slot : slot.splice(0)
}

function openWindow(wake: Wake): void {
  const waiting = wake.far
  wake.windowEnds += WINDOW
  wake.far = []
  for (const entry of waiting) {
    if (entry.at < wake.windowEnds) slotOf(wake, entry.at).push(entry.due)
    else wake.far.push(entry)
  }
}

const slotOf = (wake: Wake, tick: Tick): Due[] => wake.slots[tick % WINDOW] as Due[]
