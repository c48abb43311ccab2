/** The cape of the Root Shop, behind whoever rides. It does nothing; with reduced motion it hangs. */

import type { Spot } from './figures'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

/** From the neck down and away: where, how large. Facing right, it trails on the left. */
const CLOTH = [
  { role: 'red', x: 3, y: 21, width: 4, height: 3 },
  { role: 'red', x: 1, y: 23, width: 4, height: 5 },
  { role: 'blood', x: -1, y: 26, width: 3, height: 5 },
] as const
const RIDER_WIDTH = 16

/** Put down before the figure, so that it is behind it. */
export function putCape(stamps: Stamps, spot: Spot, { beat, caped }: Moment): void {
  if (!caped) return
  CLOTH.forEach(({ role, x, y, width, height }, i) => {
    const flutter = i * (beat % 2)
    const left = spot.flip ? RIDER_WIDTH - x - width : x
    stamps.fill(role, spot.x + left, spot.y + y - flutter, width, height)
  })
}
