/**
 * Goals, as a run that has ended leaves them: met or not, and with what figure; and all
 * limits that its meters are measured by, beside which a figure must not be rounded.
 */

import { wordsOf } from '../level/condition-words'
import { comparatorsIn } from '../level/conditions'
import type { Condition } from '../level/guards'
import { type MetricId, metricOf } from '../level/metrics'
import type { Seen } from '../model/world'
import type { BoundGoal } from '../rules/course'
import { met } from '../rules/ending'
import { readerOf } from '../rules/reader'
import type { Run } from '../rules/run'
import type { GoalView, LimitsView } from './debrief-view'
import { told } from './phrase'

/** What is not needed to land counts in a run that lands: who wipes out early has spent little, and that is no feat. */
export const seeGoals = (run: Seen<Run>): readonly GoalView[] =>
  run.course.goals.map(bound => {
    const { id, must } = bound.goal
    const holds = met(run, bound)
    const counts = must || run.play.outcome === 'landed'
    return {
      id,
      must,
      met: holds && counts,
      inVain: holds && !counts,
      text: told(wordsOf(conditionOf(bound))),
      got: gotOf(run, conditionOf(bound)),
    }
  })

const conditionOf = ({ goal }: Seen<BoundGoal>) => goal.that as Condition

/** Of a goal that is one figure and its limit. */
function gotOf(run: Seen<Run>, condition: Condition): GoalView['got'] {
  const limit = limitIn(condition)
  if (condition.is !== 'metric' || limit === undefined) return undefined
  const { unit } = metricOf(condition.metric)
  if (unit === 'yes') return undefined
  const most = condition.lte !== undefined || condition.lt !== undefined
  return { unit, value: readerOf(run)(condition.metric, condition.of), limit, most }
}

function limitIn(condition: Condition): number | undefined {
  if (condition.is !== 'metric') return undefined
  const by = comparatorsIn(condition)[0]
  const right = by && condition[by]
  return typeof right === 'number' ? right : undefined
}

export function seeLimits(run: Seen<Run>): LimitsView {
  const steps = (of: 'slo' | 'cost' | 'toil') => Object.values(run.level.medals?.[of] ?? {})
  return {
    slo: steps('slo'),
    cost: [...steps('cost'), ...goalLimits(run, 'cost.microUnits')],
    toil: [...steps('toil'), ...goalLimits(run, 'toil.ppm')],
  }
}

const goalLimits = ({ course }: Seen<Run>, metric: MetricId): readonly number[] =>
  course.goals.flatMap(bound => {
    const condition = conditionOf(bound)
    const limit = limitIn(condition)
    return limit !== undefined && condition.is === 'metric' && condition.metric === metric ? [limit] : []
  })
