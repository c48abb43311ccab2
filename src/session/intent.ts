/**
 * What a person's hands mean, whatever device they used: keys, pointer, touch and
 * gamepad all end here, and nothing below this floor knows a device.
 *
 * It stands below input and hud, which both speak it and may not import one another.
 */

import type { Lane, Target } from '../model/command'
import type { Tick } from '../model/units'
import type { LabIntent } from './lab'

export const TRICKS = ['SCALE', 'SAVE', 'UNDO', 'MOVE'] as const
export type Trick = (typeof TRICKS)[number]

export type Intent =
  /** `on`, here and below: a target that was pressed or called itself, rather than the marked one. */
  | { readonly do: 'route'; readonly lane: Lane; readonly on?: Target }
  | { readonly do: 'land'; readonly on?: Target }
  | { readonly do: 'trick'; readonly verb: Trick; readonly on?: Target }
  | { readonly do: 'hold'; readonly on?: Target }
  /** Of what is called out, by its number from one. */
  | { readonly do: 'answer'; readonly number: number }
  /** In a duel: a card of the hand, by its place from 0. It is chosen; once more, and it is thrown. */
  | { readonly do: 'card'; readonly place: number }
  /** In a duel: the next that the chosen card could strike. */
  | { readonly do: 'aim' }
  | { readonly do: 'mark'; readonly target: Target }
  | { readonly do: 'markNext' }
  | { readonly do: 'markPrevious' }
  | { readonly do: 'unmark' }
  /** Out of what one is in: what is marked is let go; with nothing marked it is the menu. */
  | { readonly do: 'leave' }
  | { readonly do: 'plan' }
  | { readonly do: 'rewind' }
  | { readonly do: 'menu' }
  | Wish
  | LabIntent

/** What one can wish of a run that is watched. One that is played does not hear it; in the Lab, the speed. */
export type Wish =
  | { readonly do: 'seek'; readonly to: Tick }
  /** Seconds of play, back or forth. */
  | { readonly do: 'step'; readonly by: number }
  /** To the next moment that is marked, or to the one before. */
  | { readonly do: 'jump'; readonly by: 1 | -1 }
  | { readonly do: 'speed'; readonly percent: number }
  | { readonly do: 'slower' }
  | { readonly do: 'faster' }
  /** To play on by hand from here. */
  | { readonly do: 'branch' }
  /** To see what came of it. */
  | { readonly do: 'finish' }
