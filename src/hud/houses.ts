/**
 * The houses of the street: one for each level, whose windows are lit by the goals that
 * were met there and before which stands what can be ridden. Closed, it has boards,
 * a shutter and a barrier; landed, a flag on its roof, and its medal on the wall.
 */

import type { TemplateResult } from 'lit-html'
import { HOUSE, WINDOWS } from '../../assets/art/house'
import { frontOf, pieceOf } from '../view/spots'
import { scenery, sprite } from './sprite'

export interface House {
  /** Which along its row, from 0: no two neighbours look alike. */
  readonly at: number
  readonly kind: 'lesson' | 'contest'
  /** `L06` */
  readonly spot: string
  /** Share of its windows, 0 to 1. */
  readonly lit: number
  readonly state: 'closed' | 'open' | 'landed'
  readonly metal: 'none' | 'bronze' | 'silver' | 'gold'
  /** Whoever plays stands before it. */
  readonly here: boolean
}

export const house = (view: House): TemplateResult =>
  drawn(view.state === 'closed' ? shut(view) : [...front(view), ...honours(view), ...(view.here ? [...RIDER] : [])])

const drawn = (inside: readonly TemplateResult[]) => scenery('house', HOUSE.width, HOUSE.height, inside)

const roofOf = ({ at, kind }: House) => (kind === 'contest' ? 4 : at % 5 === 4 ? 1 : at % 5)
const shut = (view: House) => [sprite(`street/closed-${roofOf(view)}`)]

const front = ({ at, kind, lit, spot }: House) => [
  sprite(frontOf(kind === 'contest', at)),
  ...WINDOWS.slice(0, Math.round(lit * WINDOWS.length)).map(([x, y]) => sprite('street/lit', x, y)),
  sprite(`spot/${pieceOf(spot, at)}`, 20, HOUSE.height - 16),
]

const honours = ({ state, metal }: House) => [
  ...(state === 'landed' ? [sprite(`flag/${metal}`, 46, 2)] : []),
  ...(metal === 'none' ? [] : [sprite(`medal/${metal}`, 23, 14)]),
]

const RIDER = [sprite('rider/ghost-0/coast-0', 26, HOUSE.height - 26), sprite('mark/land', 28, 6)] as const

export const rootShop = (): TemplateResult =>
  drawn([sprite('street/shop'), sprite('auntie/stands', 32, 25, 21), sprite('street/awning', 4, 20)])

/** Two who face one another. */
export const duelHall = (): TemplateResult =>
  drawn([
    sprite('street/hall-0'),
    sprite('rider/bolt-0/crouch', 20, HOUSE.height - 24),
    sprite('rider/anchor-0/wobble-0', 37, HOUSE.height - 24),
  ])

export const labHouse = (): TemplateResult => drawn([sprite('street/lab')])

export const dailyHall = (): TemplateResult =>
  drawn([sprite('street/hall-3'), sprite('sticker/TICK', 23, 14), sprite('spot/rail', 20, HOUSE.height - 16)])
