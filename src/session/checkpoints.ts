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

import type { LoggedCommand } from '../model/command'
import type { Tick } from '../model/units'
import { replayOn } from '../proof/playing'
import { fork, type Run } from '../rules/run'

/** Each is some tens of kilobytes. */
export const MOST = 100
/** Nearer to one another they would save nothing that can be felt. */
const NEAREST: Tick = 30

export interface Checkpoints {
  /** So many ticks lie between two. */
  readonly every: Tick
  readonly count: number
  /** Copies the run if one is due where it stands; before a command is given there. */
  keep(run: Run): void
  /** A run of one's own, from the last copy that stands no later; undefined if there is none. */
  before(to: Tick): Run | undefined
  /** Those up to a tick, for another line of play that leaves this one there. */
  upTo(tick: Tick): Checkpoints
}

export const openCheckpoints = (lasts: Tick): Checkpoints =>
  checkpoints(Math.max(NEAREST, Math.ceil(lasts / MOST)), new Map())

function checkpoints(every: Tick, kept: Map<Tick, Run>): Checkpoints {
  return {
    every,
    get count() {
      return kept.size
    },
    keep(run) {
      const { tick } = run.world
      if (tick % every === 0 && !kept.has(tick)) kept.set(tick, fork(run))
    },
    before(to) {
      const run = kept.get(Math.max(-1, ...[...kept.keys()].filter(tick => tick <= to)))
      return run && fork(run)
    },
    upTo: last => checkpoints(every, new Map([...kept].filter(([tick]) => tick <= last))),
  }
}

/** Plays a run on to a tick, or to its end, and keeps what is due on the way. */
export function playOn(run: Run, log: readonly LoggedCommand[], to: Tick, kept: Checkpoints): void {
  while (run.world.tick < to && run.play.outcome === 'running') {
    kept.keep(run)
    const next = (Math.floor(run.world.tick / kept.every) + 1) * kept.every
    replayOn(run, log, Math.min(to, next))
  }
  if (run.world.tick <= to) kept.keep(run)
}
