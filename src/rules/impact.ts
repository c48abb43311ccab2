/**
 * Impact: what an incident cost, what it would have cost, and which moves made the
 * difference. Shapes, and what they are worth; `proof/settling.ts` works them out by
 * playing the other lines.
 */

import type { Id } from '../model/refs'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import { type Incidence, NEVER } from './play'
import type { Run } from './run'

/** Requests that one command saved in one incident; below zero: that it cost. */
export interface Credit {
  /** The command's id in the run. */
  readonly given: number
  readonly requests: number
}

export interface Impact {
  readonly entry: string
  readonly struckAt: Tick
  readonly closedAt: Tick
  /** Requests lost since its first sign: as it was played, and without the moves that touched it. */
  readonly cost: number
  readonly untouched: number
  readonly credits: readonly Credit[]
}

/** One incident pays at most a tenth of the budget. */
const PAYS_AT_MOST = 10
/** A move, or an incident, counts from half a percent of the budget. */
const COUNTS_FROM = 200

export const saved = ({ cost, untouched }: Impact): number => untouched - cost

export const counts = ({ play }: Seen<Run>, requests: number): boolean => requests * COUNTS_FROM >= play.budget

/** What it pays, of what it can pay: all of it where there was nothing to save and nothing was lost. */
export function earned(run: Seen<Run>, impact: Impact): { readonly requests: number; readonly of: number } {
  const most = Math.floor(run.play.budget / PAYS_AT_MOST)
  if (counts(run, impact.untouched)) {
    const of = Math.min(most, impact.untouched)
    return { requests: Math.max(0, Math.min(of, saved(impact))), of }
  }
  return counts(run, impact.cost) ? { requests: 0, of: most } : { requests: most, of: most }
}

/** What one command has saved in all incidents so far. */
export const creditOf = (impacts: readonly Impact[], given: Id): number =>
  impacts.flatMap(({ credits }) => credits).reduce((sum, each) => (each.given === given ? sum + each.requests : sum), 0)

/** It has saved enough to count. */
export function isCredited(run: Seen<Run>, impacts: readonly Impact[], given: Id): boolean {
  const credit = creditOf(impacts, given)
  return credit > 0 && counts(run, credit)
}

/** Those that can be settled: they struck, and are over, or the run is. */
export const settleable = ({ level, play }: Seen<Run>): readonly Seen<Incidence>[] =>
  level.lab || level.duel
    ? [] // nobody is judged there
    : play.incidents.filter(
        ({ struckAt, closedAt }) => struckAt !== NEVER && (closedAt !== NEVER || play.outcome !== 'running'),
      )

/** Up to when an incident is looked at: its end, or the run's. */
export const endOf = ({ play }: Seen<Run>, { closedAt }: Seen<Incidence>): Tick =>
  closedAt === NEVER ? play.endedAt : closedAt
