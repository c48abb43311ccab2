/**
 * What is behind it all: an evening in each lane with three towns of racks that pass by,
 * each further one slower, and before it the dark board with the lanes cut out.
 *
 * The evening is painted when its hour has changed; while time stands, it stands. Where
 * nothing is to move, or little can be drawn, the towns are part of the sky: each layer
 * costs a whole board of pixels in every frame.
 */

import type { Scene } from 'phaser'
import { LANES, type Lane } from '../model/command'
import { eveningOf } from '../view/evening'
import { bowlPlates, RAIL_HEIGHT, tiersOf } from '../view/ground'
import type { BoardLayout, LaneLayout, Rect } from '../view/layout-shapes'
import { LANE_COLOURS, type Role } from '../view/palette'
import type { ParkView } from '../view/park-view'
import { LANE_TILES } from '../view/patterns'
import type { Brush } from './brush'
import { chance } from './chance'
import { DEPTHS, lateAt, PERIOD, paintDepth, paintEvening, paintLights } from './evening'
import { Layer } from './layer'
import type { Moment } from './moment'

export class Backdrop {
  private readonly sky: Layer
  private readonly towns: readonly Layer[]
  private readonly board: Layer
  /** Of which hour each piece is: the sky, and the towns. */
  private painted: number[] = []
  private framed = ''
  private passing = true

  constructor(scene: Scene, sheet: HTMLImageElement) {
    this.sky = new Layer(scene, 'sky', sheet)
    this.towns = DEPTHS.map((_, depth) => new Layer(scene, `town-${depth}`, sheet))
    this.board = new Layer(scene, 'board', sheet)
  }

  /** What was painted is lost with the context. */
  repaint() {
    this.painted = []
    this.framed = ''
  }

  /** `size` tells one layout from another. A new hour comes piece by piece, so that no frame is late for it. */
  show(layout: BoardLayout, size: string, view: ParkView, { play, lively, patterned }: Moment) {
    if (size !== this.framed) {
      this.board.paint(layout, brush => paintBoard(brush, layout, patterned))
      this.painted = []
    }
    this.framed = size
    if (lively !== this.passing) this.painted = []
    this.passing = lively
    for (const town of this.towns) town.reveal(lively)
    const step = eveningOf(view)
    const stale = (lively ? [0, 1, 2, 3] : [0]).filter(piece => this.painted[piece] !== step)
    for (const piece of this.painted.length === 0 ? stale : stale.slice(0, 1)) {
      this.paint(piece, layout, lateAt(step))
      this.painted[piece] = step
    }
    this.towns.forEach((town, depth) => {
      town.slide(lively ? Math.floor(play * (DEPTHS[depth]?.speed ?? 0)) % PERIOD : 0)
    })
  }

  private paint(piece: number, layout: BoardLayout, late: number) {
    const airs = lanesOf(layout).map(lane => airOf(lane, layout.lanes[lane]))
    if (piece === 0)
      this.sky.paint(layout, brush => {
        for (const lane of lanesOf(layout)) brush.box('ink', layout.lanes[lane].field)
        for (const air of airs) paintEvening(brush, air, late)
        if (airs[0]) paintLights(brush, airs[0], late)
        if (this.passing) return
        for (const air of airs) for (const depth of DEPTHS.keys()) paintDepth(brush, air, depth, late)
      })
    else
      this.towns[piece - 1]?.paint({ width: layout.width + PERIOD, height: layout.height }, brush => {
        for (const air of airs) paintDepth(brush, air, piece - 1, late)
      })
  }
}

/** What of a lane is over its ground. */
function airOf(lane: Lane, { field, rack }: LaneLayout): Rect {
  const { machine, hypervisor } = tiersOf(lane, field)
  const grounds: Readonly<Record<Lane, number>> = {
    bowl: bowlPlates(field) - 1,
    rail: RAIL_HEIGHT,
    boxes: machine + hypervisor - 2,
    slab: rack,
  }
  return { ...field, height: field.height - grounds[lane] }
}

const lanesOf = (layout: BoardLayout) => LANES.filter(lane => layout.lanes[lane].rect.height > 0)

/** `patterned`: each lane's air has the pattern of the lane. */
function paintBoard(brush: Brush, layout: BoardLayout, patterned: boolean) {
  brush.fill('ink', 0, 0, layout.width, layout.height)
  stars(brush, { x: 0, y: 0, width: layout.width, height: layout.height })
  for (const lane of lanesOf(layout)) {
    const { field, title } = layout.lanes[lane]
    brush.context.clearRect(field.x, field.y, field.width, field.height)
    if (patterned) brush.pattern(LANE_COLOURS[lane][0], field, LANE_TILES[lane])
    paintTitle(brush, title, lane)
  }
  paintCard(brush, layout.next, 'slate')
  paintCard(brush, layout.incoming, 'dusk')
}
/** Dark, for the page's words, with the lane's colour along its foot. */
function paintTitle(brush: Brush, title: Rect, lane: Lane) {
  brush.box('ink', title)
  brush.fill(LANE_COLOURS[lane][0], title.x, title.y + title.height - 1, title.width, 1)
}

function paintCard(brush: Brush, card: Rect, edge: Role) {
  brush.box('ink', card)
  brush.frame(edge, card)
}

function stars(brush: Brush, { width, height }: Rect) {
  for (let at = 0; at < (width * height) / 900; at++) {
    brush.fill(at % 5 === 0 ? 'steel' : 'dusk', chance(at, 1) % width, chance(at, 2) % height, 1, 1)
  }
}
