/**
 * `kod play FILE`: one run without a screen, by a bot or from a log.
 *
 * What it prints is what the game would show at the end; the exit code says nothing of
 * how it went.
 */

import type { Seen } from '../model/world'
import { BOTS, botNamed } from '../proof/bots'
import type { Hire } from '../proof/players'
import { playOut, replay } from '../proof/playing'
import { impactsOf } from '../proof/settling'
import { courseOf } from '../rules/course'
import { medalOf, medalsOf } from '../rules/medals'
import { budgetLeftPpm, requestsOf, toilPpm } from '../rules/meters'
import { hash, type Run } from '../rules/run'
import { scoreOf } from '../rules/score'
import { levelHash, printRun, runFileOf } from '../session/run-file'
import type { Answer } from './answer'
import { Complaint, ownLevel, readLevel, readRun, writeText } from './files'

export interface PlayOptions {
  readonly seed?: number
  readonly bot?: string
  readonly log?: string
  readonly save?: string
}

export function play(file: string, options: PlayOptions): Answer {
  const level = readLevel(file)
  const course = courseOf(level)
  const logged = options.log === undefined ? undefined : readRun(options.log)
  if (logged && logged.level.id !== level.id) {
    throw new Complaint(`${options.log}: is a run of ${logged.level.id}, not of ${level.id}`)
  }
  const seed = options.seed ?? logged?.seed ?? level.seed
  const run = logged ? replay(course, seed, logged.log) : playOut(course, seed, hireOf(options.bot ?? 'idle'))
  if (options.save) save(options.save, run)
  const other = logged !== undefined && logged.level.hash !== levelHash(level)
  return { json: { ...ended(run), ...(other && { note: CHANGED }) }, text: told(run, other), failed: false }
}

/** A level that is not the game's own goes into the file, or nobody could play the run again. */
function save(file: string, run: Run): void {
  const own = ownLevel(run.level.id)
  const whole = !own || levelHash(readLevel(own)) !== levelHash(run.level)
  writeText(file, `${printRun(runFileOf(run, { planned: false, rewound: false }, whole))}\n`)
}

const CHANGED = 'the level has changed since this run was saved'

export function hireOf(bot: string): Hire {
  const hire = botNamed(bot)
  if (!hire) throw new Complaint(`"${bot}" is not a bot (${BOTS.join(', ')})`)
  return hire
}

export const ended = (run: Seen<Run>) => {
  const { planned, served, lost } = requestsOf(run.world)
  const impacts = impactsOf(run)
  const { total, ...scored } = scoreOf(run, impacts)
  return {
    level: run.level.id,
    seed: run.world.seed,
    outcome: run.play.outcome,
    score: total,
    scored,
    medal: medalOf(run),
    medals: medalsOf(run),
    hash: hash(run as Run),
    ticks: run.world.tick,
    budgetLeftPpm: budgetLeftPpm(run),
    toilPpm: toilPpm(run),
    costMicroUnits: run.world.spent,
    incidents: impacts,
    ledger: { planned, served, lost, rows: rowsOf(run) },
    commands: run.play.given.map(({ tick, state, line }) => ({ tick, state, line })),
  }
}

const rowsOf = (run: Seen<Run>) =>
  run.world.ledger
    .filter(row => row.requests > 0)
    .map(({ workload, loss, cause, from, to, requests }) => ({
      workload: run.world.workloads[workload]?.spec.name,
      loss,
      cause,
      from,
      to,
      requests,
    }))

function told(run: Seen<Run>, other: boolean): string {
  const { outcome, score, medal, hash: end, ticks, ledger } = ended(run)
  return [
    ...(other ? [`note: ${CHANGED}`] : []),
    `${outcome} after ${ticks} s, score ${score}, medal ${medal}, hash ${end}`,
    `${ledger.planned} requests planned, ${ledger.served} served in time, ${ledger.lost} lost or late`,
    ...ledger.rows.map(row => `  ${row.workload}: ${row.requests} ${row.loss} (${row.from} s to ${row.to} s)`),
  ].join('\n')
}
