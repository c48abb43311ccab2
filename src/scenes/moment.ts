/** What time it is, for everything that moves. With reduced motion it stands still, but for blinking. */

import type { Hand } from '../view/layout-shapes'
import type { Role } from '../view/palette'
import type { ParkView } from '../view/park-view'

export interface Moment {
  /** Milliseconds, for what goes on while play is paused. */
  readonly now: number
  /** Seconds of play, for what stops with it. */
  readonly play: number
  /** Eight a second. */
  readonly beat: number
  /** Whether what blinks is dark, at most three times a second. */
  readonly blink: boolean
  /** 0 or 1: marks hop. */
  readonly bob: number
  /** -1 to 1 and back. */
  readonly sway: number
  readonly calm: boolean
  /** Motion is wanted, and the machine keeps up with all of it: sparks, dust, what flies about. */
  readonly lively: boolean
  /** What has a tone shows it by a pattern too. */
  readonly patterned: boolean
  /** Whoever rides wears a cape. */
  readonly caped: boolean
  /** What shines on whoever is out there, from so far across the board. */
  readonly light?: { readonly x: number; readonly colour: Role } | undefined
}

/** How the player wants to see it. */
export interface Look {
  readonly patterned: boolean
  readonly hand: Hand
  readonly caped?: boolean
  /** Without what only adorns. */
  readonly plain?: boolean
}

/** In seconds of play: so much passes between two pictures only if somebody wound it on. */
const LEAP = 2

/** A new run, or the same one wound: what was on its way in the last picture has nothing to do with this one. */
export const leapt = (before: number, { tick, timeScale }: Pick<ParkView, 'tick' | 'timeScale'>): boolean =>
  tick < before || tick - before > LEAP * timeScale

export function momentOf(
  view: ParkView,
  alpha: number,
  now: number,
  calm: boolean,
  { patterned, caped = false, plain = false }: Omit<Look, 'hand'>,
): Moment {
  return {
    now,
    play: (view.tick + alpha) / view.timeScale,
    beat: calm ? 0 : Math.floor(now / 125),
    blink: Math.floor(now / 250) % 2 === 1,
    bob: calm ? 0 : Math.floor(now / 300) % 2,
    sway: calm ? 0 : Math.sin(now / 900),
    calm,
    lively: !calm && !plain,
    patterned,
    caped,
  }
}
