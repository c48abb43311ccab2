/** METAL SLAB: a flat run-up of concrete with bays for machines in it, and a mega-ramp at its end. */

import { rampOf } from '../view/ground'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import { type Brush, lit } from './brush'

const CONCRETE = { left: 0, right: 0, top: 2, bottom: 1 } as const

export function paintSlab(brush: Brush, { field, rack }: LaneLayout) {
  const lid = field.y + field.height - rack
  brush.tile('plate/concrete', { ...field, y: lid, height: rack }, CONCRETE)
  const ramp = rampOf(field)
  for (let x = ramp.x; x < ramp.x + ramp.width; x++) column(brush, ramp, x, lid)
  brush.words('METAL', ramp.x + 10, lid + Math.floor(rack / 2) - 3, 'bark')
  brush.fill('silver', ramp.x + ramp.width - 6, field.y, 6, 1)
  brush.fill('steel', ramp.x + ramp.width - 6, field.y + 1, 6, 2)
}

/** Where feet are on the ramp. */
export function rampFloor(ramp: Rect, x: number, lid: number) {
  const along = Math.max(0, Math.min(1, (x - ramp.x + 1) / ramp.width))
  return Math.round(lid - (lid - ramp.y - 1) * along * along * (0.4 + 0.6 * along))
}

function column(brush: Brush, ramp: Rect, x: number, lid: number) {
  const floor = rampFloor(ramp, x, lid)
  const steep = Math.max(1, floor - rampFloor(ramp, x + 1, lid))
  const bottom = ramp.y + ramp.height
  brush.fill('slab', x, floor, 1, bottom - floor)
  for (let y = floor + 2; y < bottom; y++) {
    if (lit(x, y, Math.round(((y - lid + 14) / 20) * 16))) brush.fill('slabDeep', x, y, 1, 1)
  }
  const strut = (x - ramp.x) % 16 === 9
  if (strut) brush.fill('soil', x, floor + 4 + steep, 1, Math.max(0, bottom - floor - 4 - steep))
  brush.fill('slabLit', x, floor, 1, steep + 1)
}
