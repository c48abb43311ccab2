/**
 * What is seen of a rider as it comes down, and as it drops in: pressed flat, up again,
 * dust from under the wheels. In whole pixels; with reduced motion nothing of it.
 */

import type { Lane } from '../model/command'
import { RIDER } from '../view/ground'
import type { Role } from '../view/palette'
import type { RiderState } from '../view/rider-view'
import type { Spot } from './figures'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

type Place = Pick<Spot, 'x' | 'y'>

/** For so many milliseconds a landing is seen. */
export const LANDING = 340

/** By how many pixels a figure is wider and higher; its feet stay where they are. */
export interface Squash {
  readonly wide: number
  readonly high: number
}

export const AS_DRAWN: Squash = { wide: 0, high: 0 }

const FLAT = { until: 60, shape: { wide: 4, high: -6 } } as const
const LONG = { until: 120, shape: { wide: -2, high: 2 } } as const
const DROPS_IN = 140

/** `since`: for how many milliseconds it has been so. */
export function squashOf(state: RiderState, since: number, { calm }: Moment): Squash {
  if (calm || since < 0) return AS_DRAWN
  if (state === 'air') return since < DROPS_IN ? LONG.shape : AS_DRAWN
  if (state !== 'riding' && state !== 'ready') return AS_DRAWN
  return [FLAT, LONG].find(({ until }) => since < until)?.shape ?? AS_DRAWN
}

/** Of the lane's own ground, and of the light on it. */
const DUST: Readonly<Record<Lane, readonly [Role, Role]>> = {
  bowl: ['bowlLit', 'white'],
  rail: ['sun', 'white'],
  boxes: ['boxesLit', 'white'],
  slab: ['slabLit', 'sun'],
}

const WAYS = [-11, -8, -5, -2, 2, 5, 8, 11] as const

/** Thrown up by the wheels, and two puffs that roll away from them. */
export function dust(stamps: Stamps, lane: Lane, { x, y }: Place, since: number) {
  const share = since / LANDING
  if (share < 0 || share >= 1) return
  const foot = y + RIDER.height - 2
  const middle = x + RIDER.width / 2
  const [role, light] = DUST[lane]
  WAYS.forEach((way, at) => {
    const high = (at % 2 === 0 ? 9 : 15) * 4 * share * (1 - share)
    stamps.fill(share < 0.35 ? light : role, middle + way * (0.5 + share), foot - high, at % 2 === 0 ? 2 : 1, 1)
  })
  const puff = `smoke/${Math.min(2, Math.floor(share * 3))}`
  const look = { alpha: 0.8 * (1 - share) }
  stamps.put(puff, middle - 8 - 9 * share, foot - 3 - 2 * share, look)
  stamps.put(puff, middle + 1 + 9 * share, foot - 3 - 2 * share, look)
}

/** Of whoever came down clean: sparks from both trucks, outward and up. */
export function bolts(stamps: Stamps, { x, y }: Place, since: number) {
  const share = since / LANDING
  if (share < 0 || share >= 1) return
  const foot = y + RIDER.height - 3
  for (const [across, up] of BOLTS) {
    const frame = `spark/${Math.min(2, Math.floor(share * 3))}`
    stamps.put(frame, x + 6 + across * (0.4 + share), foot - up * (0.3 + share))
  }
}

const BOLTS = [
  [-15, 4],
  [-11, 12],
  [11, 12],
  [15, 4],
] as const

const GRAINS = 3
/** Milliseconds. */
const GRAIN = 240

/** From the trucks on the rail, behind whoever slides along it. */
export function grind(stamps: Stamps, { x, y, flip }: Spot, { now }: Moment) {
  const back = flip ? x + 12 : x + 4
  const away = flip ? 1 : -1
  for (let grain = 0; grain < GRAINS; grain++) {
    const share = ((now / GRAIN + grain / GRAINS) % 1) as number
    const drop = 5 * share * share - 5 * share
    stamps.fill(share < 0.5 ? 'white' : 'sun', back + away * 9 * share, y + RIDER.height - 1 + drop, 1, 1)
  }
}
