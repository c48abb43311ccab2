/**
 * What the debrief shows of the worst moment and of the other line. Shapes only;
 * `see-hindsight.ts` makes one while it is being found out.
 */

import type { MicroUnits, Ppm, Seconds, Tick } from '../model/units'
import type { Metal } from './debrief-view'
import type { Phrase } from './phrase'

export interface HindsightView {
  readonly worst: WorstView | undefined
  readonly choices: readonly ChoiceView[]
  /** The most telling change has been found, if there is one. */
  readonly settled: boolean
  readonly telling: OtherLineView | undefined
  /** What was asked for; else the most telling one. */
  readonly shown: OtherLineView | undefined
}

export interface WorstView {
  readonly from: Tick
  readonly to: Tick
  readonly lost: number
  /** Of the budget. */
  readonly share: Ppm
  /** What to look at: whoever lost the most of it, and why. */
  readonly caption: Phrase
}

/** One decision, made otherwise. */
export interface ChoiceView {
  readonly id: number
  /** Changes of the same decision stand together. */
  readonly group: string
  /** When the decision was made, or would have been. */
  readonly tick: Tick | undefined
  readonly decision: Phrase | undefined
  readonly change: ChangeView
}

export type ChangeView =
  | { readonly what: 'shift'; readonly by: Seconds }
  | { readonly what: 'leaveOut' | 'add' | 'nothing' | 'solution' | 'lane' | 'plate'; readonly text: Phrase }

export interface OtherLineView {
  readonly choice: ChoiceView
  readonly yours: FiguresView
  readonly other: FiguresView
  readonly parting: PartingView | undefined
  /** Why the changed command could not be done there. */
  readonly refusal: Phrase | undefined
}

export interface FiguresView {
  readonly outcome: 'landed' | 'wipedOut'
  readonly endedAt: Tick
  readonly lost: number
  readonly budgetLeft: Ppm
  readonly cost: MicroUnits
  readonly toil: Ppm
  /** Undefined where none are given. */
  readonly medal: Metal | undefined
  /** The budget left over time, from the start to the end. */
  readonly curve: readonly PointView[]
}

export interface PointView {
  readonly tick: Tick
  readonly left: Ppm
}

/** Where the two lines first part: what occurs in the one, and how it stands in the other. */
export interface PartingView {
  readonly tick: Tick
  readonly where: 'yours' | 'other'
  readonly what: Phrase
  readonly instead: Phrase | undefined
}
