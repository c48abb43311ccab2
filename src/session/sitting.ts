/**
 * One sitting: a run, the only clock that moves it, and whoever plays it.
 *
 * Intents become commands at the tick where the run stands. A tick is all commands of
 * that tick in order, then the tick. REWIND, and playing on from a moment of another
 * run, cut the log off there: what comes of it is a run of its own. A run that is only
 * watched is `screening.ts`'s.
 */

import type { Command } from '../model/command'
import type { Happening } from '../model/happening'
import type { Milliseconds, Tick } from '../model/units'
import type { Course } from '../rules/course'
import type { Given } from '../rules/play'
import { riderUp } from '../rules/riders'
import { give, openRun, type Run, tick, wholeLogOf } from '../rules/run'
import { earlyBy, type Marks, marked, NO_MARKS } from '../view/aim'
import type { Difficulty } from '../view/difficulty'
import { NOTHING_CHOSEN, type Throwing } from '../view/see-duel'
import { type Look, looked, lookedAway, looksUpTo, NO_LOOKS } from '../view/unobserved'
import { type Checkpoints, openCheckpoints, playOn } from './checkpoints'
import type { Intent } from './intent'
import { openLabHands } from './lab'
import { commandFor, marksAfter, marksFor } from './meaning'
import { openPace } from './pace'
import { openReckoning, type Reckoning } from './reckoning'
import { type RunFile, type RunMarks, runFileOf } from './run-file'
import { isThrow, type ThrowIntent, throwingAfter, thrownBy } from './throwing'

export interface Sitting {
  readonly run: Run
  readonly marks: Marks
  /** In a duel, what whoever throws has chosen. */
  readonly throwing: Throwing
  /** What was looked at and when; undefined of a run that is watched, where everything is known. */
  readonly looks?: readonly Look[]
  /** How far it is between two ticks, 0 to 1. */
  readonly alpha: number
  /** Lets time pass, and returns what happened in it. */
  advance(elapsed: Milliseconds, speedPercent?: number): readonly Happening[]
  /** Does what hands mean; undefined if it gave no command. */
  intend(intent: Intent): Given | undefined
  /** How much help there is: with signs, whom they warn of is what the tricks mean. */
  helpedBy(difficulty: Difficulty): void
  /** Time stands, and commands are given all the same: that makes the run a planned one. */
  plan(): void
  file(): RunFile
  /** How fast it runs, which only the Lab can change. */
  readonly speedPercent: number
  /** What its incidents have cost, and what hands have saved. */
  readonly reckoning: Reckoning
  /** The same sitting on another course (its level was saved anew): same commands, to the same tick. */
  onto(course: Course): Sitting
}

/** REWIND goes back so many seconds of play. */
export const REWIND_SECONDS = 15

/** A ROUTE that comes a little too early is not lost: it is given when somebody is up, which is at the end of that second. */
interface Early {
  readonly intent: Intent
  readonly until: Tick
}

/** How it came to be; `whole`: its level goes with its file. */
interface Past extends RunMarks {
  readonly whole: boolean
}

export function openSitting(course: Course, seed: number): Sitting {
  const run = openRun(course, seed)
  return sit(run, openCheckpoints(run), { planned: false, rewound: false, whole: false })
}

/** Played on by hand from a moment of a run that was watched. */
export const openBranch = (run: Run, kept: Checkpoints, file: RunFile): Sitting =>
  sit(run, kept.upTo(run.world.tick), { ...file.marks, rewound: true, whole: file.level.whole !== undefined })

function sit(first: Run, checkpoints: Checkpoints, before: Past): Sitting {
  const pace = openPace()
  let run = first
  let kept = checkpoints
  let marks = NO_MARKS
  let looks = NO_LOOKS
  let past = before
  let throwing = NOTHING_CHOSEN
  let early: Early | undefined
  let difficulty: Difficulty | undefined
  const lab = openLabHands()
  const here = () => ({ run, past: kept })
  let reckoning = openReckoning(here)

  const obey = (command: Command | undefined): Given | undefined => {
    if (!command) return undefined
    const given = give(run, command)?.given
    marks = marksAfter(marks, command, given)
    if (given?.command.verb === 'ROUTE') looks = looked(looks, given.command.target, run.world.tick)
    return given
  }
  const giveEarly = () => {
    if (!early) return
    const command = riderUp(run) && commandFor(run, marks, early.intent) // nobody else was meant by it
    if (command || run.world.tick >= early.until) early = undefined
    obey(command)
  }
  const rewind = () => {
    if (!run.level.may.includes('REWIND')) return
    const to: Tick = Math.max(0, run.world.tick - REWIND_SECONDS * run.level.timeScale)
    kept = kept.upTo(to)
    run = rewound(run, to, kept)
    past = { ...past, rewound: true }
    reckoning = reckoning.upTo(to, here)
    marks = NO_MARKS
    early = undefined
    looks = looksUpTo(looks, to)
    throwing = NOTHING_CHOSEN
    pace.reset()
  }
  const hurl = (intent: ThrowIntent): undefined => {
    if (!run.level.duel) return
    const command = thrownBy(run, throwing, intent)
    if (command) give(run, command)
    throwing = throwingAfter(run, throwing, intent)
  }

  const goOn = (ticks: Tick): readonly Happening[] => {
    const told: Happening[] = []
    for (let owed = ticks; owed > 0; owed -= 1) {
      told.push(...tick(run))
      kept.keep(run)
      giveEarly()
    }
    return told
  }

  return {
    get run() {
      return run
    },
    get marks() {
      return marks
    },
    get looks() {
      return looks
    },
    get throwing() {
      return throwing
    },
    get alpha() {
      return pace.alpha
    },
    get speedPercent() {
      return lab.speedPercent
    },
    advance: (elapsed, percent = 100) =>
      goOn(pace.advance(elapsed, run.level.timeScale, (percent * lab.speedPercent) / 100)),
    intend(intent) {
      if (intent.do === 'rewind') rewind()
      if (isThrow(intent)) return hurl(intent)
      lab.intend(intent, run, goOn)
      const before = marked(marks)
      marks = marksFor(run, marks, intent, difficulty)
      const command = commandFor(run, marks, intent, difficulty)
      if (intent.do === 'route') early = command ? undefined : { intent, until: run.world.tick + earlyBy(run) + 1 }
      const given = obey(command)
      looks = lookedAway(looks, before, marked(marks), run.world.tick)
      return given
    },
    get reckoning() {
      return reckoning
    },
    helpedBy(help) {
      difficulty = help
    },
    plan() {
      past = { ...past, planned: true }
    },
    file: () => runFileOf(run, { planned: past.planned, rewound: past.rewound }, past.whole),
    onto(course) {
      const again = openRun(course, run.world.seed)
      const from = openCheckpoints(again)
      playOn(again, wholeLogOf(run), run.world.tick, from)
      for (const { tick: at, command } of wholeLogOf(run)) if (at === run.world.tick) give(again, command) // in its last second
      return sit(again, from, past)
    },
  }
}

/** As it stood at a tick, before any command was given there. */
function rewound(run: Run, to: Tick, kept: Checkpoints): Run {
  const back = kept.copyAt(to)
  playOn(back, wholeLogOf(run), to, kept)
  return back
}
