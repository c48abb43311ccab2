/**
 * Where in a level there are conditions, states, transitions, actions and commands.
 *
 * Every check that goes through a level goes through these lists, so that a new place
 * for a condition is added once. Each item comes with its path in the JSON.
 */

import type { ChartAction, State, Transition } from './chart'
import { partsOf } from './conditions'
import type { Condition } from './guards'
import type { Level } from './level'
import type { Path } from './problem'
import { transitionsIn } from './transitions'
import type { WitnessLine } from './witness'

export interface At<Item> {
  readonly path: Path
  readonly it: Item
}

const indexed = <Item>(items: readonly Item[], ...above: Path): readonly At<Item>[] =>
  items.map((it, i) => ({ path: [...above, i], it }))

export const STATES_PATH: Path = ['machine']

/** Every state with its path, the chart itself first, then in the order they are written. */
export const statesIn = (state: State, path: Path = STATES_PATH): readonly At<State>[] => [
  { path, it: state },
  ...Object.entries(state.states ?? {}).flatMap(([key, inner]) => statesIn(inner, [...path, 'states', key])),
]

export interface TransitionAt extends At<Transition> {
  readonly by: 'on' | 'after' | 'always'
  /** The event or the delay. */
  readonly key: string
}

/** The transitions of one state. */
export function transitionsOf({ path, it: state }: At<State>): readonly TransitionAt[] {
  const keyed = (by: 'on' | 'after') =>
    Object.entries(state[by] ?? {}).flatMap(([key, written]) =>
      transitionsIn(written).map(one => ({ path: [...path, by, key, ...one.path], it: one.transition, by, key })),
    )
  const always = transitionsIn(state.always).map(one => ({
    path: [...path, 'always', ...one.path],
    it: one.transition,
    by: 'always' as const,
    key: '',
  }))
  return [...keyed('on'), ...keyed('after'), ...always]
}

export const chartTransitions = (level: Level) => statesIn(level.machine).flatMap(transitionsOf)

export const actionsIn = (level: Level): readonly At<ChartAction>[] => [
  ...statesIn(level.machine).flatMap(({ path, it }) => [
    ...indexed(it.entry ?? [], ...path, 'entry'),
    ...indexed(it.exit ?? [], ...path, 'exit'),
  ]),
  ...chartTransitions(level).flatMap(({ path, it }) => indexed(it.actions ?? [], ...path, 'actions')),
]

/** The lines of both witnesses. */
export const witnessLines = (level: Level): readonly At<WitnessLine>[] => [
  ...indexed(level.solution, 'solution'),
  ...indexed(level.losesWithout, 'losesWithout'),
]

/** Every condition that stands for itself. */
export const conditionsIn = (level: Level): readonly At<Condition>[] => [
  ...level.goals.map((goal, i) => ({ path: ['goals', i, 'that'], it: goal.that })),
  ...witnessLines(level).flatMap(({ path, it }) =>
    typeof it.when === 'number' ? [] : [{ path: [...path, 'when'], it: it.when }],
  ),
  ...chartTransitions(level).flatMap(({ path, it }) =>
    it.guard ? [{ path: [...path, 'guard', 'params'], it: it.guard.params }] : [],
  ),
]

/** A condition and all inside it. */
export const within = ({ path, it }: At<Condition>): readonly At<Condition>[] => [
  { path, it },
  ...partsOf(it).flatMap(part => within({ path: [...path, ...part.path], it: part.that })),
]
