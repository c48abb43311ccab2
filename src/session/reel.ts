/**
 * A logged run that can be wound to any second, back and forth: what the theatre shows,
 * and what the ghost follows.
 *
 * It knows what lies ahead only as far as it has looked: `explore` looks on in slices,
 * so that no frame is late, and keeps checkpoints as it goes.
 */

import type { LogEntry } from '../model/command'
import type { Seed, Tick } from '../model/units'
import type { Course } from '../rules/course'
import { fork, openRun, type Run } from '../rules/run'
import { type Checkpoints, openCheckpoints, playOn } from './checkpoints'

export interface Reel {
  /** As it stands where it was wound to. Another value after a leap. */
  readonly run: Run
  /** The same run as far as it has been looked into. */
  readonly ahead: Run
  /** It has been looked into to its end. */
  readonly explored: boolean
  readonly checkpoints: Checkpoints
  /** Winds to a tick, or to the end if that comes first. */
  to(tick: Tick): Run
  /** A copy as it stood at a tick, before any command was given there; it may be played on. */
  fork(tick: Tick): Run
  /** Looks so many ticks further; false if there is nothing more to be seen. */
  explore(ticks: Tick): boolean
}

/** `until`: there it ends, as far as anybody knows. */
export function openReel(course: Course, seed: Seed, log: readonly LogEntry[], until: Tick = Infinity): Reel {
  let run = openRun(course, seed)
  const ahead = fork(run)
  const kept = openCheckpoints(run)

  const explored = () => ahead.play.outcome !== 'running' || ahead.world.tick >= until
  /** A near moment ahead is played to: the run stays the same value, and nothing is missed on the way. */
  const isNear = (tick: Tick) => tick >= run.world.tick && tick - run.world.tick <= kept.every
  return {
    get run() {
      return run
    },
    ahead,
    get explored() {
      return explored()
    },
    checkpoints: kept,
    to(wanted) {
      const tick = Math.min(wanted, until)
      if (!isNear(tick)) run = kept.copyAt(tick)
      playOn(run, log, tick, kept)
      return run
    },
    fork(tick) {
      const copy = kept.copyAt(tick)
      playOn(copy, log, tick, kept)
      return copy
    },
    explore(ticks) {
      if (explored()) return false
      playOn(ahead, log, Math.min(ahead.world.tick + ticks, until), kept)
      return true
    },
  }
}
