/**
 * What has just been earned, read off two pictures that follow one another: who came
 * down and how, what a settled move is credited with, a minute of calm. It pops up where
 * it was earned and flies to where it counts.
 */

import type { Target } from '../model/command'
import { PPM } from '../model/units'
import type { MoveView } from './impact-view'
import type { ParkView } from './park-view'

export interface PopView {
  readonly what: 'clean' | 'late' | 'credit' | 'flow'
  /** Where it was earned; of calm, everywhere. */
  readonly at: Target | undefined
  /** Percent of the budget, or minutes. */
  readonly amount: number
}

type Earned = Pick<ParkView, 'lanes' | 'impact' | 'meters'>

export const popsBetween = (before: Earned, now: Earned): readonly PopView[] => [
  ...landings(before, now),
  ...credits(before, now),
  ...calm(before, now),
]

function landings(before: Earned, now: Earned): readonly PopView[] {
  const known = new Set(landedIn(before).map(({ name }) => name))
  return landedIn(now)
    .filter(({ name, state }) => state === 'riding' && !known.has(name))
    .map(({ target, landed }) => ({ what: landed ?? 'late', at: target, amount: 0 }))
}

const landedIn = ({ lanes }: Earned) => lanes.flatMap(({ riders }) => riders.filter(({ landed }) => landed))

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
