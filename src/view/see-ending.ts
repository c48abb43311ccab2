/** Why a run was over: that it lands before its time is up is no accident, and said. */

import type { Seen } from '../model/world'
import { budgetLeft } from '../rules/meters'
import type { Run } from '../rules/run'

/** `done`: all is met and nothing more comes. `time`: it is up. `budget`: it is used up. `goal`: one is missed at the end. */
export const ENDINGS = ['done', 'time', 'budget', 'goal'] as const
export type Ending = (typeof ENDINGS)[number]

export function endingOf(run: Seen<Run>): Ending {
  if (run.play.outcome === 'landed') return run.play.endedAt < run.level.lasts ? 'done' : 'time'
  return budgetLeft(run) <= 0 ? 'budget' : 'goal'
}
