/**
 * The control plane's strip: a rack as long as the lane, a lamp for each part. The
 * words beside the lamps are the HUD's.
 */

import type { Rect } from '../view/layout-shapes'
import { TONE_LOOKS } from '../view/palette'
import type { PlaneView } from '../view/plane-view'
import { planeCells } from '../view/strip'
import { dashed } from './effects'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

export function putPlane(stamps: Stamps, rect: Rect, view: PlaneView, moment: Moment) {
  stamps.fill('slate', rect.x, rect.y, rect.width, rect.height)
  stamps.fill('ink', rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2)
  const cells = planeCells(rect)
  view.lamps.forEach(({ tone }, at) => {
    const cell = cells[at]
    if (!cell) return
    stamps.fill('slate', cell.x, cell.y + 1, 1, cell.height - 2)
    if (!(TONE_LOOKS[tone].blinks && moment.blink)) stamps.put(`lamp/${tone}`, cell.x + 2, cell.y + 2)
  })
  if (view.marked) dashed(stamps, rect, 'sun', moment)
}
