/** A rider on screen: what it is, how it does and on what it stands. Shapes only. */

import type { Target } from '../model/command'
import type { Ppm } from '../model/units'
import type { Sticker } from '../model/workload'
import type { Bail, PackView } from './incident-view'
import type { Phrase } from './phrase'
import type { TrickView } from './see-tricks'
import type { Tone } from './tone'

export const RIDER_STATES = [
  'up',
  'deck',
  'held',
  'air',
  'ready',
  'riding',
  'hung',
  'bailed',
  'gone',
  'unknown',
] as const
/** `air`: being provisioned. `ready`: could serve, waits for LAND. `hung`: no place was found. `unknown`: nobody has looked. */
export type RiderState = (typeof RIDER_STATES)[number]

export interface RiderView {
  readonly target: Target
  readonly name: string
  /** What it is, in a few words from the level. */
  readonly about: Phrase
  readonly stickers: readonly Sticker[]
  readonly state: RiderState
  readonly tone: Tone
  /** Which of the lane's plates it mainly stands on, for drawing it above that plate. */
  readonly plate: string | undefined
  /** Of its air time; 0 when it is not in the air. */
  readonly done: Ppm
  /** What it waits for, in the system's word: `Pulling`, `BUILD`, `wait call-back`. */
  readonly word: string
  readonly replicas: { readonly ready: number; readonly wanted: number }
  readonly utilisation: Ppm
  readonly marked: boolean
  /** Users are here and it does not serve them. */
  readonly failing: boolean
  /** Of one that hangs: what the system said, without what preemption came to; else empty. */
  readonly why: string
  readonly bail: Bail | undefined
  /** Its host is there: the kernel of that has panicked. */
  readonly panicked?: boolean
  readonly pack: PackView | undefined
  /** How it came down, once it has: at once when it was ready, or after a wait. */
  readonly landed?: 'clean' | 'late' | undefined
  /** A moment ago. */
  readonly justLanded?: boolean
  /** What a hand has just begun to do with it. */
  readonly trick?: TrickView | undefined
  /** It is changing lanes, and this is the copy that serves until the other does. */
  readonly leaving: boolean
  /** Its one run is done, and the machine or server that it had is its still. */
  readonly finished?: boolean
  /** INCOMING tells of it, or of its backpack. */
  readonly warned?: boolean
  /** Of one that nobody has looked at: it is shown in another lane already. */
  readonly echo?: boolean
}
