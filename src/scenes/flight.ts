/**
 * The way through the air while something is being provisioned: where on it a rider
 * is, by the share of the time that is over. It ends where the rider will stand.
 */

import type { Lane } from '../model/command'
import { RIDER, rampOf } from '../view/lane-layouts'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import { bowlFloor } from './bowl'

/** Left upper corner of a rider's box, and whether it faces left. */
export interface Spot {
  readonly x: number
  readonly y: number
  readonly flip: boolean
}

export function flightOf(lane: Lane, layout: LaneLayout, box: Rect, done: number): Spot {
  if (lane === 'bowl') return downTheBowl(layout, box, done)
  if (lane === 'boxes') return overTheWall(layout, box, done)
  return bigAir(layout, box, done)
}

/** In at the left lip and down the curve. */
function downTheBowl({ field }: LaneLayout, box: Rect, done: number): Spot {
  const x = mix(field.x + 2, box.x, done)
  return { x, y: Math.max(field.y - 14, bowlFloor(field, x + RIDER.width / 2) - RIDER.height), flip: false }
}

/** One arc from the left edge, over all walls, and down into the box. */
function overTheWall({ field }: LaneLayout, box: Rect, done: number): Spot {
  const x = mix(field.x + 2, box.x, easeOut(done))
  const lift = 4 * done * (1 - done)
  return { x, y: Math.max(field.y - 16, mix(field.y + 12, box.y, done * done) - 14 * lift), flip: false }
}

const UP = 0.06
const DOWN = 0.94

/** Off the mega-ramp, a long time in the sky, and down in the end. */
function bigAir({ field }: LaneLayout, box: Rect, done: number): Spot {
  const ramp = rampOf(field)
  const lip = { x: ramp.x + ramp.width - RIDER.width - 2, y: field.y - 12 }
  const sky = Math.max(field.y - 9, field.y + Math.round((box.y - field.y) * 0.3) - 9)
  if (done < UP) return { x: lip.x, y: mix(lip.y, sky - 3, done / UP), flip: true }
  if (done < DOWN) return { x: mix(lip.x, box.x, (done - UP) / (DOWN - UP)), y: sky, flip: true }
  const fall = (done - DOWN) / (1 - DOWN)
  return { x: box.x, y: mix(sky, box.y, fall * fall), flip: true }
}

export const mix = (from: number, to: number, share: number) => from + (to - from) * share
export const easeOut = (share: number) => 1 - (1 - share) * (1 - share)
