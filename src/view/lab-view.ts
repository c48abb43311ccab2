/**
 * What the Lab's panel shows, as plain data; `see-lab.ts` makes it from a run.
 */

import type { Failure, Knob } from '../model/lab'
import type { Seconds, Tick } from '../model/units'
import type { Sticker } from '../model/workload'
import type { Phrase } from './phrase'

export interface LabView {
  /** It was opened as an empty board. */
  readonly empty: boolean
  readonly served: number
  readonly lost: number
  /** Of all who have users, if it is the same for them. */
  readonly load: number | undefined
  readonly loads: readonly LoadView[]
  /** What can be struck, with what; what is marked on the board comes first. */
  readonly strikes: readonly StrikeView[]
  /** That is marked by hand and can be struck. */
  readonly marked: string | undefined
  /** The newest first. */
  readonly fired: readonly FiredView[]
  /** Who can be called up. */
  readonly callable: readonly CallableView[]
  readonly knobs: readonly KnobView[]
  /** Somebody is up and could be placed. */
  readonly up: number
  /** What came of the last thing that was asked for; undefined if it was done. */
  readonly refusal: Phrase | undefined
}

export interface KnobView {
  readonly knob: Knob
  readonly value: string
  readonly values: readonly string[]
}

export interface LoadView {
  readonly target: string
  readonly name: string
  readonly percent: number
  /** Requests that came in this second, and that were lost or late. */
  readonly perSecond: number
  readonly failing: number
}

export interface StrikeView {
  readonly target: string
  readonly name: string
  readonly group: StrikeGroup
  readonly failures: readonly Failure[]
}

export const STRIKE_GROUPS = ['plates', 'riders', 'plane', 'park'] as const
export type StrikeGroup = (typeof STRIKE_GROUPS)[number]

export interface FiredView {
  readonly id: number
  readonly at: Tick
  readonly text: Phrase
  readonly target: string
  readonly fire: Failure
  /** It can be ended by hand. */
  readonly mends: boolean
  /** When it ends by itself; undefined if it stays. */
  readonly endsIn: Seconds | undefined
}

export interface CallableView {
  readonly target: string
  readonly name: string
  readonly about: Phrase
  readonly stickers: readonly Sticker[]
  /** It is of this level, not of the palette. */
  readonly own: boolean
}
