/**
 * What a name takes up over the picture: how large its letters are, what is written beside it,
 * and where something else already stands. Logical pixels; lengths are counted in letters of
 * one width, as the page writes them.
 */

import type { LaneLayout, Rect } from './layout-shapes'
import type { RiderView } from './rider-view'

/** How large a letter and a line are, in logical pixels. */
export interface Type {
  readonly letter: number
  readonly line: number
}

/** How many letters are written beside a rider's name, and on a plate. */
export interface Written {
  readonly beside: (rider: RiderView) => number
  readonly onPlate: Readonly<Record<string, number>>
  /** Under the lane's title, where that stands over its field: so many lines from the left, so many letters at the right. */
  readonly under?: { readonly lines: number; readonly letters: number } | undefined
}

export interface Tag extends Rect {
  /** Its name and what is said beside it; else only as much of its name as there is room for. */
  readonly whole: boolean
  /** From its foot down to the head that it belongs to, if others are between. */
  readonly string: number
}

export const boxOf = ({ riders }: LaneLayout, { name }: RiderView) => riders[name] as Rect
export const lettersOf = (rider: RiderView, { beside }: Written) =>
  rider.name.length + (beside(rider) ? beside(rider) + 1 : 0)
export const widthOf = (letters: number, { letter }: Type) => Math.ceil((letters + 1) * letter)

/** Nothing under the title. */
export const NOTHING = { lines: 0, letters: 0 } as const

/** What hangs from the title. */
export function underTitle({ field }: LaneLayout, { under = NOTHING }: Written, type: Type): readonly Rect[] {
  const { lines, letters } = under
  const width = widthOf(letters + 2, type)
  return [
    ...(lines > 0 ? [{ ...field, width: field.width * (lines > 2 ? 1 : 0.68), height: (lines + 1) * type.line }] : []),
    ...(letters > 0 ? [{ ...field, x: field.x + field.width - width, width, height: 2 * type.line }] : []),
  ]
}

export const meets = (one: Rect, other: Rect, gap: number) =>
  one.x < other.x + other.width + gap &&
  other.x < one.x + one.width + gap &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height
