/** VM BOXES: a yard of brick under the hypervisors; the boxes themselves are plates. */

import type { LaneLayout } from '../view/layout-shapes'
import type { Brush } from './brush'

const KERB = 3

export function paintBoxes(brush: Brush, { field }: LaneLayout) {
  const top = field.y + field.height - KERB
  brush.fill('boxesDeep', field.x, top, field.width, KERB)
  for (let x = field.x; x < field.x + field.width; x += 10) brush.fill('bark', x, top + 1, 1, KERB - 1)
  brush.fill('boxes', field.x, top, field.width, 1)
}
