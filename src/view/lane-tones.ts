/** A lane's lamp and its troubles, from the riders that are seen in it. */

import type { TroublesView } from './lane-view'
import type { RiderView } from './rider-view'
import { type Tone, worst } from './tone'

/** The lamp tells of the lane: of those it serves; with none, of those on their way; down only if all are. */
export function laneTone(riders: readonly RiderView[]): Tone {
  const riding = riders.filter(({ state }) => state === 'riding')
  const coming = riders.filter(({ tone }) => tone !== 'down')
  const counted = [riding, coming, riders].find(some => some.length > 0) ?? []
  return worst(counted.map(({ tone }) => tone))
}

export const seeTroubles = (riders: readonly RiderView[]): TroublesView => ({
  hung: riders.filter(({ state }) => state === 'hung').length,
  bailed: riders.filter(({ state }) => state === 'bailed').length,
  failing: riders.filter(({ state, failing }) => failing && state !== 'hung' && state !== 'bailed').length,
  of: riders.length,
})
