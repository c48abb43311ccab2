import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_COMPARISONS, MOST_NODES, measure } from '../../src/level/conditions'
import type { Condition } from '../../src/level/guards'
import { bind, holds, keepTime, type Roll, type Since, timersIn } from '../../src/level/holds'
import { METRIC_IDS, metricOf } from '../../src/level/metrics'
import { tries } from '../runs'
import { aRun, metricIs } from './given'

const roll: Roll = { workloads: ['web', 'till'], machines: ['b1', 'b2', 'b3'], nodes: ['b1', 'b2'] }
const none: Since = {}

const answer = (condition: Condition, metrics: Record<string, number>) =>
  holds(bind(condition, roll, 'here'), aRun(metrics).read, none)

describe('A metric is compared', () => {
  const cases = [
    ['as equal', { eq: 3 }, { eq: 4 }],
    ['as other', { ne: 4 }, { ne: 3 }],
    ['as less', { lt: 4 }, { lt: 3 }],
    ['as at most', { lte: 3 }, { lte: 2 }],
    ['as more', { gt: 2 }, { gt: 3 }],
    ['as at least', { gte: 3 }, { gte: 4 }],
    ['as lying between, both ends included', { between: [3, 5] }, { between: [4, 5] }],
    ['as one of several', { in: [1, 3] }, { in: [1, 2] }],
    ['with another metric', { eq: { metric: 'hands.busy', plus: 1 } }, { gt: { metric: 'hands.busy', plus: 1 } }],
    [
      'with a share of another, rounded towards zero',
      { eq: { metric: 'machines.ordered', timesPct: 50 } },
      { gt: { metric: 'machines.ordered', timesPct: 50 } },
    ],
    [
      'with a metric of somebody',
      { eq: { metric: 'pods.ready', of: 'till' } },
      { eq: { metric: 'pods.ready', of: 'web' } },
    ],
  ] as const

  const metrics = { 'riders.landed': 3, 'hands.busy': 2, 'machines.ordered': 7, 'pods.ready till': 3 }

  it.each(cases)('%s', (_, true_, false_) => {
    expect(answer(metricIs('riders.landed', true_), metrics)).toBe(true)
    expect(answer(metricIs('riders.landed', false_), metrics)).toBe(false)
  })
})

describe('Conditions are joined', () => {
  const yes = metricIs('tick', { eq: 0 })
  const no = metricIs('tick', { eq: 1 })
  const cases: readonly (readonly [string, Condition, boolean])[] = [
    ['by all: every one', { is: 'all', of: [yes, yes] }, true],
    ['by all: one missing', { is: 'all', of: [yes, no] }, false],
    ['by any: one is enough', { is: 'any', of: [no, yes] }, true],
    ['by any: none', { is: 'any', of: [no, no] }, false],
    ['by not', { is: 'not', that: no }, true],
  ]

  it.each(cases)('%s', (_, condition, expected) => expect(answer(condition, {})).toBe(expected))
})

describe('A count', () => {
  const ready = { 'node.ready b1': 1, 'node.ready b2': 1, 'machine.active b3': 1 }

  it('asks of each in turn, without its name being written', () => {
    const condition: Condition = { is: 'count', of: 'nodes', where: metricIs('node.ready', { eq: 1 }), gte: 2 }
    expect(answer(condition, ready)).toBe(true)
    expect(answer(condition, { 'node.ready b1': 1 })).toBe(false)
  })

  it('goes through the names of its own collection', () => {
    const condition: Condition = { is: 'count', of: 'machines', where: metricIs('machine.active', { eq: 1 }), eq: 1 }
    expect(answer(condition, ready)).toBe(true)
  })

  it('compares each with a metric of its own', () => {
    const where = metricIs('requests.lost', { gt: { metric: 'requests.planned', timesPct: 10 } })
    const lost = {
      'requests.lost web': 11,
      'requests.planned web': 100,
      'requests.lost till': 10,
      'requests.planned till': 100,
    }
    expect(answer({ is: 'count', of: 'workloads', where, eq: 1 }, lost)).toBe(true)
  })
})

describe('A condition that has to hold for some time', () => {
  const steady: Condition = { is: 'for', ticks: 20, that: metricIs('budget.leftPpm', { gte: 500_000 }) }
  const bound = bind(steady, roll, 'goals.0.that')
  const timers = timersIn(bound)

  /** The ticks at which it holds, when the budget is at half but for the ticks given. */
  function ticksOf(
    condition: typeof bound,
    least: number,
    last: number,
    low: readonly number[] = [],
  ): readonly number[] {
    const { known, read } = aRun()
    const since: Since = {}
    const held: number[] = []
    for (let tick = least; tick <= last; tick += 1) {
      known.tick = tick
      known['budget.leftPpm'] = low.includes(tick) ? 0 : 500_000
      keepTime(timersIn(condition), read, since)
      if (holds(condition, read, since)) held.push(tick)
    }
    return held
  }

  it('holds when it has done so for that many ticks', () => expect(ticksOf(bound, 0, 21)).toEqual([20, 21]))
  it('begins anew after a break', () => expect(ticksOf(bound, 0, 26, [5])).toEqual([26]))

  it('keeps the moment under the place where it is written, in a record that is plain data', () => {
    const since: Since = {}
    keepTime(timers, aRun({ tick: 7, 'budget.leftPpm': 600_000 }).read, since)
    expect(since).toEqual({ 'goals.0.that': 7 })
    keepTime(timers, aRun({ tick: 9, 'budget.leftPpm': 600_000 }).read, since)
    expect(since).toEqual({ 'goals.0.that': 7 })
    keepTime(timers, aRun({ tick: 10 }).read, since)
    expect(since).toEqual({})
  })

  it('may stand inside another: the inner one is timed first', () => {
    const inner: Condition = { is: 'for', ticks: 3, that: metricIs('budget.leftPpm', { gte: 500_000 }) }
    const outer = bind({ is: 'for', ticks: 2, that: inner }, roll, 'here')
    expect(timersIn(outer).map(({ key }) => key)).toEqual(['here.that', 'here'])
    expect(ticksOf(outer, 0, 6)).toEqual([5, 6])
  })

  it('is timed for each one that is counted', () => {
    const where: Condition = { is: 'for', ticks: 5, that: metricIs('node.ready', { eq: 0 }) }
    const count = bind({ is: 'count', of: 'nodes', where, gte: 1 }, roll, 'here')
    expect(timersIn(count).map(({ key }) => key)).toEqual(['here.where@b1', 'here.where@b2'])
  })
})

describe('The cost of a condition is known before it is asked:', () => {
  const leaf = fc
    .constantFrom(...METRIC_IDS.filter(id => metricOf(id).of === 'none'))
    .map(id => metricIs(id, { gte: 1 }))
  const { condition } = fc.letrec<{ condition: Condition }>(tie => ({
    condition: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(of => ({ is: 'all' as const, of })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(of => ({ is: 'any' as const, of })),
      tie('condition').map(that => ({ is: 'not' as const, that })),
      leaf.map(where => ({ is: 'count' as const, of: 'machines' as const, where, gte: 2 })),
    ),
  }))
  const machines = Array.from({ length: 200 }, (_, i) => `m${i}`)
  const full: Roll = { workloads: [], machines, nodes: [] }

  const seed = 20_611
  it(`asking never reads more than it says, even in the fullest park (seed ${seed})`, () => {
    fc.assert(
      fc.property(condition, fc.boolean(), (each, high) => {
        let reads = 0
        const read = () => {
          reads += 1
          return high ? 1 : 0
        }
        holds(bind(each, full, 'here'), read, none)
        expect(reads).toBeLessThanOrEqual(measure(each).cost)
      }),
      tries(seed, 300),
    )
  })

  it('a count costs what its collection can hold, whatever is in this park', () => {
    const count: Condition = { is: 'count', of: 'nodes', where: metricIs('node.ready', { eq: 1 }), gte: 2 }
    expect(measure(count)).toEqual({ nodes: 2, depth: 2, cost: 201 })
    expect(measure({ is: 'all', of: Array.from({ length: 10 }, () => count) }).cost).toBeGreaterThan(MOST_COMPARISONS)
    expect(MOST_NODES).toBe(64)
  })
})
