/**
 * A level made ready to be run: what is worked out once and shared by all its runs.
 */

import { type Bound, bind, type Roll, type Timer, timersIn } from '../level/holds'
import type { Goal, Level } from '../level/level'
import { type Chart, chartOf } from '../level/machine'
import { rollOf } from '../level/roll'

export interface Course {
  readonly level: Level
  readonly chart: Chart
  readonly goals: readonly BoundGoal[]
  /** The names that conditions count over. */
  readonly roll: Roll
}

export interface BoundGoal {
  readonly goal: Goal
  readonly that: Bound
  readonly timers: readonly Timer[]
}

export function courseOf(level: Level): Course {
  const roll = rollOf(level)
  const goals = level.goals.map((goal, i) => {
    const that = bind(goal.that, roll, `goals.${i}.that`)
    return { goal, that, timers: timersIn(that) }
  })
  return { level, chart: chartOf(level), goals, roll }
}
