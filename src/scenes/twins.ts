/**
 * Every other place of a rider has somebody in it too: a box is not empty, a rider of
 * the bowl that stands on two plates is seen on both, and a replica that died with its
 * host lies there. Without stickers and words, which the rider itself has.
 */

import { bowlFloor, RIDER, SERVER_FLOOR } from '../view/ground'
import type { PipView } from '../view/incident-view'
import type { LaneView } from '../view/lane-view'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import type { RiderView } from '../view/rider-view'
import { figureOf, type Pose, putFigure } from './figures'
import type { Moment } from './moment'
import type { StandingPlate } from './plates'
import type { Stamps } from './stamps'

/** How a replica is drawn; those on their way are not there yet. */
const POSES: Partial<Record<PipView['state'], Pose>> = { serving: 'coast', ready: 'coast', dead: 'bail-1' }
/** A lane holds no more figures than can be told apart. */
const MOST = 14
/** So far from another figure. */
const APART = RIDER.width + 3

export function putTwins(
  stamps: Stamps,
  layout: LaneLayout,
  lane: LaneView,
  plates: readonly StandingPlate[],
  moment: Moment,
) {
  const taken = Object.values(layout.riders).map(({ x }) => x)
  for (const { plate, rect } of plates) {
    if (plate.kind !== 'server' && plate.kind !== 'node') continue
    for (const rider of lane.riders.filter(each => standsElsewhere(each, plate.name))) {
      const pip = plate.pips.find(each => each.rider === rider.target)
      const pose = pip && POSES[pip.state]
      if (!pose || taken.length >= MOST) continue
      const spot = plate.kind === 'server' ? inBox(rect) : onCurve(layout.field, rect, taken)
      if (!spot) continue
      taken.push(spot.x)
      putFigure(stamps, figureOf(rider.name, rider.stickers), pose, { ...spot, flip: true }, moment)
    }
  }
}

const standsElsewhere = ({ plate }: RiderView, name: string) => !plate?.endsWith(`/${name}`) && plate !== name

const inBox = ({ x, y, width, height }: Rect) => ({
  x: Math.round(x + width / 2 - RIDER.width / 2),
  y: y + height - SERVER_FLOOR - RIDER.height,
})

/** Over its plate, where nobody stands yet; undefined if there is no room. */
function onCurve(field: Rect, plate: Rect, taken: readonly number[]) {
  const [from, to] = [plate.x + 2, plate.x + plate.width - RIDER.width - 2]
  const middle = Math.round((from + to) / 2)
  const tried = Array.from({ length: 9 }, (_, i) => middle + (i % 2 ? -1 : 1) * Math.ceil(i / 2) * APART)
  const x = tried.find(at => at >= from && at <= to && taken.every(other => Math.abs(other - at) >= APART))
  return x === undefined ? undefined : { x, y: bowlFloor(field, x + RIDER.width / 2) - RIDER.height }
}
