/**
 * Hosts, painted into the picture of the park: what each is made of, how far it has
 * come. Their names are the page's; what blinks on them is `lights.ts`'s.
 */

import { SERVER_FLOOR } from '../view/ground'
import type { LaneView } from '../view/lane-view'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import type { PlateView } from '../view/plate-view'
import type { Brush } from './brush'

/** One plate and where it stands; the parents come before what they carry. */
export interface StandingPlate {
  readonly plate: PlateView
  readonly rect: Rect
}

export function standingPlates(layout: LaneLayout, lane: LaneView): readonly StandingPlate[] {
  const found: StandingPlate[] = []
  const visit = (plate: PlateView) => {
    const rect = layout.plates[`${plate.kind}/${plate.name}`]
    if (rect) found.push({ plate, rect })
    plate.above.forEach(visit)
  }
  lane.plates.forEach(visit)
  return found
}

/** Of the slab: the rack itself, without the air above it. */
export const rackOf = (rect: Rect, layout: LaneLayout): Rect => {
  const height = Math.min(rect.height, layout.rack)
  return { ...rect, y: rect.y + rect.height - height, height }
}

const STEPS = 16
/** How much of a plate stands, in steps that are worth painting anew. */
export const builtSteps = ({ state, done }: PlateView) =>
  state === 'ordered' || state === 'building' || state === 'arriving' ? Math.floor((done * STEPS) / 1_000_000) : STEPS

/** Changes when, and only when, the plates must be painted anew. */
export const plateMark = ({ plate, rect }: StandingPlate) =>
  `${plate.kind}${plate.name}${plate.state}${builtSteps(plate)}:${rect.x},${rect.y},${rect.width},${rect.height};`

export function paintPlate(brush: Brush, layout: LaneLayout, lane: LaneView, { plate, rect }: StandingPlate) {
  if (lane.lane === 'slab' && plate.kind === 'machine') return paintRack(brush, rackOf(rect, layout), plate)
  if (plate.kind === 'server') return paintServer(brush, rect, plate)
  paintStrip(brush, rect, plate)
}

const BORDER = { left: 2, right: 2, top: 2, bottom: 1 } as const
const look = (kind: string, { state }: PlateView) => (state === 'down' ? `plate/${kind}-down` : `plate/${kind}`)

function paintStrip(brush: Brush, rect: Rect, plate: PlateView) {
  if (plate.state === 'spare' || plate.state === 'ordered') brush.tile('plate/ghostly', rect, BORDER)
  else brush.tile(look(plate.kind, plate), rect, BORDER)
}

const RACK = { left: 2, right: 2, top: 2, bottom: 2 } as const

function paintRack(brush: Brush, rack: Rect, plate: PlateView) {
  brush.tile('plate/bay', rack, { left: 1, right: 1, top: 1, bottom: 1 })
  if (plate.state !== 'spare') {
    const built = Math.round((rack.height * builtSteps(plate)) / STEPS)
    clipped(brush, { ...rack, y: rack.y + rack.height - built, height: built }, () =>
      brush.tile(look('rack', plate), rack, RACK),
    )
  }
  if (plate.state === 'up') brush.fill('slabLit', rack.x, rack.y, rack.width, 2)
}

function clipped({ context }: Brush, { x, y, width, height }: Rect, paint: () => void) {
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  paint()
  context.restore()
}

const WALL = 4

/** Thick walls left and right, a room behind the rider, a sill before its feet. */
function paintServer(brush: Brush, rect: Rect, plate: PlateView) {
  const built = Math.max(SERVER_FLOOR, Math.round((rect.height * builtSteps(plate)) / STEPS))
  if (built < rect.height) brush.tile('plate/ghostly', rect, BORDER)
  const wall = { y: rect.y + rect.height - built, height: built, width: WALL }
  if (built > SERVER_FLOOR) {
    brush.tile(
      look('room', plate),
      { ...rect, y: wall.y + 3, height: built - 3 },
      { left: 1, right: 1, top: 1, bottom: 1 },
    )
    brush.tile(look('wall', plate), { ...wall, x: rect.x }, { left: 1, right: 1, top: 1, bottom: 1 })
    brush.tile(
      look('wall', plate),
      { ...wall, x: rect.x + rect.width - WALL },
      { left: 1, right: 1, top: 1, bottom: 1 },
    )
  }
  const sill = { ...rect, y: rect.y + rect.height - SERVER_FLOOR, height: SERVER_FLOOR }
  brush.tile(look('sill', plate), sill, { left: 1, right: 1, top: 1, bottom: 1 })
}
