/** Draws a ParkView. Decides nothing. */

import { Scene } from 'phaser'
import { blowBetween } from '../view/blows'
import type { CardView } from '../view/coming-view'
import { eveningOf } from '../view/evening'
import { slamsOf } from '../view/incident-view'
import type { LaneView } from '../view/lane-view'
import type { BoardLayout, LaneLayout, Rect } from '../view/layout-shapes'
import { layoutOf } from '../view/layouts'
import { LANE_COLOURS, type Role, TONE_LOOKS } from '../view/palette'
import type { ParkView } from '../view/park-view'
import { popsBetween } from '../view/pops'
import { cheersOf, GROUPS } from '../view/stand'
import { ATLAS, atlasData } from './atlas'
import { Backdrop } from './backdrop'
import { paintBowl } from './bowl'
import { paintBoxes } from './boxes'
import type { Brush } from './brush'
import { lateAt, lightAt } from './evening'
import { putFace } from './faces'
import { Figures, figureOf, putFigure, putStickers } from './figures'
import { Layer } from './layer'
import { lampFor, lightPlate, pendingPips } from './lights'
import { putMigrations } from './migrations'
import { type Look, leapt, type Moment, momentOf } from './moment'
import { PipFlights } from './pip-flights'
import { putPlane } from './plane'
import { paintPlate, plateMark, type StandingPlate, standingPlates } from './plates'
import { Pops } from './pops'
import { paintRail, putGlow } from './rail'
import { putRiders } from './riders'
import { addRims } from './rim'
import { paintSlab } from './slab'
import { putSlam } from './slams'
import { bounceOf, paintSpectators } from './spectators'
import { Stamps } from './stamps'
import { Trauma } from './trauma'
import { putTwins } from './twins'

const GROUNDS = { bowl: paintBowl, rail: paintRail, boxes: paintBoxes, slab: paintSlab } as const

interface LaneNow {
  readonly view: LaneView
  readonly layout: LaneLayout
  readonly plates: readonly StandingPlate[]
}

export class ParkScene extends Scene {
  private figures = new Figures()
  private flights = new PipFlights()
  private stamps!: Stamps
  private stand: readonly Layer[] = []
  private backdrop!: Backdrop
  private ground!: Layer
  private painted = ''
  private trauma = new Trauma()
  private pops = new Pops()
  private last: ParkView | undefined

  constructor(
    private readonly sheet: HTMLImageElement,
    private readonly calm: boolean,
  ) {
    super('park')
  }

  create() {
    this.textures.addAtlasJSONHash(ATLAS, this.sheet, atlasData)
    addRims(this.textures, this.sheet)
    this.backdrop = new Backdrop(this, this.sheet)
    this.stand = Array.from({ length: GROUPS }, (_, group) => new Layer(this, `stand${group}`, this.sheet))
    this.ground = new Layer(this, 'ground', this.sheet)
    this.stamps = new Stamps(this)
  }

  /** What was painted is lost with the context, or does not fit any more. */
  repaint() {
    this.painted = ''
    this.backdrop.repaint()
    this.trauma = new Trauma()
  }

  show(view: ParkView, alpha: number, now: number, look: Look) {
    if (this.last && leapt(this.last.tick, view)) this.forget()
    if (this.trauma.stops(now)) return
    const { width, height } = this.scale
    const layout = layoutOf(width, height, view, look.hand)
    const moment = {
      ...momentOf(view, alpha, now, this.calm, look),
      light: look.plain ? undefined : shining(layout, view),
    }
    const lanes = view.lanes.map(lane => laneNow(lane, layout.lanes[lane.lane]))
    this.paint(layout, lanes, view, moment, look)

    this.happen(view, layout, moment)
    this.stamps.begin()
    this.figures.begin()
    this.flights.begin()
    for (const lane of lanes) this.putLane(lane, view, moment)
    this.flights.end(this.stamps, moment)
    if (view.plane && layout.plane) putPlane(this.stamps, layout.plane, view.plane, moment)
    this.putDeck(layout, view, moment)
    for (const lane of lanes) putTwins(this.stamps, lane.layout, lane.view, lane.plates, moment)
    for (const lane of lanes) putRiders(this.stamps, lane.layout, lane.view, this.figures, moment)
    for (const lane of lanes) putMigrations(this.stamps, lane.view, lane.plates, moment)
    for (const slam of slamsOf(view.slam)) putSlam(this.stamps, layout, slam, moment)
    for (const slam of slamsOf(view.slam)) putFace(this.stamps, layout, slam, moment)
    this.pops.put(this.stamps, moment)
    this.figures.end()
    this.stamps.end()
  }

  /** Nobody hops over from another time, and nothing falls that lay there already. */
  private forget() {
    this.figures = new Figures()
    this.flights = new PipFlights()
    this.trauma = new Trauma()
    this.pops = new Pops()
    this.last = undefined
  }

  private paint(
    layout: BoardLayout,
    lanes: readonly LaneNow[],
    view: ParkView,
    moment: Moment,
    { hand, patterned }: Look,
  ) {
    const size = `${layout.width}x${layout.height}${hand}${patterned}${moment.lively};`
    this.backdrop.show(layout, size, view, moment)
    const mark = size + lanes.flatMap(({ plates }) => plates.map(plateMark)).join('')
    if (mark === this.painted) return
    if (!this.painted.startsWith(size)) this.paintStand(layout, lanes, moment)
    this.ground.paint(layout, brush => {
      for (const lane of lanes) paintLane(brush, lane)
    })
    this.painted = mark
  }

  /** Who does not hop can stand on one picture: each layer costs a whole board of pixels in every frame. */
  private paintStand(layout: BoardLayout, lanes: readonly LaneNow[], { lively }: Moment) {
    const all = this.stand.map((_, at) => at)
    this.stand.forEach((group, at) => {
      const shown = lively ? [at] : at === 0 ? all : []
      group.reveal(shown.length > 0)
      if (shown.length === 0) return
      group.paint(layout, brush => {
        for (const { view, layout: place } of lanes) {
          if (view.lane === 'rail') continue
          for (const each of shown) paintSpectators(brush, view.lane, place, each)
        }
      })
    })
  }

  /** What is new since the last picture: what pops up, and the blow, at which it stands for a moment and is shaken. */
  private happen(view: ParkView, layout: BoardLayout, moment: Moment) {
    const { now, lively } = moment
    if (lively && this.last) {
      this.trauma.hit(blowBetween(this.last, view), now)
      this.pops.add(popsBetween(this.last, view), layout, moment)
    }
    this.last = view
    const { x, y } = lively ? this.trauma.offset(now) : CENTRED
    this.cameras.main.setScroll(x, y)
    const cheers = cheersOf(view)
    this.stand.forEach((group, at) => {
      group.raise(bounceOf(at, cheers, moment))
    })
  }

  private putLane({ view: lane, layout, plates }: LaneNow, view: ParkView, moment: Moment) {
    putLamp(this.stamps, layout, lane, moment)
    for (const standing of plates) lightPlate(this.stamps, layout, lane, standing, this.flights, moment)
    pendingPips(this.stamps, layout, lane, this.flights, moment)
    const alarmed = TONE_LOOKS[lane.tone].blinks && !moment.blink
    if (lane.lane === 'rail') putGlow(this.stamps, layout, lane, moment)
    const glows = view.deck.up !== undefined && lane.open && (lane.plates.length > 0 || lane.clusters.length > 0)
    if (alarmed) edge(this.stamps, layout.field, 'alarm', 1)
    else if (lane.trouble) edge(this.stamps, layout.rect, 'alarm', 1)
    else if (glows) edge(this.stamps, layout.rect, LANE_COLOURS[lane.lane][moment.now % 1000 < 500 ? 2 : 1], 1)
  }

  private putDeck({ figure, queue }: BoardLayout, { deck }: ParkView, moment: Moment) {
    const waiting = queue.height > 0 ? deck.next : []
    waiting.slice(0, Math.floor(queue.width / 20)).forEach((card, at) => {
      this.putWaiting(card, { x: queue.x + at * 20, y: queue.y - 9, width: 16, height: 36 }, moment, false)
    })
    if (deck.up) this.putWaiting(deck.up, figure, moment, true)
  }

  private putWaiting(card: CardView, box: Rect, moment: Moment, isUp: boolean) {
    const spot = this.figures.moved(card.name, `deck/${isUp}${box.x}`, { x: box.x, y: box.y, flip: false }, moment)
    this.figures.since(card.name, 'deck', moment)
    putFigure(this.stamps, figureOf(card.name, card.stickers), 'coast', spot, { ...moment, light: undefined })
    if (isUp) putStickers(this.stamps, card.stickers, { x: Math.max(spot.x, card.stickers.length * 6), y: spot.y })
  }
}

/** The sun and the moon stand behind the first lane, and shine on all. */
function shining({ lanes }: BoardLayout, view: ParkView): Moment['light'] {
  const light = lightAt(lateAt(eveningOf(view)))
  const first = lanes[view.lanes[0]?.lane ?? 'bowl'].field
  return light && { x: first.x + light.at * first.width, colour: light.colour }
}

const laneNow = (view: LaneView, layout: LaneLayout): LaneNow => ({
  view,
  layout,
  plates: standingPlates(layout, view),
})

function paintLane(brush: Brush, { view, layout, plates }: LaneNow) {
  GROUNDS[view.lane](brush, layout)
  for (const standing of plates) paintPlate(brush, layout, view, standing)
}

const CENTRED = { x: 0, y: 0 } as const

/** Hangs from the title: how the lane is, and beside it how full its fullest rider. */
function putLamp(stamps: Stamps, { field }: LaneLayout, lane: LaneView, moment: Moment) {
  const x = field.x + Math.round(field.width * 0.68)
  const { colour, blinks } = TONE_LOOKS[lane.tone]
  stamps.fill('slate', x + 7, field.y, 1, 2)
  stamps.fill('slate', x, field.y + 2, 16, 11)
  stamps.fill('ink', x + 1, field.y + 3, 14, 9)
  if (!(blinks && moment.blink)) stamps.put(lampFor(lane.tone, moment), x + 2, field.y + 4)
  const full = Math.round((7 * Math.min(1_000_000, lane.utilisation)) / 1_000_000)
  stamps.fill('dusk', x + 11, field.y + 4, 3, 7)
  stamps.fill(colour, x + 11, field.y + 11 - full, 3, full)
}

function edge(stamps: Stamps, { x, y, width, height }: Rect, role: Role, thick: number) {
  stamps.fill(role, x, y, width, thick)
  stamps.fill(role, x, y + height - thick, width, thick)
  stamps.fill(role, x, y, thick, height)
  stamps.fill(role, x + width - thick, y, thick, height)
}
