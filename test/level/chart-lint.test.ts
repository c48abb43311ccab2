import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { State } from '../../src/level/chart'
import { chartProblems } from '../../src/level/chart-lint'
import { CODES } from '../../src/level/codes'
import { chartOf, check, openLesson, TOO_MANY_ROUNDS, tell } from '../../src/level/machine'
import { tries } from '../runs'
import { aLevel, aRun, metricIs } from './given'

const said = (machine: State) =>
  chartProblems(aLevel({ machine })).map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`)

const guard = { type: 'holds' as const, params: metricIs('tick', { gte: 1 }) }

describe('A chart is sound', () => {
  const cases: readonly (readonly [string, State])[] = [
    ['with nothing in it', {}],
    ['when it ends itself', { initial: 'a', states: { a: { on: { Ready: '#landed', Failing: '#wipedOut' } } } }],
    ['when a state leads to itself by an event', { initial: 'a', states: { a: { on: { Ready: 'a' } } } }],
    ['when a transition only does something', { initial: 'a', states: { a: { on: { Ready: { actions: [] } } } } }],
    [
      'when events go round in a circle',
      { initial: 'a', states: { a: { on: { Ready: 'b' } }, b: { on: { Ready: 'a' } } } },
    ],
    [
      'when a circle of always is broken by an event',
      { initial: 'a', states: { a: { always: { target: 'b', guard } }, b: { on: { Ready: 'a' } } } },
    ],
    [
      'with states side by side',
      {
        type: 'parallel',
        states: { x: { initial: 'a', states: { a: { always: { target: 'b', guard } }, b: {} } }, y: {} },
      },
    ],
  ]

  it.each(cases)('%s', (_, chart) => expect(said(chart)).toEqual([]))
})

describe('A chart is not sound', () => {
  const cases: readonly (readonly [string, State, readonly string[]])[] = [
    [
      'when a transition leads inside another state',
      { initial: 'a', states: { a: { on: { Ready: 'inner' } }, b: { initial: 'inner', states: { inner: {} } } } },
      ['KOD-L003 machine.states.a.on.Ready.target: "inner" is not a state beside this one (a, b, #landed, #wipedOut)'],
    ],
    [
      'when the chart itself leads anywhere but to the ends',
      { initial: 'a', on: { Ready: 'a' }, states: { a: {} } },
      ['KOD-L003 machine.on.Ready.target: "a" is not a state beside this one (#landed, #wipedOut)'],
    ],
    [
      'when one of several side by side is left for another',
      { type: 'parallel', states: { x: { on: { Ready: 'y' } }, y: {} } },
      [
        'KOD-L003 machine.states.x.on.Ready.target: "y" is not a state beside this one (x, #landed, #wipedOut); did you mean "x"?',
      ],
    ],
    [
      'when an always leads to its own state',
      { initial: 'a', states: { a: { always: { target: 'a', guard } } } },
      ['KOD-L007 machine.states.a.always: "always" goes round in a circle: a → a'],
    ],
    [
      'when an always leads nowhere',
      { initial: 'a', states: { a: { always: { guard, actions: [] } } } },
      ['KOD-L007 machine.states.a.always: An "always" without a target would be taken for ever'],
    ],
    [
      'when a circle of always goes through the beginning of a state',
      {
        initial: 'a',
        states: {
          a: { always: { target: 'b', guard } },
          b: { initial: 'in', always: { target: 'a', guard }, states: { in: {} } },
        },
      },
      ['KOD-L007 machine.states.a.always: "always" goes round in a circle: a → b → a'],
    ],
    [
      'when parallel states have a first one, or none at all',
      { type: 'parallel', initial: 'a', states: { a: { type: 'parallel' } } },
      [
        'KOD-S017 machine.initial: Parallel states are all active at once; "initial" has no place here',
        'KOD-S017 machine.states.a.type: A parallel state needs "states"',
      ],
    ],
    [
      'when there is a first state of none',
      { initial: 'a', states: { a: { initial: 'b' } } },
      ['KOD-S017 machine.states.a.initial: There are no "states" here to begin with'],
    ],
    [
      'when states inside an unreached one are not reached either',
      { initial: 'a', states: { a: {}, b: { initial: 'c', states: { c: {} } } } },
      ['KOD-L001 machine.states.b: Nothing leads to "b"', 'KOD-L001 machine.states.b.states.c: Nothing leads to "c"'],
    ],
  ]

  it.each(cases)('%s', (_, chart, messages) => expect(said(chart)).toEqual(messages))
})

describe('What the lint accepts', () => {
  const names = ['a', 'b', 'c'] as const
  const target = fc.constantFrom(...names, '#landed' as const)
  const transition = fc.oneof(target, fc.record({ target, guard: fc.constant(guard) }))
  const optional = fc.option(transition, { nil: undefined, freq: 2 })

  /** Few states, many transitions, guards that hold from the first tick on. */
  const { state } = fc.letrec<{ state: State }>(tie => {
    const inside = fc.record({ a: tie('state'), b: tie('state') })
    return {
      state: fc
        .tuple(optional, optional, optional, fc.option(inside, { freq: 1, depthSize: 'small' }), fc.boolean())
        .map(([always, ready, later, states, parallel]) => ({
          ...(always && { always }),
          on: ready ? { Ready: ready } : {},
          after: later ? { '5': later } : {},
          ...(states && (parallel ? { type: 'parallel' as const, states } : { initial: 'a', states })),
        })),
    }
  })
  const chart = fc
    .record({ a: state, b: state, c: state })
    .map((states): State => ({ initial: 'a', states }))
    .filter(machine => chartProblems(aLevelWith(machine)).every(({ code }) => CODES[code].severity !== 'error'))

  const base = aLevel()
  function aLevelWith(machine: State) {
    return { ...base, machine }
  }

  const seed = 77
  it(`never goes round in a circle (seed ${seed})`, () => {
    const events = ['Ready', 'xstate.after.5.run.play.a', 'Ready', 'xstate.after.5.run.play.b', 'Ready']
    fc.assert(
      fc.property(chart, machine => {
        const { known, read } = aRun()
        const compiled = chartOf(aLevelWith(machine))
        const { lesson, effects } = openLesson(compiled, read)
        const told = [...effects]
        for (const event of events) {
          known.tick = (known.tick ?? 0) + 1
          told.push(...tell(compiled, lesson, event, read), ...check(compiled, lesson, read))
        }
        expect(told.filter(effect => effect.type === 'done' && effect.code === TOO_MANY_ROUNDS)).toEqual([])
      }),
      tries(seed, 200),
    )
  })
})
