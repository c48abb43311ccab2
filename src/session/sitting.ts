/**
 * One sitting: a run, the only clock that moves it, and whoever plays it.
 *
 * Live, it turns intents into commands at the tick where the run stands. Replayed, it
 * gives the commands of a log instead. Either way a tick is all commands of that tick
 * in order, then the tick.
 */

import type { Command, LoggedCommand, Target } from '../model/command'
import type { Happening } from '../model/happening'
import type { Milliseconds, Tick } from '../model/units'
import { replay, replayOn, resumed } from '../proof/playing'
import type { Course } from '../rules/course'
import type { Given } from '../rules/play'
import { give, logOf, openRun, type Run, tick } from '../rules/run'
import { aimHold, aimLand, aimRoute, aimTrick, type Marks, marked, NO_MARKS, targetsOf } from '../view/aim'
import type { Intent } from './intent'
import { openPace } from './pace'
import { type RunFile, type RunMarks, runFileOf } from './run-file'

export interface Sitting {
  readonly run: Run
  readonly marks: Marks
  /** How far it is between two ticks, 0 to 1. */
  readonly alpha: number
  /** Lets time pass, and returns what happened in it. */
  advance(elapsed: Milliseconds, speedPercent?: number): readonly Happening[]
  /** Does what hands mean; undefined if it gave no command. */
  intend(intent: Intent): Given | undefined
  /** Time stands, and commands are given all the same: that makes the run a planned one. */
  plan(): void
  /** Plays what is left of a log, without time passing. */
  finish(): void
  file(): RunFile
  /** The same sitting on another course (its level was saved anew): same commands, to the same tick. */
  onto(course: Course): Sitting
}

/** REWIND goes back so many seconds of play. */
const REWIND_SECONDS = 15

export function openSitting(course: Course, seed: number): Sitting {
  return sit(course, openRun(course, seed), undefined, { planned: false, rewound: false })
}

/** Played from a log, from a tick on; hands may only mark. */
export const openReplay = (course: Course, { seed, log, marks }: RunFile, from: Tick = 0): Sitting =>
  sit(course, replay(course, seed, log, from), log, marks)

function sit(course: Course, first: Run, log: readonly LoggedCommand[] | undefined, before: RunMarks): Sitting {
  const pace = openPace()
  let run = first
  let marks = NO_MARKS
  let how = before
  let next = log?.findIndex(entry => entry.tick >= first.world.tick) ?? 0

  const playLog = () => {
    for (; log?.[next]?.tick === run.world.tick; next += 1) give(run, (log[next] as LoggedCommand).command)
  }
  const obey = (command: Command | undefined): Given | undefined => {
    if (!command || log) return undefined
    const given = give(run, command)?.given
    marks = marksAfter(marks, command, given)
    return given
  }
  const rewind = () => {
    if (log || !run.level.may.includes('REWIND')) return
    const to: Tick = Math.max(0, run.world.tick - REWIND_SECONDS * run.level.timeScale)
    const kept = runFileOf(run, how).log.filter(entry => entry.tick < to)
    run = replay(course, run.world.seed, kept, to)
    how = { ...how, rewound: true }
    pace.reset()
  }

  return {
    get run() {
      return run
    },
    get marks() {
      return marks
    },
    get alpha() {
      return pace.alpha
    },
    advance(elapsed, speedPercent) {
      const told: Happening[] = []
      for (let owed = pace.advance(elapsed, run.level.timeScale, speedPercent); owed > 0; owed -= 1) {
        playLog()
        told.push(...tick(run))
      }
      return told
    },
    intend(intent) {
      if (intent.do === 'rewind') rewind()
      marks = marksFor(run, marks, intent)
      return obey(commandFor(run, marks, intent))
    },
    plan() {
      how = { ...how, planned: true }
    },
    finish() {
      if (log) replayOn(run, log)
    },
    file: () => runFileOf(run, how),
    onto(other) {
      const { world } = run
      const again = log
        ? replay(other, world.seed, log, world.tick)
        : resumed(other, world.seed, logOf(run), world.tick)
      return sit(other, again, log, how)
    },
  }
}

function commandFor(run: Run, marks: Marks, intent: Intent): Command | undefined {
  switch (intent.do) {
    case 'route':
      return aimRoute(run, marks, intent.lane)
    case 'land':
      return aimLand(run, marks)
    case 'hold':
      return aimHold(run, marks)
    case 'trick':
      return aimTrick(run, intent.on ? mark(run, NO_MARKS, intent.on) : marks, intent.verb)
    default:
      return undefined
  }
}

function marksFor(run: Run, marks: Marks, intent: Intent): Marks {
  if (intent.do === 'mark') return marked(marks) === intent.target ? NO_MARKS : mark(run, marks, intent.target)
  if (intent.do === 'markNext') return walk(run, marks, 1)
  return intent.do === 'markPrevious' ? walk(run, marks, -1) : marks
}

const mark = (run: Run, marks: Marks, target: Target): Marks =>
  target.startsWith('rider/')
    ? { ...marks, rider: target, last: 'rider', since: run.world.tick }
    : { ...marks, plate: target, last: 'plate' }

function walk(run: Run, marks: Marks, by: 1 | -1): Marks {
  const all = targetsOf(run)
  const now = marked(marks)
  const at = now === undefined ? (by === 1 ? -1 : 0) : all.indexOf(now)
  const target = all[(at + by + all.length) % all.length]
  return target ? mark(run, NO_MARKS, target) : marks
}

/** ROUTE and LAND clear what was marked; so does a trick on a plate, or its mark would bind the next ROUTE unasked. */
function marksAfter(marks: Marks, command: Command, given: Given | undefined): Marks {
  if (given?.state === 'refused') return marks
  if (command.verb === 'ROUTE' || command.verb === 'LAND') return NO_MARKS
  return command.target === marks.plate ? NO_MARKS : marks
}
