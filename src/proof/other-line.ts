/**
 * The other line: the same run with one decision made otherwise, played from a copy
 * before the change, in the same units, and where the two first part.
 *
 * A key that does one thing and its opposite in turn (HOLD at a gate, SAVE of a rollout) is
 * pressed there only where it does what it did in the run: nobody opens a gate to close it.
 *
 * Luck is common to both: every draw is keyed by what it is for. So what differs comes
 * from the change.
 */

import type { Happening, Reason } from '../model/happening'
import type { MicroUnits, Ppm, Tick } from '../model/units'
import type { Seen } from '../model/world'
import { type Medal, type Metal, medalOf, medalsOf } from '../rules/medals'
import { budgetLeft, budgetLeftPpm, requestsOf, toilPpm } from '../rules/meters'
import type { Given, Outcome } from '../rules/play'
import { byPlayer, logOf, type Run } from '../rules/run'
import { commandLine } from '../rules/runbook'
import { opposite } from '../rules/taking-back'
import { written } from '../sim/names'
import { alike, type Change, changed, firstChange, type Log } from './change'
import type { Player } from './players'
import { fromLog, keptUntil, type Recording, record } from './recording'
import type { Work } from './work'

export interface Figures {
  readonly outcome: Outcome
  readonly endedAt: Tick
  readonly lost: number
  /** Below zero where more was lost than the budget had. */
  readonly budgetLeft: number
  readonly budgetLeftPpm: Ppm
  readonly cost: MicroUnits
  readonly toil: Ppm
  readonly medal: Metal
  readonly medals: readonly Medal[]
}

export const figuresOf = (run: Seen<Run>): Figures => ({
  outcome: run.play.outcome,
  endedAt: run.play.endedAt,
  lost: requestsOf(run.world).lost,
  budgetLeft: budgetLeft(run),
  budgetLeftPpm: budgetLeftPpm(run),
  cost: run.world.spent,
  toil: toilPpm(run),
  medal: medalOf(run),
  medals: medalsOf(run),
})

export function playOther(yours: Recording, change: Change, solution: Log): Work<Recording> {
  const log = changed(yours.log, change, solution)
  const { run, ...kept } = keptUntil(yours, Math.min(firstChange(yours.log, log), yours.run.world.tick))
  const work = record(run, asMeant(yours, fromLog(log, run.world.tick)), kept)
  return {
    go: ticks => work.go(ticks),
    get result() {
      return work.result && { ...work.result, log: logOf(work.result.run) }
    },
  }
}

function asMeant({ run: played, log }: Recording, player: Player): Player {
  const given = byPlayer(played)
  const lines = new Map(log.map(({ command }, i) => [command, given[i]?.line ?? '']))
  return run => player(run).filter(command => !opposite(lines.get(command) ?? '', commandLine(run, command)))
}

/** What became of the command that was changed, where there is one. */
export const changedCommand = (yours: Log, other: Seen<Run>): Seen<Given> | undefined =>
  other.play.given.find(each => !yours.some(entry => alike(entry, each)))

export interface Parting {
  readonly tick: Tick
  readonly happening: Happening
  /** Which of the two it occurred in. */
  readonly where: 'yours' | 'other'
}

/** What people feel: everything else only leads to it. */
const FELT: ReadonlySet<Reason> = new Set([
  'Ready',
  'UnitReady',
  'MachineActive',
  'RiderLanded',
  'Serving',
  'Overloaded',
  'Failing',
  'Abandoned',
])

/** The first thing that is felt in one of them and not, then, in the other; else the first thing told at all. */
export function parting(yours: Seen<Run>, other: Seen<Run>): Parting | undefined {
  return partingOf(yours, other, FELT) ?? partingOf(yours, other, undefined)
}

function partingOf(yours: Seen<Run>, other: Seen<Run>, reasons: ReadonlySet<Reason> | undefined): Parting | undefined {
  const of = (run: Seen<Run>) => run.play.told.filter(({ reason }) => !reasons || reasons.has(reason))
  const onlyYours = firstWithout(yours, of(yours), other, of(other))
  const onlyOther = firstWithout(other, of(other), yours, of(yours))
  if (!onlyYours && !onlyOther) return undefined
  const later = onlyYours && onlyOther && onlyYours.tick < onlyOther.tick
  const where = onlyOther && !later ? 'other' : 'yours'
  const happening = (where === 'other' ? onlyOther : onlyYours) as Happening
  return { tick: happening.tick, happening, where }
}

/** Rows may have other numbers in the other line, so things are compared by name. */
function firstWithout(
  run: Seen<Run>,
  told: readonly Happening[],
  other: Seen<Run>,
  toldThere: readonly Happening[],
): Happening | undefined {
  const there = new Map<string, number>()
  for (const each of toldThere) there.set(keyOf(other, each), (there.get(keyOf(other, each)) ?? 0) + 1)
  return told.find(each => {
    const key = keyOf(run, each)
    const left = there.get(key) ?? 0
    there.set(key, left - 1)
    return left <= 0
  })
}

const keyOf = ({ world }: Seen<Run>, { tick, reason, regarding, note }: Happening) =>
  `${tick} ${reason} ${written(world, regarding)} ${note}`
