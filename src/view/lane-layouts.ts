/**
 * What stands where within one lane: its plates from left to right, each on the one
 * that carries it, and the riders on top.
 *
 * Bowl: machine, node, and above them the curve that the riders swing in. Boxes:
 * machine, hypervisor, and on it the servers, whose walls go up around their riders.
 * Slab: a rack, and the rider on its lid.
 */

import type { Lane } from '../model/command'
import type { LaneLayout, Rect } from './layout-shapes'
import type { LaneView, PlateView, RiderView } from './park-view'

export const TITLE_HEIGHT = 11
/** A figure of 16x24 with a sticker of 11x11 above it. */
export const RIDER = { width: 16, height: 36 } as const
/** What a finger finds. */
const TAP = 34
/** The floor of a server, which its rider stands on. */
export const SERVER_FLOOR = 4

export function laneLayout(lane: Lane, rect: Rect, view: LaneView | undefined): LaneLayout {
  const title = { ...rect, height: TITLE_HEIGHT }
  const field = { ...rect, y: rect.y + TITLE_HEIGHT, height: rect.height - TITLE_HEIGHT }
  const tiers = tiersOf(lane, field)
  const plates: Record<string, Rect> = {}
  const ground = groundOf(lane, field)

  columns(view?.plates ?? [], ground, lane).forEach(([plate, column]) => {
    stack(plate, column, tiers, plates)
  })
  const riders = ridersIn(lane, field, view, plates)
  if (lane === 'slab') giveAir(field, plates, view?.riders ?? [])
  return { rect, title, field, plates, riders, rack: tiers.machine }
}

/** How high the bowl's curve is at a share of its half width, -1 at the left lip, 1 at the right. */
export const bowlRise = (t: number, depth: number) => Math.round(depth * t * t * Math.abs(t))

/** From the lips to the lid of the nodes. */
export const bowlDepth = (field: Rect) => field.height - tiersSum('bowl', field) - 2

/** Where the mega-ramp begins. */
export const rampOf = (field: Rect): Rect => {
  const width = Math.round(field.width * 0.26)
  return { x: field.x + field.width - width, y: field.y, width, height: field.height }
}

interface Tiers {
  readonly machine: number
  readonly hypervisor: number
  readonly node: number
  readonly server: number
}

/** How high each kind of plate is here: what a rider does not need, within reason. */
function tiersOf(lane: Lane, field: Rect): Tiers {
  const spare = field.height - RIDER.height - 1
  const share = (of: number, most: number) => Math.max(5, Math.min(most, Math.floor(spare * of)))
  if (lane === 'slab') return { machine: share(1, 36), hypervisor: 6, node: 7, server: 26 }
  if (lane === 'bowl') return { machine: share(0.42, 14), hypervisor: 6, node: share(0.58, 16), server: 20 }
  return { machine: share(0.4, 14), hypervisor: share(0.35, 12), node: 6, server: share(9, 28) }
}

const tiersSum = (lane: 'bowl', field: Rect) => tiersOf(lane, field).machine + tiersOf(lane, field).node

/** The strip that machines stand in. */
function groundOf(lane: Lane, field: Rect): Rect {
  if (lane !== 'slab') return { ...field, x: field.x + 2, width: field.width - 4 }
  return { ...field, x: field.x + 2, width: field.width - rampOf(field).width - 4 }
}

const WIDEST: Readonly<Record<Lane, number>> = { bowl: 400, boxes: 400, slab: 64 }

/** One column a machine, in order, from the left. */
function columns(plates: readonly PlateView[], ground: Rect, lane: Lane): readonly (readonly [PlateView, Rect])[] {
  const gap = lane === 'slab' ? 6 : 3
  const room = Math.floor((ground.width + gap) / Math.max(1, plates.length)) - gap
  const width = Math.max(6, Math.min(WIDEST[lane], room))
  const from = ground.x + (lane === 'slab' ? Math.min(14, Math.max(0, room - width)) : 0)
  const step = lane === 'slab' ? Math.min(room, width + 14) + gap : width + gap
  return plates.map((plate, at) => [plate, { ...ground, x: from + at * step, width }])
}

/** A plate at the foot of its column, and what it carries side by side on top of it. */
function stack(plate: PlateView, column: Rect, tiers: Tiers, into: Record<string, Rect>) {
  const height = Math.min(tiers[plate.kind], column.height)
  into[`${plate.kind}/${plate.name}`] = { ...column, y: column.y + column.height - height, height }
  const above = { ...column, height: column.height - height }
  for (const [child, part] of sideBySide(plate, above)) stack(child, part, tiers, into)
}

const ROOMIEST_SERVER = 32

function sideBySide(plate: PlateView, above: Rect): readonly (readonly [PlateView, Rect])[] {
  const many = plate.above.length
  if (many === 0) return []
  const boxes = plate.above.some(({ kind }) => kind === 'server')
  const inset = boxes ? 3 : 0
  const step = Math.floor((above.width - 2 * inset) / many)
  const width = boxes ? Math.min(ROOMIEST_SERVER, step - 1) : step
  const pitch = boxes ? Math.min(step, width + 6) : step
  return plate.above.map((child, at) => [child, { ...above, x: above.x + inset + at * pitch, width }])
}

/** Nobody stands there: the plate takes the air above it, as far as a finger is wide. */
function giveAir(field: Rect, plates: Record<string, Rect>, riders: readonly RiderView[]) {
  for (const [name, plate] of Object.entries(plates)) {
    if (riders.some(rider => isOn(rider, name))) continue
    const height = Math.min(field.height, Math.max(plate.height, TAP))
    plates[name] = { ...plate, y: plate.y + plate.height - height, height }
  }
}

const isOn = ({ plate }: RiderView, name: string) => plate === name || plate === name.slice(name.indexOf('/') + 1)

function ridersIn(lane: Lane, field: Rect, view: LaneView | undefined, plates: Readonly<Record<string, Rect>>) {
  const riders = (view?.riders ?? []).filter(({ state }) => state !== 'gone')
  const wanted = riders.map((rider, at) => standOf(lane, field, plates, rider, (at + 0.5) / riders.length))
  const across = lane === 'bowl' ? bowlMiddle(field) : groundOf(lane, field)
  const free = spread(
    wanted.map(({ x }) => x),
    across.x + 1,
    across.x + across.width - RIDER.width - 1,
  )
  return Object.fromEntries(
    riders.map(({ name }, at) => [name, boxAt(lane, field, free[at] ?? across.x, wanted[at]?.foot ?? 0)]),
  )
}

function boxAt(lane: Lane, field: Rect, x: number, foot: number): Rect {
  const lift = lane === 'bowl' ? bowlRise(alongBowl(field, x + RIDER.width / 2), bowlDepth(field)) : 0
  return { x, y: foot - lift - RIDER.height, width: RIDER.width, height: RIDER.height }
}

export const alongBowl = (field: Rect, x: number) => ((x - field.x) * 2) / field.width - 1

/** The part of the curve that is flat enough to stand on. */
function bowlMiddle(field: Rect): Rect {
  const depth = bowlDepth(field)
  const highest = Math.max(5, depth - RIDER.height + 5)
  let width = Math.round(field.width * 0.46)
  while (width < field.width * 0.8 && bowlRise(width / field.width, depth) < highest) width += 2
  return { ...field, x: field.x + Math.round((field.width - width) / 2), width }
}

/** Left edge and foot of where a rider would stand, were it alone. */
function standOf(
  lane: Lane,
  field: Rect,
  plates: Readonly<Record<string, Rect>>,
  rider: RiderView,
  share: number,
): { readonly x: number; readonly foot: number } {
  const middle = lane === 'bowl' ? bowlMiddle(field) : groundOf(lane, field)
  const free = Math.round(middle.x + middle.width * share - RIDER.width / 2)
  const base = field.y + field.height
  if (lane === 'bowl') return { x: free, foot: base - tiersSum('bowl', field) }

  const name = Object.keys(plates)
    .reverse()
    .find(key => isOn(rider, key))
  const plate = name ? plates[name] : undefined
  if (!plate) return { x: free, foot: base - restingHeight(lane, field) }
  const foot = name?.startsWith('server/') ? plate.y + plate.height - SERVER_FLOOR : plate.y
  return { x: Math.round(plate.x + plate.width / 2 - RIDER.width / 2), foot }
}

function restingHeight(lane: Lane, field: Rect) {
  const { machine, hypervisor } = tiersOf(lane, field)
  return lane === 'slab' ? machine : machine + hypervisor + SERVER_FLOOR
}

/** Pushes those apart who would overlap, as far as there is room; beyond that they share it evenly. */
function spread(wanted: readonly number[], from: number, to: number): readonly number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b)
  const apart = Math.min(RIDER.width + 1, (to - from) / Math.max(1, wanted.length - 1))
  const placed: number[] = []
  let least = from
  for (const at of order) {
    placed[at] = Math.max(least, Math.min(to, wanted[at] ?? from))
    least = placed[at] + apart
  }
  let most = to
  for (const at of order.reverse()) {
    placed[at] = Math.min(most, placed[at] ?? most)
    most = placed[at] - apart
  }
  return placed.map(Math.floor)
}
