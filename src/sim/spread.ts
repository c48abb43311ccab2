/**
 * PodTopologySpread, as far as every pod of a ReplicaSet or StatefulSet has it without
 * asking: the scheduler's default constraint to spread over hosts (maxSkew 3,
 * ScheduleAnyway). 2017's scheduler has SelectorSpreadPriority in its place.
 *
 * Simpler than the real thing: a park is one zone, so the default constraint on zones
 * (maxSkew 5) is the same for every node and says nothing.
 */

import type { Era } from '../model/units'
import { naturalLog } from './logarithm'

/** podtopologyspread/plugin.go, systemDefaultConstraints. */
const MAX_SKEW = 3
const FULL = 100
/** Scores of 2017 are whole numbers from 0 to 10. */
const STEP_2017 = 10

/** Of candidates with so many pods alike each, 0 to 100 and rounded down: the fewer, the better. */
export const spreadScores = (alike: readonly number[], era: Era): readonly number[] =>
  era === 'now' ? byConstraint(alike) : bySelector(alike)

function byConstraint(alike: readonly number[]): readonly number[] {
  const weight = naturalLog(alike.length + 2)
  const raw = alike.map(count => Math.round(count * weight + MAX_SKEW - 1))
  const [least, most] = [Math.min(...raw), Math.max(...raw)]
  return raw.map(each => (most === 0 ? FULL : Math.floor((FULL * (most + least - each)) / most)))
}

function bySelector(alike: readonly number[]): readonly number[] {
  const most = Math.max(...alike)
  return alike.map(count => (most === 0 ? FULL : STEP_2017 * Math.floor((STEP_2017 * (most - count)) / most)))
}
