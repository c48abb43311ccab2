/**
 * Looking for a good line of play, decision by decision.
 *
 * Time runs until there is occasion to decide (concerns.ts). Then every line that is
 * kept is continued with each of at most six candidates, doing nothing among them; each
 * is played on by habit up to a common horizon, and the best few are kept. The horizon
 * is as far as the ticks that are left allow. What is found is a lower bound: a search
 * that does not land proves nothing.
 */

import type { Command, LoggedCommand } from '../model/command'
import type { Id } from '../model/refs'
import type { Seconds, Seed, Tick } from '../model/units'
import type { Workload } from '../model/world'
import type { Course } from '../rules/course'
import { METALS, medalOf } from '../rules/medals'
import { budgetLeftPpm } from '../rules/meters'
import { NEVER } from '../rules/play'
import { riderUp } from '../rules/riders'
import { fork, give, logOf, openRun, type Run } from '../rules/run'
import { expected } from '../rules/signs'
import { isRefused, lanesFor, type Means, roomiest } from './autopilot'
import { movesFor, waysFor } from './candidates'
import { type Concern, concernsOf, knownOf, withConcerns } from './concerns'
import { lookAhead, second, type Worth } from './looking-ahead'
import { roomMoves } from './room'
import type { Story } from './slices'

export interface Search {
  readonly means: Means
  /** Candidates at one decision, with doing nothing. */
  readonly most: number
  /** So many sets of candidates are looked at for one occasion. */
  readonly rounds: number
  /** Lines that are kept. */
  readonly width: number
  /** How far is looked: at least, and at most. */
  readonly ahead: { readonly least: Seconds; readonly most: Seconds }
  /** Ticks that may be played in all. */
  readonly ticks: number
}

export interface Found {
  readonly run: Run
  readonly log: readonly LoggedCommand[]
  /** Ticks that were played to find it. */
  readonly ticks: number
}

interface Line {
  readonly run: Run
  readonly concerns: readonly Concern[]
  /** How often it was decided already in this second. */
  readonly round: number
  readonly worth: Worth
  readonly means: Means
}

/** What a copy costs, in ticks. */
const A_COPY = 3
/** Lines this near to one another decide together. */
const TOGETHER: Seconds = 20

export function* searching(course: Course, seed: Seed, search: Search): Story<Found> {
  const first = { run: openRun(course, seed), concerns: [], round: 0, worth: 0, means: search.means }
  const spend = { ticks: 0 }
  let lines: readonly Line[] = [toDecision(first, spend)]
  yield spend.ticks
  while (lines.some(isRunning) && spend.ticks < search.ticks) {
    const before = spend.ticks
    lines = yield* decide(lines, paced(search, lines, spend.ticks), spend)
    lines = lines.map(line => toDecision(line, spend))
    yield spend.ticks - before
  }
  for (const line of lines) byHabit(line, spend)
  const best = bestEnd(lines)
  return { run: best.run, log: logOf(best.run), ticks: spend.ticks }
}

/** Whoever has used up more of the ticks than of the run makes do with one line and first thoughts. */
function paced(search: Search, lines: readonly Line[], spent: number): Search {
  const now = Math.min(...lines.filter(isRunning).map(({ run }) => run.world.tick))
  const lasts = lines[0]?.run.level.lasts ?? 0
  return spent * lasts > search.ticks * (now + lasts * HEAD_START) ? { ...search, width: 1, rounds: 1 } : search
}

/** What comes early is decided with more care. */
const HEAD_START = 1 / 10

const isRunning = ({ run }: Line) => run.play.outcome === 'running'

/** Plays on until there is something to decide. */
function toDecision(line: Line, spend: { ticks: number }): Line {
  const { run, means } = line
  let { concerns } = line
  if (line.round > 0 && isRunning(line)) return line
  while (run.play.outcome === 'running' && !mustDecide(run, concerns, means)) {
    const before = knownOf(run)
    const told = second(run, means)
    spend.ticks += 1
    concerns = withConcerns(concerns, concernsOf(run, told, before))
  }
  return { ...line, concerns, round: 0 }
}

function mustDecide(run: Run, concerns: readonly Concern[], means: Means): boolean {
  if (riderUp(run)) return waysFor(run, means).length > 0
  return concerns.length > 0 && hasHand(run)
}

const hasHand = ({ play, world }: Run) =>
  play.waiting.length === 0 && play.hands.some(({ busyUntil }) => busyUntil <= world.tick)

function* decide(lines: readonly Line[], search: Search, spend: { ticks: number }): Story<readonly Line[]> {
  const running = lines.filter(isRunning)
  const now = Math.min(...running.map(({ run }) => run.world.tick))
  const ripe = running.filter(({ run }) => run.world.tick <= now + TOGETHER)
  const sets = ripe.map(line => choicesOf(line, search))
  if (sets.every(({ length }) => length === 1)) return lines.map(line => only(line, sets[ripe.indexOf(line)], search))
  const many = sets.reduce((sum, set) => sum + set.length, 0)
  const until = now + horizon(ripe, many, search, spend.ticks)
  const next: Line[] = []
  for (const line of lines) {
    const set = sets[ripe.indexOf(line)]
    if (!set) next.push(looked(line, until, spend))
    else
      for (const choice of set) {
        const child = looked(after(line, choice, set.length, search), until, spend)
        next.push({ ...child, worth: child.worth - doubt(line, choice) })
      }
    yield 0
  }
  return bestOf(next, search.width)
}

/** Beyond the horizon the stickers are right, as a rule: another lane must be clearly better. */
const DOUBT = 20_000
/** And the scheduler is: who is bound to one plate goes down with it, and comes up nowhere else. */
const BOUND = 40_000

function doubt({ run, means }: Line, choice: Choice): number {
  const up = riderUp(run)
  if (!up || choice.command?.verb !== 'ROUTE') return 0
  const strange = choice.command.lane === roomiest(run, up, means)[0] ? 0 : DOUBT
  return choice.command.plate ? strange + BOUND : strange
}

/** Where there is nothing to choose, nobody has to look. */
const only = (line: Line, set: readonly Choice[] | undefined, search: Search): Line =>
  set ? after(line, set[0] ?? {}, 1, search) : line

/** Both may be left out: then nothing is done. */
interface Choice {
  readonly command?: Command
  /** No metal is ordered for this workload, whatever its stickers say. */
  readonly spare?: Id
}

/** One set at a time; whoever is up goes first, and must go somewhere. */
function choicesOf({ run, concerns, round, means }: Line, { most, ahead }: Search): readonly Choice[] {
  const ways = riderUp(run) ? waysFor(run, means) : []
  if (ways.length > 0) return ways.slice(0, most).map(command => ({ command }))
  const spared = sparable(run, concerns, means, ahead.most)
  const moves = [
    ...spared.map(spare => ({ spare })),
    ...spared.flatMap(spare => roomFor(run, spare, means)),
    ...movesFor(run, concerns, means).map(command => ({ command })),
  ]
  const from = round * (most - 1)
  return [{}, ...moves.slice(from, from + most - 1)]
}

/** Room among others for who would have metal to itself. */
function roomFor(run: Run, spare: Id, means: Means): readonly Choice[] {
  const rider = run.play.riders.find(each => each.workload === spare)
  const moves = rider ? roomMoves(run, rider, means) : []
  return moves.filter(command => !isRefused(run, command)).map(command => ({ command, spare }))
}

/** For whom metal would be ordered by habit, as far as one can see what comes of it. */
function sparable(run: Run, concerns: readonly Concern[], means: Means, most: Seconds): readonly Id[] {
  return concerns.flatMap(({ about, workload }) => {
    const rider = about === 'coming' && run.play.riders.find(each => each.workload === workload)
    if ((run.world.workloads[workload]?.due ?? 0) + SHOWS - run.world.tick > most) return []
    return rider && lanesFor(run, rider, means)[0] === 'slab' && means.lanes.length > 1 ? [workload] : []
  })
}

function after(line: Line, choice: Choice, choices: number, { rounds }: Search): Line {
  const run = fork(line.run)
  const { command, spare } = choice
  const means = spare === undefined ? line.means : { ...line.means, spared: [...line.means.spared, spare] }
  if (command) give(run, command)
  if (command || spare !== undefined) return { ...line, run, means, round: 0 }
  const again = line.round + 1 < rounds && choices > 1 && line.concerns.some(isHot)
  return again ? { ...line, run, round: line.round + 1 } : { ...line, run, concerns: [], round: 0 }
}

/** Worth a second thought. */
const isHot = ({ about }: Concern) => about !== 'landed' && about !== 'coming'

function looked(line: Line, until: Tick, spend: { ticks: number }): Line {
  const { worth, ticks } = lookAhead(line.run, until, line.means)
  spend.ticks += ticks + A_COPY
  return { ...line, worth }
}

/** As far as what is left of the ticks allows, if the rest of the run asks as much; and as far as the occasion asks. */
function horizon(lines: readonly Line[], many: number, { ahead, ticks, width }: Search, spent: number): Seconds {
  const { run } = lines[0] as Line
  const fair = Math.floor((ticks - spent) / (many + stillToDecide(run) * width * USUAL))
  const asked = Math.max(ahead.least, fair, ...lines.map(askedFor))
  return Math.min(run.level.lasts - run.world.tick, ahead.most, asked)
}

/** Candidates of a decision, as a rule. */
const USUAL = 4

function stillToDecide({ play, level, world }: Run): number {
  const riders = play.riders.filter(({ upAt }) => upAt > world.tick).length
  const incidents = level.incidents.filter(({ at }) => (at ?? 0) > world.tick).length
  return 2 + riders * 2 + incidents * 6
}

/** So long after it is due it shows. */
const SHOWS: Seconds = 90
/** And so long after a host was struck: it is missed, its pods are made anew, and start. */
const AFTERMATH: Seconds = 180

/**
 * Of who is released again and again the first release says most about its lane; of a batch
 * that runs once, whether it was done in time.
 */
function lanesShow({ due, spec: { ships, batch } }: Workload): Tick {
  if (batch && batch.schedule === undefined) return due + batch.within
  return Math.max(due, (ships?.[0]?.at ?? -ROLLED_OUT) + ROLLED_OUT)
}

/** So long after a release it is known what it does. */
const ROLLED_OUT: Seconds = 240

/** Until the users of who is up or announced have come, or until that of which a sign is seen has struck. */
function askedFor({ run, concerns }: Line): Seconds {
  const { world, level } = run
  const up = riderUp(run)
  const due = up ? lanesShow(world.workloads[up.workload] as Workload) : world.tick
  const awaited = concerns.map(({ about, entry, workload }) => {
    const incident = about === 'sign' ? level.incidents.find(({ id }) => id === entry) : undefined
    const comes = about === 'coming' ? world.workloads[workload]?.due : undefined
    const strikes = incident && expected(incident)?.to
    return comes ?? (strikes === undefined ? world.tick : strikes + AFTERMATH - SHOWS)
  })
  return Math.max(due, ...awaited) + SHOWS - world.tick
}

/** The best, and of what is worth exactly the same only the first. */
function bestOf(lines: readonly Line[], width: number): readonly Line[] {
  const sorted = [...lines].sort((one, other) => other.worth - one.worth)
  const apart = sorted.filter(({ worth }, i) => i === 0 || worth !== sorted[i - 1]?.worth)
  return apart.slice(0, width)
}

/** The ticks are used up: the rest is played by habit. */
function byHabit({ run, means }: Line, spend: { ticks: number }): void {
  while (run.play.outcome === 'running') {
    const [way] = riderUp(run) ? waysFor(run, means) : []
    if (way) give(run, way)
    second(run, means)
    spend.ticks += 1
  }
}

function bestEnd(lines: readonly Line[]): Line {
  const rank = ({ run }: Line) =>
    run.play.outcome === 'landed' ? METALS.indexOf(medalOf(run)) * 2_000_000 + budgetLeftPpm(run) + 1 : NEVER
  return [...lines].sort((one, other) => rank(other) - rank(one))[0] as Line
}
