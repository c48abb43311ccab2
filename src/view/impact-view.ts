/**
 * What is shown of moves that matter: during a run what is in flight and what the last
 * incident came to, and after it the score with all its parts. Shapes only.
 */

import type { Verb } from '../model/command'
import type { Ppm, Tick } from '../model/units'
import type { Line } from '../rules/named-lines'
import type { Face } from './faces'
import type { Phrase } from './phrase'

/** During a run. */
export interface ImpactView {
  /** Moves on what an open incident threatens or has hit: what they are worth is known when it is over. */
  readonly inFlight: readonly MoveView[]
  /** What the last incident came to, for a while after it is over. */
  readonly verdict: IncidentView | undefined
  /** The string of credited moves that is not banked yet, or what has just become of it. */
  readonly combo: ComboView | undefined
  /** Letters of S-T-A-T-E by now, and how many are the goal. */
  readonly letters: { readonly got: number; readonly of: number }
}

export interface MoveView {
  /** The command's id in the run. */
  readonly id: number
  readonly verb: Verb
  /** What it aimed at. */
  readonly kind: 'rider' | 'volume' | 'plate'
  readonly name: string
}

export interface ComboView {
  readonly moves: number
  readonly state: 'open' | 'banked' | 'dropped'
}

/** One incident that is settled. Shares are of the error budget. */
export interface IncidentView {
  readonly id: string
  readonly what: Phrase
  readonly face?: Face | undefined
  readonly struckAt: Tick
  readonly closedAt: Tick
  readonly cost: Ppm
  readonly untouched: Ppm
  /** Below zero where hands made it worse. */
  readonly saved: Ppm
  /** Those that made a difference worth a word, and what each is credited with. */
  readonly moves: readonly (MoveView & { readonly share: Ppm })[]
}

/** After a run. */
export interface ScoreView {
  readonly total: number
  readonly parts: readonly PartView[]
  readonly incidents: readonly (IncidentView & { readonly earned: Ppm })[]
  readonly lines: readonly Line[]
  /** The longest that was banked, and the moves that it was made of. */
  readonly combos: readonly { readonly state: ComboView['state']; readonly moves: readonly MoveView[] }[]
  /** The riders that earned a letter, in order; and how many are the goal. */
  readonly letters: { readonly riders: readonly string[]; readonly of: number }
}

export const SCORE_PARTS = ['requests', 'incidents', 'landings', 'lines', 'combos'] as const

export interface PartView {
  readonly of: (typeof SCORE_PARTS)[number]
  readonly got: number
  readonly most: number
}
