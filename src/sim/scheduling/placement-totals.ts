/**
 * What the best Node of each pile comes to: its worth for itself, and what the candidates
 * have in common with each other makes of it, by the plugins' own arithmetic
 * (`spread.ts`, `taints.ts`, `score.ts`; for 2017 `score-2017.ts`). Every pile counts as one
 * candidate, for all its Nodes score alike there. Pure.
 */

import type { Era } from '../../model/units'
import { NONE } from '../../model/world'
import type { Kind } from './placement-kinds'
import type { Pile, Piles } from './placement-piles'
import { byPreference, weightsOf } from './score'
import * as then from './score-2017'
import { defaultPiles, scoresOf, weightOf } from './spread'
import { byReluctance } from './taints'

/** `filled`: the piles that have Nodes. */
export function totalsOf(filled: readonly Pile[], all: Piles, era: Era): readonly number[] {
  const spread = era === 'now' ? spreadNow(filled, all) : spreadThen(filled)
  const soft = ofKinds(filled, ({ reluctance }) => reluctance, era === 'now' ? byReluctance : then.byTaints)
  const liked = ofKinds(filled, ({ preference }) => preference, era === 'now' ? byPreference : then.byPreference)
  const { topologySpread, taintToleration, nodeAffinity } = weightsOf(era)
  return filled.map(
    ({ best }, i) =>
      best +
      topologySpread * (spread[i] as number) +
      taintToleration * (soft[i] as number) +
      nodeAffinity * (liked[i] as number),
  )
}

const ofKinds = (
  filled: readonly Pile[],
  of: (kind: Kind) => number,
  scoresOf: (counts: readonly number[]) => readonly number[],
) => scoresOf(filled.map(({ kind }) => of(kind)))

/** Zones are those of candidates; pods in them count wherever they stand. */
function spreadNow(filled: readonly Pile[], { candidates, inZone }: Piles): readonly number[] {
  const hosts = weightOf(candidates)
  const open = new Set(filled.map(({ kind }) => kind.zone).filter(zone => zone !== NONE))
  const zones = weightOf(open.size)
  return scoresOf(
    filled.map(({ alike, kind: { zone } }) =>
      defaultPiles(
        { matching: alike, weight: hosts },
        zone === NONE ? undefined : { matching: inZone[zone] ?? 0, weight: zones },
      ),
    ),
  )
}

const spreadThen = (filled: readonly Pile[]): readonly number[] =>
  then.selectorSpreadOf(
    filled.map(({ alike, size, kind: { zone } }) => ({ alike, nodes: size, zone: zone === NONE ? undefined : zone })),
  )
