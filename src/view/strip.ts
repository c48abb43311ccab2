/**
 * Where things are on the control plane's strip: its name and news, then four lamps.
 * In a narrow place they stand in several rows.
 */

import type { Rect } from './layout-shapes'

const ROW = 12

export const stripRows = ({ width }: Pick<Rect, 'width'>): 1 | 2 | 3 => (width >= 400 ? 1 : width >= 200 ? 2 : 3)

export const stripHeight = (where: Pick<Rect, 'width'>): number => stripRows(where) * ROW

/** Of each lamp: the first column and row of its cell, by how many rows there are. */
const PLACES = {
  1: { columns: 6, cells: [2, 3, 4, 5].map(column => ({ column, row: 0 })) },
  2: { columns: 4, cells: [0, 1, 2, 3].map(column => ({ column, row: 1 })) },
  3: { columns: 2, cells: [0, 1, 2, 3].map(at => ({ column: at % 2, row: 1 + Math.floor(at / 2) })) },
} as const

/** The cells of the four lamps, in their order. */
export function planeCells(strip: Rect): readonly Rect[] {
  const { columns, cells } = PLACES[stripRows(strip)]
  const left = (column: number) => strip.x + Math.floor((strip.width * column) / columns)
  return cells.map(({ column, row }) => ({
    x: left(column),
    y: strip.y + row * ROW,
    width: left(column + 1) - left(column),
    height: ROW,
  }))
}
