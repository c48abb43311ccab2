/**
 * The bots that look ahead: `greedy` by one decision and a little, `oracle` as far as it
 * can afford.
 *
 * Neither is the best player there could be. A seed that the oracle lands can be landed;
 * of one that it does not land nothing is said but "not proven".
 */

import { LANES, type Lane, VERBS, type Verb } from '../model/command'
import { ALL_MEANS, type Means } from './autopilot'
import type { Hire } from './players'
import { fromLog } from './recording'
import { type Search, searching } from './search'
import { sliced } from './slices'
import { finished } from './work'

export const ORACLE: Search = {
  means: ALL_MEANS,
  most: 6,
  rounds: 3,
  width: 2,
  ahead: { least: 120, most: 5_400 },
  ticks: 200_000,
}

export const GREEDY: Search = { ...ORACLE, rounds: 1, width: 1, ahead: { least: 480, most: 900 }, ticks: Infinity }

/** All but one verb, or one lane. */
export const without = (left: Verb | Lane): Means => ({
  verbs: VERBS.filter(verb => verb !== left),
  lanes: LANES.filter(lane => lane !== left),
  spared: [],
})

/** Plays what it has found: everything is looked for before the first second. */
export const searcher =
  (search: Search): Hire =>
  (course, seed) =>
    fromLog(finished(sliced(searching(course, seed, search))).log)

export const greedy = searcher(GREEDY)
export const oracle = searcher(ORACLE)
