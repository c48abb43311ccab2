/**
 * Live migrations: the server stays where it is and serves; a dotted twin of its rider
 * slides to the box that goes up on the other host, for as long as its memory takes.
 */

import { PPM } from '../model/units'
import { RIDER, SERVER_FLOOR } from '../view/ground'
import type { LaneView } from '../view/lane-view'
import type { Rect } from '../view/layout-shapes'
import type { PlateView } from '../view/plate-view'
import { dashed } from './effects'
import { figureOf } from './figures'
import type { Moment } from './moment'
import type { StandingPlate } from './plates'
import type { Stamps } from './stamps'

export function putMigrations(stamps: Stamps, lane: LaneView, plates: readonly StandingPlate[], moment: Moment) {
  for (const from of plates) {
    const to = plates.find(({ plate }) => plate.kind === 'server' && plate.name === from.plate.movesTo)
    if (to) slide(stamps, lane, from, to, moment)
  }
}

function slide(stamps: Stamps, lane: LaneView, from: StandingPlate, to: StandingPlate, moment: Moment) {
  const share = to.plate.done / PPM
  const [start, end] = [standIn(from.rect), standIn(to.rect)]
  way(stamps, start, end)
  dashed(stamps, to.rect, 'white', moment)
  const rider = riderOn(lane, from.plate)
  if (rider) {
    const frame = `${figureOf(rider.name, rider.stickers)}/coast-0`
    stamps.put(frame, end.x, end.y + 12, { alpha: 0.3 })
    stamps.put(frame, start.x + (end.x - start.x) * share, start.y + 12 + (end.y - start.y) * share, {
      alpha: 0.6,
      flip: end.x < start.x,
    })
  }
  progress(stamps, to.rect, share)
}

const standIn = ({ x, y, width, height }: Rect) => ({
  x: Math.round(x + width / 2 - RIDER.width / 2),
  y: y + height - SERVER_FLOOR - RIDER.height,
})

const riderOn = ({ riders }: LaneView, { name }: PlateView) => riders.find(({ plate }) => plate === `server/${name}`)

const STEP = 6

function way(stamps: Stamps, start: { x: number; y: number }, end: { x: number; y: number }) {
  const [left, right] = [Math.min(start.x, end.x) + 8, Math.max(start.x, end.x) + 8]
  for (let x = left; x < right; x += STEP) stamps.fill('silver', x, start.y + RIDER.height - 1, 2, 1)
}

function progress(stamps: Stamps, { x, y, width }: Rect, share: number) {
  stamps.fill('ink', x, y - 5, width, 4)
  stamps.fill('slate', x + 1, y - 4, width - 2, 2)
  stamps.fill('white', x + 1, y - 4, Math.round((width - 2) * share), 2)
}
