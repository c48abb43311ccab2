/** A rider that nobody has looked at: faint, beside itself, and with a question above its head. */

import type { Rect } from '../view/layout-shapes'
import type { RiderView } from '../view/rider-view'
import { figureOf, putFigure } from './figures'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

/** How far it is from itself, in pixels. */
const APART = 6
const FAINT = 0.28
/** A question mark is so wide. */
const MARK = 5

export function putSuperposed(stamps: Stamps, rider: RiderView, { x, y }: Rect, at: number, moment: Moment) {
  const figure = figureOf(rider.name, rider.stickers)
  const drift = moment.calm ? APART : Math.round(Math.sin(moment.play * 2.3 + at * 1.7) * APART)
  for (const dx of [-drift, drift, 0]) {
    putFigure(stamps, figure, 'coast', { x: x + dx, y, flip: dx < 0 }, moment, { alpha: FAINT })
  }
  stamps.words('?', x + 8 - Math.floor(MARK / 2), y + 2 - moment.bob, 'silver')
}
