/**
 * The statechart beyond its shape: does every transition lead somewhere, is every
 * state reached, does nothing go round in a circle?
 *
 * Works on the written chart alone. It knows no time and asks no guard: a guard counts
 * as something that may hold.
 */

import { ENDS, MOST_STATES, type State } from './chart'
import type { Level } from './level'
import { type At, STATES_PATH, statesIn, type TransitionAt, transitionsOf } from './places'
import { type Path, type Problem, wrongWord } from './problem'

export function chartProblems(level: Level): readonly Problem[] {
  const states = statesIn(level.machine)
  if (states.length > MOST_STATES) return [tooMany(states.length)]
  const chart: ChartMap = new Map(states.map(at => [idOf(at.path), at]))
  const shape = states.flatMap(initialProblems)
  const targets = states.flatMap(at => transitionsOf(at).flatMap(transition => targetProblems(chart, at, transition)))
  const late = states.flatMap(at => transitionsOf(at).flatMap(transition => lateProblems(transition, level.lasts)))
  const sound = shape.length + targets.length === 0
  return [...shape, ...targets, ...late, ...(sound ? [...circles(chart), ...unreached(chart)] : [])]
}

const tooMany = (states: number): Problem => ({
  code: 'KOD-S020',
  path: STATES_PATH,
  message: `This chart has ${states} states; ${MOST_STATES} is the most`,
})

type ChartMap = ReadonlyMap<string, At<State>>

const idOf = (path: Path) => path.join('/')
const nameOf = (path: Path) => String(path.at(-1))
const parentOf = (path: Path): Path => path.slice(0, -2)
const isRoot = (path: Path) => path.length === 1

function initialProblems({ path, it: { type, initial, states } }: At<State>): readonly Problem[] {
  const names = Object.keys(states ?? {})
  const amiss = (way: Path, message: string): Problem[] => [{ code: 'KOD-S017', path: [...path, ...way], message }]
  if (type === 'parallel' && initial !== undefined)
    return amiss(['initial'], 'Parallel states are all active at once; "initial" has no place here')
  if (type === 'parallel') return names.length > 0 ? [] : amiss(['type'], 'A parallel state needs "states"')
  if (names.length === 0)
    return initial === undefined ? [] : amiss(['initial'], 'There are no "states" here to begin with')
  if (initial === undefined) return amiss(['states'], `"initial" must say which comes first: ${names.join(', ')}`)
  return names.includes(initial) ? [] : [wrongWord('KOD-L003', [...path, 'initial'], initial, 'state in here', names)]
}

/** A state's siblings, those it can be left for. Regions of a parallel state run side by side and cannot be. */
function siblingsOf(chart: ChartMap, path: Path): readonly string[] {
  if (isRoot(path)) return []
  const parent = chart.get(idOf(parentOf(path)))?.it
  return parent?.type === 'parallel' ? [nameOf(path)] : Object.keys(parent?.states ?? {})
}

function targetProblems(chart: ChartMap, { path }: At<State>, { it, path: at, by }: TransitionAt): readonly Problem[] {
  if (it.target === undefined)
    return by === 'always'
      ? [{ code: 'KOD-L007', path: at, message: 'An "always" without a target would be taken for ever' }]
      : []
  const targets = [...siblingsOf(chart, path), ...ENDS]
  return targets.includes(it.target)
    ? []
    : [wrongWord('KOD-L003', [...at, 'target'], it.target, 'state beside this one', targets)]
}

function lateProblems({ by, key, path }: TransitionAt, lasts: number): readonly Problem[] {
  if (by !== 'after' || Number(key) <= lasts) return []
  const at = path.slice(0, path.lastIndexOf(key) + 1)
  return [{ code: 'KOD-L008', path: at, atKey: true, message: `After ${key} the run is over; it lasts ${lasts}` }]
}

/** Where a transition of this state leads, as far as that is inside the chart. */
const targetOf = ({ path }: At<State>, target: string): Path => [...path.slice(0, -1), target]

/** All that is entered with a state: itself, and what it begins with. */
function entered(chart: ChartMap, path: Path): readonly At<State>[] {
  const at = chart.get(idOf(path))
  if (!at) return []
  const { type, initial, states } = at.it
  const inner = type === 'parallel' ? Object.keys(states ?? {}) : initial === undefined ? [] : [initial]
  return [at, ...inner.flatMap(key => entered(chart, [...path, 'states', key]))]
}

const ledTo = (chart: ChartMap, from: At<State>, transitions: readonly TransitionAt[]) =>
  transitions.flatMap(({ it }) => (it.target === undefined ? [] : entered(chart, targetOf(from, it.target))))

/**
 * To go round for ever, each state in the round must be entered again and again by an
 * `always`; so a circle among these edges is what has to be there, whatever the guards.
 */
function circles(chart: ChartMap): readonly Problem[] {
  const told = new Set<string>()
  return [...chart.values()].flatMap((at): Problem[] => {
    const round = told.has(idOf(at.path)) ? undefined : wayBack(chart, at)
    if (!round) return []
    for (const { path } of round) told.add(idOf(path))
    const way = [...round, at].map(({ path }) => nameOf(path)).join(' → ')
    return [
      {
        code: 'KOD-L007',
        path: [...at.path, 'always'],
        atKey: true,
        message: `"always" goes round in a circle: ${way}`,
      },
    ]
  })
}

/** The states of a circle of `always` that begins and ends here. */
function wayBack(chart: ChartMap, start: At<State>): readonly At<State>[] | undefined {
  const ways: (readonly At<State>[])[] = [[start]]
  const seen = new Set<string>()
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1) ?? start
    const next = ledTo(
      chart,
      last,
      transitionsOf(last).filter(({ by }) => by === 'always'),
    )
    if (next.some(({ path }) => idOf(path) === idOf(start.path))) return way
    for (const at of next.filter(({ path }) => !seen.has(idOf(path)))) {
      seen.add(idOf(at.path))
      ways.push([...way, at])
    }
  }
  return undefined
}

function unreached(chart: ChartMap): readonly Problem[] {
  const reached = new Set<string>()
  const todo = [...entered(chart, STATES_PATH)]
  for (let at = todo.pop(); at; at = todo.pop()) {
    if (reached.has(idOf(at.path))) continue
    reached.add(idOf(at.path))
    todo.push(...ledTo(chart, at, transitionsOf(at)))
  }
  return [...chart.values()].flatMap(({ path }): Problem[] => (reached.has(idOf(path)) ? [] : [lonely(path)]))
}

const lonely = (path: Path): Problem => ({
  code: 'KOD-L001',
  path,
  atKey: true,
  message: `Nothing leads to "${nameOf(path)}"`,
})
