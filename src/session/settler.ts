/**
 * Follows a run from its log and settles its incidents: for whoever has a thread of
 * their own for that, beside the one that plays and draws.
 *
 * It plays the run itself, a little behind, so it has all that settling looks back at,
 * and nothing but what a run file holds passes between the two.
 */

import type { LogEntry } from '../model/command'
import type { Seed, Tick } from '../model/units'
import { scripted } from '../proof/players'
import { playOut } from '../proof/playing'
import { impactsOf } from '../proof/settling'
import type { Course } from '../rules/course'
import { openRun } from '../rules/run'
import { openCheckpoints, playOn } from './checkpoints'
import { openReckoning, type Settled } from './reckoning'

export interface Settler {
  /** Plays on to a tick, and settles what was over by then; returns what it had not returned before. */
  follow(log: readonly LogEntry[], to: Tick): readonly Settled[]
}

const SLICE = 1_000
/** By then most of what settling calls has been compiled: half a second, on a thread that nobody waits for. */
const REHEARSALS = 6

/** Settles the level's own solution for nobody: a thread that has done so before is three times as quick. */
export function rehearse(course: Course): void {
  const { solution, seed } = course.level
  for (let times = 0; times < REHEARSALS; times += 1) impactsOf(playOut(course, seed, scripted(solution)))
}

export function openSettler(course: Course, seed: Seed): Settler {
  const run = openRun(course, seed)
  const kept = openCheckpoints(run)
  const reckoning = openReckoning(() => ({ run, past: kept }))
  let told = 0
  return {
    follow(log, to) {
      playOn(run, log, to, kept)
      while (!reckoning.settled) reckoning.go(SLICE)
      const news = reckoning.found.slice(told)
      told += news.length
      return news
    },
  }
}
