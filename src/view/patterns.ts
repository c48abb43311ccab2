/**
 * Patterns, for who cannot tell colours apart: one for each tone and one for each lane,
 * as the pixels that keep their colour. A lane's repeats what the lane is made of.
 */

import type { Lane } from '../model/command'
import type { ToneLook } from './palette'

/** Rows of a tile that is repeated; `c` keeps its colour. */
export type Tile = readonly string[]

export const TONE_TILES = {
  none: ['....', '....', '....', '....'],
  dots: ['..', '.c'],
  solid: ['c'],
  stripes: ['c..', '.c.', '..c'],
  checks: ['c.', '.c'],
  grid: ['cc', 'c.'],
} as const satisfies Record<ToneLook['pattern'], Tile>

export const LANE_TILES = {
  bowl: ['c.......c.', 'c.......c.', '.c.....c..', '..cc.cc...', '....c.....', '..........', '..........'],
  rail: ['cccccccc', '........', 'cccccccc', '.c......', '.c......', '.c......', '........'],
  boxes: ['cccccc..', 'c....c..', 'c....c..', 'c....c..', 'cccccc..', '........'],
  slab: ['....c', '...c.', '..c..', '.c...', 'c....'],
} as const satisfies Record<Lane, Tile>

/** Whether a pixel of a surface with that pattern keeps its colour. */
export const keeps = (tile: Tile, x: number, y: number): boolean => {
  const row = tile[y % tile.length] ?? ''
  return row[x % row.length] === 'c'
}
