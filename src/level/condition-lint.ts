/**
 * Conditions beyond their shape: one comparator each, names that exist, a size that
 * is bounded, and comparisons that are not decided before the run begins.
 */

import {
  COMPARATORS,
  type Comparison,
  comparatorsIn,
  MOST_COMPARISONS,
  MOST_DEEP,
  MOST_NODES,
  measure,
} from './conditions'
import type { Condition, Operand } from './guards'
import type { Level } from './level'
import { type Metric, type MetricId, metricOf, SUBJECT_OF, type Subject } from './metrics'
import { unknown } from './names'
import { type At, conditionsIn, within } from './places'
import { listed, type Path, type Problem } from './problem'
import { planeNames, rollOf } from './roll'

export const conditionProblems = (level: Level): readonly Problem[] =>
  conditionsIn(level).flatMap(condition => [...sizeProblems(condition), ...partProblems(level, condition, undefined)])

function sizeProblems({ path, it }: At<Condition>): readonly Problem[] {
  const { nodes, depth, cost } = measure(it)
  const over = (what: string): Problem[] => [{ code: 'KOD-S015', path, message: `This condition ${what}` }]
  return [
    ...(nodes > MOST_NODES ? over(`has ${nodes} parts; ${MOST_NODES} is the most`) : []),
    ...(depth > MOST_DEEP ? over(`is ${depth} deep; ${MOST_DEEP} is the most`) : []),
    ...(cost > MOST_COMPARISONS ? over(`can cost ${cost} comparisons; ${MOST_COMPARISONS} is the most`) : []),
    ...within({ path, it }).flatMap(part => countInCount(part)),
  ]
}

const countInCount = ({ path, it }: At<Condition>): readonly Problem[] =>
  it.is === 'count' && within({ path: [...path, 'where'], it: it.where }).some(part => part.it.is === 'count')
    ? [{ code: 'KOD-S015', path: [...path, 'where'], message: 'A count cannot stand inside another count' }]
    : []

/** Checks a condition and what is inside it; inside a `count` the subject is given. */
function partProblems(level: Level, { path, it }: At<Condition>, given: Subject | undefined): readonly Problem[] {
  const inner = (that: Condition, way: Path, about = given) =>
    partProblems(level, { path: [...path, ...way], it: that }, about)
  switch (it.is) {
    case 'metric':
      return [...subjectProblems(level, path, it, given), ...comparisonProblems(level, path, it, given)]
    case 'all':
    case 'any':
      return it.of.flatMap((that, i) => inner(that, ['of', i]))
    case 'not':
    case 'for':
      return inner(it.that, ['that'])
    case 'count':
      return [...comparisonProblems(level, path, it, given), ...inner(it.where, ['where'], SUBJECT_OF[it.of])]
  }
}

const COLLECTION_OF = { workload: 'workloads', machine: 'machines', node: 'nodes' } as const

interface Asked {
  readonly metric: MetricId
  readonly of?: string
}

/** Whether a metric is asked of something it can be asked of. */
function subjectProblems(
  level: Level,
  path: Path,
  { metric, of }: Asked,
  given: Subject | undefined,
): readonly Problem[] {
  const about: Metric = metricOf(metric)
  const amiss = (way: Path, message: string, atKey?: true): Problem[] => [
    { code: 'KOD-S013', path: [...path, ...way], message, ...(atKey && { atKey }) },
  ]
  if (about.plane) {
    const names = planeNames(level)
    if (names.length === 0) return [noPlane([...path, 'metric'], metric)]
    if (of !== undefined) return unknown([...path, 'of'], of, 'control plane of this park', names)
    return level.park.controlPlane ? [] : amiss([], `"${metric}" needs "of": which control plane (${listed(names)})`)
  }
  if (about.of === 'none')
    return of === undefined ? [] : amiss(['of'], `"${metric}" is of the whole run; it takes no "of"`, true)
  const names = rollOf(level)[COLLECTION_OF[about.of]]
  if (of !== undefined) return unknown([...path, 'of'], of, `${about.of} of this level`, names)
  return about.sums || about.of === given
    ? []
    : amiss([], `"${metric}" needs "of": which ${about.of} (${listed(names)})`)
}

const noPlane = (path: Path, metric: MetricId): Problem => ({
  code: 'KOD-S010',
  path,
  message: `"${metric}" is of a control plane, and "park" names none`,
})

function comparisonProblems(
  level: Level,
  path: Path,
  condition: Comparison,
  given: Subject | undefined,
): readonly Problem[] {
  const written = comparatorsIn(condition)
  const [by] = written
  if (by === undefined || written.length > 1) return [miscompared(path, written)]
  const right = condition[by]
  if (right === undefined || typeof right === 'number') return []
  if (Array.isArray(right)) return by === 'between' ? emptyRange([...path, by], right) : []
  return subjectProblems(level, [...path, by], right satisfies Operand, given)
}

const miscompared = (path: Path, written: readonly string[]): Problem => ({
  code: 'KOD-S014',
  path,
  message:
    written.length === 0
      ? `This says what to read but not what to compare it with (${listed(COMPARATORS)})`
      : `This has ${written.length} comparators (${listed(written)}); one belongs here, and "all" joins several`,
})

const emptyRange = (path: Path, [low = 0, high = 0]: readonly number[]): readonly Problem[] =>
  low > high
    ? [{ code: 'KOD-S016', path, message: `Nothing lies between ${low} and ${high}; the smaller comes first` }]
    : []
