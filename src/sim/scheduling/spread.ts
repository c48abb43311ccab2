/**
 * PodTopologySpread's score: the fewer pods alike a candidate's domains have, the better.
 * Here is the arithmetic, and the two constraints that every pod of a ReplicaSet or
 * StatefulSet has without asking, the scheduler's default ones: over hosts (maxSkew 3) and
 * over zones (maxSkew 5), both ScheduleAnyway. A Node without a zone is spread by host
 * alone. What a Pod may ask for itself, over any labels, is in `topology.ts`.
 *
 * Simpler than the real thing: a zone is one label, where the real one has a region too.
 */

import { FACTS } from '../../model/constants'
import type { Node } from '../../model/kubernetes'
import type { Labels } from '../../model/placement'
import type { Era } from '../../model/units'
import type { Seen } from '../../model/world'
import { naturalLog } from '../logarithm'
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

type Counted = Omit<Pile, 'maxSkew'>

/** Of the constraints that nobody asks for; a Node without a zone has only the first. */
export const defaultPiles = (host: Counted, zone: Counted | undefined): readonly Pile[] => {
  const onHost = { ...host, maxSkew: MAX_SKEW.host }
  return zone ? [onHost, { ...zone, maxSkew: MAX_SKEW.zone }] : [onHost]
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
    candidates.map(({ id, labels }) => defaultPiles({ matching: alike[id] ?? 0, weight: hosts }, zones(labels))),
  )
}

/** Zones are those of candidates; pods in them count wherever they stand. */
function pilesOfZones(
  alike: readonly number[],
  candidates: readonly Seen<Node>[],
  counted: readonly Seen<Node>[],
): (labels: Labels) => Counted | undefined {
  const piles = new Map<string, number>()
  for (const { labels } of candidates) {
    const zone = zoneOf(labels, 'now')
    if (zone !== undefined) piles.set(zone, 0)
  }
  if (piles.size === 0) return () => undefined
  for (const { id, labels } of counted) {
    const zone = zoneOf(labels, 'now')
    const so = zone === undefined ? undefined : piles.get(zone)
    if (so !== undefined) piles.set(zone as string, so + (alike[id] ?? 0))
  }
  const weight = weightOf(piles.size)
  return labels => {
    const zone = zoneOf(labels, 'now')
    return zone === undefined ? undefined : { matching: piles.get(zone) ?? 0, weight }
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
