/**
 * One decision, made otherwise: the single changes that can be made to a run's log, and
 * the log with one of them made.
 *
 * What another line cannot do (nobody is up yet, no room) is refused there as it would
 * have been in play, and changes nothing.
 */

import type { Command, Lane, LoggedCommand, Target } from '../model/command'
import type { Seconds, Tick } from '../model/units'
import type { Seen } from '../model/world'
import { hasPods, laneOfCluster, lanesOf } from '../rules/lanes'
import { NEVER } from '../rules/play'
import type { Run } from '../rules/run'
import { aimsAt } from '../rules/touching'
import { riderNamed } from '../rules/verbs'
import { slab } from '../sim/metal/ironic'

export type Change =
  | { readonly what: 'leaveOut'; readonly entry: number }
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
  const rest = log.filter((_, i) => i !== change.entry)
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
    ...entries.filter(entry => !refused(run, entry)).map(entry => ({ what: 'leaveOut', entry }) as const),
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

/** What the solution does and this run never asked for. */
const missing = (log: Log, solution: Log): Log =>
  solution.filter(
    ({ command }) => !log.some(entry => entry.command.verb === command.verb && sameAim(entry.command, command)),
  )

const sameAim = (a: Command, b: Command) => a.target === b.target && a.lane === b.lane

function shifts(run: Seen<Run>, log: Log, entry: number, seconds: readonly number[]): readonly Change[] {
  const { tick } = log[entry] as LoggedCommand
  const earliest = Math.min(tick, knowable(run, log, entry))
  const bys = seconds.map(by => Math.max(earliest - tick, by * run.level.timeScale))
  return [...new Set(bys)].filter(by => by !== 0).map(by => ({ what: 'shift', entry, by }))
}

/**
 * No further than to when anybody could have thought of it: its rider was up; who needs
 * the machine that is ordered was announced; what it answers had struck.
 */
function knowable(run: Seen<Run>, log: Log, entry: number): Tick {
  const { tick, command } = log[entry] as LoggedCommand
  const rider = riderNamed(run, command.target) ?? riderOfMachine(run, log, entry)
  const announced = run.level.arrivals.find(({ id }) => id === rider?.entry)?.announced ?? 0
  const known = command.target.startsWith('machine/') ? announced : (rider?.upAt ?? 0)
  const struck = run.play.incidents.filter(
    one => one.struckAt !== NEVER && one.struckAt <= tick && (one.closedAt === NEVER || tick < one.closedAt),
  )
  const answered = struck.filter(one => aimsAt(run, one, command.target)).map(one => one.struckAt)
  return Math.max(known + 1, ...answered)
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
const refused = ({ play }: Seen<Run>, entry: number): boolean =>
  play.given.filter(({ command }) => command.by === 'player')[entry]?.state === 'refused'
