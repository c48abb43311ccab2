/**
 * What it takes to land, whoever says that the run is over: budget left, and every
 * must-goal.
 */

import { holds } from '../level/holds'
import type { Seen } from '../model/world'
import type { BoundGoal } from './course'
import { budgetLeft } from './meters'
import { readerOf } from './reader'
import type { Run } from './run'

export const mayLand = (run: Seen<Run>): boolean =>
  budgetLeft(run) > 0 && run.course.goals.filter(({ goal }) => goal.must).every(goal => met(run, goal))

export const met = (run: Seen<Run>, { that }: Seen<BoundGoal>): boolean => holds(that, readerOf(run), run.play.since)

/** The first word is the last. */
export function settle(run: Run, outcome: 'landed' | 'wipedOut'): void {
  if (run.play.outcome !== 'running') return
  run.play.outcome = outcome
  run.play.endedAt = run.world.tick
}
