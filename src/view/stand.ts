/**
 * The people at the back: how they take what they see. They bounce with FLOW, all of them
 * while a string of moves is open, and nobody stirs while somebody's users are lost.
 */

import type { ParkView } from './park-view'

export type Stand = Pick<ParkView, 'slam' | 'lanes' | 'outcome' | 'meters' | 'impact'>

/** So many groups of them there are. */
export const GROUPS = 3

/** How many groups are up; undefined: they have gone silent. */
export function cheersOf({ slam, lanes, outcome, meters, impact }: Stand): number | undefined {
  if (outcome === 'landed') return GROUPS
  const trouble = lanes.some(({ riders }) => riders.some(({ failing, bail }) => failing || bail === 'host'))
  if (outcome === 'wipedOut' || slam?.how === 'down' || meters.losing || trouble) return undefined
  const { minutes, price } = meters.flow
  const byFlow = Math.floor((minutes * GROUPS) / Math.max(1, price))
  return Math.max(0, Math.min(GROUPS, impact.combo?.state === 'open' ? GROUPS : byFlow))
}
