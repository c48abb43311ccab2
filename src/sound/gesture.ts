/** Browsers are silent until the player has done something; so is everything here. */

const GESTURES = ['pointerup', 'keydown', 'click'] as const

export function atFirstGesture(act: () => void): void {
  const once = () => {
    for (const gesture of GESTURES) removeEventListener(gesture, once, true)
    act()
  }
  for (const gesture of GESTURES) addEventListener(gesture, once, true)
}
