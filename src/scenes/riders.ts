/** One lane's riders, by their state: flying, waiting for LAND, riding, hung up, down. */

import type { Lane } from '../model/command'
import type { Sticker } from '../model/workload'
import { flightOf } from '../view/flight'
import { bowlFloor, RIDER } from '../view/ground'
import { wordsLeft } from '../view/lane-layouts'
import type { LaneView } from '../view/lane-view'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import { flat } from '../view/plate-tree'
import type { RiderView } from '../view/rider-view'
import { type Fall, fallOf, putBailSign, TUMBLE } from './bails'
import { putCape } from './capes'
import { cornered, dashed, landHere, smoke, stars, sweat, trail } from './effects'
import { boxOf, type Figures, figureOf, type Pose, putFigure, putStickers, type Spot, trailStickers } from './figures'
import { AS_DRAWN, bolts, dust, grind, LANDING, squashOf } from './landing'
import type { Moment } from './moment'
import { putPack } from './packs'
import type { Stamps } from './stamps'
import { putSuperposed } from './superposed'
import { LASTS, trickNow } from './tricks'

/** What every rider of a lane is drawn with. */
interface Scenery {
  readonly lane: Lane
  readonly layout: LaneLayout
  readonly stamps: Stamps
  readonly figures: Figures
  readonly moment: Moment
}

export function putRiders(stamps: Stamps, layout: LaneLayout, lane: LaneView, figures: Figures, moment: Moment) {
  const scenery: Scenery = { lane: lane.lane, layout, stamps, figures, moment }
  const onMarked = new Set(flat(lane.plates).flatMap(({ marked, pips }) => (marked ? pips.map(pip => pip.rider) : [])))
  for (const [at, rider] of markedLast(lane.riders)) {
    const landing = layout.landings[rider.name]
    if (landing && rider.state === 'unknown') putSuperposed(stamps, rider, landing, at, moment)
    else if (landing) putRider(scenery, rider, landing, at, onMarked.has(rider.target))
  }
}

/** Each with its place in the row; whoever is marked stands before its neighbours. */
const markedLast = (riders: readonly RiderView[]) =>
  [...riders.entries()].sort(([, one], [, other]) => Number(one.marked) - Number(other.marked))

/** `onMarked`: it has a replica on the plate that is marked. */
function putRider(scenery: Scenery, seen: RiderView, landing: Rect, at: number, onMarked: boolean) {
  const { lane, stamps, figures, moment } = scenery
  const rider = asItFalls(scenery, seen)
  const self = selfOf(rider)
  const wanted = spotOf(scenery, rider, landing, at)
  const place = rider.state === 'air' || rider.state === 'hung' ? rider.state : `${landing.x},${landing.y}`
  const ground = place === rider.state ? '' : rider.plate
  const stands = figures.moved(self, `${lane}/${place}`, wanted, moment, ground)
  const since = figures.since(self, rider.bail ?? rider.state, moment)
  const trick = rider.state === 'riding' && !rider.bail ? trickNow(rider.trick, lane, moment) : undefined
  const { pose, dx, dy, turned = false } = trick ?? poseOf(scenery, rider, since, wanted, at)
  const spot = { x: stands.x + dx, y: stands.y + dy, flip: stands.flip !== turned }

  if (rider.state === 'air') trail(stamps, rider, share => flightOf(lane, scenery.layout.field, landing, share))
  if (rider.failing) smoke(stamps, spot.x + 4, spot.y + 22, moment)
  putCape(stamps, spot, moment)
  const squash = trick?.squash ?? (rider.bail ? AS_DRAWN : squashOf(rider.state, since, moment))
  putFigure(stamps, figureOf(rider.name, rider.stickers), pose, spot, moment, { squash })
  if (rider.pack) putPack(stamps, rider.pack, trick ? spot : stands, scenery.layout.field.x, moment)
  if (rider.state === 'air' && lane !== 'bowl') trailStickers(stamps, rider.stickers, spot)
  else putStickers(stamps, worn(scenery, rider, landing), trick ? spot : stands, sunkBy(pose))
  if (rider.state === 'riding' && !rider.bail && moment.lively)
    wheels(scenery, spot, Math.min(since, (rider.trick?.since ?? LONG_SINCE) - LASTS), at)
  if (rider.justLanded && rider.landed === 'clean' && moment.lively) bolts(stamps, spot, since)
  if (rider.marked) dashed(stamps, boxOf(spot), 'sun', moment)
  else if (onMarked) cornered(stamps, boxOf(spot), 'sun')
  overhead(scenery, rider, stands)
}

/** Where two would lie over a neighbour's, the first, which its figure goes by; its name has them all. */
function worn({ layout }: Scenery, { name, stickers, marked }: RiderView, landing: Rect): readonly Sticker[] {
  const others = Object.entries(layout.landings).filter(([other]) => other !== name)
  const isCrowded = others.some(([, { x }]) => Math.abs(x - landing.x) < ROOM_FOR_TWO)
  return isCrowded && !marked ? stickers.slice(0, 1) : stickers
}

/** From one head to the next: half of two stickers, half of one. */
const ROOM_FOR_TWO = 17

const selfOf = ({ leaving, name }: RiderView) => (leaving ? `${name}/leaving` : name)

/** It lies where it was thrown until it has fallen, if it was thrown. */
function asItFalls({ lane, figures, moment }: Scenery, rider: RiderView): RiderView {
  const bail = figures.falls(selfOf(rider), lane, rider.bail === 'crash' ? 'crash' : undefined, TUMBLE, moment)
  return bail && !rider.bail ? { ...rider, bail, state: 'bailed' } : rider
}

function spotOf({ lane, layout, moment }: Scenery, rider: RiderView, landing: Rect, at: number): Spot {
  if (rider.state === 'air') return { ...flightOf(lane, layout.field, landing, rider.done), flip: lane === 'slab' }
  if (rider.state === 'hung') return { ...(layout.riders[rider.name] ?? landing), flip: true }
  if (rider.state !== 'riding' || rider.bail || moment.calm) return { ...landing, flip: false }
  return lane === 'bowl' ? swinging(layout, rider, landing, at, moment) : rolling(landing, at, moment, REACH[lane])
}

/** How far they roll to either side; along the rail they slide. */
const REACH = { rail: 9, boxes: 2, slab: 6 } as const

const SWING = 13
/** From one rider to the next: nearly in step, so that neighbours do not cross. */
const SWING_DELAY = 0.25
const swingAt = ({ play }: Moment, at: number) => play * 1.9 + at * SWING_DELAY
const rollAt = ({ play }: Moment, at: number) => play * 1.3 + at * 2

/** To and fro on the curve, as far as its node reaches. */
function swinging(
  { field, plates }: LaneLayout,
  { plate }: RiderView,
  landing: Rect,
  at: number,
  moment: Moment,
): Spot {
  const phase = swingAt(moment, at)
  const over = plates[plate ?? ''] ?? field
  const least = Math.min(landing.x, over.x)
  const most = Math.max(landing.x, over.x + over.width - RIDER.width)
  const x = Math.max(least, Math.min(most, landing.x + Math.sin(phase) * SWING))
  const y = bowlFloor(field, Math.round(x) + RIDER.width / 2) - RIDER.height
  return { x, y, flip: Math.cos(phase) < 0 }
}

function rolling(landing: Rect, at: number, moment: Moment, reach: number): Spot {
  const phase = rollAt(moment, at)
  return { x: landing.x + Math.sin(phase) * reach, y: landing.y, flip: Math.cos(phase) < 0 }
}

const LONG_SINCE = 1e9

/** Dust where it comes down; on the rail, sparks for as long as it slides. */
function wheels({ lane, stamps, moment }: Scenery, spot: Spot, since: number, at: number) {
  dust(stamps, lane, spot, since)
  if (lane === 'rail' && Math.abs(Math.cos(rollAt(moment, at))) > 0.4) grind(stamps, spot, moment)
}

function poseOf(scenery: Scenery, rider: RiderView, since: number, spot: Spot, at: number): Fall {
  if (rider.bail && rider.state !== 'air') return fallOf(rider.bail, Math.max(0, since), scenery.moment)
  return { pose: ridingPose(scenery, rider, since, spot, at), dx: 0, dy: 0 }
}

function ridingPose({ lane, moment }: Scenery, { state }: RiderView, since: number, spot: Spot, at: number): Pose {
  if (since < 0 && !moment.calm) return 'air'
  if (state === 'air') return lane === 'bowl' ? 'crouch' : 'air'
  if (since < LANDING && !moment.calm) return since < LANDING / 2 ? 'land' : 'crouch'
  if (state !== 'riding' || moment.calm) return 'coast'
  if (lane === 'bowl') return Math.abs(Math.cos(swingAt(moment, at))) > 0.85 ? 'crouch' : 'coast'
  if (lane === 'rail') return 'crouch' // a 50-50: both trucks on it
  return Math.sin(rollAt(moment, at)) * (spot.flip ? 1 : -1) > 0.75 ? 'push' : 'coast'
}

/** How far the stickers come down with the head. */
const SUNK: Partial<Record<Pose, number>> = { 'bail-1': 9, kneel: 8, sit: 6, land: 4, crouch: 3, hang: 3, 'hang-1': 3 }
const sunkBy = (pose: Pose) => SUNK[pose] ?? 0

/** Who hangs at the left edge, and whose words stand on the left. */
const signRight = (lane: Lane, rider: RiderView, { x, y }: Spot, { field }: LaneLayout) =>
  rider.state === 'hung' || wordsLeft(lane, rider, { ...RIDER, x, y }, field)

function overhead({ lane, layout, stamps, moment }: Scenery, rider: RiderView, spot: Spot) {
  if (rider.state === 'ready') landHere(stamps, spot, rider.stickers.length, spot.y - 14 >= layout.field.y, moment)
  if (rider.bail === 'crash') stars(stamps, spot, moment)
  if (rider.bail) putBailSign(stamps, rider, spot, signRight(lane, rider, spot, layout), moment)
  else if (rider.failing && !moment.blink) stamps.put('mark/bang', spot.x + (spot.flip ? 17 : -6), spot.y + 26)
  if (rider.tone === 'strained' && rider.state === 'riding') sweat(stamps, spot, moment)
}
