/**
 * Three medals that pull against each other, and the score.
 *
 * The run's medal is the lowest of its three; a run that wiped out has none. Of the
 * score 70 % are requests served in time, 20 % incidents, 10 % style.
 */

import type { Seen } from '../model/world'
import { requestsOf, servedPpm, toilPpm } from './meters'
import { NEVER } from './play'
import type { Run } from './run'

/** From worst to best. */
export const METALS = ['none', 'bronze', 'silver', 'gold'] as const
export type Metal = (typeof METALS)[number]

export const DISCIPLINES = ['slo', 'cost', 'toil'] as const
export type Discipline = (typeof DISCIPLINES)[number]

export interface Medal {
  readonly of: Discipline
  readonly metal: Metal
  readonly got: number
}

export function medalsOf(run: Seen<Run>): readonly Medal[] {
  const got: Readonly<Record<Discipline, number>> = {
    slo: servedPpm(run),
    cost: run.world.spent,
    toil: toilPpm(run),
  }
  return DISCIPLINES.map(of => ({
    of,
    metal: run.play.outcome === 'landed' ? metalFor(run, of, got[of]) : 'none',
    got: got[of],
  }))
}

export const medalOf = (run: Seen<Run>): Metal =>
  METALS[Math.min(...medalsOf(run).map(({ metal }) => METALS.indexOf(metal)))] ?? 'none'

/** Of 100,000. A level without incidents counts that part as earned. */
export function scoreOf(run: Seen<Run>): number {
  const { planned, served } = requestsOf(run.world)
  const share = run.play.outcome === 'landed' ? servedPpm(run) : Math.floor((served * 1_000_000) / Math.max(1, planned))
  return Math.floor((share * 70_000) / 1_000_000) + (run.play.outcome === 'landed' ? 20_000 : 0) + style(run)
}

/** A landing within ten cluster seconds of ready is a clean one. */
const CLEAN = 10

function style(run: Seen<Run>): number {
  const { riders } = run.play
  const clean = riders.filter(rider => rider.landedAt !== NEVER && rider.landedAt - rider.readyAt <= CLEAN).length
  return riders.length === 0 ? 0 : Math.floor((clean * 10_000) / riders.length)
}

function metalFor(run: Seen<Run>, of: Discipline, got: number): Metal {
  const needs = run.level.medals[of]
  const reached = (metal: 'gold' | 'silver' | 'bronze') => (of === 'slo' ? got >= needs[metal] : got <= needs[metal])
  return (['gold', 'silver', 'bronze'] as const).find(reached) ?? 'none'
}
