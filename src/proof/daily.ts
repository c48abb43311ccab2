/**
 * The run of the day: the same level and the same seed for everybody, and only one that
 * was landed before.
 *
 * To look for it takes the oracle a quarter of a minute, too long for a page, so the
 * report has looked beforehand (assets/daily.json). A level that has changed since is
 * left out: nobody knows whether its seeds can still be landed.
 */

import { isContest } from '../level/catalogue'
import type { Days, Seed } from '../model/units'

/** Seeds of a level that were landed, and the hash of what the level was then. */
export interface ProvenLevel {
  readonly level: string
  readonly hash: string
  readonly seeds: readonly Seed[]
}

export interface Daily {
  readonly level: string
  readonly seed: Seed
}

/**
 * Of a day, counted from 1970 by whoever has a clock. Levels take turns, and so do the
 * seeds of each: none comes again before all have been. Contests only, once there are any.
 */
export function dailyOf(
  day: Days,
  proven: readonly ProvenLevel[],
  hashOf: (level: string) => string | undefined,
): Daily | undefined {
  const good = proven.filter(({ level, hash, seeds }) => seeds.length > 0 && hashOf(level) === hash)
  const contests = good.filter(({ level }) => isContest(level))
  const turns = contests.length > 0 ? contests : good
  const turn = turns[day % Math.max(1, turns.length)]
  const seed = turn?.seeds[Math.floor(day / turns.length) % turn.seeds.length]
  return turn && seed !== undefined ? { level: turn.level, seed } : undefined
}
