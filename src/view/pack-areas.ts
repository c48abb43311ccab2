/**
 * Where a finger finds a backpack: an area of its own left of its rider, who gives way
 * to the right. Only where there is room for both: where areas would clash the rider
 * has it all, and gives its backpack when it is tapped again.
 */

import { PACK, RIDER } from './ground'
import type { LaneLayout, Rect } from './layout-shapes'
import type { RiderView } from './rider-view'

/** What a finger needs of a rider, in CSS pixels. */
export const RIDER_TAP = 48

export interface Reach {
  /** CSS pixels to one logical pixel. */
  readonly px: number
  /** The least that the device at hand can hit, in CSS pixels. */
  readonly tap: number
}

/** By the rider's name: the backpack's area. Its rider's begins where it ends. */
export function packAreas(
  { riders: boxes, field }: Pick<LaneLayout, 'riders' | 'field'>,
  riders: readonly RiderView[],
  reach: Reach,
): Readonly<Record<string, Rect>> {
  const taken = new Map(Object.entries(boxes).map(([name, box]) => [name, [centred(box, reach)]]))
  const areas: Record<string, Rect> = {}
  for (const { name, pack, state } of riders) {
    const box = boxes[name]
    if (!box || !pack || state === 'air') continue
    const [area, rest] = [besides(box, reach), righted(box, reach)]
    const others = [...taken].flatMap(([other, rects]) => (other === name ? [] : rects))
    if (!within(area, field) || others.some(other => overlap(area, other) || overlap(rest, other))) continue
    areas[name] = area
    taken.set(name, [area, rest])
  }
  return areas
}

const splitAt = ({ x }: Rect) => x + PACK.x + PACK.size

function besides(box: Rect, { px, tap }: Reach): Rect {
  const width = Math.max(PACK.size, Math.ceil(tap / px))
  const height = Math.max(PACK.size + 6, Math.ceil(tap / px))
  return { x: splitAt(box) - width, y: box.y + box.height - height, width, height }
}

function righted(box: Rect, { px }: Reach): Rect {
  const left = splitAt(box)
  return { ...box, x: left, width: Math.max(box.x + RIDER.width - left, Math.ceil(RIDER_TAP / px)) }
}

function centred(box: Rect, { px }: Reach): Rect {
  const width = Math.max(box.width, Math.ceil(RIDER_TAP / px))
  return { ...box, x: box.x + Math.round((box.width - width) / 2), width }
}

const within = (area: Rect, field: Rect) => area.x >= field.x && area.x + area.width <= field.x + field.width

const overlap = (one: Rect, other: Rect) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height
