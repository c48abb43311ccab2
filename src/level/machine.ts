/**
 * Level -> XState machine, and the lesson that is stepped through it.
 *
 * The machine never runs as an actor: it is asked for the next snapshot, as XState's pure
 * `transition` does, and what the chart wants done comes back as data. A delay (`after`) is
 * such data too, for the run's own wake queue, one unit being one cluster second: no
 * timer is ever set.
 *
 * The authored chart becomes the state `play` of a root whose other two states are
 * the ends `landed` and `wipedOut`. All that a lesson is, is its state's value and
 * since when the `for`s of its guards have held; a snapshot is made of them when
 * XState is asked, which is seldom: ticks pass through `check`, and that asks only
 * the conditions of the active states.
 */

import {
  type AnyActorScope,
  type AnyStateMachine,
  createActor,
  type ExecutableActionObject,
  initialTransition,
  type StateValue,
} from 'xstate'
import type { ChartAction } from './chart'
import { holds, keepTime, type Since } from './holds'
import type { Level } from './level'
import type { Read } from './metrics'
import { rollOf } from './roll'
import { type Context, MOST_ROUNDS, machineOf, ROOT, type Spelt, spell } from './spelling'

/** The code with which a level is stopped that goes round and round within one tick. */
export const TOO_MANY_ROUNDS = 'KOD-R001'

/** Nothing listens to it: it makes XState look at the `always` transitions. */
const LOOK = 'run.look'

export type Outcome = 'landed' | 'wipedOut'

/** What a chart wants done, in order. Delays and cancels are for the wake queue, by id; a cancel may find nothing. */
export type Effect =
  | ChartAction
  | { readonly type: 'delay'; readonly id: string; readonly ticks: number; readonly event: string }
  | { readonly type: 'cancel'; readonly id: string }
  | { readonly type: 'done'; readonly outcome: Outcome; readonly code?: string }

/** A level's chart, made once and shared by all its runs. */
export interface Chart {
  readonly machine: AnyStateMachine
  /** What XState wants to have about it when it steps; `transition` would make one anew, with a first snapshot, at each step. */
  readonly scope: AnyActorScope
  readonly states: readonly Watch[]
}

interface Watch extends Spelt {
  readonly hears: ReadonlySet<string>
}

/** Where a run is in its lesson. Plain data, changed in place by `tell` and `check`; hash `value` and `since`. */
export interface Lesson {
  /** As XState writes it: `{ play: 'ride' }`, at the end `'landed'`. Never changed in place. */
  value: StateValue
  outcome: Outcome | undefined
  since: Since
  /** Follows from `value`: which of the chart's states are active. */
  active: readonly number[]
}

const NONE: readonly Effect[] = []

/** Only for levels without errors (`diagnose`). */
export function chartOf(level: Level): Chart {
  const states: Spelt[] = []
  const machine = machineOf(spell(level.machine, 'play', 'machine', rollOf(level), states))
  return {
    machine,
    scope: scopeOf(machine),
    states: states.map(state => ({ ...state, hears: heardBy(machine, state.path) })),
  }
}

export function openLesson(chart: Chart, read: Read): { readonly lesson: Lesson; readonly effects: readonly Effect[] } {
  const lesson: Lesson = { value: 'play', outcome: undefined, since: {}, active: [] }
  const effects = take(chart, lesson, () => initialTransition(chart.machine, { read, since: {} } satisfies Context))
  return { lesson, effects }
}

/** Something occurred (a reason, `did.<VERB>`, one of `RUN_EVENTS`, or a delay that is due). */
export function tell(chart: Chart, lesson: Lesson, event: string, read: Read): readonly Effect[] {
  return lesson.active.some(i => chart.states[i]?.hears.has(event)) ? step(chart, lesson, event, read) : NONE
}

/** Once after each tick: the `always` transitions of the active states whose conditions have come to hold. */
export function check(chart: Chart, lesson: Lesson, read: Read): readonly Effect[] {
  if (!stirs(chart, lesson, read)) return NONE
  const effects: Effect[] = []
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    effects.push(...step(chart, lesson, LOOK, read))
    if (!stirs(chart, lesson, read)) return effects
  }
  return [...effects, ...halt(lesson)]
}

/** A copy that can be played on without touching the first. */
export const forkLesson = (lesson: Lesson): Lesson => ({ ...lesson, since: { ...lesson.since } })

function stirs({ states }: Chart, lesson: Lesson, read: Read): boolean {
  for (const i of lesson.active) keepTime((states[i] as Watch).timers, read, lesson.since)
  for (const i of lesson.active) {
    for (const condition of (states[i] as Watch).always) if (holds(condition, read, lesson.since)) return true
  }
  return false
}

const step = (chart: Chart, lesson: Lesson, event: string, read: Read) =>
  take(chart, lesson, () => {
    const context: Context = { read, since: lesson.since }
    const actions: ExecutableActionObject[] = []
    const scope = { ...chart.scope, actionExecutor: (action: ExecutableActionObject) => void actions.push(action) }
    const snapshot = chart.machine.resolveState({ value: lesson.value, context })
    return [chart.machine.transition(snapshot, { type: event }, scope), actions]
  })

type Taken = readonly [ReturnType<AnyStateMachine['transition']>, readonly ExecutableActionObject[]]

/** Inert: nothing is sent, stopped or emitted by anybody. */
function scopeOf(machine: AnyStateMachine): AnyActorScope {
  const self = createActor(machine)
  const nothing = () => {}
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    stopChild: nothing,
    emit: nothing,
    actionExecutor: nothing,
  }
}

/** Takes a step of XState's and keeps of it what a lesson is. */
function take(chart: Chart, lesson: Lesson, stepped: () => Taken): readonly Effect[] {
  try {
    const [snapshot, actions] = stepped()
    if (snapshot.status === 'error') throw snapshot.error // so the first step tells it
    lesson.value = snapshot.value
    lesson.since = (snapshot.context as Context).since
    lesson.active = activeIn(chart, snapshot.value)
    if (snapshot.status === 'done') lesson.outcome = snapshot.value as Outcome
    const effects = actions.flatMap(effectsOf)
    return lesson.outcome ? [...effects, { type: 'done', outcome: lesson.outcome }] : effects
  } catch (error) {
    if (!isEndless(error)) throw error
    return halt(lesson)
  }
}

/** XState's own word for more than `maxIterations` steps on end. */
const isEndless = (error: unknown) => error instanceof Error && error.message.startsWith('Infinite loop detected')

function halt(lesson: Lesson): readonly Effect[] {
  Object.assign(lesson, { value: 'wipedOut', outcome: 'wipedOut', since: {}, active: [] } satisfies Lesson)
  return [{ type: 'done', outcome: 'wipedOut', code: TOO_MANY_ROUNDS }]
}

/** Of an action only its type and parameters are kept; of a delayed raise, what is due when. */
function effectsOf({ type, params }: ExecutableActionObject): readonly Effect[] {
  if (type === 'xstate.raise') {
    const { id, delay, event } = params as { id: string; delay: number; event: { type: string } }
    return [{ type: 'delay', id, ticks: delay, event: event.type }]
  }
  if (type === 'xstate.cancel') return [{ type: 'cancel', id: (params as { sendId: string }).sendId }]
  return [{ type, params } as ChartAction]
}

const activeIn = ({ states }: Chart, value: StateValue) => {
  const paths = pathsIn(value, [])
  return states.flatMap(({ path }, i) => (paths.includes(path) ? [i] : []))
}

const pathsIn = (value: StateValue, above: readonly string[]): readonly string[] =>
  typeof value === 'string'
    ? [[...above, value].join('.')]
    : Object.entries(value).flatMap(([key, inner]) => [
        [...above, key].join('.'),
        ...(inner ? pathsIn(inner, [...above, key]) : []),
      ])

const heardBy = (machine: AnyStateMachine, path: string) =>
  new Set<string>(machine.getStateNodeById(`${ROOT}.${path}`).ownEvents)
