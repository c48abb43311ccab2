/**
 * Comparisons whose answer is known before the run begins: a goal that cannot fail, a
 * guard that cannot hold.
 *
 * By the declared range of each metric, narrowed to what is in this level. Literals
 * only: two metrics are not compared. Warnings, since a level may be half written.
 */

import { type Comparator, type Comparison, comparatorsIn } from './conditions'
import type { Condition } from './guards'
import type { Level } from './level'
import { type MetricId, metricOf } from './metrics'
import { type At, conditionsIn, within } from './places'
import type { Problem } from './problem'
import { rollOf } from './roll'

export const constantProblems = (level: Level): readonly Problem[] =>
  conditionsIn(level)
    .flatMap(within)
    .flatMap(condition => constantIn(level, condition))

interface Range {
  readonly min: number
  readonly max: number
}

function constantIn(level: Level, { path, it }: At<Condition>): readonly Problem[] {
  if (it.is !== 'metric' && it.is !== 'count') return []
  const [by] = comparatorsIn(it)
  const numbers = literals(it, by)
  const range = it.is === 'count' ? { min: 0, max: rollOf(level)[it.of].length } : rangeOf(level, it.metric)
  const answer = by && numbers.length > 0 ? answerOf(range, by, numbers) : undefined
  if (!by || answer === undefined) return []
  const what = it.is === 'count' ? `a count of ${it.of}` : `"${it.metric}"`
  const message = `This ${answer ? 'always' : 'never'} holds: here ${what} lies between ${range.min} and ${range.max}`
  return [{ code: 'KOD-L004', path: [...path, by], message }]
}

const literals = (condition: Comparison, by: Comparator | undefined): readonly number[] =>
  [by && condition[by]].flat().filter(right => typeof right === 'number')

/** What a metric can be in this level. */
function rangeOf(level: Level, id: MetricId): Range {
  const { min, max } = metricOf(id)
  const most: Partial<Record<MetricId, number>> = {
    tick: level.lasts,
    'riders.landed': level.arrivals.length,
    'riders.waiting': level.arrivals.length,
    'machines.active': level.park.machines.length,
    'machines.available': level.park.machines.length,
  }
  return { min, max: most[id] ?? max }
}

/** True or false for every number in the range, or undecided. */
function answerOf({ min, max }: Range, by: Comparator, numbers: readonly number[]) {
  const [right = 0, other = 0] = numbers
  const decided = (always: boolean, never: boolean) => (always ? true : never ? false : undefined)
  switch (by) {
    case 'eq':
      return decided(min === right && max === right, right < min || right > max)
    case 'ne':
      return decided(right < min || right > max, min === right && max === right)
    case 'lt':
      return decided(max < right, min >= right)
    case 'lte':
      return decided(max <= right, min > right)
    case 'gt':
      return decided(min > right, max <= right)
    case 'gte':
      return decided(min >= right, max < right)
    case 'between':
      return decided(right <= min && other >= max, other < min || right > max)
    case 'in':
      return decided(
        false,
        numbers.every(one => one < min || one > max),
      )
  }
}
