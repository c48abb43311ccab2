/**
 * The ground of the lanes: how high their plates are, where the bowl's curve runs and
 * where the mega-ramp begins. Whole logical pixels.
 */

import type { Lane } from '../model/command'
import type { Rect } from './layout-shapes'

export const TITLE_HEIGHT = 11
/** A figure of 16x24 with a sticker of 11x11 above it. */
export const RIDER = { width: 16, height: 36 } as const
/** A backpack of so many pixels, and where it hangs from the left upper corner of its rider's box. */
export const PACK = { x: -6, y: 23, size: 8 } as const
/** The floor of a server, which its rider stands on. */
export const SERVER_FLOOR = 4

/** Where along the bowl an x is: -1 at the left lip, 1 at the right. */
export const alongBowl = (field: Rect, x: number) => ((x - field.x) * 2) / field.width - 1

/** Where feet are in the bowl at an x. */
export function bowlFloor(field: Rect, x: number): number {
  const depth = bowlDepth(field)
  return field.y + depth + 2 - bowlRise(Math.max(-1, Math.min(1, alongBowl(field, x))), depth)
}

/** How high the bowl's curve is there. */
export const bowlRise = (t: number, depth: number) => Math.round(depth * t * t * t * t)

/** From the lips to the lid of the nodes. */
export const bowlDepth = (field: Rect) => field.height - bowlPlates(field) - 2

/** How high the plates under the curve are. */
export const bowlPlates = (field: Rect) => tiersOf('bowl', field).machine + tiersOf('bowl', field).node

/** Where the mega-ramp begins. */
export const rampOf = (field: Rect): Rect => {
  const width = Math.round(field.width * 0.26)
  return { x: field.x + field.width - width, y: field.y, width, height: field.height }
}

export interface Tiers {
  readonly machine: number
  readonly hypervisor: number
  readonly node: number
  readonly server: number
}

/** How high the seam is that riders of the rail stand on. */
export const RAIL_HEIGHT = 8

/** How high each kind of plate is here: what a rider does not need, within reason. */
export function tiersOf(lane: Lane, field: Rect): Tiers {
  const spare = field.height - RIDER.height - 1
  const share = (of: number, most: number) => Math.max(5, Math.min(most, Math.floor(spare * of)))
  if (lane === 'slab') return { machine: share(1, 36), hypervisor: 6, node: 7, server: 26 }
  if (lane === 'bowl') return { machine: share(0.42, 14), hypervisor: 6, node: share(0.58, 16), server: 20 }
  return { machine: share(0.4, 14), hypervisor: share(0.35, 12), node: 6, server: share(9, 28) }
}

/** The left end of the rail is its clusters': two above one another, and where there are more, beside. */
export const CLUSTER_WIDTH = 62

export function clusterAreas(field: Rect, clusters: number): readonly Rect[] {
  const rows = Math.min(2, clusters)
  const height = Math.floor((field.height - RAIL_HEIGHT + 2) / Math.max(1, rows))
  return Array.from({ length: clusters }, (_, at) => ({
    x: field.x + Math.floor(at / rows) * CLUSTER_WIDTH,
    y: field.y + (at % rows) * height,
    width: CLUSTER_WIDTH - 2,
    height,
  }))
}

const withoutLeft = (field: Rect, left: number): Rect => ({
  ...field,
  x: field.x + left,
  width: field.width - left - 2,
})

/** The strip that machines stand in. */
export function groundOf(lane: Lane, field: Rect): Rect {
  if (lane === 'rail') return withoutLeft(field, CLUSTER_WIDTH + 2)
  if (lane !== 'slab') return { ...field, x: field.x + 2, width: field.width - 4 }
  return { ...field, x: field.x + 2, width: field.width - rampOf(field).width - 4 }
}
