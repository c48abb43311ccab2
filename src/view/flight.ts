/**
 * The way through the air while something is being provisioned: where on it a rider
 * is, by the share of the time that is over. It ends where the rider will stand.
 */

import type { Lane } from '../model/command'
import { PPM, type Ppm } from '../model/units'
import { bowlFloor, RIDER, rampOf } from './ground'
import type { Rect } from './layout-shapes'

export function flightOf(lane: Lane, field: Rect, landing: Rect, done: Ppm): Rect {
  const share = Math.max(0, Math.min(1, done / PPM))
  const way = { bowl: downTheBowl, rail: ontoTheRail, boxes: overTheWalls, slab: bigAir }[lane]
  return { ...landing, ...way(field, landing, share) }
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** In at the left lip and down the curve. */
function downTheBowl(field: Rect, landing: Rect, share: number): Spot {
  const x = mix(field.x + 6, landing.x, share)
  return { x, y: Math.max(field.y, bowlFloor(field, x + RIDER.width / 2) - RIDER.height) }
}

/** An ollie from the left end, and along the rail. */
function ontoTheRail(field: Rect, landing: Rect, share: number): Spot {
  const lift = share < HOP ? share / HOP : 1
  return { x: mix(field.x + 6, landing.x, share), y: mix(highest(field) + 16, landing.y, lift * lift) }
}

const HOP = 0.35

/** One arc from the left edge, over all walls, and down into the box. */
function overTheWalls(field: Rect, landing: Rect, share: number): Spot {
  const lift = 4 * share * (1 - share)
  const y = Math.max(highest(field), mix(field.y, landing.y, share * share) - 14 * lift)
  return { x: mix(field.x + 14, landing.x, 1 - (1 - share) * (1 - share)), y: share < 1 ? y : landing.y }
}

const UP = 0.06
const DOWN = 0.94

/** Off the mega-ramp, a long time in the sky, and down in the end. */
function bigAir(field: Rect, landing: Rect, share: number): Spot {
  const ramp = rampOf(field)
  const lip = ramp.x + ramp.width - RIDER.width - 14
  const sky = Math.max(highest(field), mix(field.y, landing.y, 0.3) - 9)
  if (share < UP) return { x: lip, y: mix(sky + 8, sky, share / UP) }
  if (share < DOWN) return { x: mix(lip, landing.x, (share - UP) / (DOWN - UP)), y: sky }
  const fall = (share - DOWN) / (1 - DOWN)
  return { x: landing.x, y: mix(sky, landing.y, fall * fall) }
}

/** In the air the sticker is carried beside the figure, so that the head may be near the lane's title. */
const highest = (field: Rect) => field.y - 10

const mix = (from: number, to: number, share: number) => Math.round(from + (to - from) * share)
