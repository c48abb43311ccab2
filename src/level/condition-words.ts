/**
 * A condition as something to be said, so that what a player reads of a goal is made
 * from what is checked and cannot say anything else.
 *
 * Gives keys and parameters, no language: `view` and the interface's words make
 * sentences of them. A yes-or-no metric compared with 0 or 1 is told as such. Every
 * key there can be is in `SAYING_KEYS`, for the test that the words are complete.
 */

import { COMPARATORS, type Comparison, comparatorsIn } from './conditions'
import type { Condition, Operand } from './guards'
import { METRIC_IDS, type MetricId, metricOf, SUBJECT_OF } from './metrics'

export interface Saying {
  readonly key: string
  readonly params: Readonly<Record<string, number | string | Saying | readonly Saying[]>>
}

export function wordsOf(condition: Condition): Saying {
  switch (condition.is) {
    case 'metric':
      return comparisonWords(condition, metricWords(condition.metric, condition.of), condition.metric)
    case 'all':
    case 'any':
      return { key: `condition.${condition.is}`, params: { of: condition.of.map(wordsOf) } }
    case 'not':
      return { key: 'condition.not', params: { that: wordsOf(condition.that) } }
    case 'for':
      return { key: 'condition.for', params: { ticks: condition.ticks, that: wordsOf(condition.that) } }
    case 'count':
      return comparisonWords(condition, countWords(condition.of, wordsOf(condition.where)), undefined)
  }
}

const countWords = (of: string, where: Saying): Saying => ({ key: `count.${of}`, params: { where } })

/** Of nothing in particular (inside a `count`, or summed over all) it has a key of its own. */
const metricWords = (metric: MetricId, of: string | undefined): Saying =>
  of === undefined && metricOf(metric).of !== 'none'
    ? { key: `metric.${metric}.any`, params: {} }
    : { key: `metric.${metric}`, params: of === undefined ? {} : { of } }

function comparisonWords(condition: Comparison, what: Saying, metric: MetricId | undefined): Saying {
  const by = comparatorsIn(condition)[0] ?? 'eq'
  const right = condition[by] ?? 0
  const unit = metric ? metricOf(metric).unit : 'entries'
  const yes = unit === 'yes' ? YES[`${by} ${right}`] : undefined
  if (yes) return { key: `condition.${yes}`, params: { what } }
  return { key: `condition.${by}`, params: { what, right: rightWords(right, unit) } }
}

const YES: Readonly<Record<string, 'yes' | 'no'>> = {
  'eq 1': 'yes',
  'gte 1': 'yes',
  'gt 0': 'yes',
  'ne 0': 'yes',
  'eq 0': 'no',
  'lt 1': 'no',
  'lte 0': 'no',
  'ne 1': 'no',
}

function rightWords(right: Operand | readonly number[], unit: string): Saying | readonly Saying[] {
  if (typeof right === 'number') return { key: `unit.${unit}`, params: { number: right } }
  if (!('metric' in right)) return right.map(number => ({ key: `unit.${unit}`, params: { number } }))
  const { metric, of, timesPct = 100, plus = 0 } = right
  const what = metricWords(metric, of)
  return timesPct === 100 && plus === 0 ? what : { key: 'condition.changed', params: { what, timesPct, plus } }
}

const units = new Set<string>(METRIC_IDS.map(id => metricOf(id).unit))

export const SAYING_KEYS: readonly string[] = [
  ...['all', 'any', 'not', 'for', 'yes', 'no', 'changed', ...COMPARATORS].map(key => `condition.${key}`),
  ...METRIC_IDS.flatMap(id => (metricOf(id).of === 'none' ? [`metric.${id}`] : [`metric.${id}`, `metric.${id}.any`])),
  ...Object.keys(SUBJECT_OF).map(of => `count.${of}`),
  ...[...units, 'entries'].map(unit => `unit.${unit}`),
]
