/**
 * The blast radius of a host: a frame around it and around all that stands on it, and
 * the line that they hang on. What is dead has a solid frame, what is only cut off a
 * dashed one. It flashes twice a second, and with reduced motion not at all.
 */

import type { SlamView } from '../view/incident-view'
import type { BoardLayout, Rect } from '../view/layout-shapes'
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
  if (!moment.calm && slam.how === 'down') wave(stamps, lowest, lane.field, slam.done)
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
