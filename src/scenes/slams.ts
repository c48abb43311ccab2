/**
 * The blast radius of a host: a frame around it and around all that stands on it, and
 * the line that they hang on. What is dead has a solid frame, what is only cut off a
 * dashed one. It flashes twice a second, and with reduced motion not at all. Where it
 * struck, all of it is white for the moment in which the picture stands, and bits fly.
 */

import type { SlamView } from '../view/incident-view'
import type { BoardLayout, Rect } from '../view/layout-shapes'
import { chance } from './chance'
import { cornered, dashed } from './effects'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

export function putSlam(stamps: Stamps, layout: BoardLayout, slam: SlamView, moment: Moment) {
  const lane = layout.lanes[slam.lane]
  const hit = slam.plates.map(name => lane.plates[name]).filter(rect => rect !== undefined)
  const lowest = hit[0]
  if (!lowest) return
  if (slam.how === 'cutOff') for (const rect of hit) dashed(stamps, rect, 'sun', moment)
  else if (moment.calm || !moment.blink) for (const rect of hit) framed(stamps, rect)
  tree(stamps, hit, slam.how === 'down' ? 'alarm' : 'sun')
  if (moment.calm || slam.how !== 'down') return
  wave(stamps, lowest, lane.field, slam.done)
  if (slam.done < FLASH) for (const { x, y, width, height } of hit) stamps.fill('white', x, y, width, height)
  const top = Math.min(...hit.map(({ y }) => y))
  if (moment.lively) bits(stamps, { ...lowest, y: top }, lane.field, slam)
}

/** Of the time for which a slam is shown, in parts per million: its first ticks, and half a second. */
const FLASH = 10_000
const FLYING = 140_000
const BITS = 22
const COLOURS = ['white', 'sun', 'slabLit', 'steel'] as const

/** Off its upper edge, up and down again, each on its own way. */
function bits(stamps: Stamps, { x, y, width }: Rect, field: Rect, { id, done }: SlamView) {
  const share = done / FLYING
  if (share >= 1) return
  for (let bit = 0; bit < BITS; bit++) {
    const dice = (stream: number, sides: number) => chance(id * BITS + bit, stream) % sides
    const across = x + dice(1, width) + (dice(2, 61) - 30) * share
    const up = (16 + dice(3, 26)) * 4 * share * (1 - share) - 14 * share * share
    if (y - up < field.y || across < field.x || across > field.x + field.width - 2) continue
    stamps.fill(COLOURS[bit % COLOURS.length] ?? 'white', across, y - up, bit % 3 === 0 ? 2 : 1, bit % 3 === 0 ? 2 : 1)
  }
}

function framed(stamps: Stamps, { x, y, width, height }: Rect) {
  stamps.fill('alarm', x, y, width, 1)
  stamps.fill('alarm', x, y + height - 1, width, 1)
  stamps.fill('alarm', x, y, 1, height)
  stamps.fill('alarm', x + width - 1, y, 1, height)
}

/** From the ground up along their left edges: what stands on what. */
function tree(stamps: Stamps, hit: readonly Rect[], role: 'alarm' | 'sun') {
  const left = Math.min(...hit.map(({ x }) => x)) - 2
  const middles = hit.map(({ y, height }) => Math.round(y + height / 2))
  const top = Math.min(...middles)
  stamps.fill(role, left, top, 1, Math.max(...middles) - top + 1)
  hit.forEach(({ x }, at) => {
    stamps.fill(role, left, middles[at] ?? top, x - left, 1)
  })
}

/** Once, outward from its foot, for the first fifth of the time: its corners, so that it crosses no words. */
function wave(stamps: Stamps, { x, y, width, height }: Rect, field: Rect, done: number) {
  const share = done / 200_000
  if (share >= 1) return
  const reach = Math.round(share * 26)
  const left = Math.max(field.x, x - reach)
  const right = Math.min(field.x + field.width, x + width + reach)
  const top = Math.max(field.y, y - reach)
  cornered(stamps, { x: left + 1, y: top + 1, width: right - left - 2, height: y + height - top - 2 }, 'white')
}
