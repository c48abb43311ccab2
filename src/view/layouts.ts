/**
 * Where everything on the board is, in logical pixels: the scene draws in these
 * rectangles, the HUD lays its buttons and words over them.
 *
 * The board is never stretched: a screen that is larger gets a whole-number zoom, and
 * what is left over goes to the lanes. What stands in a lane is `lane-layouts.ts`'s.
 */

import { LANES, type Lane } from '../model/command'
import { RIDER } from './ground'
import { laneLayout } from './lane-layouts'
import type { LaneView } from './lane-view'
import type { BoardLayout, Hand, LaneLayout, Rect, Zoomed } from './layout-shapes'
import type { ParkView } from './park-view'
import { stripHeight } from './strip'

/** The smallest boards. */
export const LANDSCAPE = { width: 480, height: 270 } as const
export const PORTRAIT = { width: 270, height: 480 } as const

const EDGE = 4
const GAP = 2
const QUEUE_HEIGHT = 27

export function zoomOf(deviceWidth: number, deviceHeight: number): Zoomed {
  const base = deviceHeight > deviceWidth ? PORTRAIT : LANDSCAPE
  const zoom = Math.max(1, Math.floor(Math.min(deviceWidth / base.width, deviceHeight / base.height)))
  return { zoom, width: Math.floor(deviceWidth / zoom), height: Math.floor(deviceHeight / zoom) }
}

export function layoutOf(
  width: number,
  height: number,
  view: Pick<ParkView, 'lanes' | 'plane'>,
  hand: Hand = 'right',
): BoardLayout {
  const drawn = height > width ? portrait(width, height) : landscape(width, height)
  const board = hand === 'left' ? mirrored(drawn, width) : drawn
  const { park, next, ...rest } = view.plane ? withStrip(board, view.lanes) : board
  return {
    ...rest,
    width,
    height,
    next,
    ...waitingIn(next),
    lanes: lanesIn(park, view.lanes),
  }
}

/** The control plane's strip lies above the bowl; where that would cost the lanes their height, above INCOMING. */
function withStrip(board: Frame, lanes: readonly LaneView[]): Frame & Pick<BoardLayout, 'plane'> {
  const [plane, park] = cutTop(board.park, stripHeight(board.park))
  if (park.height >= roomFor(lanes)) return { ...board, plane, park }
  const [above, incoming] = cutTop(board.incoming, stripHeight(board.incoming))
  return { ...board, plane: above, incoming }
}

const LEAST_LANE = 64
/** A title, a rider and the seam under it. */
const LEAST_RAIL = 55
const MOST_RAIL = 80
const WIDE = LANES.filter(lane => lane !== 'rail')

/** Where there is not room for all, stickers of the rail's riders lie on its title. */
const TIGHT_RAIL = 48

const railHeight = (park: Rect, views: readonly LaneView[]) =>
  park.height < roomFor(views) ? TIGHT_RAIL : between(LEAST_RAIL, park.height / 5, MOST_RAIL)

const hasRail = (views: readonly LaneView[]) => views.some(({ lane }) => lane === 'rail')

const roomFor = (views: readonly LaneView[]) =>
  WIDE.length * (LEAST_LANE + GAP) - GAP + (hasRail(views) ? LEAST_RAIL + GAP : 0)

const cutTop = ({ x, y, width, height }: Rect, strip: number): readonly [Rect, Rect] => [
  rect(x, y, width, strip),
  rect(x, y + strip + GAP, width, height - strip - GAP),
]

/** A board before anybody has come: where its parts are. */
interface Frame {
  readonly orientation: BoardLayout['orientation']
  readonly meters: Rect
  readonly clock: Rect
  readonly next: Rect
  readonly incoming: Rect
  readonly impact: Rect
  readonly captions: Rect
  readonly park: Rect
  readonly says: Rect
  readonly verbs: Rect
}

/** The cards and the menu change sides; what fills the width stays. */
function mirrored(frame: Frame, width: number): Frame {
  const flip = (part: Rect): Rect => ({ ...part, x: width - part.x - part.width })
  const { orientation, ...parts } = frame
  const flipped = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, flip(part)]))
  return { orientation, ...(flipped as Omit<Frame, 'orientation'>) }
}

/** Cards on the left, the park on the right, what can be done along the foot. */
function landscape(width: number, height: number): Frame {
  const top = between(28, height / 11, 36)
  const foot = between(18, height - 252, 36)
  const speech = between(20, height / 14, 30)
  const cards = between(106, width / 4.4, 150)
  const inner = width - 2 * EDGE
  const clock = between(104, width / 4, 150)
  const body = rect(EDGE, top, inner, height - top - foot - GAP - EDGE)
  const next = rect(EDGE, top, cards, Math.round(body.height * 0.54))
  const right = rect(EDGE + cards + EDGE, top, inner - cards - EDGE, body.height)
  const incoming = rect(EDGE, bottom(next) + GAP, cards, bottom(body) - bottom(next) - GAP)

  return {
    orientation: 'landscape',
    meters: rect(EDGE, GAP, inner - clock - EDGE, top - 2 * GAP),
    clock: rect(width - EDGE - clock, GAP, clock, top - 2 * GAP),
    next,
    incoming,
    captions: next,
    impact: footOf(incoming, 0.5), // which seldom has more than two or three entries
    park: { ...right, height: right.height - speech - GAP },
    says: rect(right.x, bottom(right) - speech, right.width, speech),
    verbs: rect(EDGE, height - EDGE - foot, inner, foot),
  }
}

/** From the eye to the thumb: meters, cards, the park, what is said, what can be done. */
function portrait(width: number, height: number): Frame {
  const top = between(24, height / 18, 40)
  const cards = between(70, height / 6.9, 112)
  const speech = between(46, height / 10.4, 62) // two lines of what the level says, and two of a verdict
  const thumb = between(108, 120 + (height - PORTRAIT.height) * 0.4, 160) // TARGET and two rows of verbs, for fingers
  const inner = width - 2 * EDGE
  const clock = Math.round(inner * 0.3)
  const half = Math.round((inner - EDGE) * 0.54)
  const parkTop = GAP + top + GAP + cards + GAP
  const parkBottom = height - EDGE - thumb - GAP - speech - GAP
  const incoming = rect(EDGE + half + EDGE, GAP + top + GAP, inner - half - EDGE, cards)
  const says = rect(EDGE, parkBottom + GAP, inner, speech)

  return {
    orientation: 'portrait',
    meters: rect(EDGE, GAP, inner - clock - EDGE, top),
    clock: rect(width - EDGE - clock, GAP, clock, top),
    next: rect(EDGE, GAP + top + GAP, half, cards),
    incoming,
    captions: incoming,
    park: rect(EDGE, parkTop, inner, parkBottom - parkTop),
    says,
    impact: footOf(says, 0.54), // over the log, under what the level says
    verbs: rect(EDGE, height - EDGE - thumb, inner, thumb),
  }
}

/** Who waits to drop in, as figures on the NEXT card. */
function waitingIn(next: Rect): Pick<BoardLayout, 'figure' | 'queue'> {
  const figure = rect(next.x + 3, next.y + 11, RIDER.width + 2, RIDER.height)
  const room = next.height > 130 ? QUEUE_HEIGHT : 0 // else their names alone say who comes then
  return { figure, queue: rect(next.x + 3, bottom(next) - room - 1, next.width - 6, room) }
}

function footOf({ x, y, width, height }: Rect, share: number): Rect {
  const foot = Math.round(height * share)
  return rect(x, y + height - foot, width, foot)
}

/** Three lanes of one height; the rail between the first two is as low as its riders let it be. */
function lanesIn(park: Rect, views: readonly LaneView[]): BoardLayout['lanes'] {
  const rail = hasRail(views) ? railHeight(park, views) : -GAP
  const each = Math.floor((park.height - rail - GAP * WIDE.length) / WIDE.length)
  const viewOf = (lane: Lane) => views.find(view => view.lane === lane)
  const below = (at: number) => park.y + at * (each + GAP) + (at > 0 ? rail + GAP : 0)
  const wide = WIDE.map((lane, at): [Lane, LaneLayout] => [
    lane,
    laneLayout(lane, rect(park.x, below(at), park.width, each), viewOf(lane)),
  ])
  const { bowl, boxes, slab } = Object.fromEntries(wide) as Record<Lane, LaneLayout>
  const seam = rect(park.x, park.y + each + GAP, park.width, Math.max(0, rail))
  return { bowl, rail: laneLayout('rail', seam, viewOf('rail'), boxes.plates), boxes, slab }
}

const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height })
const bottom = ({ y, height }: Rect) => y + height
const between = (least: number, wanted: number, most: number) => Math.max(least, Math.min(most, Math.round(wanted)))
