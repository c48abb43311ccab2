/** VM BOXES: a yard of brick under the hypervisors; the boxes themselves are plates. */

import type { LaneLayout } from '../view/layout-shapes'
import type { Brush } from './brush'

/** A neon sign over the roofs. */
function paintSign(brush: Brush, { field }: LaneLayout) {
  const x = field.x + field.width - 24
  const y = field.y + Math.round(field.height * 0.3)
  brush.fill('ink', x - 4, y - 3, 20, 13)
  brush.frame('boxesDeep', { x: x - 4, y: y - 3, width: 20, height: 13 })
  brush.fill('ink', x + 1, y + 10, 2, field.y + field.height - y - 10)
  brush.fill('ink', x + 10, y + 10, 2, field.y + field.height - y - 10)
  brush.words('VM', x, y, 'boxesLit')
}

const KERB = 3

export function paintBoxes(brush: Brush, layout: LaneLayout) {
  const { field } = layout
  paintSign(brush, layout)
  const top = field.y + field.height - KERB
  brush.fill('boxesDeep', field.x, top, field.width, KERB)
  for (let x = field.x; x < field.x + field.width; x += 10) brush.fill('bark', x, top + 1, 1, KERB - 1)
  brush.fill('boxes', field.x, top, field.width, 1)
}
