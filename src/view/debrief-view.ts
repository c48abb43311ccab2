/**
 * What the debrief shows of a run that has ended: the outcome, the medals, every lost
 * request under its one named cause, what led to what, the runbook of what was done,
 * and the facts behind it.
 *
 * Shapes only; `see-debrief.ts` makes one from a run. What another decision would have
 * changed takes longer to find out: `hindsight-view.ts`.
 */

import type { Unit } from '../level/metrics'
import type { MicroUnits, Ppm, Seconds, Tick } from '../model/units'
import type { CardView } from './codex'
import type { Phrase } from './phrase'
import type { Postcard } from './postcard'
import type { Ending } from './see-ending'

export const METALS = ['none', 'bronze', 'silver', 'gold'] as const
export type Metal = (typeof METALS)[number]

export interface DebriefView {
  readonly outcome: 'landed' | 'wipedOut'
  readonly endedAt: Tick
  readonly ending: Ending
  /** What is seen of it at once. */
  readonly card: Postcard
  readonly claim: Phrase
  /** What cost the most; undefined if nothing was lost and nobody waited. */
  readonly verdict: VerdictView | undefined
  readonly medal: Metal
  readonly medals: readonly MedalView[]
  readonly goals: readonly GoalView[]
  readonly limits: LimitsView
  readonly ledger: LedgerView
  readonly airTimes: readonly AirTimeView[]
  readonly timeline: readonly OccurrenceView[]
  /** The real commands, in order. */
  readonly runbook: readonly RunbookLine[]
  /** What occurred in this run, in figures of the real world. */
  readonly codex: readonly CardView[]
}

/** No better medal is to be had; where none is given, nothing that was asked for is missing. */
export const isBest = ({
  outcome,
  medal,
  medals,
  goals,
}: Pick<DebriefView, 'outcome' | 'medal' | 'medals' | 'goals'>) =>
  outcome === 'landed' && (medals.length > 0 ? medal === 'gold' : goals.every(({ met }) => met))

/** One set of lost requests, with its count, its reasons and its seconds. */
export interface VerdictView {
  readonly rider: string
  readonly lost: number
  readonly reasons: readonly Phrase[]
  /** If these were lost because nobody served the rider's users: since when, and for how long. */
  readonly waited: { readonly due: Tick; readonly seconds: Seconds } | undefined
}

export interface MedalView {
  readonly of: 'slo' | 'cost' | 'toil'
  readonly metal: Metal
  readonly got: number
  /** What the next metal would have needed; undefined with gold. */
  readonly next: { readonly metal: Metal; readonly needs: number } | undefined
}

export interface GoalView {
  readonly id: string
  readonly must: boolean
  readonly met: boolean
  /** It held to the end of a run that did not land. */
  readonly inVain: boolean
  readonly text: Phrase
  /** Where it is one figure with a limit; `most`: it may be at most that. */
  readonly got:
    | { readonly unit: Unit; readonly value: number; readonly limit: number; readonly most: boolean }
    | undefined
}

/** By what the run's meters are measured, in medals and goals: whoever rounds beside one may contradict it. */
export type LimitsView = Readonly<Record<MedalView['of'], readonly number[]>>

/** The rows add up to `lost`, to the request. */
export interface LedgerView {
  readonly planned: number
  readonly served: number
  /** Charged to the budget: with `writes` in it, each of which weighs so many requests. */
  readonly lost: number
  /** Writes that were served, and lost afterwards. */
  readonly writes: number
  readonly writeWeighs: number
  readonly budget: number
  readonly cost: MicroUnits
  readonly toil: Ppm
  readonly rows: readonly LedgerRowView[]
}

export interface LedgerRowView {
  readonly rider: string
  readonly reason: Phrase
  /** What it goes back to: a decision, something that occurred, or the scenario. */
  readonly because: Phrase
  readonly lost: number
  readonly share: Ppm
  readonly from: Tick
  readonly to: Tick
  /** Where it stands in the timeline. */
  readonly moment: number | undefined
}

/** How long each rider was in the air, beside when its users came: the lesson as one picture. */
export interface AirTimeView {
  readonly rider: string
  readonly where: Phrase
  readonly asked: Tick | undefined
  readonly ready: Tick | undefined
  readonly due: Tick
  readonly air: Seconds | undefined
  /** Due and not served for so long. */
  readonly late: Seconds
}

export interface TimelineLine {
  readonly id: number
  readonly tick: Tick
  readonly kind: 'command' | 'refusal' | 'normal' | 'warning'
  readonly text: Phrase
  /** The line it goes back to. */
  readonly cause: number | undefined
}

/** One or several lines of the timeline, folded, between their cause and their effects. */
export interface OccurrenceView {
  readonly id: number
  readonly tick: Tick
  /** When it occurred last. */
  readonly until: Tick
  readonly kind: TimelineLine['kind']
  readonly text: Phrase
  /** Of a refusal: what was asked for. */
  readonly asked: string
  readonly count: number
  /** All of them said the very same. */
  readonly alike: boolean
  /** The moment it goes back to. */
  readonly cause: number | undefined
  /** Without a cause: what the level brought about; undefined for a decision. */
  readonly scenario: Phrase | undefined
  /** In order. */
  readonly effects: readonly number[]
  /** Requests that it and all that came of it have cost, and which share of the budget. */
  readonly lost: number
  readonly share: Ppm
}

export interface RunbookLine {
  readonly tick: Tick
  /** In the game's words. */
  readonly asked: string
  /** The real command; empty where there is none. */
  readonly line: string
  readonly state: 'waiting' | 'done' | 'refused'
  readonly refusal: Phrase | undefined
}
