/**
 * Copies of a run as it stood at regular seconds, from which any moment is near.
 *
 * Playing 90 cluster minutes again takes a third of a second: too long for a hand that
 * drags a scrubber. So the run is copied (`fork`, a millisecond or less) every so many
 * ticks, never more than MOST times, and a moment costs one copy and at most `every`
 * ticks: a few milliseconds, however long the run. A copy is made before any command
 * of its tick is given, and is never played on itself, so several lines of play may
 * share it, and it cannot come to differ from a straight replay.
 */

import type { LogEntry } from '../model/command'
import type { Tick } from '../model/units'
import type { Past } from '../proof/parallel'
import { replayOn } from '../proof/playing'
import { requestsOf } from '../rules/meters'
import { fork, type Run } from '../rules/run'

/** Each is some tens of kilobytes. */
export const MOST = 100
/** Nearer to one another they would save nothing that can be felt. */
const NEAREST: Tick = 30

export interface Checkpoints extends Past {
  /** So many ticks lie between two. */
  readonly every: Tick
  readonly count: number
  /** Called each tick, before a command is given there: copies the run if one is due, and notes what it has lost. */
  keep(run: Run): void
  /** Those up to a tick, for another line of play that leaves this one there. */
  upTo(tick: Tick): Checkpoints
}

/** Of a run that has just been opened. */
export function openCheckpoints(run: Run): Checkpoints {
  const kept = checkpoints(Math.max(NEAREST, Math.ceil(run.level.lasts / MOST)), new Map(), [])
  kept.keep(run)
  return kept
}

function checkpoints(every: Tick, kept: Map<Tick, Run>, lost: number[]): Checkpoints {
  return {
    every,
    get count() {
      return kept.size
    },
    keep(run) {
      const { tick } = run.world
      lost[tick] = requestsOf(run.world).lost
      if (tick % every === 0 && !kept.has(tick)) kept.set(tick, fork(run))
    },
    copyAt: to => fork(kept.get(Math.max(0, ...[...kept.keys()].filter(tick => tick <= to))) as Run),
    lostBy: tick => lost[tick] as number,
    upTo: last => checkpoints(every, new Map([...kept].filter(([tick]) => tick <= last)), lost.slice(0, last + 1)),
  }
}

/** Plays a run on to a tick, or to its end, and keeps what is due on the way. */
export function playOn(run: Run, log: readonly LogEntry[], to: Tick, kept: Checkpoints): void {
  replayOn(run, log, to, kept.keep)
  if (run.world.tick <= to) kept.keep(run)
}
