/** How large the board is and where its parts are: the same answer that the scene gets for the same element. */

import type { BoardLayout, Hand } from '../view/layout-shapes'
import { LANDSCAPE, layoutOf, zoomOf } from '../view/layouts'
import type { ParkView } from '../view/park-view'
import type { Type } from '../view/tag-shapes'
import type { Settings } from './screen'

export interface Size {
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly devicePixelRatio: number
}

export interface Frame {
  readonly layout: BoardLayout
  /** CSS pixels to one logical pixel. */
  readonly px: number
}

export function frameOf(
  { width, height, devicePixelRatio }: Size,
  park: Pick<ParkView, 'lanes' | 'plane'>,
  hand: Hand,
): Frame {
  const zoomed = zoomOf(width * devicePixelRatio, height * devicePixelRatio)
  return { layout: layoutOf(zoomed.width, zoomed.height, park, hand), px: zoomed.zoom / devicePixelRatio }
}

/** How large the letters on the board are, in logical pixels: as board.css and theme.css have them. */
export function typeOf({ width, height }: Size, { px }: Frame, textSize: Settings['textSize']): Type {
  const font = Math.max(12, 0.019 * Math.min(width, height)) * TEXT_SCALE[textSize]
  return { letter: (font * WIDE) / px, line: Math.ceil((font * LINE) / px) }
}

const TEXT_SCALE = { normal: 1, large: 1.2, largest: 1.45 } as const
/** Of a letter against its height, in the widest of the fonts that may be there. */
const WIDE = 0.605
const LINE = 1.15

/** Of an element; the smallest board for one that is not laid out. */
export function sizeOf(element: HTMLElement): Size {
  const { clientWidth: width, clientHeight: height } = element
  const devicePixelRatio = element.ownerDocument.defaultView?.devicePixelRatio ?? 1
  return width > 0 && height > 0 ? { width, height, devicePixelRatio } : { ...LANDSCAPE, devicePixelRatio }
}

/** What the pointer at hand can hit, in CSS pixels: a finger needs more than a mouse. */
export const leastTap = (): number => (globalThis.matchMedia?.('(pointer: coarse)').matches ? 48 : 24)

const SETTLES_MS = [100, 500] // a phone that is turned reports its new size late

/** Calls when the element may have another size. */
export function watchSize(element: HTMLElement, changed: () => void) {
  new ResizeObserver(changed).observe(element)
  const view = element.ownerDocument.defaultView
  view?.addEventListener('resize', changed)
  view?.addEventListener('orientationchange', () => {
    for (const delay of SETTLES_MS) setTimeout(changed, delay)
  })
}
