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

/** A copy of the run, one's own to play on with, as it stood at that tick or not long before. */
export type Back = (to: Tick) => Run

/** The incident that is looked at. */
export interface About {
  readonly entry: string
  readonly signAt: Tick
  readonly struckAt: Tick
  readonly end: Tick
  readonly back: Back
}

export interface Line {
  readonly run: Run
  readonly log: readonly LoggedCommand[]
  readonly signAt: Tick
  /** Lost by the time that tick began, by tick. */
  readonly lost: Map<Tick, number>
  /** Lost by the first sign. */
  before: number
}

/** What a copy costs, in ticks. */
const A_COPY = 60

/** A line up to the incident's end. `past`: what it has in common with before it was left, if it begins after the sign. */
export function* open(about: About, from: Tick, log: readonly LoggedCommand[], past?: Line): Story<Line> {
  const run = about.back(from)
  const line: Line = { run, log, signAt: about.signAt, lost: new Map(), before: past?.before ?? 0 }
  note(line)
  yield A_COPY
  yield* goOn(about, line, about.end)
  return line
}

export function* goOn(about: About, line: Line, to: Tick): Story<void> {
  while (line.run.world.tick < to && isRunning(line)) yield* second(about, line)
}

/** Until the second is over the incident too, or one of them has ended. */
export function* goOnTogether(about: About, line: Line, other: Line): Story<void> {
  const last = about.struckAt + LONGEST
  while (isRunning(line) && isRunning(other) && other.run.world.tick < last && isOpen(about, other)) {
    yield* second(about, line)
    yield* second(about, other)
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
  return at < signAt ? 0 : (lost.get(at) ?? requestsOf(run.world).lost) - before
}

function* second(about: About, line: Line): Story<void> {
  const { run, log } = line
  const now = run.world.tick
  if (now >= about.end) nothingElse(run)
  else for (const entry of log) if (entry.tick === now) give(run, entry.command)
  tick(run)
  note(line)
  yield 1
}

function note(line: Line): void {
  const { world } = line.run
  const { lost } = requestsOf(world)
  line.lost.set(world.tick, lost)
  if (world.tick < line.signAt) line.before = lost // what strikes is over with the second that ends at its tick
}

function nothingElse(run: Run): void {
  for (const { id } of run.level.incidents) if (!run.play.stopped.includes(id)) run.play.stopped.push(id)
}

const isRunning = ({ run }: Line) => run.play.outcome === 'running'

const isOpen = ({ entry }: About, { run }: Line) =>
  run.play.incidents.some(each => each.entry === entry && each.struckAt !== NEVER && each.closedAt === NEVER)
