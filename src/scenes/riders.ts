/** One lane's riders, by their state: flying, waiting for LAND, riding, hung up, down. */

import type { Lane } from '../model/command'
import { flightOf } from '../view/flight'
import { bowlFloor, RIDER } from '../view/ground'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import type { LaneView, RiderView } from '../view/park-view'
import { boxOf, type Figures, figureOf, type Pose, putFigure, putStickers, type Spot, trailStickers } from './figures'
import { dashed, smoke } from './lights'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

export function putRiders(stamps: Stamps, layout: LaneLayout, lane: LaneView, figures: Figures, moment: Moment) {
  lane.riders.forEach((rider, at) => {
    const box = layout.landings[rider.name]
    if (box) putRider(stamps, layout, lane.lane, rider, box, at, figures, moment)
  })
}

function putRider(
  stamps: Stamps,
  layout: LaneLayout,
  lane: Lane,
  rider: RiderView,
  box: Rect,
  at: number,
  figures: Figures,
  moment: Moment,
) {
  const wanted = spotOf(lane, layout, rider, box, at, moment)
  const flies = rider.state === 'air' ? 'air' : `${rider.state === 'hung' ? 'hung' : 'rides'}${box.x}`
  const spot = figures.moved(rider.name, `${lane}/${flies}`, wanted, moment)
  const since = figures.since(rider.name, rider.state === 'ready' ? 'riding' : rider.state, moment)
  const pose = poseOf(lane, rider, since, wanted, at, moment)

  if (rider.state === 'air') trail(stamps, lane, layout, rider, box)
  if (rider.failing) smoke(stamps, spot.x + 4, spot.y + 22, moment)
  putFigure(stamps, figureOf(rider.name, rider.stickers), pose, spot, moment)
  if (rider.state === 'air' && lane !== 'bowl') trailStickers(stamps, rider.stickers, spot)
  else putStickers(stamps, rider.stickers, spot, sunkBy(pose))
  overhead(stamps, layout, rider, spot, moment)
  if (since < LANDING && rider.state !== 'air') sparks(stamps, spot, since)
  if (rider.marked) dashed(stamps, boxOf(spot), 'sun', moment)
}

function spotOf(lane: Lane, layout: LaneLayout, rider: RiderView, box: Rect, at: number, moment: Moment): Spot {
  if (rider.state === 'air') return { ...flightOf(lane, layout.field, box, rider.done), flip: lane === 'slab' }
  if (rider.state === 'hung') return hanging(layout, at)
  if (rider.state !== 'riding' || moment.calm) return { ...box, flip: false }
  return lane === 'bowl' ? swinging(layout, box, at, moment) : rolling(box, at, moment, lane === 'slab' ? 6 : 2)
}

/** By the hands from the lip, and no way on. */
const hanging = ({ field }: LaneLayout, at: number): Spot => ({ x: field.x + 3 + at * 3, y: field.y, flip: true })

const SWING = 13
/** From one rider to the next: nearly in step, so that neighbours do not cross. */
const SWAY_DELAY = 0.25

/** To and fro on the curve, each in its own time. */
function swinging({ field }: LaneLayout, box: Rect, at: number, { play }: Moment): Spot {
  const phase = play * 1.9 + at * SWAY_DELAY
  const x = Math.max(field.x, Math.min(field.x + field.width - RIDER.width, box.x + Math.sin(phase) * SWING))
  const y = bowlFloor(field, Math.round(x) + RIDER.width / 2) - RIDER.height
  return { x, y, flip: Math.cos(phase) < 0 }
}

function rolling(box: Rect, at: number, { play }: Moment, reach: number): Spot {
  const phase = play * 1.3 + at * 2
  return { x: box.x + Math.sin(phase) * reach, y: box.y, flip: Math.cos(phase) < 0 }
}

const LANDING = 320
const TUMBLE = 500

function poseOf(lane: Lane, rider: RiderView, since: number, spot: Spot, at: number, moment: Moment): Pose {
  if (rider.state === 'air') return lane === 'bowl' ? 'crouch' : 'air'
  if (rider.state === 'bailed') return since < TUMBLE ? 'bail-0' : 'bail-1'
  if (rider.state === 'hung') return 'air'
  if (since < LANDING) return since < LANDING / 2 ? 'land' : 'crouch'
  if (rider.state !== 'riding' || moment.calm) return 'coast'
  if (lane !== 'bowl') return Math.sin(moment.play * 1.3 + at * 2) * (spot.flip ? 1 : -1) > 0.75 ? 'push' : 'coast'
  return Math.abs(Math.cos(moment.play * 1.9 + at * SWAY_DELAY)) > 0.85 ? 'crouch' : 'coast'
}

const sunkBy = (pose: Pose) => (pose === 'bail-1' ? 9 : pose === 'land' ? 4 : pose === 'crouch' ? 3 : 0)

/** Dots along the way that is left, so that the wait can be seen as a distance. */
function trail(stamps: Stamps, lane: Lane, layout: LaneLayout, rider: RiderView, box: Rect) {
  const done = rider.done / 1_000_000
  for (let at = Math.ceil(done * 24 + 1); at <= 24; at++) {
    const { x, y } = flightOf(lane, layout.field, box, (at * 1_000_000) / 24)
    const size = at % 6 === 0 ? 2 : 1
    stamps.fill(rider.failing ? 'red' : 'silver', x + 8, y + 26, size, size)
  }
}

function overhead(stamps: Stamps, { field }: LaneLayout, rider: RiderView, spot: Spot, moment: Moment) {
  if (rider.state === 'ready')
    landHere(stamps, spot, spot.y - 14 < field.y ? 11 + 6 * rider.stickers.length : undefined, moment)
  else if (rider.state === 'hung') stamps.put('mark/bang', spot.x - 6, spot.y + 11)
  else if (rider.failing && !moment.blink) stamps.put('mark/bang', spot.x - 6, spot.y + 11)
  if (rider.tone === 'strained' && rider.state === 'riding') sweat(stamps, spot, moment)
  if (rider.state === 'bailed') stars(stamps, spot, moment)
}

/** It could serve, and waits for a press. */
function landHere(stamps: Stamps, { x, y }: Spot, beside: number | undefined, { bob }: Moment) {
  const [left, top] = beside ? [x + beside, y - 1 + bob] : [x + 3, y - 12 - bob * 2]
  stamps.put('mark/land', left, top)
}

/** Drops of sweat: slow, not yet failing. */
function sweat(stamps: Stamps, { x, y }: Spot, { beat }: Moment) {
  stamps.fill('bowlLit', x + 1 - (beat % 3), y + 14 + (beat % 3), 1, 2)
  stamps.fill('bowlLit', x + 14 + (beat % 3), y + 13 + ((beat + 1) % 3), 1, 2)
}

function stars(stamps: Stamps, { x, y }: Spot, { now, calm }: Moment) {
  for (let star = 0; star < 3; star++) {
    const turn = (calm ? 0 : now / 400) + star * 2.1
    stamps.put('spark/2', x + 5 + Math.cos(turn) * 8, y + 15 + Math.sin(turn) * 3)
  }
}

const SPARKS = [-9, -5, -2, 2, 5, 9] as const

/** Thrown up by the wheels when somebody lands. */
function sparks(stamps: Stamps, { x, y }: Spot, since: number) {
  const share = since / LANDING
  SPARKS.forEach((way, at) => {
    const high = (at % 2 === 0 ? 10 : 6) * 4 * share * (1 - share * 0.8)
    stamps.fill(
      share < 0.5 ? 'white' : 'sun',
      x + 8 + way * (0.4 + share),
      y + RIDER.height - 2 - high,
      2,
      at % 2 === 0 ? 2 : 1,
    )
  })
}
