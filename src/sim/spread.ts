/**
 * PodTopologySpread's score: the fewer pods alike a candidate's domains have, the better.
 * Here is the arithmetic, and the one constraint that every pod of a ReplicaSet or
 * StatefulSet has without asking: the scheduler's default one to spread over hosts
 * (maxSkew 3, ScheduleAnyway). What a Pod may ask for itself, over any labels, is in
 * `topology.ts`. 2017's scheduler has SelectorSpreadPriority in its place.
 *
 * Simpler than the real thing: a park is one zone, so the default constraint on zones
 * (maxSkew 5) is the same for every node and says nothing.
 */

import type { Era } from '../model/units'
import { naturalLog } from './logarithm'

/** podtopologyspread/plugin.go, systemDefaultConstraints. */
const MAX_SKEW = 3
const FULL = 100
/** Scores of 2017 are whole numbers from 0 to 10. */
const STEP_2017 = 10

/** One constraint, for one candidate. */
export interface Pile {
  /** Pods alike in its domain. */
  readonly matching: number
  /** How much one of them counts: more where there are more domains. */
  readonly weight: number
  readonly maxSkew: number
}

export const weightOf = (domains: number): number => naturalLog(domains + 2)

/** What the candidates of one decision have in common: how many they are, and the fewest and the most pods alike on one. */
export interface Candidates {
  readonly count: number
  readonly fewest: number
  readonly most: number
}

/** Of candidates with so many pods alike each, 0 to 100 and rounded down: the fewer, the better. */
export function spreadScores(alike: readonly number[], era: Era): readonly number[] {
  const among = { count: alike.length, fewest: Math.min(...alike), most: Math.max(...alike) }
  return alike.map(matching => spreadScore(matching, among, era))
}

/** Of one candidate with so many pods alike. */
export const spreadScore = (matching: number, among: Candidates, era: Era): number =>
  era === 'now' ? byDefault(matching, among) : bySelector(matching, among)

function byDefault(matching: number, { count, fewest, most }: Candidates): number {
  const weight = weightOf(count)
  const raw = (each: number) => rawOf([{ matching: each, weight, maxSkew: MAX_SKEW }])
  return stretched(raw(matching), raw(fewest), raw(most))
}

/** Of candidates by their piles; one that has no piles lacks a label that is asked for, and scores nothing. */
export function scoresOf(candidates: readonly (readonly Pile[] | undefined)[]): readonly number[] {
  const raw = candidates.map(piles => piles && rawOf(piles))
  const known = raw.filter(each => each !== undefined)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  return raw.map(each => (each === undefined ? 0 : stretched(each, least, most)))
}

const rawOf = (piles: readonly Pile[]) =>
  Math.round(piles.reduce((sum, { matching, weight, maxSkew }) => sum + (matching * weight + (maxSkew - 1)), 0))

const stretched = (raw: number, least: number, most: number) =>
  most === 0 ? FULL : Math.floor((FULL * (most + least - raw)) / most)

const bySelector = (matching: number, { most }: Candidates) =>
  most === 0 ? FULL : STEP_2017 * Math.floor((STEP_2017 * (most - matching)) / most)
