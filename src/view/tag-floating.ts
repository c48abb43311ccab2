/**
 * The name of who is in the air or hangs at the lip: it keeps to no row.
 */

import type { LaneLayout, Rect } from './layout-shapes'
import type { RiderView } from './rider-view'
import { boxOf, lettersOf, meets, type Tag, type Type, type Written, widthOf } from './tag-shapes'

/** Beside, above or below, wherever nothing else is. */
export function floating(
  rider: RiderView,
  riders: readonly RiderView[],
  layout: LaneLayout,
  taken: readonly Rect[],
  written: Written,
  type: Type,
): Tag | undefined {
  const box = boxOf(layout, rider)
  const { rect, field } = layout
  const width = widthOf(lettersOf(rider, written), type)
  const centred = Math.max(rect.x, Math.min(rect.x + rect.width - width, box.x + Math.round((box.width - width) / 2)))
  const places = [
    { x: box.x + box.width + 1, y: box.y + Math.round(box.height * 0.3) },
    { x: box.x - 1 - width, y: box.y + Math.round(box.height * 0.3) },
    { x: centred, y: box.y + box.height },
    { x: centred, y: box.y + 1 - type.line },
  ].map((place): Tag => ({ ...place, width, height: type.line, whole: true, string: 0 }))
  const free = places.filter(
    tag =>
      tag.x >= rect.x &&
      tag.x + width <= rect.x + rect.width &&
      tag.y >= field.y - 2 &&
      tag.y + tag.height <= rect.y + rect.height &&
      !taken.some(other => meets(tag, other, 1)),
  )
  const figures = riders.filter(({ name }) => name !== rider.name).map(other => boxOf(layout, other))
  return free.find(tag => !figures.some(figure => meets(tag, figure, 0))) ?? free[0]
}
