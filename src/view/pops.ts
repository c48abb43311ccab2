/**
 * What has just been earned, read off two pictures that follow one another: what a
 * settled move is credited with, a minute of calm. It pops up where it was earned and
 * flies to where it counts. How somebody came down is said beside its name.
 */

import type { Target } from '../model/command'
import { PPM } from '../model/units'
import type { MoveView } from './impact-view'
import type { ParkView } from './park-view'

export interface PopView {
  readonly what: 'credit' | 'flow'
  /** Where it was earned; of calm, everywhere. */
  readonly at: Target | undefined
  /** Percent of the budget, or minutes. */
  readonly amount: number
}

type Earned = Pick<ParkView, 'impact' | 'meters'>

export const popsBetween = (before: Earned, now: Earned): readonly PopView[] => [
  ...credits(before, now),
  ...calm(before, now),
]

/** One percent at the least; what a move has harmed is said, and nothing flies. */
function credits({ impact: { verdict: known } }: Earned, { impact: { verdict } }: Earned): readonly PopView[] {
  if (!verdict || verdict.id === known?.id) return []
  return verdict.moves
    .map(move => ({ what: 'credit' as const, at: targetOf(move), amount: Math.round((move.share * 100) / PPM) }))
    .filter(({ amount }) => amount > 0)
}

/** A disk is on its rider's back. */
const targetOf = ({ kind, name }: MoveView): Target => (kind === 'plate' ? `machine/${name}` : `rider/${name}`)

function calm({ meters: before }: Earned, { meters: now }: Earned): readonly PopView[] {
  const amount = now.flow.minutes - before.flow.minutes
  return now.shown.includes('flow') && amount > 0 ? [{ what: 'flow', at: undefined, amount }] : []
}
