/**
 * A level's spot behind a page's words: its evening, three towns, its house and what is
 * ridden there. Before a run all who will come stand there in one colour, against the
 * light; who is who is told by outline. After a run others are painted in (end-card).
 *
 * A plain canvas from the one sheet; what stands still is painted once a size.
 */

import { PPM } from '../model/units'
import { ROLES, type Role } from '../view/palette'
import type { FigureView, Postcard } from '../view/postcard'
import { placeOf } from '../view/spots'
import { frameOf, loadSheet } from './atlas'
import { Brush } from './brush'
import { paintSun, paintTown, type Town } from './dusk'
import { paintEvening, townsAt } from './evening'
import { figureOf } from './figures'

/** In pixels of the picture. */
export interface Place {
  readonly width: number
  readonly height: number
  /** Where wheels stand. */
  readonly ground: number
  /** In front of this everything happens. */
  readonly stage: number
  readonly late: number
}

export interface Painter<Card> {
  /** In the sky, behind all towns. */
  sky?(brush: Brush, place: Place, card: Card): void
  /** Behind the nearest town. */
  risen?(brush: Brush, place: Place, card: Card): void
  /** What stands before it all, and may move. */
  people(brush: Brush, place: Place, card: Card, seconds: number): void
}

export interface PostcardPicture {
  draw<Card extends Postcard>(card: Card, painter: Painter<Card>, now: number, still: boolean): void
}

const LEAST = { width: 128, height: 72 }
const ROAD = 11
const HOUSE = { wide: 56, high: 46 }

export function openPostcard(host: HTMLElement): PostcardPicture {
  const [canvas, back] = [host.ownerDocument.createElement('canvas'), host.ownerDocument.createElement('canvas')]
  let sheet: HTMLImageElement | undefined
  let painted: { readonly mark: string; readonly place: Place; readonly brush: Brush } | undefined
  loadSheet().then(
    loaded => {
      sheet = loaded
    },
    () => undefined, // the title has said so
  )
  return {
    draw(card, painter, now, still) {
      const { clientWidth: wide, clientHeight: high } = host
      if (!sheet || wide === 0 || high === 0) return
      if (!canvas.isConnected) host.replaceChildren(canvas)
      const mark = `${wide}x${high}@${devicePixelRatio}${card.of}${card.levelId}${card.late}`
      if (painted?.mark !== mark) {
        const px = Math.max(1, Math.floor(Math.min(wide / LEAST.width, high / LEAST.height) * devicePixelRatio))
        const size = {
          width: Math.ceil((wide * devicePixelRatio) / px),
          height: Math.ceil((high * devicePixelRatio) / px),
        }
        for (const each of [canvas, back]) Object.assign(each, size)
        const css = px / devicePixelRatio
        Object.assign(canvas.style, { width: `${size.width * css}px`, height: `${size.height * css}px` })
        const place = placeIn(size, card)
        paintPlace(new Brush(back.getContext('2d')!, sheet), place, card, painter)
        painted = { mark, place, brush: new Brush(canvas.getContext('2d')!, sheet) }
      }
      painted.brush.context.drawImage(back, 0, 0)
      painter.people(painted.brush, painted.place, card, still ? 0 : now / 1_000)
    },
  }
}

const placeIn = ({ width, height }: { width: number; height: number }, { late }: Postcard): Place => ({
  width,
  height,
  ground: height - ROAD,
  stage: Math.round(width * (width < 200 ? 0.72 : 0.62)),
  late: late / PPM,
})

function paintPlace<Card extends Postcard>(brush: Brush, place: Place, card: Card, painter: Painter<Card>) {
  const { width, ground, late } = place
  const air = { x: 0, y: 0, width, height: ground }
  paintEvening(brush, air, late)
  painter.sky?.(brush, place, card)
  const seed = [...card.levelId].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 9_973
  townsAt(late).forEach(({ share, ...town }, depth) => {
    if (depth === 2) painter.risen?.(brush, place, card)
    if (card.of === 'briefing') return // against the light
    const height = Math.round(Math.min(ground, 64) * share)
    for (const { x, y, role, at } of paintTown(
      brush,
      { x: 0, y: ground - height, width, height },
      { ...town, seed: seed + depth },
    ))
      if (at % 100 < 20 + 70 * late) brush.fill(role, x, y, depth === 2 ? 1 : 2, 1)
  })
  paintRoad(brush, place)
  const { front, piece } = placeOf(card.levelId)
  const house = width - HOUSE.wide - (width < 200 ? 2 : Math.round(width * 0.06))
  if (width >= 200 || card.of === 'briefing') {
    brush.stamp(front, house, ground - HOUSE.high)
    brush.stamp(piece, house + 20, ground - 16)
  }
}

function paintRoad(brush: Brush, { width, height, ground }: Place) {
  brush.fill('steel', 0, ground, width, 1)
  brush.fill('slate', 0, ground + 1, width, 3)
  for (let x = 5; x < width; x += 12) brush.fill('dusk', x, ground + 1, 1, 3)
  brush.fill('night', 0, ground + 4, width, 1)
  brush.fill('ink', 0, ground + 5, width, height - ground)
  for (let x = 0; x < width; x += 20) brush.fill('dusk', x, ground + 8, 10, 1)
}

/** On its feet, or however the pose has it. */
export function stand(brush: Brush, { name, stickers }: FigureView, pose: string, x: number, foot: number, times = 1) {
  const frame = frameOf(`${figureOf(name, stickers)}/${pose}`)
  brush.enlarge(frame, Math.round(x), Math.round(foot) - frame.h * times, times)
}

const APART = 19

/** Before the town, so that whoever stands there is dark against it. */
const HAZE: readonly (readonly [Role, number, number])[] = [
  ['boxesLit', 30, 0.6],
  ['slabLit', 16, 0.7],
]

const LIT: Town = {
  body: 'boxesDeep',
  edge: 'boxes',
  seam: 'boxesDeep',
  lamps: [],
  widths: [14, 20],
  least: 0.3,
  seed: 5,
}

const firstIn = (width: number) => width - HOUSE.wide - (width < 200 ? 22 : Math.round(width * 0.06) + 24)

export const AWAITED: Painter<Postcard> = {
  sky(brush, { width, ground }) {
    paintSun(brush, firstIn(width) - (width < 200 ? 0 : 2) * APART, ground - 24, Math.min(36, Math.round(width * 0.2)))
    paintTown(brush, { x: 0, y: ground - 40, width, height: 40 }, LIT)
  },
  risen(brush, { width, ground }) {
    for (const [role, high, most] of HAZE)
      for (let up = 0; up < high; up += 2)
        brush.dither(role, { x: 0, y: ground - up - 2, width, height: 2 }, most * (1 - up / high))
  },
  /** The first is nearest to the house; the last may stand beyond the edge. */
  people(brush, { width, ground }, { riders }, seconds) {
    const first = firstIn(width)
    riders.slice(0, Math.ceil(first / APART) + 1).forEach((rider, at) => {
      const pose = `coast-${(Math.floor(seconds * 2.5) + at) % 2}`
      const frame = frameOf(`${figureOf(rider.name, rider.stickers)}/${pose}`)
      const [x, y] = [first - at * APART, ground + 1 - frame.h]
      brush.shade(frame, x, y, ROLES.ink)
    })
  },
}
