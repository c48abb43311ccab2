/**
 * An authored chart, spelt out in XState's words.
 *
 * Implementations are named once, in `setup`; the level supplies only names and
 * parameters. Conditions are bound to the level on the way, and what has to be asked
 * or timed while a state is active is noted beside it, so that nobody has to look into
 * XState's nodes for it. Leaves out stepping: `machine.ts`.
 */

import { type AnyStateMachine, assign, setup } from 'xstate'
import type { State, Transitions } from './chart'
import { type Bound, bind, holds, type Roll, type Since, type Timer, timersIn } from './holds'
import type { Read } from './metrics'
import { transitionsIn } from './transitions'

export const ROOT = 'run'

/** More rounds than this within one tick, and the level is stopped. */
export const MOST_ROUNDS = 64

/** What the rules tell every chart. An author can neither send nor listen to them. */
export const RUN_EVENTS = {
  budgetGone: 'run.budgetGone',
  landed: 'run.landed',
  failed: 'run.failed',
} as const

/** All that guards see: the run, by its metrics, and since when their `for`s have held. */
export interface Context {
  readonly read: Read
  readonly since: Since
}

/** What is to be known of a state while it is active. */
export interface Spelt {
  /** As in XState's value, with dots: `play.ride`. */
  readonly path: string
  readonly always: readonly Bound[]
  readonly timers: readonly Timer[]
}

const unplayed: Context = { read: () => 0, since: {} } // XState once steps a machine without input, for itself

const LESSON = setup({
  types: { context: {} as Context, input: {} as Context },
  guards: { holds: ({ context }, condition: Bound) => holds(condition, context.read, context.since) },
  actions: {
    say: () => {},
    hint: () => {},
    start: () => {},
    stop: () => {},
    /** On leaving a state: the `for`s of its guards begin anew next time. */
    forget: assign(({ context }, { keys }: { keys: readonly string[] }) => ({ since: without(context.since, keys) })),
  },
})

const without = (since: Since, keys: readonly string[]): Since =>
  Object.fromEntries(Object.entries(since).filter(([key]) => !keys.includes(key)))

/** The authored chart as the state `play`, beside the two ends that every run has. */
export const machineOf = (play: { readonly on: object }) =>
  LESSON.createMachine(rootOf(play) as never) as unknown as AnyStateMachine

const rootOf = (play: { readonly on: object }) => ({
  id: ROOT,
  initial: 'play',
  context: ({ input }: { input: Context | undefined }) => input ?? unplayed,
  options: { maxIterations: MOST_ROUNDS },
  states: {
    play: {
      ...play,
      on: {
        ...play.on,
        [RUN_EVENTS.budgetGone]: '#wipedOut',
        [RUN_EVENTS.failed]: '#wipedOut',
        [RUN_EVENTS.landed]: '#landed',
      },
    },
    landed: { id: 'landed', type: 'final' },
    wipedOut: { id: 'wipedOut', type: 'final' },
  },
})

/** A state for XState, its conditions bound; what is to be watched in it is noted in `states`, parents first. */
export function spell(state: State, path: string, at: string, roll: Roll, states: Spelt[]) {
  const always = bound(state.always, `${at}.always`, roll)
  const on = each(state.on, (written, event) => bound(written, `${at}.on.${event}`, roll))
  const after = each(state.after, (written, delay) => bound(written, `${at}.after.${delay}`, roll))
  const timers = [always, ...Object.values(on), ...Object.values(after)].flat().flatMap(guardsIn).flatMap(timersIn)
  states.push({ path, always: always.flatMap(guardsIn), timers })
  const keys = timers.map(({ key }) => key)
  return {
    ...(state.type && { type: state.type }),
    ...(state.initial && { initial: state.initial }),
    entry: state.entry ?? [],
    exit: [...(state.exit ?? []), ...(keys.length > 0 ? [{ type: 'forget', params: { keys } }] : [])],
    always,
    on,
    after,
    states: each(state.states, (inner, key): object =>
      spell(inner, `${path}.${key}`, `${at}.states.${key}`, roll, states),
    ),
  }
}

const each = <From, To>(record: Readonly<Record<string, From>> | undefined, make: (from: From, key: string) => To) =>
  Object.fromEntries(Object.entries(record ?? {}).map(([key, from]) => [key, make(from, key)]))

const bound = (written: Transitions | undefined, at: string, roll: Roll) =>
  transitionsIn(written).map(({ path, transition: { target, guard, actions } }) => ({
    ...(target && { target }),
    actions: actions ?? [],
    ...(guard && { guard: { type: 'holds', params: bind(guard.params, roll, [at, ...path, 'guard'].join('.')) } }),
  }))

const guardsIn = ({ guard }: ReturnType<typeof bound>[number]) => (guard ? [guard.params] : [])
