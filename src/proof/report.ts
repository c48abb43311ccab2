/**
 * Whether the trade-offs of a level bite: every bot plays it over the same seeds, and the
 * oracle also without each verb and without each lane.
 *
 * For each: the share of seeds that landed, medals, score, and what was left of the
 * budget. Of the oracle's seeds that did not land nothing is said but "not proven".
 */

import type { Level } from '../level/level'
import { LANES, type Lane, type LoggedCommand, type Verb } from '../model/command'
import { PPM, type Ppm, type Seed } from '../model/units'
import { type Course, courseOf } from '../rules/course'
import { DISCIPLINES, type Discipline, METALS, type Metal, medalOf, medalsOf } from '../rules/medals'
import { budgetLeftPpm } from '../rules/meters'
import { logOf, type Run } from '../rules/run'
import { scoreOf } from '../rules/score'
import { botNamed, botsFor } from './bots'
import { GREEDY, ORACLE, without } from './oracle'
import { troubled } from './players'
import { playOut } from './playing'
import { fromLog } from './recording'
import { type Search, searching } from './search'
import { impactsOf } from './settling'
import { type Story, sliced } from './slices'
import type { Work } from './work'

export type Shares = Readonly<Record<Metal, Ppm>>

export interface BotReport {
  readonly bot: string
  readonly runs: number
  readonly landedPpm: Ppm
  /** Seeds that were landed. */
  readonly landed: readonly Seed[]
  readonly medianScore: number
  /** The run's own medal, which is the lowest of the three. */
  readonly medals: Shares
  readonly medalsOf: Readonly<Record<Discipline, Shares>>
  readonly budgetLeftPpm: { readonly least: Ppm; readonly median: Ppm; readonly most: Ppm }
  /** Of those that search: ticks played, by the seed that took most. */
  readonly mostTicks: number
}

/** The oracle without one verb or lane. */
export interface Ablation extends BotReport {
  readonly without: Verb | Lane
  readonly worse: boolean
}

export interface LevelReport {
  readonly level: string
  readonly seeds: number
  readonly bots: readonly BotReport[]
  readonly ablation: readonly Ablation[]
}

export interface Wanted {
  readonly seeds: readonly Seed[]
  /** All that the level has use for, if left out. */
  readonly bots?: readonly string[]
  /** Over how many of the seeds the oracle plays without something. */
  readonly ablate: number
  /** Only without these; without each if left out. */
  readonly without?: readonly string[]
}

/** Who plays now, and the best run so far of the oracle and the solution. */
export interface Doing {
  bot: string
  seed: Seed
  best: Run | undefined
}

export function report(level: Level, wanted: Wanted): Work<LevelReport> & { readonly doing: Doing } {
  const doing: Doing = { bot: '', seed: 0, best: undefined }
  const work = sliced(reporting(courseOf(level), wanted, doing))
  return {
    doing,
    go: ticks => work.go(ticks),
    get result() {
      return work.result
    },
  }
}

function* reporting(course: Course, wanted: Wanted, doing: Doing): Story<LevelReport> {
  const { level } = course
  const bots: BotReport[] = []
  const oracles: Played[] = []
  const lines: Lines = new Map()
  for (const bot of wanted.bots ?? botsFor(level.may)) {
    const played = bot === 'oracle' ? oracles : []
    for (const seed of wanted.seeds) {
      Object.assign(doing, { bot, seed })
      played.push(yield* playedBy(course, seed, bot, lines))
    }
    if (WINNERS.includes(bot)) doing.best = bestOf([doing.best, ...played.map(({ run }) => run)])
    bots.push(summed(bot, played))
  }
  const ablation = yield* ablating(course, wanted, oracles, doing)
  return { level: level.id, seeds: wanted.seeds.length, bots, ablation }
}

/** Whose seeds are known to be landed, and whose logs are worth keeping. */
export const WINNERS: readonly string[] = ['solution', 'oracle']

const bestOf = (runs: readonly (Run | undefined)[]): Run | undefined =>
  runs
    .flatMap(run => (run?.play.outcome === 'landed' ? [run] : []))
    .sort((one, other) => rankOf(other) - rankOf(one) || leftOf(other) - leftOf(one))[0]

interface Played {
  readonly run: Run
  readonly score: number
  readonly ticks: number
}

const SEARCHES: Readonly<Record<string, Search>> = { greedy: GREEDY, oracle: ORACLE }

/** What greedy has found, by seed: the arsonist makes trouble beside it, and nobody looks for it twice. */
type Lines = Map<Seed, readonly LoggedCommand[]>

function* playedBy(course: Course, seed: Seed, bot: string, lines: Lines): Story<Played> {
  const search = SEARCHES[bot]
  if (search) {
    const played = yield* found(course, seed, search)
    if (bot === 'greedy') lines.set(seed, logOf(played.run))
    return played
  }
  const line = bot === 'arsonist' ? lines.get(seed) : undefined
  const run = playOut(course, seed, line ? troubled(() => fromLog(line)) : (botNamed(bot) ?? (() => () => [])))
  yield run.world.tick
  return { run, score: pointsOf(run), ticks: 0 }
}

function* found(course: Course, seed: Seed, search: Search): Story<Played> {
  const { run, ticks } = yield* searching(course, seed, search)
  return { run, score: pointsOf(run), ticks }
}

/** What incidents were worth is worked out only where it counts. */
const pointsOf = (run: Run): number => scoreOf(run, run.play.outcome === 'landed' ? impactsOf(run) : []).total

function summed(bot: string, played: readonly Played[]): BotReport {
  const runs = played.map(({ run }) => run)
  const landed = runs.filter(({ play }) => play.outcome === 'landed')
  const left = runs.map(run => (run.play.outcome === 'landed' ? budgetLeftPpm(run) : 0))
  return {
    bot,
    runs: runs.length,
    landedPpm: share(landed.length, runs.length),
    landed: landed.map(({ world }) => world.seed),
    medianScore: median(played.map(({ score }) => score)),
    medals: sharesOf(runs.map(medalOf)),
    medalsOf: byDiscipline(of => sharesOf(runs.map(run => medalIn(run, of)))),
    budgetLeftPpm: { least: Math.min(...left), median: median(left), most: Math.max(...left) },
    mostTicks: Math.max(...played.map(({ ticks }) => ticks)),
  }
}

const share = (many: number, of: number): Ppm => (of === 0 ? 0 : Math.floor((many * PPM) / of))

/** Of an even number the lower of the two in the middle: a value that occurred. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

const sharesOf = (metals: readonly Metal[]): Shares =>
  Object.fromEntries(
    METALS.map(metal => [metal, share(metals.filter(each => each === metal).length, metals.length)]),
  ) as Record<Metal, Ppm>

const byDiscipline = <Value>(of: (discipline: Discipline) => Value) =>
  Object.fromEntries(DISCIPLINES.map(each => [each, of(each)])) as Record<Discipline, Value>

const medalIn = (run: Run, of: Discipline): Metal => medalsOf(run).find(each => each.of === of)?.metal ?? 'none'

/** Each verb that the level has, but for ROUTE, without which nobody plays at all; and each lane. */
const takenFrom = ({ may }: Level): readonly (Verb | Lane)[] => [
  ...(['LAND', 'SCALE', 'SAVE', 'UNDO', 'MOVE', 'HOLD'] as const).filter(verb => may.includes(verb)),
  ...LANES,
]

function* ablating(
  course: Course,
  { seeds, ablate, without: only }: Wanted,
  oracles: readonly Played[],
  doing: Doing,
): Story<readonly Ablation[]> {
  const few = seeds.slice(0, ablate)
  if (few.length === 0) return []
  const whole = oracles.length > 0 ? oracles.slice(0, ablate) : yield* overSeeds(course, few, 'oracle', ORACLE, doing)
  const rows: Ablation[] = []
  for (const left of takenFrom(course.level).filter(each => only?.includes(each) ?? true)) {
    const name = `oracle without ${left}`
    const poorer = yield* overSeeds(course, few, name, { ...ORACLE, means: without(left) }, doing)
    rows.push({ ...summed(name, poorer), without: left, worse: isWorse(whole, poorer) })
  }
  return rows
}

function* overSeeds(course: Course, seeds: readonly Seed[], bot: string, search: Search, doing: Doing) {
  const played: Played[] = []
  for (const seed of seeds) {
    Object.assign(doing, { bot, seed })
    played.push(yield* found(course, seed, search))
  }
  return played
}

/** A hundredth of the budget on average, or a medal on half of the seeds: the search itself is not exact. */
const CLEARLY = PPM / 100

/** Fewer seeds landed; or as many, with clearly less left or lower medals. */
export function isWorse(whole: readonly Pick<Played, 'run'>[], poorer: readonly Pick<Played, 'run'>[]): boolean {
  const sum = (played: readonly Pick<Played, 'run'>[], of: (run: Run) => number) =>
    played.reduce((all, { run }) => all + of(run), 0)
  const landed = sum(poorer, hasLanded) - sum(whole, hasLanded)
  if (landed !== 0) return landed < 0
  const medals = sum(poorer, rankOf) - sum(whole, rankOf)
  return 2 * -medals >= whole.length || sum(whole, leftOf) - sum(poorer, leftOf) >= CLEARLY * whole.length
}

const hasLanded = ({ play }: Run) => Number(play.outcome === 'landed')
const rankOf = (run: Run) => METALS.indexOf(medalOf(run))
const leftOf = (run: Run) => (run.play.outcome === 'landed' ? budgetLeftPpm(run) : 0)
