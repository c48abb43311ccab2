/**
 * What a line of play is worth: played on for a while by habit, how much of the error
 * budget is left then, less what is being lost at that moment, what hands have worked
 * and what was spent.
 *
 * A line that is only looked at has all the budget it needs, so that one which loses
 * too much can still be told from one that loses more.
 */

import type { Happening } from '../model/happening'
import { PPM, type Seconds, type Tick } from '../model/units'
import type { Seen } from '../model/world'
import { hungIn } from '../rules/carriers'
import { losesNow } from '../rules/incident-log'
import { budgetLeft } from '../rules/meters'
import { NEVER, type Rider } from '../rules/play'
import { fork, give, type Run, tick } from '../rules/run'
import { landings, type Means, routesByStickers } from './autopilot'
import { habit } from './habits'

/** In parts per million of the budget; may be below zero. */
export type Worth = number

export interface Looked {
  readonly worth: Worth
  readonly ticks: number
}

/** Plays a copy on by habit until then (or its end), and says what it is worth there. */
export function lookAhead(run: Run, until: Tick, means: Means): Looked {
  const budget = run.play.budget
  const line = withoutLimit(fork(run))
  const from = line.world.tick
  let rate = 0
  while (line.play.outcome === 'running' && line.world.tick < until) {
    for (const command of routesByStickers(line, means)) give(line, command)
    const spent = line.world.spent
    second(line, means)
    rate = line.world.spent - spent
  }
  return { worth: worthOf(line, budget, rate), ticks: line.world.tick - from }
}

/** One second as anybody would play it: what lies on the ground is mended, what is ready is put in service. */
export function second(run: Run, means: Means): readonly Happening[] {
  const usual = habit(run, means)
  if (usual) give(run, usual)
  for (const command of landings(run, means)) give(run, command)
  return tick(run)
}

const NO_LIMIT = Number.MAX_SAFE_INTEGER

const withoutLimit = (run: Run): Run => ({ ...run, play: { ...run.play, budget: NO_LIMIT } })

/** What is being lost goes on for so long. */
const GOES_ON: Seconds = 200
/** To end without what must be reached. */
const NOT_LANDED = 3 * PPM
/** What does less good than that is not done: a move counts from half a hundredth of the budget. */
const A_COMMAND = 5_000
/** The whole of what gold allows to be spent, or worked. */
const GOLD_SPENT = 20_000
/** As often as hands or money go beyond that. */
const BEYOND = 3

/** `rate`: money that is spent in a second now. */
export function worthOf(run: Seen<Run>, budget: number, rate: number): Worth {
  const spent = run.play.budget - budgetLeft(run) + losing(run)
  const left = Math.round(((budget - spent) * PPM) / Math.max(1, budget))
  const missed = run.play.outcome === 'wipedOut' ? NOT_LANDED : 0
  return left - missed - workOf(run) - costOf(run, rate)
}

/** Requests that will be lost soon, if nobody does anything. */
function losing(run: Seen<Run>): number {
  if (run.play.outcome !== 'running') return 0
  const goesOn = Math.min(GOES_ON, run.level.lasts - run.world.tick)
  let all = 0
  for (const workload of run.world.workloads) {
    if (losesNow(run, workload)) all += (workload.traffic.lostNow + workload.traffic.lateNow) * goesOn
  }
  for (const rider of run.play.riders) all += batchHung(run, rider)
  return all
}

/** A batch that has no place loses nothing until its time is over, and then all of one run. */
function batchHung({ world }: Seen<Run>, { state, lane, workload }: Seen<Rider>): number {
  const row = world.workloads[workload]
  if (state !== 'placed' || !lane || !row?.spec.batch) return 0
  return hungIn(world, row, lane) ? row.spec.batch.requests : 0
}

function workOf({ play, level, world }: Seen<Run>): number {
  const done = play.given.filter(({ state, command }) => state === 'done' && command.verb !== 'LAND').length
  const toil = Math.floor((play.handTime * PPM) / (2 * level.lasts))
  const end = play.endedAt === NEVER ? level.lasts : world.tick
  const over = Math.max(0, Math.floor((toil * level.lasts) / Math.max(1, end)) - (level.medals?.toil.gold ?? PPM))
  return done * A_COMMAND + over * BEYOND
}

/** As it will have been at the end, if it goes on as it does. */
function costOf({ world, level, play }: Seen<Run>, rate: number): number {
  const rest = play.outcome === 'running' ? level.lasts - world.tick : 0
  if (!level.medals) return 0 // nobody asks what it costs
  const gold = Math.max(1, level.medals.cost.gold)
  const share = Math.floor(((world.spent + rate * rest) * PPM) / gold)
  return Math.floor((share * GOLD_SPENT) / PPM) + Math.max(0, share - PPM) * BEYOND
}
