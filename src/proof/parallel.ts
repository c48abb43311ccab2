/**
 * Lines of play beside one another: the same run with other commands, and what each
 * has lost by when.
 *
 * Past the incident's end no line has any more commands, and nothing else strikes in
 * any: what is compared is this incident. A line that has ended loses no more, and is
 * compared at the tick where it ended.
 */

import type { LoggedCommand } from '../model/command'
import type { Tick } from '../model/units'
import { LONGEST } from '../rules/incident-log'
import { requestsOf } from '../rules/meters'
import { NEVER } from '../rules/play'
import { give, type Run, tick } from '../rules/run'
import type { Story } from './slices'

/** What was kept of the run as it was played. */
export interface Past {
  /** A copy, one's own to play on with, as it stood at that tick or not long before. */
  copyAt(tick: Tick): Run
  /** How many requests had been lost by the time that tick began. */
  lostBy(tick: Tick): number
}

/** The incident that is looked at. */
export interface About {
  readonly entry: string
  readonly signAt: Tick
  readonly struckAt: Tick
  readonly end: Tick
  readonly past: Past
}

export interface Line {
  readonly run: Run
  readonly log: readonly LoggedCommand[]
  readonly signAt: Tick
  /** Lost by the time that tick began, by tick from the first sign on. */
  readonly lost: number[]
  /** Lost by the first sign. */
  before: number
}

/** What a copy costs, in ticks. */
const A_COPY = 60

/** The line that was played, up to the incident's end: nearly all of it is known. */
export function* openPlayed(about: About, log: readonly LoggedCommand[]): Story<Line> {
  const { past, signAt, end } = about
  const run = past.copyAt(end)
  const line: Line = { run, log, signAt, lost: [], before: past.lostBy(Math.max(0, signAt - 1)) }
  remember(line, past, run.world.tick)
  yield A_COPY
  yield* goOn(about, line, end)
  return line
}

/** Another line up to the incident's end. What it begins with, up to `from`, it has in common with what was played. */
export function* open(about: About, from: Tick, log: readonly LoggedCommand[]): Story<Line> {
  const run = about.past.copyAt(from)
  const before = about.past.lostBy(Math.max(0, Math.min(about.signAt - 1, run.world.tick)))
  const line: Line = { run, log, signAt: about.signAt, lost: [], before }
  remember(line, about.past, run.world.tick)
  yield A_COPY
  yield* goOn(about, line, about.end)
  return line
}

export function* goOn(about: About, line: Line, to: Tick): Story<void> {
  while (line.run.world.tick < to && isRunning(line)) {
    second(about, line)
    yield 1
  }
}

/** Until the second is over the incident too, or one of them has ended. */
export function* goOnTogether(about: About, line: Line, other: Line): Story<void> {
  const last = about.struckAt + LONGEST
  while (isRunning(line) && isRunning(other) && other.run.world.tick < last && isOpen(about, other)) {
    second(about, line)
    second(about, other)
    yield 2
  }
}

/** From the first sign to where the line stands. */
export const lossOf = (line: Line): number => lossAt(line, line.run.world.tick)

/** How much less `line` has lost than `other`, by where the first of them stands. */
export function savedBy(other: Line, line: Line): number {
  const [there, here] = [other.run.world.tick, line.run.world.tick]
  const at = there < other.signAt ? here : Math.min(there, here)
  return lossAt(other, at) - lossAt(line, at)
}

/** A line that was over before the first sign has lost all that it could. */
function lossAt({ lost, before, run, signAt }: Line, at: Tick): number {
  if (run.world.tick < signAt) return requestsOf(run.world).lost
  return at < signAt ? 0 : (lost[at - signAt] ?? requestsOf(run.world).lost) - before
}

function second(about: About, line: Line): void {
  const { run, log } = line
  const now = run.world.tick
  if (now >= about.end) nothingElse(run)
  else for (const entry of log) if (entry.tick === now) give(run, entry.command)
  tick(run)
  note(line)
}

/** What it has in common with what was played, up to where it stands. */
function remember({ lost, signAt }: Line, past: Past, until: Tick): void {
  for (let at = signAt; at <= until; at += 1) lost.push(past.lostBy(at))
}

function note(line: Line): void {
  const { world } = line.run
  const { lost } = requestsOf(world)
  if (world.tick >= line.signAt) line.lost.push(lost)
  else line.before = lost // what strikes is over with the second that ends at its tick
}

function nothingElse(run: Run): void {
  for (const { id } of run.level.incidents) if (!run.play.stopped.includes(id)) run.play.stopped.push(id)
}

const isRunning = ({ run }: Line) => run.play.outcome === 'running'

const isOpen = ({ entry }: About, { run }: Line) =>
  run.play.incidents.some(each => each.entry === entry && each.struckAt !== NEVER && each.closedAt === NEVER)
