/**
 * How a run ends: wiped out when the budget is gone, landed at its end if budget is
 * left and every must-goal holds, wiped out otherwise.
 */

import { keepTime } from '../level/holds'
import type { Happening } from '../model/happening'
import type { Ppm } from '../model/units'
import { byScenario, openTelling } from '../sim/telling'
import { mayLand, settle } from './ending'
import { hear } from './lesson'
import { budgetLeft, budgetLeftPpm } from './meters'
import type { Play } from './play'
import { readerOf } from './reader'
import type { Run } from './run'

const HALF = 500_000
const LOW = 250_000
const NOTHING: readonly Happening[] = []

/** Reads the meters and tells the moments at which the budget becomes a matter of concern. */
export function readMeters(run: Run): readonly Happening[] {
  if (run.level.lab) return NOTHING
  const left = budgetLeftPpm(run)
  if (left >= HALF) return NOTHING
  const half = left < HALF && run.play.warned === 'none' ? warn(run, left, 'half', 'BudgetHalf') : []
  const low = left < LOW && run.play.warned === 'half' ? warn(run, left, 'low', 'BudgetLow') : []
  return [...half, ...low]
}

function warn(run: Run, left: Ppm, warned: Play['warned'], reason: 'BudgetHalf' | 'BudgetLow'): readonly Happening[] {
  const tell = openTelling(run.world)
  run.play.warned = warned
  tell.warning(reason, 'workload', 0, `${Math.floor(left / 10_000)} % of the error budget is left`, byScenario('slo'))
  return tell.happenings
}

/** Ends the run if this tick was its last. */
export function end(run: Run): void {
  keepGoals(run)
  if (run.play.outcome !== 'running') return
  if (run.level.lab) return // it has no end
  if (budgetLeft(run) <= 0) return wipeOut(run)
  if (run.world.tick >= run.level.lasts) settle(run, mayLand(run) ? 'landed' : 'wipedOut')
}

function keepGoals(run: Run): void {
  for (const { timers } of run.course.goals) {
    if (timers.length > 0) keepTime(timers, readerOf(run), run.play.since)
  }
}

function wipeOut(run: Run): void {
  const tell = openTelling(run.world)
  tell.warning('BudgetGone', 'workload', 0, 'the error budget is gone', byScenario('slo'))
  run.play.told.push(...tell.happenings)
  hear(run, ['BudgetGone'])
  settle(run, 'wipedOut')
}
