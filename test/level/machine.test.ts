import { describe, expect, it } from 'vitest'
import type { State } from '../../src/level/chart'
import {
  chartOf,
  check,
  type Effect,
  forkLesson,
  type Lesson,
  openLesson,
  TOO_MANY_ROUNDS,
  tell,
} from '../../src/level/machine'
import { RUN_EVENTS } from '../../src/level/spelling'
import { aLevel, aRun, metricIs } from './given'

const when = (condition: ReturnType<typeof metricIs>) => ({ type: 'holds' as const, params: condition })
const say = (text: string) => ({ type: 'say' as const, params: { text } })

/** A lesson under way on this chart, with a run to change. */
function aLesson(machine: State, metrics: Record<string, number> = {}) {
  const run = aRun(metrics)
  const chart = chartOf(aLevel({ machine }))
  const { lesson, effects } = openLesson(chart, run.read)
  return {
    ...run,
    chart,
    lesson,
    effects,
    tell: (event: string, to: Lesson = lesson) => tell(chart, to, event, run.read),
    check: (to: Lesson = lesson) => check(chart, to, run.read),
  }
}

const AFTER = 'xstate.after.500.run.play.ride'

describe('The first lesson', () => {
  const begun = () => aLesson(aLevel().machine)

  it('begins by saying what it has to say', () => {
    const { lesson, effects } = begun()
    expect(lesson.value).toEqual({ play: 'dropIn' })
    expect(effects).toEqual([say('say.hello')])
  })

  it('moves on by what happens in the cluster, and asks to be told later', () => {
    const { lesson, tell } = begun()
    expect(tell('RiderLanded')).toEqual([{ type: 'delay', id: AFTER, ticks: 500, event: AFTER }])
    expect(lesson.value).toEqual({ play: 'ride' })
  })

  it('moves on when a condition comes to hold, and needs no telling any more', () => {
    const { lesson, tell, check, known } = begun()
    tell('RiderLanded')
    expect(check()).toEqual([])
    known['machines.ordered'] = 1
    expect(check()).toEqual([
      { type: 'cancel', id: AFTER },
      { type: 'hint', params: { hint: 'hint.order' } },
    ])
    expect(lesson.value).toEqual({ play: 'ahead' })
  })

  it('moves on when the time it asked for has come', () => {
    const { lesson, tell } = begun()
    tell('RiderLanded')
    tell(AFTER)
    expect(lesson.value).toEqual({ play: 'ahead' })
  })

  it('stays when the time has come but its guard does not hold', () => {
    const { lesson, tell, known } = begun()
    tell('RiderLanded')
    known['machines.ordered'] = 1
    tell(AFTER)
    expect(lesson.value).toEqual({ play: 'ahead' }) // by its always
    const other = begun()
    other.tell('RiderLanded')
    expect(other.tell('xstate.after.400.run.play.ride')).toEqual([])
    expect(other.lesson.value).toEqual({ play: 'ride' })
  })

  it('does not hear what it does not listen for', () => {
    const { lesson, tell } = begun()
    expect(tell('Scheduled')).toEqual([])
    expect(lesson.value).toEqual({ play: 'dropIn' })
  })
})

describe('A run ends', () => {
  const cases = [
    ['wiped out when the budget is gone', RUN_EVENTS.budgetGone, 'wipedOut'],
    ['wiped out when the rules say so', RUN_EVENTS.failed, 'wipedOut'],
    ['landed when the rules say so', RUN_EVENTS.landed, 'landed'],
  ] as const

  it.each(cases)('%s, wherever the lesson is', (_, event, outcome) => {
    const { lesson, tell, check } = aLesson(aLevel().machine)
    tell('RiderLanded')
    expect(tell(event)).toEqual([
      { type: 'cancel', id: AFTER },
      { type: 'done', outcome },
    ])
    expect(lesson).toEqual({ value: outcome, outcome, since: {}, active: [] })
    expect([...check(), ...tell('RiderLanded'), ...tell(event)]).toEqual([])
  })

  it.each([
    ['#landed', 'landed'],
    ['#wipedOut', 'wipedOut'],
  ] as const)('by the chart itself, with the target %s', (target, outcome) => {
    const { tell } = aLesson({ initial: 'only', states: { only: { on: { 'did.SCALE': target } } } })
    expect(tell('did.SCALE')).toEqual([{ type: 'done', outcome }])
  })

  it('even with a chart that says nothing', () => {
    const { lesson, tell } = aLesson({})
    expect(lesson.value).toBe('play')
    expect(tell(RUN_EVENTS.budgetGone)).toEqual([{ type: 'done', outcome: 'wipedOut' }])
  })
})

describe('A chart', () => {
  const parallel: State = {
    type: 'parallel',
    states: {
      talk: { initial: 'mute', states: { mute: { on: { Serving: 'loud' } }, loud: { entry: [say('say.loud')] } } },
      load: {
        initial: 'calm',
        states: {
          calm: {
            on: { Serving: { target: 'busy', actions: [{ type: 'start', params: { entry: 'till' } }] } },
          },
          busy: {
            initial: 'low',
            after: { '60': 'calm' },
            exit: [{ type: 'stop', params: { entry: 'till' } }],
            states: {
              low: { always: { target: 'high', guard: when(metricIs('hands.busy', { eq: 2 })) } },
              high: {},
            },
          },
        },
      },
    },
  }

  it('may have states inside states and states side by side', () => {
    const { lesson, tell, check, known } = aLesson(parallel)
    expect(lesson.value).toEqual({ play: { talk: 'mute', load: 'calm' } })
    expect(tell('Serving').map(({ type }) => type)).toEqual(['start', 'say', 'delay'])
    expect(lesson.value).toEqual({ play: { talk: 'loud', load: { busy: 'low' } } })
    known['hands.busy'] = 2
    expect(check()).toEqual([])
    expect(lesson.value).toEqual({ play: { talk: 'loud', load: { busy: 'high' } } })
    const due = 'xstate.after.60.run.play.load.busy'
    expect(tell(due)).toEqual([
      { type: 'stop', params: { entry: 'till' } },
      { type: 'cancel', id: due },
    ])
  })

  it('takes the first transition whose guard holds', () => {
    const machine: State = {
      initial: 'a',
      states: {
        a: { on: { Ready: [{ target: 'b', guard: when(metricIs('hands.busy', { eq: 1 })) }, 'c'] } },
        b: {},
        c: {},
      },
    }
    const first = aLesson(machine, { 'hands.busy': 1 })
    first.tell('Ready')
    expect(first.lesson.value).toEqual({ play: 'b' })
    const second = aLesson(machine)
    second.tell('Ready')
    expect(second.lesson.value).toEqual({ play: 'c' })
  })

  it('that waits for itself to be left is asked again at once, until nothing more holds', () => {
    const { check, lesson, known } = aLesson({
      initial: 'a',
      states: {
        a: { always: { target: 'b', guard: when(metricIs('tick', { gte: 1 })) } },
        b: { always: { target: 'c', guard: when(metricIs('tick', { gte: 1 })) } },
        c: { entry: [say('say.c')] },
      },
    })
    known.tick = 1
    expect(check()).toEqual([say('say.c')])
    expect(lesson.value).toEqual({ play: 'c' })
  })

  it('that goes round and round is stopped with a code', () => {
    const guard = when(metricIs('tick', { gte: 1 }))
    const circle: State = {
      initial: 'a',
      states: { a: { always: { target: 'b', guard } }, b: { always: { target: 'a', guard } } },
    }
    const { check, lesson, known } = aLesson(circle)
    expect(check()).toEqual([])
    known.tick = 1
    const done: Effect = { type: 'done', outcome: 'wipedOut', code: TOO_MANY_ROUNDS }
    expect(check()).toEqual([done])
    expect(lesson.outcome).toBe('wipedOut')
    expect(aLesson(circle, { tick: 1 }).effects).toEqual([done])
  })
})

describe('A guard that has to hold for some time', () => {
  const patient: State = {
    initial: 'a',
    states: {
      a: {
        on: { Unhealthy: 'b' },
        always: {
          target: 'c',
          guard: { type: 'holds', params: { is: 'for', ticks: 10, that: metricIs('hands.busy', { eq: 0 }) } },
        },
      },
      b: { on: { Ready: 'a' } },
      c: {},
    },
  }
  const KEY = 'machine.states.a.always.guard'

  it('is timed while its state is active', () => {
    const { check, lesson, known } = aLesson(patient)
    for (known.tick = 1; known.tick <= 10; known.tick += 1) check()
    expect(lesson).toMatchObject({ value: { play: 'a' }, since: { [KEY]: 1 } })
    check()
    expect(lesson.value).toEqual({ play: 'c' })
    expect(lesson.since).toEqual({})
  })

  it('begins anew when its state is left and entered again', () => {
    const { check, tell, lesson, known } = aLesson(patient, { tick: 1 })
    check()
    known.tick = 9
    tell('Unhealthy')
    expect(lesson.since).toEqual({})
    tell('Ready')
    check()
    expect(lesson.since).toEqual({ [KEY]: 9 })
  })
})

describe('A lesson', () => {
  it('is plain data: what is written down and read again plays on alike', () => {
    const { lesson, tell, check, known } = aLesson(aLevel().machine)
    tell('RiderLanded')
    const copy = JSON.parse(JSON.stringify(lesson)) as Lesson
    known['machines.ordered'] = 1
    expect(check(copy)).toEqual(check(lesson))
    expect(copy).toEqual({ ...lesson })
  })

  it('is forked: the copy plays on without touching the first', () => {
    const { lesson, tell, check } = aLesson({
      initial: 'a',
      states: {
        a: {
          always: {
            target: 'b',
            guard: { type: 'holds', params: { is: 'for', ticks: 9, that: metricIs('tick', { gte: 0 }) } },
          },
        },
        b: {},
      },
    })
    const fork = forkLesson(lesson)
    check(fork)
    tell(RUN_EVENTS.landed, fork)
    expect(lesson).toMatchObject({ value: { play: 'a' }, outcome: undefined })
    expect(lesson.since).toEqual({})
    expect(fork.outcome).toBe('landed')
  })

  it('costs next to nothing while nothing changes', () => {
    const { lesson, check, tell } = aLesson(aLevel().machine)
    tell('RiderLanded')
    const before = lesson.active
    for (let tick = 0; tick < 100_000; tick += 1) check()
    expect(lesson.active).toBe(before) // XState has not been asked: it would have made a new list
  })
})
