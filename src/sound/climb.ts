/**
 * A string of tricks climbs: each that follows soon on the one before sounds a step
 * higher on our scale, E G A B D. So a combo plays a phrase before it is read.
 *
 * What is played faster is higher. The lanes keep their registers, since each climbs
 * from its own note. What is refused breaks the string.
 */

import type { Cue } from '../view/cues'

const SCALE = [0, 3, 5, 7, 10] as const // E G A B D, in semitones
const OCTAVE = 12
const SOON = 3_000 // ms: two hands are busy for two seconds after each trick
const STEPS = 3 // more would be shrill, and shorter than Howler can bear

/** The place in the scale of the note that each trick ends on. */
export const DEGREES: Readonly<Partial<Record<Cue, number>>> = {
  routeBowl: 3,
  routeRail: 1,
  routeBoxes: 0,
  routeSlab: 0,
  scale: 1,
  save: 2,
  undo: 3,
  move: 4,
}

const BREAKS: ReadonlySet<Cue> = new Set(['refused', 'noComply', 'early', 'comboLost', 'wipeOut'])

/** How fast to play each cue, as they come. */
export function openClimb(now: () => number): (cue: Cue) => number {
  let step = 0
  let last = -SOON
  return cue => {
    const degree = DEGREES[cue]
    if (BREAKS.has(cue)) last = -SOON
    if (degree === undefined) return 1
    step = now() - last < SOON ? Math.min(STEPS, step + 1) : 0
    last = now()
    return rateOf(degree, step)
  }
}

const rateOf = (degree: number, step: number) => 2 ** ((semitones(degree + step) - semitones(degree)) / OCTAVE)

const semitones = (degree: number) => (SCALE[degree % SCALE.length] ?? 0) + OCTAVE * Math.floor(degree / SCALE.length)
