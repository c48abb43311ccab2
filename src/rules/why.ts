/**
 * From a lost request, or from anything that happened, back to what decided it: a
 * command that somebody gave, or an entry of the level's timetable.
 */

import type { Cause, Happening } from '../model/happening'
import type { LossRow } from '../model/traffic'
import type { Seen } from '../model/world'
import type { Given } from './play'
import type { Run } from './run'

export interface Why {
  /** What happened on the way, the last first. */
  readonly way: readonly Happening[]
  readonly decision: Decision
}

export type Decision =
  | { readonly by: 'command'; readonly given: Seen<Given> }
  /** An entry's id, or the name of what was there from the start. */
  | { readonly by: 'scenario'; readonly id: string }

/** Every cause points back to something earlier, so the way ends. */
export function whyOf({ play }: Seen<Run>, cause: Cause): Why {
  const way: Happening[] = []
  let at = cause
  while (at.by === 'happening') {
    const told = play.told[at.id] as Happening
    way.push(told)
    at = told.cause
  }
  if (at.by === 'scenario') return { way, decision: at }
  return { way, decision: { by: 'command', given: play.given[at.id] as Seen<Given> } }
}

export interface LossWhy {
  readonly row: Seen<LossRow>
  readonly why: Why
}

/** Of everything that was lost, the greatest losses first. */
export const whyLost = (run: Seen<Run>): readonly LossWhy[] =>
  run.world.ledger
    .filter(({ requests }) => requests > 0)
    .map(row => ({ row, why: whyOf(run, row.cause) }))
    .sort((a, b) => b.row.requests - a.row.requests)
