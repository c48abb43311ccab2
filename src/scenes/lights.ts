/**
 * What lives on the plates: lamps of the machines, a pip for every replica, the mark
 * on what is aimed at, and the signs above a machine of the slab.
 */

import type { Target } from '../model/command'
import type { PipView } from '../view/incident-view'
import type { LaneView } from '../view/lane-view'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import type { Role } from '../view/palette'
import { pipBlinks, pipName } from '../view/pips'
import type { PlateView } from '../view/plate-view'
import type { Tone } from '../view/tone'
import { chance } from './chance'
import { cornered, dashed, smoke } from './effects'
import { widthOf } from './lettering'
import type { Moment } from './moment'
import type { PipFlights } from './pip-flights'
import { builtSteps, rackOf, type StandingPlate } from './plates'
import type { Stamps } from './stamps'

export function lightPlate(
  stamps: Stamps,
  layout: LaneLayout,
  lane: LaneView,
  standing: StandingPlate,
  flights: PipFlights,
  moment: Moment,
) {
  const { plate } = standing
  const onSlab = lane.lane === 'slab' && plate.kind === 'machine'
  const rect = onSlab ? rackOf(standing.rect, layout) : standing.rect
  if (plate.kind === 'machine') lightMachine(stamps, rect, plate, moment)
  pips(stamps, rect, plate, lane.riders.find(({ marked }) => marked)?.target, flights, moment)
  knows(stamps, rect, plate, moment)
  if (plate.unseen)
    stamps.words('?', rect.x + rect.width - 22, rect.y + Math.max(0, Math.floor((rect.height - 7) / 2)), 'silver')
  if (onSlab) sign(stamps, rect, plate, lane, moment)
  if (plate.state === 'down' && plate.kind !== 'server') smoke(stamps, rect.x + rect.width / 2, rect.y, moment)
  if (plate.marked) dashed(stamps, standing.rect, 'sun', moment)
  else if (plate.warned && (moment.calm || !moment.blink)) cornered(stamps, standing.rect, 'slabLit')
}

const LED = 12

/** Green and busy, or one red light. While it is being set up, amber runs along. */
function lightMachine(stamps: Stamps, rect: Rect, plate: PlateView, moment: Moment) {
  if (plate.state === 'spare') return
  const rows = rect.height >= 12 ? [3, 7] : [2]
  const top = rect.y + Math.round((rect.height * (16 - builtSteps(plate))) / 16)
  for (const row of rows) {
    const y = rect.y + row + 1
    if (y < top) continue
    for (let x = rect.x + 3, at = 0; x < rect.x + rect.width * 0.6; x += LED, at++) {
      stamps.fill(ledRole(plate, at + row, moment), x, y, 2, 1)
    }
  }
}

function ledRole({ state, name }: PlateView, at: number, { beat, blink }: Moment): Role {
  if (state === 'down') return at % 3 === 0 && !blink ? 'alarm' : 'ink'
  if (state !== 'up') return (at + beat) % 3 === 0 ? 'slabLit' : 'soil'
  const busy = chance(at * 31 + beat + name.length, name.charCodeAt(name.length - 1)) % 5
  return busy === 0 ? 'pine' : busy === 1 ? 'bowlLit' : 'leaf'
}

const PIP = 5

/** One for each replica, from the right; on a plate that is down all of them blink. Those of `marked` stand out. */
function pips(
  stamps: Stamps,
  rect: Rect,
  plate: PlateView,
  marked: Target | undefined,
  flights: PipFlights,
  moment: Moment,
) {
  const many = plate.pips.length
  if (many === 0) return
  const room = rect.width - 8
  const pitch = many * 2 > room ? room / many : Math.min(PIP + 2, Math.floor(room / many))
  const width = Math.ceil(pitch * many)
  const y =
    plate.kind === 'server' ? rect.y + rect.height - PIP : rect.y + Math.max(0, Math.ceil((rect.height - PIP) / 2))
  const from =
    plate.kind === 'server' ? rect.x + Math.round((rect.width - width) / 2) + 1 : rect.x + rect.width - 4 - width
  stamps.fill('ink', from - 1, y - (rect.height > 6 ? 1 : 0), width + 1, PIP + (rect.height > 6 ? 2 : 0))
  plate.pips.forEach((pip, at) => {
    const x = from + Math.floor(at * pitch)
    if (pip.rider === marked) stamps.fill('sun', x - 1, y - 1, PIP + 2, PIP + 2)
    if (pip.rider === marked) stamps.fill('ink', x, y, PIP, PIP)
    onePip(stamps, pip, plate.state === 'down', { x, y }, flights, moment)
  })
}

function onePip(
  stamps: Stamps,
  pip: PipView,
  hostDown: boolean,
  { x, y }: { readonly x: number; readonly y: number },
  flights: PipFlights,
  moment: Moment,
) {
  const picture = pipName(pip)
  const height = flights.height(pip.key, picture, x, y, moment)
  if (!(pipBlinks(pip, hostDown) && moment.blink)) stamps.put(patternOf(pip, picture, moment), x, y - height)
}

/** Replicas that stand nowhere hang from the lip, behind the riders that do. */
export function pendingPips(
  stamps: Stamps,
  { field }: LaneLayout,
  lane: LaneView,
  flights: PipFlights,
  moment: Moment,
) {
  const hung = lane.riders.filter(({ state }) => state === 'hung').length
  lane.pending.slice(0, MOST_PENDING).forEach((pip, at) => {
    const x = field.x + 7 + hung * 17 + at * (PIP + 2)
    stamps.fill('ink', x - 1, field.y + 3, PIP + 2, PIP + 2)
    onePip(stamps, pip, false, { x, y: field.y + 4 }, flights, moment)
  })
}

const MOST_PENDING = 8

/**
 * The second lamp, on a pole at the plate's right end: what its system believes. Smoke
 * is what is; a cut cable, that it lives and is not heard.
 */
function knows(stamps: Stamps, rect: Rect, { believed, cutOff, kind }: PlateView, { blink }: Moment) {
  const x = rect.x + rect.width - 8
  if (believed) stamps.put(`sign/knows-${believed}`, x, rect.y - 9)
  if (cutOff && kind !== 'machine' && !blink) stamps.put('sign/cut', x - 11, rect.y - 7)
}

/** One that serves has a pattern for how busy it is; the other states have shapes enough. */
const patternOf = ({ state }: PipView, picture: string, { patterned }: Moment) =>
  patterned && state === 'serving' ? `${picture}/pattern` : picture

/** By its shape, or by its pattern. */
export const lampFor = (tone: Tone, { patterned }: Moment) => (patterned ? `lamp/${tone}/pattern` : `lamp/${tone}`)

/** What can be done with a machine that nobody rides: order it, wait for it, land on it. */
function sign(stamps: Stamps, rack: Rect, plate: PlateView, lane: LaneView, moment: Moment) {
  const middle = rack.x + Math.floor(rack.width / 2)
  const taken = lane.riders.some(({ plate: on }) => on === plate.name || on === `machine/${plate.name}`)
  if (plate.state === 'spare' && !taken) offer(stamps, 'order', 'slabLit', middle, rack, moment)
  else if (plate.state === 'ordered' || plate.state === 'building') progress(stamps, rack, plate, moment)
  else if (plate.state === 'up' && !taken) offer(stamps, 'free', 'leaf', middle, rack, moment)
  else if (plate.state === 'down') stamps.put('mark/dead', middle - 3, rack.y - 9)
}

function offer(stamps: Stamps, what: 'order' | 'free', role: Role, middle: number, rack: Rect, moment: Moment) {
  const half = what === 'order' ? 4 : 5
  stamps.put(`mark/${what}`, middle - half, rack.y - 20 - moment.bob)
  stamps.words(what, middle - Math.floor(widthOf(what, 'tiny') / 2), rack.y - 7, role, 'tiny')
}

/** The hook that lays it, at the height it has reached, and a bar for how far that is. */
function progress(stamps: Stamps, rack: Rect, plate: PlateView, moment: Moment) {
  const top = rack.y + Math.round((rack.height * (16 - builtSteps(plate))) / 16)
  const swing = rack.x + 4 + Math.round((moment.sway * 0.5 + 0.5) * (rack.width * 0.6 - 12))
  stamps.fill('ink', rack.x, rack.y - 3, rack.width, 4)
  stamps.fill('soil', rack.x + 1, rack.y - 2, rack.width - 2, 2)
  stamps.fill('slabLit', rack.x + 1, rack.y - 2, Math.round(((rack.width - 2) * plate.done) / 1_000_000), 2)
  stamps.fill('steel', swing + 3, rack.y - 12, 1, Math.max(0, top - rack.y))
  stamps.put('mark/hook', swing, top - 12)
  if (moment.beat % 3 !== 0) stamps.put(`spark/${moment.beat % 2}`, swing + 1, top - 3)
}
