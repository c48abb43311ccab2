/**
 * Playing a run to its end, by a player or from a log.
 *
 * The order is the rule for every replay: all commands of a tick as they were given,
 * then the tick.
 */

import type { LogEntry } from '../model/command'
import type { Seed, Tick } from '../model/units'
import type { Course } from '../rules/course'
import { give, openRun, type Run, tick } from '../rules/run'
import type { Hire } from './players'

/** To its end, or to a tick before it. */
export function playOut(course: Course, seed: Seed, hire: Hire, until: Tick = Infinity): Run {
  const run = openRun(course, seed)
  const player = hire(course, seed)
  while (run.play.outcome === 'running' && run.world.tick < until) {
    for (const command of player(run)) give(run, command)
    tick(run)
  }
  return run
}

/** From a log, to its end or to a tick before it. */
export function replay(course: Course, seed: Seed, log: readonly LogEntry[], until: Tick = Infinity): Run {
  const run = openRun(course, seed)
  replayOn(run, log, until)
  return run
}

/** As it stood when it was saved at that tick: with what had been given in its last second. */
export function resumed(course: Course, seed: Seed, log: readonly LogEntry[], at: Tick): Run {
  const run = replay(course, seed, log, at)
  for (const entry of log) if (entry.tick === at) give(run, entry.command)
  return run
}

/** Plays a run on from where it stands, with what the log has for it from there. `before`: each tick, before its commands. */
export function replayOn(
  run: Run,
  log: readonly LogEntry[],
  until: Tick = Infinity,
  before: (run: Run) => void = () => {},
): void {
  let next = log.findIndex(entry => entry.tick >= run.world.tick)
  if (next < 0) next = log.length
  while (run.play.outcome === 'running' && run.world.tick < until) {
    before(run)
    for (; log[next]?.tick === run.world.tick; next += 1) give(run, (log[next] as LogEntry).command)
    tick(run)
  }
}
