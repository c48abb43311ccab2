/**
 * The riders: which picture, where, and what hangs over its head. Where a rider goes
 * from one place to another (card to lane, lane to lane) it hops there, whatever the
 * view says in between.
 */

import type { Lane } from '../model/command'
import type { Sticker } from '../model/workload'
import type { Bail } from '../view/incident-view'
import type { Rect } from '../view/layout-shapes'
import { chance } from './chance'
import { AS_DRAWN, type Squash } from './landing'
import type { Moment } from './moment'
import { rimOn } from './rim'
import type { Stamps } from './stamps'

/** Left upper corner of a rider's box, and whether it faces left. */
export interface Spot {
  readonly x: number
  readonly y: number
  readonly flip: boolean
}

export type Pose =
  | 'coast'
  | 'crouch'
  | 'air'
  | 'land'
  | 'push'
  | 'hang'
  | 'hang-1'
  | 'wobble-0'
  | 'wobble-1'
  | 'sit'
  | 'kneel'
  | 'splits'
  | 'bail-0'
  | 'bail-1'

/** How each lies in the end. */
export const RESTS: Readonly<Record<Bail, Pose>> = {
  crash: 'sit',
  host: 'bail-1',
  disk: 'kneel',
  split: 'splits',
  budget: 'wobble-0',
  hang: 'hang',
}

const FIGURES: Readonly<Record<Sticker, string>> = {
  BOLT: 'bolt',
  HEAVY: 'bolt',
  ANCHOR: 'anchor',
  LOCK: 'anchor',
  DISK: 'packer',
  CREW: 'packer',
  TICK: 'anchor',
  SHIP: 'ghost',
  BALLOON: 'ghost',
  GHOST: 'ghost',
}
const CLOTHES: Readonly<Record<string, number>> = { ghost: 3, anchor: 2, bolt: 2, packer: 2 }

/** The kind of figure by what decides about it, its clothes by its name. */
export function figureOf(name: string, stickers: readonly Sticker[]) {
  const kind = FIGURES[stickers[0] ?? 'GHOST']
  const sum = [...name].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7)
  return `rider/${kind}-${chance(sum, 5) % (CLOTHES[kind] ?? 1)}`
}

/** Milliseconds. */
export const HOP = 300
const LONG_AGO = -1e9
/** So far a place may shift without a hop. */
const NEAR = 3

interface Memory {
  place: string
  ground: string
  hopAt: number
  fromX: number
  fromY: number
  x: number
  y: number
  pose: string
  poseSince: number
  fall: Bail | undefined
  fallSince: number
  seen: number
}

export class Figures {
  private readonly known = new Map<string, Memory>()
  private frame = 0

  begin() {
    this.frame++
  }

  /** Forgets who was not drawn this time. */
  end() {
    for (const [name, memory] of this.known) if (memory.seen !== this.frame) this.known.delete(name)
  }

  /**
   * Where to draw a rider who belongs at `spot` in `place`: there, or on its way. `ground` is the plate that it
   * stands on, if it stands: whoever serves on from another was there all the time, and hops nowhere.
   */
  moved(name: string, place: string, spot: Spot, moment: Moment, ground = ''): Spot {
    const memory = this.recall(name, place, spot, ground)
    if (memory.place !== place) {
      const far = Math.abs(memory.x - spot.x) + Math.abs(memory.y - spot.y) > NEAR
      const elsewhere = memory.ground !== '' && ground !== '' && memory.ground !== ground
      const hops = far && !elsewhere && !moment.calm
      Object.assign(memory, { place, fromX: memory.x, fromY: memory.y, hopAt: hops ? moment.now : LONG_AGO })
    }
    memory.ground = ground
    const share = hopped(moment.now - memory.hopAt)
    const high = Math.abs(memory.fromX - spot.x) > 30 ? 18 : 6
    memory.x = share < 1 ? mix(memory.fromX, spot.x, share) : spot.x
    memory.y = share < 1 ? mix(memory.fromY, spot.y, share) - high * 4 * share * (1 - share) : spot.y
    return { x: memory.x, y: memory.y, flip: share < 1 ? memory.fromX > spot.x : spot.flip }
  }

  /**
   * For how many milliseconds it has been in this state, and has come down from the hop into it: less than 0 until
   * then. Who only makes room for somebody has been so all the time.
   */
  since(name: string, state: string, { now }: Moment) {
    const memory = this.known.get(name)
    if (!memory) return Number.POSITIVE_INFINITY
    if (memory.pose !== state) Object.assign(memory, { poseSince: memory.pose === '' ? LONG_AGO : now, pose: state })
    const hop = memory.hopAt === memory.poseSince ? HOP : 0
    const elapsed = now - memory.poseSince - hop
    return elapsed < -hop ? Number.POSITIVE_INFINITY : elapsed // its clock was set back
  }

  /** Who is thrown falls to the end, however soon it is up again: what throws it now, or has a moment ago. */
  falls(name: string, lane: Lane, bail: Bail | undefined, lasts: number, { now, calm }: Moment): Bail | undefined {
    const memory = this.known.get(name)
    if (!memory?.place.startsWith(lane) || calm) return bail
    if (bail && memory.fall !== bail) Object.assign(memory, { fall: bail, fallSince: now })
    const falling = now >= memory.fallSince && now < memory.fallSince + lasts
    if (!bail && !falling) memory.fall = undefined
    return bail ?? memory.fall
  }

  private recall(name: string, place: string, { x, y }: Spot, ground: string) {
    let memory = this.known.get(name)
    if (!memory) {
      memory = {
        place,
        ground,
        hopAt: LONG_AGO,
        fromX: x,
        fromY: y,
        x,
        y,
        pose: '',
        poseSince: 0,
        fall: undefined,
        fallSince: LONG_AGO,
        seen: 0,
      }
      this.known.set(name, memory)
    }
    memory.seen = this.frame
    return memory
  }
}

/** Finished too if the clock was set back, as after a rewind. */
const hopped = (elapsed: number) => (elapsed < 0 ? 1 : Math.min(1, elapsed / HOP))

const STICKER = 11

const [WIDE, HIGH] = [16, 24]

export interface FigureLook {
  readonly alpha?: number
  readonly squash?: Squash
}

/** A figure in its box: the sticker above, the feet at the foot. */
export function putFigure(
  stamps: Stamps,
  figure: string,
  pose: Pose,
  spot: Spot,
  moment: Moment,
  { alpha = 1, squash: { wide, high } = AS_DRAWN }: FigureLook = {},
) {
  const frame = pose === 'coast' ? `coast-${moment.calm ? 0 : Math.floor(moment.now / 350) % 2}` : pose
  const size = { width: WIDE + wide, height: HIGH + high }
  const [x, y, flip] = [spot.x - wide / 2, spot.y + STICKER + 1 - high, spot.flip]
  stamps.put(`${figure}/${frame}`, x, y, { flip, alpha, ...size })
  if (!moment.light) return
  const isLeft = moment.light.x < spot.x + WIDE / 2
  const sheet = rimOn(isLeft === flip ? 'right' : 'left') // of the picture as it was drawn
  stamps.put(`${figure}/${frame}`, x, y, { sheet, tint: moment.light.colour, flip, alpha, ...size })
}

/** One above the head, or two side by side. */
export function putStickers(stamps: Stamps, stickers: readonly Sticker[], spot: Pick<Spot, 'x' | 'y'>, lowered = 0) {
  const from = spot.x + 8 - stickers.length * 5.5 - (stickers.length - 1) / 2
  stickers.forEach((sticker, at) => {
    stamps.put(`sticker/${sticker}`, from + at * (STICKER + 1), spot.y + lowered)
  })
}

/** In the air: trailing behind, one below the other. */
export function trailStickers(stamps: Stamps, stickers: readonly Sticker[], { x, y, flip }: Spot) {
  stickers.forEach((sticker, at) => {
    stamps.put(`sticker/${sticker}`, flip ? x + 17 : x - 12, y + 12 + at * STICKER)
  })
}

const mix = (from: number, to: number, share: number) => from + (to - from) * share

export const boxOf = ({ x, y }: Spot): Rect => ({ x, y, width: 16, height: 36 })
