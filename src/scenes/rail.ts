/** 50-50 RAIL: the glowing seam between bowl and boxes, one lip of it of each. */

import { RAIL_HEIGHT } from '../view/ground'
import type { LaneView } from '../view/lane-view'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import type { Role } from '../view/palette'
import type { Brush } from './brush'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

const POST = 34

export function paintRail(brush: Brush, { field }: LaneLayout) {
  const y = seamOf(field)
  brush.dither('bowl', { x: field.x, y: y - HALO, width: field.width, height: HALO }, 0.3)
  brush.dither('boxes', { x: field.x, y: y + BAR, width: field.width, height: RAIL_HEIGHT - BAR }, 0.55)
  for (let x = field.x + 9; x < field.x + field.width - 4; x += POST) {
    brush.fill('slate', x, y + BAR, 3, RAIL_HEIGHT - BAR)
    brush.fill('steel', x, y + BAR, 1, RAIL_HEIGHT - BAR)
  }
  brush.words('50-50', field.x + field.width - 44, y - 14, 'steel')
}

const HALO = 4
const BAR = 4

const seamOf = (field: Rect) => field.y + field.height - RAIL_HEIGHT

/** Of the bowl, of steel, of the boxes. It goes dark when no cluster answers. */
export function putGlow(stamps: Stamps, { field }: LaneLayout, lane: LaneView, moment: Moment) {
  const dark = lane.clusters.every(({ tone }) => tone === 'down')
  const stripes: readonly Role[] = dark ? ['slate', 'dusk', 'dusk', 'slate'] : ['bowlLit', 'white', 'boxesLit', 'boxes']
  const y = seamOf(field)
  stripes.forEach((role, at) => {
    stamps.fill(role, field.x, y + at, field.width, 1)
  })
  if (dark || moment.calm) return
  const x = field.x + Math.round(((moment.now % RUN) / RUN) * (field.width - SPARK))
  stamps.fill('white', x, y, SPARK, 1)
  stamps.fill('white', x, y + 2, SPARK, 1)
}

/** A gleam runs along it, in milliseconds and pixels. */
const RUN = 2600
const SPARK = 18
