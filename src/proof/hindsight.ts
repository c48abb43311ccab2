/**
 * Looking back at a run that has ended: it is recorded, single changes are tried, and
 * the most telling one is found. Done a slice at a time; what is asked for goes first.
 */

import type { Seconds } from '../model/units'
import type { Seen } from '../model/world'
import { byPlayer, logOf, openRun, type Run } from '../rules/run'
import { sameMeaning } from '../rules/taking-back'
import { type Change, changesOf, type Log } from './change'
import { changedCommand, type Figures, figuresOf, playOther } from './other-line'
import { scripted } from './players'
import { fromLog, type Recording, record } from './recording'
import { isTold, tellsMore } from './telling-change'
import type { Work } from './work'
import { type WorstMoment, worstMoment } from './worst-moment'

export interface Hindsight {
  /** Works for at most so many ticks, and says how many it took: none when nothing is left to do. */
  go(ticks: number): number
  /** Shows this change from now on, tried before any other. */
  ask(choice: number): void
  /** Undefined until the run has been recorded. */
  readonly recorded: Recorded | undefined
  /** The most telling change has been found, as far as there is one. */
  readonly settled: boolean
  /** The most telling one so far. */
  readonly best: Shown | undefined
  /** What was asked for; until then the most telling one. */
  readonly shown: Shown | undefined
}

export interface Recorded {
  readonly yours: Recording
  readonly figures: Figures
  readonly solution: Log
  readonly changes: readonly Change[]
  readonly worst: WorstMoment | undefined
}

export interface Shown {
  readonly choice: number
  readonly other: Recording
  readonly figures: Figures
}

interface Search {
  recorded: Recorded | undefined
  next: number
  spent: number
  best: Shown | undefined
  asked: number | undefined
  answer: Shown | undefined
  trying: { readonly choice: number; readonly work: Work<Recording> } | undefined
}

/** The window of the worst moment, in seconds of play. */
const WINDOW_SECONDS = 20
/** So much is tried unasked; a long run with many commands would go on for minutes. */
const MOST_TICKS = 150_000

export function lookBack(ended: Seen<Run>): Hindsight {
  const search: Search = {
    recorded: undefined,
    next: 0,
    spent: 0,
    best: undefined,
    asked: undefined,
    answer: undefined,
    trying: undefined,
  }
  const recording = recordBoth(ended as Run, logOf(ended), recorded => {
    search.recorded = recorded
  })
  return {
    go: ticks => (search.recorded ? tryOn(search, search.recorded, ticks) : recording(ticks)),
    ask: choice => {
      search.asked = choice
    },
    get recorded() {
      return search.recorded
    },
    get settled() {
      return search.recorded !== undefined && search.trying === undefined && isThrough(search, search.recorded)
    },
    get best() {
      return search.best
    },
    get shown() {
      return search.asked === undefined ? search.best : search.answer
    },
  }
}

/** First the run itself, from its log, then what the level's own solution would have been on the same seed. */
function recordBoth({ course, world, level }: Run, log: Log, done: (recorded: Recorded) => void) {
  const yours = record(openRun(course, world.seed), fromLog(log))
  const solved = record(openRun(course, world.seed), scripted(level.solution)(course, world.seed))
  return (ticks: number): number => {
    if (!yours.result) return Math.max(1, yours.go(ticks))
    if (!solved.result) return Math.max(1, solved.go(ticks))
    done(lookedAt({ ...yours.result, log }, logOf(solved.result.run), WINDOW_SECONDS * level.timeScale))
    return 1
  }
}

const lookedAt = (yours: Recording, solution: Log, span: Seconds): Recorded => ({
  yours,
  figures: figuresOf(yours.run),
  solution,
  changes: changesOf(yours.run, yours.log, solution),
  worst: worstMoment(yours, span),
})

function tryOn(search: Search, recorded: Recorded, ticks: number): number {
  search.trying = stillWanted(search) ?? begin(search, recorded)
  if (!search.trying) return 0
  const { choice, work } = search.trying
  const taken = work.go(ticks)
  search.spent += taken
  if (work.result) keep(search, recorded, { choice, other: work.result, figures: figuresOf(work.result.run) })
  return Math.max(1, taken)
}

/** Whoever asks does not wait for the search. */
const stillWanted = ({ trying, asked, answer }: Search): Search['trying'] =>
  asked === undefined || answer?.choice === asked || trying?.choice === asked ? trying : undefined

function begin(search: Search, recorded: Recorded): Search['trying'] {
  const wanted = search.asked !== undefined && search.answer?.choice !== search.asked
  if (!wanted && isThrough(search, recorded)) return undefined
  const choice = wanted ? (search.asked as number) : search.next
  const change = recorded.changes[choice]
  return change && { choice, work: playOther(recorded.yours, change, recorded.solution) }
}

function keep(search: Search, recorded: Recorded, tried: Shown): void {
  search.trying = undefined
  if (tried.choice === search.asked) search.answer = tried
  if (tried.choice !== search.next) return
  search.next += 1
  const than = search.best && { figures: search.best.figures, change: changeAt(recorded, search.best.choice) }
  const it = { figures: tried.figures, change: changeAt(recorded, tried.choice) }
  const about = { yours: recorded.figures, run: recorded.yours.run }
  if (isDone(recorded, tried) && isTold(about, it) && (!than || tellsMore(about, it, than))) search.best = tried
}

/** What would have been refused in the other line is no advice, nor what would have been another move there. */
function isDone(recorded: Recorded, { choice, other }: Shown): boolean {
  const { yours } = recorded
  const changed = changedCommand(yours.log, other.run)
  const change = changeAt(recorded, choice)
  if (changed?.state === 'refused') return false
  if (!changed || change.what !== 'shift' || changed.command.verb === 'ROUTE') return true
  return sameMeaning(changed.line, lineOf(yours.run, change.entry))
}

const lineOf = (run: Run, entry: number): string => byPlayer(run)[entry]?.line ?? ''

const changeAt = ({ changes }: Recorded, choice: number) => changes[choice] as Change
const isThrough = ({ next, spent }: Search, { changes }: Recorded) => next >= changes.length || spent > MOST_TICKS
