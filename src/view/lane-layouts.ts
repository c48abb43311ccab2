/**
 * What stands where within one lane: its plates from left to right, each on the one
 * that carries it, and the riders on top.
 *
 * Bowl: machine, node, and above them the curve, where each rider swings about the node that it mainly runs on. Boxes:
 * machine, hypervisor, and on it the servers, whose walls go up around their riders.
 * Slab: a rack, and the rider on its lid.
 */

import type { Lane } from '../model/command'
import { above, apart, edgesIn, type Stand } from './apart'
import { flightOf } from './flight'
import {
  alongBowl,
  bowlDepth,
  bowlPlates,
  bowlRise,
  groundOf,
  RAIL_HEIGHT,
  RIDER,
  SERVER_FLOOR,
  TITLE_HEIGHT,
  type Tiers,
  tiersOf,
} from './ground'
import type { LaneView } from './lane-view'
import type { LaneLayout, Rect } from './layout-shapes'
import type { PlateView } from './plate-view'
import type { RiderView } from './rider-view'

/** The sign above a machine that nobody rides. */
const SIGN = 22
/** What a finger finds. */
const TAP = 34
/** `beneath`: the plates of the lane below, where those stand that riders of the rail ride on. */
export function laneLayout(
  lane: Lane,
  rect: Rect,
  view: LaneView | undefined,
  beneath: LaneLayout['plates'] = {},
): LaneLayout {
  const title = { ...rect, height: TITLE_HEIGHT }
  const field = { ...rect, y: rect.y + TITLE_HEIGHT, height: rect.height - TITLE_HEIGHT }
  const tiers = tiersOf(lane, field)
  const plates: Record<string, Rect> = {}
  const ground = groundOf(lane, field)

  columns(view?.plates ?? [], ground, lane).forEach(([plate, column]) => {
    stack(plate, column, tiers, plates)
  })
  const landings = landingsIn(lane, field, view, lane === 'rail' ? beneath : plates)
  const riders = { ...landings, ...aloft(lane, field, view?.riders ?? [], landings) }
  if (lane === 'slab') giveAir(field, plates, view?.riders ?? [])
  return { rect, title, field, plates, riders, landings, rack: tiers.machine }
}

const WIDEST: Readonly<Record<Lane, number>> = { bowl: 400, boxes: 400, slab: 90, rail: 400 }

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
  const edge = boxes ? EDGE : 0
  const step = Math.floor((above.width - 2 * edge) / many)
  const width = boxes ? Math.min(ROOMIEST_SERVER, step - 1) : step
  const pitch = boxes ? Math.min(step, width + 6) : step
  const inset = boxes ? Math.max(edge, Math.min(ROOM_FOR_A_PACK, Math.floor((above.width - many * pitch) / 2))) : 0
  return plate.above.map((child, at) => [child, { ...above, x: above.x + inset + at * pitch, width }])
}

const EDGE = 3
/** To the left of the first server, where there is room: a finger takes its rider's backpack there. */
const ROOM_FOR_A_PACK = 28

/** Nobody stands there: the plate takes the air above it, as far as a finger is wide. */
function giveAir(field: Rect, plates: Record<string, Rect>, riders: readonly RiderView[]) {
  for (const [name, plate] of Object.entries(plates)) {
    if (riders.some(rider => isOn(rider, name))) continue
    const height = Math.min(field.height, Math.max(plate.height + SIGN, TAP))
    plates[name] = { ...plate, y: plate.y + plate.height - height, height }
  }
}

const isOn = ({ plate }: RiderView, name: string) => plate === name || plate === name.slice(name.indexOf('/') + 1)

/** Whether its words stand on its left, for want of room on its right. In the bowl they are under it. */
export const wordsLeft = (lane: Lane, { plate }: RiderView, { x }: Rect, field: Rect): boolean =>
  lane !== 'bowl' && plate !== undefined && isFarRight({ x }, field)

const isFarRight = ({ x }: Pick<Rect, 'x'>, field: Rect) => x - field.x > field.width * 0.6

/** How wide a name is, in logical pixels. */
const WORDS = 44

function landingsIn(lane: Lane, field: Rect, view: LaneView | undefined, plates: Readonly<Record<string, Rect>>) {
  const riders = (view?.riders ?? []).filter(({ state }) => state !== 'gone')
  const wanted = riders.map((rider, at) => standOf(lane, field, plates, rider, (at + 0.5) / riders.length))
  const across = lane === 'bowl' ? bowlMiddle(field) : groundOf(lane, field)
  const wish = lane === 'bowl' || lane === 'rail' ? WORDS : RIDER.width + 1 // they swing or slide, and their names are beside or beneath them
  const whole = lane === 'bowl' ? bowlWhole(field) : across
  const free = apart(wanted, { across, whole, dark: darkOf(view?.plates ?? [], plates) }, wish)
  return Object.fromEntries(
    riders.map(({ name }, at) => [name, boxAt(lane, field, free[at] ?? across.x, wanted[at]?.foot ?? 0)]),
  )
}

/** The machines that carry nothing now: themselves, or what stands on them, are down. */
const darkOf = (machines: readonly PlateView[], plates: Readonly<Record<string, Rect>>): readonly Rect[] =>
  machines
    .filter(machine => [machine, ...machine.above].some(({ kind, state }) => kind !== 'server' && state === 'down'))
    .flatMap(({ name }) => plates[`machine/${name}`] ?? [])

/** Those in the air are where they are on their way, and who found no place hangs at the left lip. */
function aloft(lane: Lane, field: Rect, riders: readonly RiderView[], landings: Readonly<Record<string, Rect>>) {
  const hung = riders.filter(({ state }) => state === 'hung').map(({ name }, at) => [name, hangingAt(field, at)])
  const flying = riders
    .filter(({ state }) => state === 'air')
    .map(({ name, done }) => [name, flightOf(lane, field, landings[name] ?? hangingAt(field, 0), done)])
  return Object.fromEntries([...hung, ...flying])
}

const hangingAt = (field: Rect, at: number): Rect => ({ ...RIDER, x: field.x + 4 + at * (RIDER.width + 1), y: field.y })

function boxAt(lane: Lane, field: Rect, x: number, foot: number): Rect {
  const lift = lane === 'bowl' ? bowlRise(alongBowl(field, x + RIDER.width / 2), bowlDepth(field)) : 0
  return { x, y: foot - lift - RIDER.height, width: RIDER.width, height: RIDER.height }
}

/** The part of the curve that is flat enough to stand on. */
const bowlMiddle = (field: Rect): Rect => bowlUpTo(field, Math.max(5, bowlDepth(field) - RIDER.height + 5))

/** And as far up as a head stays under the title, for whose node is at the side. */
const bowlWhole = (field: Rect): Rect => bowlUpTo(field, Math.max(5, bowlDepth(field) - FIGURE + 2))

/** A rider without its sticker. */
const FIGURE = 24

function bowlUpTo(field: Rect, highest: number): Rect {
  const depth = bowlDepth(field)
  let width = Math.round(field.width * 0.46)
  while (width < field.width * 0.8 && bowlRise(width / field.width, depth) < highest) width += 2
  return { ...field, x: field.x + Math.round((field.width - width) / 2), width }
}

function standOf(
  lane: Lane,
  field: Rect,
  plates: Readonly<Record<string, Rect>>,
  rider: RiderView,
  share: number,
): Stand {
  const middle = lane === 'bowl' ? bowlMiddle(field) : groundOf(lane, field)
  const free = Math.round(middle.x + middle.width * share - RIDER.width / 2)
  const base = field.y + field.height
  const name = Object.keys(plates)
    .reverse()
    .find(key => isOn(rider, key))
  const plate = name ? plates[name] : undefined
  const host = plate && columnOf(plate, plates)
  const { from, to } = edgesIn(host, middle)
  const x = plate ? Math.max(from, Math.min(to, above(plate))) : free
  if (lane === 'bowl') return { x, foot: base - bowlPlates(field), host }
  if (lane === 'rail') return { x, foot: base - RAIL_HEIGHT, host }
  if (!plate) return { x, foot: base - restingHeight(lane, field), host }
  const foot = name?.startsWith('server/') ? plate.y + plate.height - SERVER_FLOOR : plate.y
  return { x, foot, host }
}

/** The machine that a plate stands on: what goes dark with it, and nothing else. */
function columnOf(plate: Rect, plates: Readonly<Record<string, Rect>>): Rect {
  const middle = plate.x + plate.width / 2
  const machines = Object.entries(plates).filter(([key]) => key.startsWith('machine/'))
  return machines.find(([, { x, width }]) => x <= middle && middle < x + width)?.[1] ?? plate
}

function restingHeight(lane: Lane, field: Rect) {
  const { machine, hypervisor } = tiersOf(lane, field)
  return lane === 'slab' ? machine : machine + hypervisor + SERVER_FLOOR
}
