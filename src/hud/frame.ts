/** How large the board is and where its parts are: the same answer that the scene gets for the same element. */

import type { BoardLayout, Hand } from '../view/layout-shapes'
import { LANDSCAPE, layoutOf, zoomOf } from '../view/layouts'
import type { ParkView } from '../view/park-view'

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
