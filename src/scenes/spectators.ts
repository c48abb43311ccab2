/**
 * The people at the back of each lane, in three groups: each is painted once, as one
 * picture, and hops as a whole. Dark against the night, so that who rides is seen first.
 */

import type { Lane } from '../model/command'
import { bowlDepth, rampOf, tiersOf } from '../view/ground'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import type { Role } from '../view/palette'
import { GROUPS } from '../view/stand'
import type { Brush } from './brush'
import { chance } from './chance'
import type { Moment } from './moment'

const PITCH = 7
/** Behind the ground, so that they come up from behind it. */
const HEIGHT = 8

export function paintSpectators(brush: Brush, lane: Lane, { field, rack }: LaneLayout, group: number) {
  const { x, y, width } = standOf(lane, field, rack)
  for (let at = 0; (at + 1) * PITCH < width; at++) {
    const dice = chance(at + field.y, 11)
    if (dice % GROUPS === group && dice % 7 < 5) person(brush, x + at * PITCH + (dice % 3), y - (dice % 4), dice)
  }
}

const CAPS: readonly Role[] = ['slate', 'slate', 'sea', 'bowlDeep', 'boxesDeep', 'soil', 'blood']

/** A head with a cap and two shoulders, in ink all round, so that one is told from the next and from the town. */
function person(brush: Brush, x: number, y: number, dice: number) {
  const waves = dice % 5 === 0
  brush.fill('ink', x, y - 1, 5, 5)
  brush.fill('ink', x - 1, y + 3, 7, HEIGHT)
  if (waves) brush.fill('ink', x - 2, y - 2, 3, 7)
  brush.fill('dusk', x, y + 4, 5, HEIGHT)
  brush.fill('slate', x + 1, y, 3, 3)
  brush.fill(CAPS[(dice >>> 4) % CAPS.length] ?? 'slate', x + 1, y, 3, 1)
  if (waves) brush.fill('slate', x - 1, y - 1, 1, 5)
}

/** Along the ground of the lane, where it is level. */
function standOf(lane: Lane, field: Rect, rack: number): Rect {
  const foot = field.y + field.height
  const level = { ...field, height: HEIGHT }
  if (lane === 'bowl') return { ...level, y: field.y + bowlDepth(field) - 6 }
  if (lane === 'slab') return { ...level, y: foot - rack - 7, width: field.width - rampOf(field).width }
  const { machine, hypervisor } = tiersOf(lane, field)
  return { ...level, y: foot - machine - hypervisor - 7 }
}

const BOUNCE = 2
/** So often in a second of play. */
const BEATS = 2

/** How many pixels a group is above its place; below it when all sit down. */
export function bounceOf(group: number, cheers: number | undefined, { play, lively }: Moment): number {
  if (cheers === undefined) return -2
  if (!lively || group >= cheers) return 0
  return Math.round(Math.abs(Math.sin((play * BEATS + group / GROUPS) * Math.PI)) * BOUNCE)
}
