/**
 * What a warning is worth: a plan comes true to the second; a sign gives a window, and
 * is wrong one time in four.
 *
 * Both are settled by the seed before the run begins, so a fork and a replay see the
 * same future, and no move changes it.
 */

import type { Incident } from '../level/level'
import type { Seed, Tick } from '../model/units'
import type { Seen } from '../model/world'
import { roll } from '../sim/chance'

const ONE_IN = 4

/** The window is as wide as half the time that it is seen beforehand. */
const windowOf = ({ warning }: Seen<Incident>) => (warning?.kind === 'sign' ? Math.floor(warning.before / 2) : 0)

/** When it strikes in this run; undefined if it never does by itself, or if the sign was wrong. */
export function strikesAt(seed: Seed, incident: Seen<Incident>, entry: number): Tick | undefined {
  const { at, warning } = incident
  if (at === null || warning?.kind !== 'sign') return at ?? undefined
  const key = { owner: entry, ordinal: 0 }
  if (roll(seed, 'sign', key, 0, ONE_IN) === 0) return undefined
  const wide = windowOf(incident)
  return at - Math.floor(wide / 2) + roll(seed, 'sign', key, 1, wide + 1)
}

/** Between which ticks it is to be expected, as far as anybody can see. */
export function expected(incident: Seen<Incident>): { readonly from: Tick; readonly to: Tick } | undefined {
  const { at } = incident
  if (at === null || !incident.warning) return undefined
  const half = Math.floor(windowOf(incident) / 2)
  return { from: at - half, to: at - half + windowOf(incident) }
}
