/**
 * Backpacks: one for each rider that keeps data, at its left, by the kind of disk. A
 * copy or a restoring fills a dotted one beside it; what writes twice carries two.
 */

import { PPM } from '../model/units'
import type { DiskKind } from '../model/volume'
import { PACK } from '../view/ground'
import type { PackView } from '../view/incident-view'
import { dashed } from './effects'
import type { Spot } from './figures'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

const OTHER: Readonly<Record<DiskKind, DiskKind>> = { local: 'network', network: 'local' }
type Place = Pick<Spot, 'x' | 'y'>

/** From one backpack to the one that it is copied into. */
const APART = 13

/** `left`: where its lane begins. */
export function putPack(stamps: Stamps, pack: PackView, spot: Pick<Spot, 'x' | 'y'>, left: number, moment: Moment) {
  const at = { x: spot.x + PACK.x, y: spot.y + PACK.y }
  const box = { ...at, width: PACK.size, height: PACK.size }
  const picture = `sign/pack-${pack.disk}`
  if (pack.state === 'lost') dashed(stamps, box, 'alarm', moment)
  else stamps.put(picture, at.x, at.y, { alpha: pack.state === 'moving' ? 0.6 : 1 })
  if (pack.state === 'split') stamps.put(picture, at.x - PACK.size - 1, at.y + moment.bob)
  if (pack.state === 'copying') poured(stamps, `sign/pack-${OTHER[pack.disk]}`, at, left, pack, moment)
  if (pack.state === 'restoring') poured(stamps, picture, at, left, pack, moment)
  if (pack.state === 'moving') bar(stamps, at.x, at.y, pack.done)
  if (pack.marked) dashed(stamps, box, 'sun', moment)
}

/** Grains go from one to the other, and the other becomes solid: to its left, or above it at the lane's edge. */
function poured(stamps: Stamps, into: string, from: Place, left: number, pack: PackView, moment: Moment) {
  const aside = from.x - APART >= left
  const to = aside ? { x: from.x - APART, y: from.y } : { x: from.x, y: from.y - APART }
  dashed(stamps, { ...to, width: PACK.size, height: PACK.size }, 'white', moment)
  stamps.put(into, to.x, to.y, { alpha: 0.2 + (0.8 * pack.done) / PPM })
  const on = moment.calm ? 2 : pack.state === 'restoring' ? moment.beat % 5 : 4 - (moment.beat % 5)
  if (aside) stamps.fill('white', to.x + PACK.size + on, to.y + 3, 1, 2)
  else stamps.fill('white', to.x + 3, to.y + PACK.size + on, 2, 1)
  bar(stamps, from.x, from.y, pack.done)
}

function bar(stamps: Stamps, x: number, y: number, done: number) {
  stamps.fill('ink', x - 1, y + PACK.size + 1, PACK.size + 2, 3)
  stamps.fill('white', x, y + PACK.size + 2, Math.round((PACK.size * done) / PPM), 1)
}
