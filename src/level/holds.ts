/**
 * Does a condition hold?
 *
 * A condition is first bound to its level: `count` is spelt out over the names there
 * are, and each `for` gets a key under which the moment since when it has held is
 * kept. What is bound is plain data, computed once; asking it is a switch.
 *
 * The moments are the asker's: `Since` is a plain record in its own state (the
 * lesson's for guards, the play's for goals), brought up to date by `keepTime` once
 * a tick, before anything is asked. So a fork carries them and a hash sees them.
 */

import type { Tick } from '../model/units'
import { type Comparator, type Comparison, comparatorsIn } from './conditions'
import type { Condition, Operand } from './guards'
import { type Collection, type MetricId, metricOf, type Read, SUBJECT_OF, type Subject } from './metrics'

/** The names that `count` goes through. */
export type Roll = Readonly<Record<Collection, readonly string[]>>

/** Since which tick the inner condition of a `for` has held without a break, by its key. */
export type Since = Record<string, Tick>

export interface Right {
  readonly metric: MetricId
  readonly of: string | undefined
  readonly timesPct: number
  readonly plus: number
}

export interface Test {
  readonly by: Comparator
  /** Two for `between`, any number for `in`, else one. */
  readonly right: readonly (number | Right)[]
}

export type Bound =
  | { readonly is: 'metric'; readonly metric: MetricId; readonly of: string | undefined; readonly test: Test }
  | { readonly is: 'all' | 'any'; readonly of: readonly Bound[] }
  | { readonly is: 'not'; readonly that: Bound }
  | { readonly is: 'for'; readonly ticks: Tick; readonly key: string; readonly that: Bound }
  | { readonly is: 'count'; readonly of: readonly Bound[]; readonly test: Test }

/** Whether it holds at the tick where the run stands. */
export function holds(condition: Bound, read: Read, since: Since): boolean {
  switch (condition.is) {
    case 'metric':
      return passes(read(condition.metric, condition.of), condition.test, read)
    case 'all':
      return !anyIs(false, condition.of, read, since)
    case 'any':
      return anyIs(true, condition.of, read, since)
    case 'not':
      return !holds(condition.that, read, since)
    case 'for':
      return hasLasted(since[condition.key], condition.ticks, read)
    case 'count':
      return passes(countOf(condition.of, read, since), condition.test, read)
  }
}

function anyIs(wanted: boolean, parts: readonly Bound[], read: Read, since: Since): boolean {
  for (const part of parts) if (holds(part, read, since) === wanted) return true
  return false
}

function countOf(parts: readonly Bound[], read: Read, since: Since): number {
  let count = 0
  for (const part of parts) if (holds(part, read, since)) count += 1
  return count
}

const hasLasted = (from: Tick | undefined, ticks: Tick, read: Read) =>
  from !== undefined && read('tick') - from >= ticks

function passes(left: number, { by, right }: Test, read: Read): boolean {
  const first = amountOf(right[0] ?? 0, read)
  switch (by) {
    case 'eq':
      return left === first
    case 'ne':
      return left !== first
    case 'lt':
      return left < first
    case 'lte':
      return left <= first
    case 'gt':
      return left > first
    case 'gte':
      return left >= first
    case 'between':
      return left >= first && left <= amountOf(right[1] ?? 0, read)
    case 'in':
      return right.includes(left)
  }
}

const amountOf = (right: number | Right, read: Read) =>
  typeof right === 'number' ? right : Math.trunc((read(right.metric, right.of) * right.timesPct) / 100) + right.plus

/**
 * Notes since when the inside of each `for` has held, or that it does not any more.
 * Once a tick, before a condition is asked that has timers in it (`timersIn`, found once).
 */
export function keepTime(timers: readonly Timer[], read: Read, since: Since): void {
  for (const timer of timers) {
    if (!holds(timer.that, read, since)) delete since[timer.key]
    else since[timer.key] ??= read('tick')
  }
}

export type Timer = Extract<Bound, { is: 'for' }>

/** Innermost first, so that a `for` within a `for` is up to date when it is asked. */
export function timersIn(condition: Bound): readonly Timer[] {
  switch (condition.is) {
    case 'metric':
      return []
    case 'not':
      return timersIn(condition.that)
    case 'for':
      return [...timersIn(condition.that), condition]
    default:
      return condition.of.flatMap(timersIn)
  }
}

/** Binds a condition to its level. `at` is where it is written, `goals.0.that`, and keys its `for`s. */
export const bind = (condition: Condition, roll: Roll, at: string): Bound => bindFor(condition, roll, at, undefined)

/** The one that `count` has come to, whose metrics need no `of`. */
interface Member {
  readonly subject: Subject
  readonly name: string
}

function bindFor(condition: Condition, roll: Roll, at: string, member: Member | undefined): Bound {
  const inner = (that: Condition, way: string, about = member) => bindFor(that, roll, `${at}.${way}`, about)
  switch (condition.is) {
    case 'metric':
      return {
        is: 'metric',
        metric: condition.metric,
        of: condition.of ?? nameFor(condition.metric, member),
        test: testIn(condition, member),
      }
    case 'all':
    case 'any':
      return { is: condition.is, of: condition.of.map((that, i) => inner(that, `of.${i}`)) }
    case 'not':
      return { is: 'not', that: inner(condition.that, 'that') }
    case 'for':
      return { is: 'for', ticks: condition.ticks, key: at, that: inner(condition.that, 'that') }
    case 'count': {
      const subject = SUBJECT_OF[condition.of]
      const each = (name: string) => inner(condition.where, `where@${name}`, { subject, name })
      return { is: 'count', of: roll[condition.of].map(each), test: testIn(condition, member) }
    }
  }
}

const nameFor = (metric: MetricId, member: Member | undefined) =>
  member && metricOf(metric).of === member.subject ? member.name : undefined

function testIn(condition: Comparison, member: Member | undefined): Test {
  const by = comparatorsIn(condition)[0] ?? 'eq'
  const written = condition[by] ?? 0
  return { by, right: (Array.isArray(written) ? written : [written]).map(right => rightFor(right, member)) }
}

const rightFor = (right: Operand, member: Member | undefined): number | Right =>
  typeof right === 'number'
    ? right
    : {
        metric: right.metric,
        of: right.of ?? nameFor(right.metric, member),
        timesPct: right.timesPct ?? 100,
        plus: right.plus ?? 0,
      }
