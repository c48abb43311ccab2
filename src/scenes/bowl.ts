/** K8S BOWL: the curve that riders swing in, from lip to lip over the nodes. */

import { bowlDepth, bowlFloor } from '../view/ground'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import type { Brush } from './brush'

export function paintBowl(brush: Brush, { field }: LaneLayout) {
  const lid = field.y + bowlDepth(field) + 2
  for (let x = field.x; x < field.x + field.width; x++) column(brush, field, x, lid)
  brush.words('K8S', field.x + field.width - 24, lid - 12, 'bowl')
  for (const lip of [field.x, field.x + field.width - 5]) {
    brush.fill('silver', lip, field.y, 5, 1)
    brush.fill('steel', lip, field.y + 1, 5, 2)
  }
}

function column(brush: Brush, field: Rect, x: number, lid: number) {
  const floor = bowlFloor(field, x)
  const bottom = field.y + field.height
  brush.fill('bowlDeep', x, floor, 1, bottom - floor)
  if ((x - field.x) % 26 === 13) brush.fill('sea', x, floor + 4, 1, Math.max(0, lid - floor - 4))
  for (let y = floor + 6; y < lid; y++) {
    if ((y - field.y) % 9 === 4 && x % 3 !== 0) brush.fill('sea', x, y, 1, 1)
  }
  const rise = Math.max(3, floor - bowlFloor(field, x + (x < field.x + field.width / 2 ? -1 : 1)))
  brush.fill('bowl', x, floor, 1, Math.min(lid - floor + 1, rise + 2))
  brush.fill('bowlLit', x, floor, 1, Math.max(1, Math.min(lid - floor, rise - 1)))
}
