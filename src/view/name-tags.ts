/**
 * Where the names of a lane's riders stand over the picture, so that none lies on another.
 *
 * Names keep to rows (over the heads, under the feet) and to whom they name. Where one row
 * is too little they take turns in several; where all are, the longest are shortened; and
 * where that would leave no sense, left out. Whoever is marked keeps its whole name, and
 * whoever is in trouble before whoever is well. Lengths are counted in letters of one
 * width, as the page writes them. Pure.
 */

import type { Lane } from '../model/command'
import { bowlPlates, RIDER, SERVER_FLOOR, tiersOf } from './ground'
import { wordsLeft } from './lane-layouts'
import type { LaneView } from './lane-view'
import type { LaneLayout, Rect } from './layout-shapes'
import type { PlateKind } from './plate-view'
import type { RiderView } from './rider-view'
import { type Named, seated } from './tag-rows'

/** How large a letter and a line are, in logical pixels. */
export interface Type {
  readonly letter: number
  readonly line: number
}

/** How many letters are written beside a rider's name, and on a plate. */
export interface Written {
  readonly beside: (rider: RiderView) => number
  readonly onPlate: Readonly<Record<string, number>>
  /** Under the lane's title, where that stands over its field: so many lines from the left, so many letters at the right. */
  readonly under?: { readonly lines: number; readonly letters: number } | undefined
}

export interface Tag extends Rect {
  /** Its name and what is said beside it; else only as much of its name as there is room for. */
  readonly whole: boolean
  /** From its foot down to the head that it belongs to, if others are between. */
  readonly string: number
}

interface Row {
  readonly y: (rider: RiderView, box: Rect) => number
  readonly takes: (box: Rect) => boolean
  /** It keeps to between these. */
  readonly span: (box: Rect) => { readonly from: number; readonly to: number }
  readonly strings: boolean
}

/** By the rider's name; who is not in it has no room for a name. */
export function nameTags(
  view: LaneView,
  layout: LaneLayout,
  written: Written,
  type: Type,
): Readonly<Record<string, Tag>> {
  const riders = view.riders.filter(({ state, name }) => state !== 'gone' && layout.riders[name])
  const standing = riders.filter(({ state }) => state !== 'air' && state !== 'hung')
  const near = standing.filter(rider => !hasRoomBeside(view.lane, rider, riders, layout, written, type))
  const rows = rowsOf(view.lane, layout, written, type)
  const tags: Record<string, Tag> = Object.fromEntries(inRows(near, rows, layout, written, type))
  for (const rider of standing.filter(each => !near.includes(each))) {
    tags[rider.name] = beside(view.lane, rider, layout, written, type)
  }
  for (const rider of riders.filter(each => !standing.includes(each))) {
    const taken = [...Object.values(tags), ...underTitle(layout, written, type)]
    const tag = anywhere(rider, riders, layout, taken, written, type)
    if (tag) tags[rider.name] = tag
  }
  return tags
}

const boxOf = ({ riders }: LaneLayout, { name }: RiderView) => riders[name] as Rect
const lettersOf = (rider: RiderView, { beside }: Written) => rider.name.length + (beside(rider) ? beside(rider) + 1 : 0)
const widthOf = (letters: number, { letter }: Type) => Math.ceil((letters + 1) * letter)

/** In the boxes and on the slab a name stands beside its rider, if nobody else does. */
function hasRoomBeside(
  lane: Lane,
  rider: RiderView,
  riders: readonly RiderView[],
  layout: LaneLayout,
  written: Written,
  type: Type,
): boolean {
  if (lane === 'bowl' || lane === 'rail' || rider.state === 'unknown') return false
  const own = beside(lane, rider, layout, written, type)
  const others = riders.filter(({ name }) => name !== rider.name)
  const reach = others.map(other => beside(lane, other, layout, written, type))
  const taken = [
    ...others.map(other => boxOf(layout, other)),
    ...guestsBeside(boxOf(layout, rider), layout),
    ...underTitle(layout, written, type),
  ]
  return !taken.some(other => meets(own, other, 4)) && !reach.some(tag => meets(own, tag, 2))
}

/** What hangs from the title. */
function underTitle({ field }: LaneLayout, { under = NOTHING }: Written, type: Type): readonly Rect[] {
  const { lines, letters } = under
  const width = widthOf(letters + 2, type)
  return [
    ...(lines > 0 ? [{ ...field, width: field.width * (lines > 2 ? 1 : 0.68), height: (lines + 1) * type.line }] : []),
    ...(letters > 0 ? [{ ...field, x: field.x + field.width - width, width, height: 2 * type.line }] : []),
  ]
}

/** Guests that are nodes or carry a member have names of their own in their rooms. */
const guestsBeside = ({ x, width }: Rect, { plates }: LaneLayout): readonly Rect[] =>
  Object.entries(plates)
    .filter(([key, room]) => key.startsWith('server/') && !(room.x < x + width && x < room.x + room.width))
    .map(([, room]) => room)

function beside(lane: Lane, rider: RiderView, layout: LaneLayout, written: Written, type: Type): Tag {
  const box = boxOf(layout, rider)
  const width = widthOf(lettersOf(rider, written), type)
  const left = wordsLeft(lane, rider, box, layout.field)
  const pack = left && rider.pack ? ROOM_OF_A_PACK : 0
  const x = left ? box.x - 1 - pack - width : box.x + box.width + 1
  return { x, y: box.y + Math.round(box.height * 0.3), width, height: type.line, whole: true, string: 0 }
}

const ROOM_OF_A_PACK = 8

function rowsOf(lane: Lane, layout: LaneLayout, written: Written, type: Type): readonly Row[] {
  const { field } = layout
  const foot = field.y + field.height
  if (lane === 'rail') return [row((_, box) => Math.min(box.y + box.height - 1, foot - type.line))]
  const plate = plateUnder(lane, layout)
  const linesOn = (box: Rect) => linesOf(plate(box), written, type)
  if (lane === 'bowl') return underTheBowl(layout, plate, linesOn, written, type)
  const stands = foot - (lane === 'boxes' ? standingHeight(layout) : layout.rack) - RIDER.height
  const { lines, letters } = written.under ?? NOTHING
  const upTo = field.x + field.width - widthOf(letters + 2, type)
  const over = (nth: number): Row => {
    const clear = letters === 0 || stands - type.line * (nth + 1) >= field.y + 2 * type.line
    return {
      ...row((_, box) => box.y + 1 - type.line * (nth + 1)),
      ...(clear ? {} : { span: () => ({ ...EVERYWHERE, to: upTo }), takes: box => box.x + box.width <= upTo }),
      strings: nth > 0,
    }
  }
  const room = stands - field.y + 3 - lines * type.line
  const above = Array.from({ length: Math.floor(room / type.line) }, (_, nth) => over(nth))
  const atTheFeet: Row = {
    ...row((_, box) => {
      const own = box.y + box.height - type.line
      return linesOn(box) > 1 ? Math.min(own, foot - (linesOn(box) + 1) * type.line) : own
    }),
    span: box => spanOn(plate(box), undefined, type), // what is said of the next plate may stand as high
  }
  const [first = atTheFeet, ...more] = above.slice(0, MOST_ROWS_ABOVE)
  return lane === 'slab' ? [first, ...more] : [first, underTheBoxes(layout, plate, linesOn, written, type), ...more]
}

const MOST_ROWS_ABOVE = 3
const NOTHING = { lines: 0, letters: 0 } as const

const standingHeight = ({ field }: LaneLayout) => {
  const { machine, hypervisor } = tiersOf('boxes', field)
  return machine + hypervisor + SERVER_FLOOR
}

/** Whether names of riders stand on a rack, beside what stands there of a plate of so many pixels. */
export const sharesRack = (kind: PlateKind, plate: number, rack: number, { line }: Type): boolean =>
  kind === 'node' ? rack + 1 >= line : isLow(plate, line) && plate + rack + 2 >= line

/** Lower than a line of words. */
const isLow = (hypervisor: number, line: number): boolean => hypervisor + 2 < line

/** On the hypervisor; where that is too low, on the rack as well, beside the plate's own name. */
function underTheBoxes(
  layout: LaneLayout,
  plate: (box: Rect) => Plate | undefined,
  linesOn: (box: Rect) => number,
  written: Written,
  type: Type,
): Row {
  const { machine, hypervisor } = tiersOf('boxes', layout.field)
  return {
    ...row((_, box) => box.y + box.height + SERVER_FLOOR),
    takes: box => linesOn(box) <= 1 && hypervisor + machine + 2 >= type.line,
    span: box => spanOn(plate(box), isLow(hypervisor, type.line) ? written : undefined, type),
  }
}

/** From one end of the plate to the other; `written`: from where its own name ends. */
function spanOn(plate: Plate | undefined, written: Written | undefined, type: Type) {
  if (!plate) return EVERYWHERE
  const { x, width } = plate.rect
  return { from: written ? x + widthOf((written.onPlate[plate.key] ?? 0) + 1, type) : x, to: x + width }
}

/** As far as the next of these on either side. */
function between({ x }: Rect, walls: readonly Rect[]): { readonly from: number; readonly to: number } {
  const ends = walls.filter(wall => wall.x <= x).map(wall => wall.x + wall.width)
  const starts = walls.filter(wall => wall.x > x).map(wall => wall.x)
  return { from: Math.max(EVERYWHERE.from, ...ends), to: Math.min(EVERYWHERE.to, ...starts) }
}

/** Under the feet, as far as pips leave room, and on the racks beside the plates' own names. */
function underTheBowl(
  { field, plates }: LaneLayout,
  plate: (box: Rect) => Plate | undefined,
  linesOn: (box: Rect) => number,
  written: Written,
  type: Type,
): readonly Row[] {
  const foot = field.y + field.height
  const lid = foot - bowlPlates(field)
  const lift = Math.max(0, Math.min(4, type.line - 5))
  const rack = tiersOf('bowl', field).machine
  const isTall = (found: Plate | undefined) => linesOf(found, written, type) > 1
  const tall = Object.entries(plates).filter(([key, rect]) => key.startsWith('node/') && isTall({ key, rect }))
  const feet: Row = {
    ...row((_, box) => {
      const own = Math.min(box.y + box.height, lid) - lift
      return linesOn(box) > 1 ? Math.min(own, foot - (linesOn(box) + 1) * type.line) : own
    }),
    span: box =>
      isTall(plate(box))
        ? spanOn(plate(box), undefined, type)
        : between(
            box,
            tall.map(([, rect]) => rect),
          ),
  }
  const racks: Row = {
    ...row(() => foot - rack + Math.floor((rack - type.line) / 2)),
    takes: box => linesOn(box) <= 1 && sharesRack('node', 0, rack, type),
    span: box => spanOn(plate(box), written, type),
  }
  return [feet, racks]
}

const EVERYWHERE = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } as const
const row = (y: Row['y']): Row => ({ y, takes: () => true, span: () => EVERYWHERE, strings: false })

interface Plate {
  readonly key: string
  readonly rect: Rect
}

/** The node or hypervisor that a figure is drawn above, whoever it runs on. */
const plateUnder =
  (lane: Lane, { plates }: LaneLayout) =>
  (box: Rect): Plate | undefined => {
    const kind = lane === 'bowl' ? 'node/' : 'hypervisor/'
    const middle = box.x + box.width / 2
    const found = Object.entries(plates).find(
      ([key, { x, width }]) => key.startsWith(kind) && middle >= x && middle < x + width + 3,
    )
    return found && { key: found[0], rect: found[1] }
  }

const linesOf = (plate: Plate | undefined, { onPlate }: Written, { letter }: Type) =>
  plate ? Math.ceil(((onPlate[plate.key] ?? 0) * letter) / Math.max(1, plate.rect.width - letter)) : 0

/** As few rows as it takes to have all names whole; else all rows, and names are shortened. */
function inRows(
  riders: readonly RiderView[],
  rows: readonly Row[],
  layout: LaneLayout,
  written: Written,
  type: Type,
): readonly (readonly [string, Tag])[] {
  const { rect } = layout
  const inOrder = [...riders].sort((a, b) => boxOf(layout, a).x - boxOf(layout, b).x)
  const within = { from: rect.x + 1, to: rect.x + rect.width - 1 }
  const deal = (many: number) =>
    rows.slice(0, many).map((each, nth) => ({
      each,
      of: inOrder.filter((rider, at) => {
        const open = rows.slice(0, many).filter(({ takes }) => takes(boxOf(layout, rider)))
        return (open[at % Math.max(1, open.length)] ?? rows[0]) === rows[nth]
      }),
    }))
  for (let many = 1; many <= rows.length; many += 1) {
    const seats = deal(many).map(({ each, of }) => ({
      each,
      found: seated(
        of.map(rider => named(rider, each, layout, written, type)),
        within,
        many === rows.length,
      ),
    }))
    if (seats.some(({ found }) => found === undefined)) continue
    return seats.flatMap(({ each, found = [] }) =>
      found.map(({ name, x, width, whole }): [string, Tag] => {
        const rider = riders.find(other => other.name === name) as RiderView
        const box = boxOf(layout, rider)
        const y = each.y(rider, box)
        const string = each.strings ? box.y - y - type.line : 0
        return [name, { x, y, width, height: type.line, whole, string }]
      }),
    )
  }
  return []
}

function named(rider: RiderView, { span }: Row, layout: LaneLayout, written: Written, type: Type): Named {
  const box = boxOf(layout, rider)
  const whole = lettersOf(rider, written)
  const least = Math.min(rider.name.length, LEAST_LETTERS)
  const shorter = Array.from({ length: rider.name.length - least + 1 }, (_, less) => rider.name.length - less)
  const widths = [...new Set([whole, ...shorter])].map(letters => widthOf(letters, type))
  return { name: rider.name, at: box.x + box.width / 2, ...span(box), widths, rank: rankOf(rider) }
}

/** Four letters and what says that there are more. */
const LEAST_LETTERS = 5

function rankOf({ marked, state, bail, failing }: RiderView): number {
  if (marked) return 2
  return state === 'ready' || bail !== undefined || failing ? 1 : 0
}

/** Who is in the air or hangs at the lip: beside, above or below, wherever nothing else is. */
function anywhere(
  rider: RiderView,
  riders: readonly RiderView[],
  layout: LaneLayout,
  taken: readonly Rect[],
  written: Written,
  type: Type,
): Tag | undefined {
  const box = boxOf(layout, rider)
  const { rect, field } = layout
  const width = widthOf(lettersOf(rider, written), type)
  const centred = Math.max(rect.x, Math.min(rect.x + rect.width - width, box.x + Math.round((box.width - width) / 2)))
  const places = [
    { x: box.x + box.width + 1, y: box.y + Math.round(box.height * 0.3) },
    { x: box.x - 1 - width, y: box.y + Math.round(box.height * 0.3) },
    { x: centred, y: box.y + box.height },
    { x: centred, y: box.y + 1 - type.line },
  ].map((place): Tag => ({ ...place, width, height: type.line, whole: true, string: 0 }))
  const free = places.filter(
    tag =>
      tag.x >= rect.x &&
      tag.x + width <= rect.x + rect.width &&
      tag.y >= field.y - 2 &&
      tag.y + tag.height <= rect.y + rect.height &&
      !taken.some(other => meets(tag, other, 1)),
  )
  const figures = riders.filter(({ name }) => name !== rider.name).map(other => boxOf(layout, other))
  return free.find(tag => !figures.some(figure => meets(tag, figure, 0))) ?? free[0]
}

const meets = (one: Rect, other: Rect, gap: number) =>
  one.x < other.x + other.width + gap &&
  other.x < one.x + one.width + gap &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height
