/**
 * One decision, made otherwise: the single changes that can be made to a run's log, and
 * the log with one of them made.
 *
 * What another line cannot do (nobody is up yet, no room) is refused there as it would
 * have been in play, and changes nothing. A command that is moved keeps its place among
 * those that did something to the same thing: HOLD before the HOLD that it takes back would
 * close the gate that it opened. What only takes it back is left out with it.
 */

import type { Command, Lane, LoggedCommand, Target } from '../model/command'
import type { Seconds, Tick } from '../model/units'
import type { Seen } from '../model/world'
import { hasPods, laneOfCluster, lanesOf } from '../rules/lanes'
import { NEVER } from '../rules/play'
import { byPlayer, type Run } from '../rules/run'
import { takingsBack } from '../rules/taking-back'
import { aimsAt } from '../rules/touching'
import { partsOf } from '../rules/tricks'
import { riderNamed } from '../rules/verbs'
import { slab } from '../sim/metal/ironic'

export type Change =
  /** `also`: what only takes it back. */
  | { readonly what: 'leaveOut'; readonly entry: number; readonly also?: readonly number[] }
  /** Negative: earlier. */
  | { readonly what: 'shift'; readonly entry: number; readonly by: Seconds }
  | { readonly what: 'lane'; readonly entry: number; readonly lane: Lane }
  | { readonly what: 'plate'; readonly entry: number; readonly plate: Target }
  /** A move of the level's solution that was not made. */
  | { readonly what: 'add'; readonly move: LoggedCommand }
  | { readonly what: 'nothing' }
  | { readonly what: 'solution' }

export type Log = readonly LoggedCommand[]

/** The log with the change made. A moved command comes after those that were given at its new tick. */
export function changed(log: Log, change: Change, solution: Log): Log {
  switch (change.what) {
    case 'nothing':
      return []
    case 'solution':
      return solution
    case 'add':
      return withEntry(log, change.move)
    default:
      return changedEntry(log, change)
  }
}

type EntryChange = Extract<Change, { entry: number }>

function changedEntry(log: Log, change: EntryChange): Log {
  const entry = log[change.entry]
  const also = change.what === 'leaveOut' ? (change.also ?? []) : []
  const rest = log.filter((_, i) => i !== change.entry && !also.includes(i))
  if (!entry || change.what === 'leaveOut') return rest
  if (change.what === 'shift' && change.by !== 0)
    return withEntry(rest, { ...entry, tick: Math.max(0, entry.tick + change.by) })
  return log.map(each => (each === entry ? { ...each, command: otherwise(each.command, change) } : each))
}

function otherwise(command: Command, change: EntryChange): Command {
  if (change.what === 'lane') {
    const { plate, ...free } = command // a plate of the old lane means nothing in the new one
    return { ...free, lane: change.lane }
  }
  if (change.what !== 'plate') return command
  return command.verb === 'ROUTE' ? { ...command, plate: change.plate } : { ...command, target: change.plate }
}

function withEntry(log: Log, entry: LoggedCommand): Log {
  const at = log.findIndex(each => each.tick > entry.tick)
  return at < 0 ? [...log, entry] : [...log.slice(0, at), entry, ...log.slice(at)]
}

/** The first tick at which the two logs are not alike: until there both lines are the same run. */
export function firstChange(log: Log, other: Log): Tick {
  const i = log.findIndex((entry, at) => !alike(entry, other[at]))
  const at = i < 0 ? log.length : i
  return Math.min(log[at]?.tick ?? Infinity, other[at]?.tick ?? Infinity)
}

export const alike = (a: LoggedCommand, b: LoggedCommand | undefined): boolean =>
  a.tick === b?.tick && sameCommand(a.command, b.command)

const sameCommand = (a: Command, b: Command) =>
  a.verb === b.verb && a.target === b.target && a.lane === b.lane && a.plate === b.plate

/** Every single change worth trying, the likeliest to help first. `run` is what came of `log`. */
export function changesOf(run: Seen<Run>, log: Log, solution: Log): readonly Change[] {
  const entries = decisionsIn(run, log)
  return [
    ...missing(log, solution).map(move => ({ what: 'add', move }) as const),
    ...entries.flatMap(entry => shifts(run, log, entry, EARLIER)),
    ...entries.filter(entry => !refused(run, entry)).map(entry => leftOut(run, log, entry)),
    ...entries.flatMap(entry => lanes(run, log, entry)),
    ...entries.flatMap(entry => plates(run, log, entry)),
    ...entries.flatMap(entry => shifts(run, log, entry, LATER)),
    { what: 'nothing' },
    { what: 'solution' },
  ]
}

/** More than anybody would choose from. */
const MOST_DECISIONS = 40

/** The commands worth a second thought: of one that was refused again and again only the first. */
function decisionsIn(run: Seen<Run>, log: Log): readonly number[] {
  const asked = new Set<string>()
  const isNew = (entry: number) => {
    if (!refused(run, entry)) return true
    const { verb, target, lane } = (log[entry] as LoggedCommand).command
    const key = `${verb} ${target} ${lane}`
    const known = asked.has(key)
    asked.add(key)
    return !known
  }
  return log
    .map((_, entry) => entry)
    .filter(isNew)
    .slice(0, MOST_DECISIONS)
}

/** Seconds of play. Four is the game's own measure of late. */
const EARLIER = [-4, -8, -16] as const
const LATER = [4, 8] as const

/** What the solution does and this run never asked for; the second HOLD alone would do what the first does. */
const missing = (log: Log, solution: Log): Log =>
  solution.filter(({ command }, at) => {
    const isSame = (entry: LoggedCommand) => entry.command.verb === command.verb && sameAim(entry.command, command)
    return !log.some(isSame) && (command.verb !== 'HOLD' || solution.findIndex(isSame) === at)
  })

const sameAim = (a: Command, b: Command) => a.target === b.target && a.lane === b.lane

/** With all that only takes it back. */
function leftOut(run: Seen<Run>, log: Log, entry: number): Change {
  const out = [entry]
  for (const { given, of } of takingsBack(run)) {
    const back = byPlayer(run).indexOf(given)
    if (back > entry && of.every(each => out.includes(byPlayer(run).indexOf(each)))) out.push(back)
  }
  const next = out.length === 1 ? nextInTurn(run, log, entry) : undefined
  const also = [...out.slice(1), ...(next === undefined ? [] : [next])]
  return also.length === 0 ? { what: 'leaveOut', entry } : { what: 'leaveOut', entry, also }
}

/** In the queue HOLD lets somebody wait, and go on, in turn; who did which is told by nothing but the order. */
function nextInTurn(run: Seen<Run>, log: Log, entry: number): number | undefined {
  if (!isInQueue(run, log, entry)) return undefined
  const { target } = (log[entry] as LoggedCommand).command
  const at = log.findIndex(({ command }, i) => i > entry && command.target === target && isInQueue(run, log, i))
  return at < 0 ? undefined : at
}

const isInQueue = (run: Seen<Run>, log: Log, entry: number): boolean =>
  log[entry]?.command.verb === 'HOLD' && !refused(run, entry) && byPlayer(run)[entry]?.line === ''

function shifts(run: Seen<Run>, log: Log, entry: number, seconds: readonly number[]): readonly Change[] {
  const { tick } = log[entry] as LoggedCommand
  const earliest = Math.min(tick, Math.max(knowable(run, log, entry), neighbour(run, log, entry, -1) + 1))
  const latest = Math.max(tick, neighbour(run, log, entry, 1) - 1)
  const bys = seconds.map(by => Math.min(latest - tick, Math.max(earliest - tick, by * run.level.timeScale)))
  return [...new Set(bys)].filter(by => by !== 0).map(by => ({ what: 'shift', entry, by }))
}

/** When the one before or after it did something to the same thing: it neither takes back nor repeats what is not done yet. */
function neighbour(run: Seen<Run>, log: Log, entry: number, step: -1 | 1): Tick {
  const name = nameOf(log, entry)
  for (let i = entry + step; i >= 0 && i < log.length; i += step) {
    if (nameOf(log, i) === name && !refused(run, i)) return (log[i] as LoggedCommand).tick
  }
  return step < 0 ? -1 : Infinity
}

/** A rider and its backpack, and a plate by whatever kind, are one thing here. */
const nameOf = (log: Log, entry: number): string => partsOf((log[entry] as LoggedCommand).command.target)[1]

/**
 * No further than to when anybody could have thought of it: its rider was up; who needs
 * the machine that is ordered was announced; what it answers had struck.
 */
function knowable(run: Seen<Run>, log: Log, entry: number): Tick {
  const { tick, command } = log[entry] as LoggedCommand
  const known = command.target.startsWith('machine/') ? announcedFor(run, log, entry) : upAt(run, command.target)
  const struck = run.play.incidents.filter(
    one => one.struckAt !== NEVER && one.struckAt <= tick && (one.closedAt === NEVER || tick < one.closedAt),
  )
  const answered = struck.filter(one => aimsAt(run, one, command.target)).map(one => one.struckAt)
  return Math.max(known + 1, ...answered)
}

/** A backpack comes with its rider; a plate was there before. */
function upAt(run: Seen<Run>, target: Target): Tick {
  const [kind, name] = partsOf(target)
  return kind === 'rider' || kind === 'volume' ? (riderNamed(run, `rider/${name}`)?.upAt ?? 0) : 0
}

function announcedFor(run: Seen<Run>, log: Log, entry: number): Tick {
  const rider = riderOfMachine(run, log, entry)
  return run.level.arrivals.find(({ id }) => id === rider?.entry)?.announced ?? 0
}

/** Who goes to the slab next. */
function riderOfMachine(run: Seen<Run>, log: Log, entry: number) {
  const next = log.slice(entry).find(({ command }) => command.verb === 'ROUTE' && command.lane === 'slab')
  return next && riderNamed(run, next.command.target)
}

function lanes({ world }: Seen<Run>, log: Log, entry: number): readonly Change[] {
  const { command } = log[entry] as LoggedCommand
  if (command.verb !== 'ROUTE') return []
  return lanesOf(world)
    .filter(lane => lane !== command.lane)
    .map(lane => ({ what: 'lane', entry, lane }))
}

/** Hosts of the same kind: for a ROUTE those of its lane, for an order the other machines. */
function plates(run: Seen<Run>, log: Log, entry: number): readonly Change[] {
  const { command } = log[entry] as LoggedCommand
  const lane = command.verb === 'ROUTE' ? command.lane : undefined
  const now = command.verb === 'ROUTE' ? command.plate : command.target
  if (!lane && !command.target.startsWith('machine/')) return []
  return platesOf(run, lane ?? 'slab')
    .filter(plate => plate !== now)
    .slice(0, MOST_PLATES)
    .map(plate => ({ what: 'plate', entry, plate }))
}

const MOST_PLATES = 4

function platesOf({ world }: Seen<Run>, lane: Lane): readonly Target[] {
  if (hasPods(lane))
    return world.nodes
      .filter(({ cluster }) => laneOfCluster(cluster) === lane)
      .map(({ name }) => `node/${name}` as const)
  if (lane === 'boxes') return world.hypervisors.map(({ name }) => `hypervisor/${name}` as const)
  return world.machines.filter(slab).map(({ name }) => `machine/${name}` as const)
}

/** Left out, it would change nothing. */
const refused = (run: Seen<Run>, entry: number): boolean => byPlayer(run)[entry]?.state === 'refused'
