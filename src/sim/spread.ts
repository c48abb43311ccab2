/**
 * PodTopologySpread's score: the fewer pods alike a candidate's domains have, the better.
 * Here is the arithmetic, and the two constraints that every pod of a ReplicaSet or
 * StatefulSet has without asking, the scheduler's default ones: over hosts (maxSkew 3) and
 * over zones (maxSkew 5), both ScheduleAnyway. A Node without a zone is spread by host
 * alone. What a Pod may ask for itself, over any labels, is in `topology.ts`.
 *
 * Simpler than the real thing: a zone is one label, where the real one has a region too.
 */

import { FACTS } from '../model/constants'
import type { Node } from '../model/kubernetes'
import type { Labels } from '../model/placement'
import type { Era } from '../model/units'
import type { Seen } from '../model/world'
import { naturalLog } from './logarithm'
import { labelOf } from './node-affinity'

const MAX_SKEW = FACTS.defaultSpread.value.now
const FULL = 100

const ZONE: Readonly<Record<Era, string>> = {
  now: 'topology.kubernetes.io/zone',
  '2017': 'failure-domain.beta.kubernetes.io/zone',
}

/** The label that says where a Node is; each era has its own. */
export const zoneLabel = (era: Era): string => ZONE[era]

export const zoneOf = (labels: Labels, era: Era): string | undefined => labelOf(labels, ZONE[era])

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

/** Of one candidate with so many pods alike, where no Node has a zone. */
export function spreadScore(matching: number, { count, fewest, most }: Candidates): number {
  const weight = weightOf(count)
  const raw = (each: number) => rawOf([{ matching: each, weight, maxSkew: MAX_SKEW.host }])
  return stretched(raw(matching), raw(fewest), raw(most))
}

/** By candidate, 0 to 100. `alike`: by any Node's id, how many pods alike it has; `counted`: the Nodes whose pods count. */
export function spreadScores(
  alike: readonly number[],
  candidates: readonly Seen<Node>[],
  counted: readonly Seen<Node>[],
): readonly number[] {
  const hosts = weightOf(candidates.length)
  const zones = pilesOfZones(alike, candidates, counted)
  return scoresOf(
    candidates.map(({ id, labels }) => [
      { matching: alike[id] ?? 0, weight: hosts, maxSkew: MAX_SKEW.host },
      ...zones(labels),
    ]),
  )
}

/** Zones are those of candidates; pods in them count wherever they stand. */
function pilesOfZones(
  alike: readonly number[],
  candidates: readonly Seen<Node>[],
  counted: readonly Seen<Node>[],
): (labels: Labels) => readonly Pile[] {
  const piles = new Map<string, number>()
  for (const { labels } of candidates) {
    const zone = zoneOf(labels, 'now')
    if (zone !== undefined) piles.set(zone, 0)
  }
  if (piles.size === 0) return () => []
  for (const { id, labels } of counted) {
    const zone = zoneOf(labels, 'now')
    const so = zone === undefined ? undefined : piles.get(zone)
    if (so !== undefined) piles.set(zone as string, so + (alike[id] ?? 0))
  }
  const weight = weightOf(piles.size)
  return labels => {
    const zone = zoneOf(labels, 'now')
    return zone === undefined ? [] : [{ matching: piles.get(zone) ?? 0, weight, maxSkew: MAX_SKEW.zone }]
  }
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
