/**
 * The rows that names keep to: over the heads, under the feet, on the racks beside the plates'
 * own names. Which of them a lane has depends on how high its ground is.
 */

import type { Lane } from '../model/command'
import { bowlPlates, RIDER, SERVER_FLOOR, tiersOf } from './ground'
import type { LaneLayout, Rect } from './layout-shapes'
import type { PlateKind } from './plate-view'
import type { RiderView } from './rider-view'
import { NOTHING, type Type, type Written, widthOf } from './tag-shapes'

export interface Row {
  readonly y: (rider: RiderView, box: Rect) => number
  readonly takes: (box: Rect) => boolean
  /** It keeps to between these. */
  readonly span: (box: Rect) => { readonly from: number; readonly to: number }
  readonly strings: boolean
}

export function rowsOf(lane: Lane, layout: LaneLayout, written: Written, type: Type): readonly Row[] {
  const { field } = layout
  const foot = field.y + field.height
  if (lane === 'rail') return [row((_, box) => Math.min(box.y + box.height - 1, foot - type.line))]
  const plate = plateUnder(lane, layout)
  const linesOn = (box: Rect) => linesOf(plate(box), written, type)
  if (lane === 'bowl') return underTheBowl(layout, plate, linesOn, written, type)
  const stands = foot - (lane === 'boxes' ? standingHeight(layout) : layout.rack) - RIDER.height
  const { lines, letters } = written.under ?? NOTHING
  const upTo = field.x + field.width - widthOf(letters + 2, type)
  const over = (nth: number): Row => {
    const clear = letters === 0 || stands - type.line * (nth + 1) >= field.y + 2 * type.line
    return {
      ...row((_, box) => box.y + 1 - type.line * (nth + 1)),
      ...(clear ? {} : { span: () => ({ ...EVERYWHERE, to: upTo }), takes: box => box.x + box.width <= upTo }),
      strings: nth > 0,
    }
  }
  const room = stands - field.y + 3 - lines * type.line
  const above = Array.from({ length: Math.floor(room / type.line) }, (_, nth) => over(nth))
  const atTheFeet: Row = {
    ...row((_, box) => {
      const own = box.y + box.height - type.line
      return linesOn(box) > 1 ? Math.min(own, foot - (linesOn(box) + 1) * type.line) : own
    }),
    span: box => spanOn(plate(box), undefined, type), // what is said of the next plate may stand as high
  }
  const [first = atTheFeet, ...more] = above.slice(0, MOST_ROWS_ABOVE)
  return lane === 'slab' ? [first, ...more] : [first, underTheBoxes(layout, plate, linesOn, written, type), ...more]
}

const MOST_ROWS_ABOVE = 3

const standingHeight = ({ field }: LaneLayout) => {
  const { machine, hypervisor } = tiersOf('boxes', field)
  return machine + hypervisor + SERVER_FLOOR
}

/** Whether names of riders stand on a rack, beside what stands there of a plate of so many pixels. */
export const sharesRack = (kind: PlateKind, plate: number, rack: number, { line }: Type): boolean =>
  kind === 'node' ? rack + 1 >= line : isLow(plate, line) && plate + rack + 2 >= line

/** Lower than a line of words. */
const isLow = (hypervisor: number, line: number): boolean => hypervisor + 2 < line

/** On the hypervisor; where that is too low, on the rack as well, beside the plate's own name. */
function underTheBoxes(
  layout: LaneLayout,
  plate: (box: Rect) => Plate | undefined,
  linesOn: (box: Rect) => number,
  written: Written,
  type: Type,
): Row {
  const { machine, hypervisor } = tiersOf('boxes', layout.field)
  return {
    ...row((_, box) => box.y + box.height + SERVER_FLOOR),
    takes: box => linesOn(box) <= 1 && hypervisor + machine + 2 >= type.line,
    span: box => spanOn(plate(box), isLow(hypervisor, type.line) ? written : undefined, type),
  }
}

/** From one end of the plate to the other; `written`: from where its own name ends. */
function spanOn(plate: Plate | undefined, written: Written | undefined, type: Type) {
  if (!plate) return EVERYWHERE
  const { x, width } = plate.rect
  return { from: written ? x + widthOf((written.onPlate[plate.key] ?? 0) + 1, type) : x, to: x + width }
}

/** As far as the next of these on either side. */
function between({ x }: Rect, walls: readonly Rect[]): { readonly from: number; readonly to: number } {
  const ends = walls.filter(wall => wall.x <= x).map(wall => wall.x + wall.width)
  const starts = walls.filter(wall => wall.x > x).map(wall => wall.x)
  return { from: Math.max(EVERYWHERE.from, ...ends), to: Math.min(EVERYWHERE.to, ...starts) }
}

/** Under the feet, as far as pips leave room, and on the racks beside the plates' own names. */
function underTheBowl(
  { field, plates }: LaneLayout,
  plate: (box: Rect) => Plate | undefined,
  linesOn: (box: Rect) => number,
  written: Written,
  type: Type,
): readonly Row[] {
  const foot = field.y + field.height
  const lid = foot - bowlPlates(field)
  const lift = Math.max(0, Math.min(4, type.line - 5))
  const rack = tiersOf('bowl', field).machine
  const isTall = (found: Plate | undefined) => linesOf(found, written, type) > 1
  const tall = Object.entries(plates).filter(([key, rect]) => key.startsWith('node/') && isTall({ key, rect }))
  const feet: Row = {
    ...row((_, box) => {
      const own = Math.min(box.y + box.height, lid) - lift
      return linesOn(box) > 1 ? Math.min(own, foot - (linesOn(box) + 1) * type.line) : own
    }),
    span: box =>
      isTall(plate(box))
        ? spanOn(plate(box), undefined, type)
        : between(
            box,
            tall.map(([, rect]) => rect),
          ),
  }
  const racks: Row = {
    ...row(() => foot - rack + Math.floor((rack - type.line) / 2)),
    takes: box => linesOn(box) <= 1 && sharesRack('node', 0, rack, type),
    span: box => spanOn(plate(box), written, type),
  }
  return [feet, racks]
}

const EVERYWHERE = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } as const
const row = (y: Row['y']): Row => ({ y, takes: () => true, span: () => EVERYWHERE, strings: false })

interface Plate {
  readonly key: string
  readonly rect: Rect
}

/** The node or hypervisor that a figure is drawn above, whoever it runs on. */
const plateUnder =
  (lane: Lane, { plates }: LaneLayout) =>
  (box: Rect): Plate | undefined => {
    const kind = lane === 'bowl' ? 'node/' : 'hypervisor/'
    const middle = box.x + box.width / 2
    const found = Object.entries(plates).find(
      ([key, { x, width }]) => key.startsWith(kind) && middle >= x && middle < x + width + 3,
    )
    return found && { key: found[0], rect: found[1] }
  }

const linesOf = (plate: Plate | undefined, { onPlate }: Written, { letter }: Type) =>
  plate ? Math.ceil(((onPlate[plate.key] ?? 0) * letter) / Math.max(1, plate.rect.width - letter)) : 0
