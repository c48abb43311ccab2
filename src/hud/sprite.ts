/** Pictures of the one sheet as plain elements of the page: decoration, and nothing that is read. */

import { html, type TemplateResult } from 'lit-html'
import data from '../../assets/art/atlas.json'
import sheet from '../../assets/art/atlas.png'
import type { Face } from '../view/faces'

interface Framed {
  readonly frame: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
}
const FRAMES: Readonly<Record<string, Framed>> = data.frames

/** Its left upper corner in a `scenery`, in pixels of the picture; of so many rows only the first. */
export function sprite(name: string, x = 0, y = 0, rows = Number.POSITIVE_INFINITY): TemplateResult {
  const { frame } = FRAMES[name] ?? { frame: { x: 0, y: 0, w: 0, h: 0 } }
  return html`<i
    style="--from-x:${frame.x};--from-y:${frame.y};--wide:${frame.w};--high:${Math.min(rows, frame.h)};--x:${x};--y:${y}"
  ></i>`
}

/** A fault has a face. */
export const faceIcon = (face: Face): TemplateResult => scenery('face', 16, 16, sprite(`face/${face}`))

export const medalIcon = (metal: 'bronze' | 'silver' | 'gold'): TemplateResult =>
  scenery('medal-icon', 11, 12, sprite(`medal/${metal}`))

/** So many pixels of the picture wide and high; how large one is, is the style sheet's business. */
export const scenery = (name: string, wide: number, high: number, inside: unknown): TemplateResult =>
  html`<span
    class="scenery ${name}"
    aria-hidden="true"
    style="--wide:${wide};--high:${high};--sheet:url('${sheet}');--sheet-wide:${data.meta.size.w}"
    >${inside}</span
  >`
