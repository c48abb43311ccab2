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
import { wordsLeft } from './lane-layouts'
import type { LaneView } from './lane-view'
import type { LaneLayout, Rect } from './layout-shapes'
import type { RiderView } from './rider-view'
import { floating } from './tag-floating'
import { type Row, rowsOf } from './tag-lines'
import { type Named, seated } from './tag-rows'
import { boxOf, lettersOf, meets, type Tag, type Type, underTitle, type Written, widthOf } from './tag-shapes'

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
    const tag = floating(rider, riders, layout, taken, written, type)
    if (tag) tags[rider.name] = tag
  }
  return tags
}

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
