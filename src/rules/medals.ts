/**
 * Three medals that pull against each other, each for a meter: a level that does not show
 * COST or TOIL asks for neither, or somebody would lose gold by what nobody told them of.
 * The run's medal is the lowest of them; a run that wiped out has none, and some levels
 * give none at all.
 */

import type { Medals } from '../level/level'
import type { Seen } from '../model/world'
import { servedPpm, toilPpm } from './meters'
import type { Run } from './run'

/** From worst to best. */
export const METALS = ['none', 'bronze', 'silver', 'gold'] as const
export type Metal = (typeof METALS)[number]

export const DISCIPLINES = ['slo', 'cost', 'toil'] as const
export type Discipline = (typeof DISCIPLINES)[number]

type Thresholds = Seen<Medals[Discipline]>

export interface Medal {
  readonly of: Discipline
  readonly metal: Metal
  readonly got: number
}

export function medalsOf(run: Seen<Run>): readonly Medal[] {
  const { medals } = run.level
  if (!medals) return []
  const got: Readonly<Record<Discipline, number>> = {
    slo: servedPpm(run),
    cost: run.world.spent,
    toil: toilPpm(run),
  }
  return DISCIPLINES.filter(of => of === 'slo' || run.level.shows.includes(of)).map(of => ({
    of,
    metal: run.play.outcome === 'landed' ? metalFor(medals[of], of, got[of]) : 'none',
    got: got[of],
  }))
}

export const medalOf = (run: Seen<Run>): Metal =>
  METALS[Math.min(...medalsOf(run).map(({ metal }) => METALS.indexOf(metal)))] ?? 'none'

function metalFor(needs: Thresholds, of: Discipline, got: number): Metal {
  const reached = (metal: 'gold' | 'silver' | 'bronze') => (of === 'slo' ? got >= needs[metal] : got <= needs[metal])
  return (['gold', 'silver', 'bronze'] as const).find(reached) ?? 'none'
}
