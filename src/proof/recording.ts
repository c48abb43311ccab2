/**
 * A run as it was played, kept for looking back: a copy every few seconds of play to
 * branch from, and how many requests had been lost by each tick.
 */

import type { LoggedCommand } from '../model/command'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import type { Course } from '../rules/course'
import { requestsOf } from '../rules/meters'
import { fork, give, logOf, openRun, type Run, tick } from '../rules/run'
import type { Past } from './parallel'
import type { Player } from './players'
import { replayOn } from './playing'
import { finished, type Work } from './work'

export interface Recording {
  /** At its end. Nobody may play on with it. */
  readonly run: Run
  readonly log: readonly LoggedCommand[]
  /** One every `COPY_EVERY` ticks, before the commands of its tick. */
  readonly copies: readonly Run[]
  /** By tick, from 0: lost by the time that tick began. */
  readonly lost: readonly number[]
}

/** Four seconds of play at thirty to one. */
export const COPY_EVERY = 120

/** From a run that stands anywhere (it is played on), with what was kept of it until there. */
export function record(
  run: Run,
  player: Player,
  kept: Pick<Recording, 'copies' | 'lost'> = { copies: [], lost: [] },
): Work<Omit<Recording, 'log'>> {
  const copies = [...kept.copies]
  const lost = [...kept.lost]
  let result: Omit<Recording, 'log'> | undefined
  const one = () => {
    if (run.world.tick % COPY_EVERY === 0) copies.push(fork(run))
    lost.push(requestsOf(run.world).lost)
    for (const command of player(run)) give(run, command)
    tick(run)
  }
  const end = () => {
    lost.push(requestsOf(run.world).lost)
    result = { run, copies, lost }
  }
  return {
    go(ticks) {
      let taken = 0
      for (; taken < ticks && run.play.outcome === 'running'; taken += 1) one()
      if (run.play.outcome !== 'running' && !result) end()
      return taken
    },
    get result() {
      return result
    },
  }
}

/** The commands of a log, each at its tick, from a tick on. */
export function fromLog(log: readonly LoggedCommand[], from: Tick = 0): Player {
  let next = log.findIndex(entry => entry.tick >= from)
  if (next < 0) next = log.length
  return run => {
    const first = next
    while (log[next]?.tick === run.world.tick) next += 1
    return log.slice(first, next).map(({ command }) => command)
  }
}

/** What was kept up to the last copy that is not after a tick: there another line may begin. */
export function keptUntil({ copies, lost }: Recording, at: Tick): Pick<Recording, 'copies' | 'lost'> & { run: Run } {
  const run = lastBefore(copies, at)
  const { tick } = run.world
  return { run: fork(run), copies: copies.slice(0, tick / COPY_EVERY), lost: lost.slice(0, tick) }
}

/** The run as it stood when that tick began, its own to play on with. */
export function runAt(recording: Recording, at: Tick): Run {
  const { run } = keptUntil(recording, at)
  replayOn(run, recording.log, at)
  return run
}

/** What lies behind a run that is known only by its log. */
export function pastOf(run: Seen<Run>): Past {
  const log = logOf(run)
  const { copies, lost } = finished(record(openRun(run.course as Course, run.world.seed), fromLog(log)))
  return { copyAt: tick => fork(lastBefore(copies, tick)), lostBy: tick => lost[tick] as number }
}

const lastBefore = (copies: readonly Run[], at: Tick): Run =>
  copies[Math.max(0, Math.min(copies.length - 1, Math.floor(at / COPY_EVERY)))] as Run
