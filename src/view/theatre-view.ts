/**
 * What the theatre shows beside the park: how long the run is, what is marked on it,
 * and whether it is the run that it was. And the ghost, which is watched while playing.
 *
 * Shapes only; `see-moments.ts` and `see-ghost.ts` make them from runs.
 */

import type { Ppm, Tick } from '../model/units'
import type { Phrase } from './phrase'

/** In the order of weight. */
export const MOMENT_KINDS = ['end', 'incident', 'bail', 'hangup', 'landing', 'refusal', 'command'] as const
export type MomentKind = (typeof MOMENT_KINDS)[number]

/** Something that one would want to see again. */
export interface MomentView {
  readonly tick: Tick
  readonly kind: MomentKind
  readonly text: Phrase
}

/** In hundredths of the level's own speed. */
export const SPEEDS = [25, 50, 100, 200, 400, 800] as const

/** What has changed since it was played. */
export const FAITHS = ['same', 'level', 'engine'] as const
export type Faith = (typeof FAITHS)[number]

export interface TheatreView {
  /** Where it ends; as far as the level goes while that is not known. */
  readonly end: Tick
  readonly moments: readonly MomentView[]
  readonly speedPercent: number
  /** How often it was wound by hand: what lies between two views is no news then. */
  readonly leaps: number
  /** The moment that was jumped to. */
  readonly reached: MomentView | undefined
  readonly faith: Faith
  /** Whether it ends as its file says; undefined while that is not known. */
  readonly sameEnd: boolean | undefined
}

/** How the best run of this level stood at the same second. */
export interface GhostView {
  readonly budgetLeft: Ppm
  readonly landed: number
}
