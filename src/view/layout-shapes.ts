/**
 * The shapes of a board's layout: rectangles in logical pixels, the same for the scene
 * that draws in them, the HUD that lays its buttons over them, and the tests.
 */

import type { Lane } from '../model/command'

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Which hand holds the phone: for a left one everything is mirrored, but for what happens within a lane. */
export type Hand = 'left' | 'right'

export interface BoardLayout {
  readonly orientation: 'landscape' | 'portrait'
  readonly width: number
  readonly height: number
  readonly meters: Rect
  readonly clock: Rect
  /** The NEXT card. The words keep clear of `figure` and `queue`, which the scene draws in. */
  readonly next: Rect
  /** Sounds in writing: at the foot of NEXT, of INCOMING on a phone that stands. */
  readonly captions: Rect
  /** Inside `next`: where the rider that is up stands, sticker and all. */
  readonly figure: Rect
  /** Inside `next`: those who come after it, in a row. No height where there is no room. */
  readonly queue: Rect
  readonly incoming: Rect
  /** Moves in flight and what came of them: the foot of INCOMING, or of what is said. */
  readonly impact: Rect
  /** Where the level speaks and the newest line of the log stands. */
  readonly says: Rect
  /** LAND, HOLD, PLAN and the four tricks. */
  readonly verbs: Rect
  /** The control plane's strip, where there is one. */
  readonly plane?: Rect
  /** The rail has no height where there is none. */
  readonly lanes: Readonly<Record<Lane, LaneLayout>>
}

export interface LaneLayout {
  /** Title strip and field together. */
  readonly rect: Rect
  /** For words: the scene leaves it dark. */
  readonly title: Rect
  readonly field: Rect
  /**
   * By the plate's name within its kind: `machine/b1`, `node/b1`, `server/till-0`.
   * A machine of the slab has the air above it too while nobody stands there, so that it can be tapped.
   */
  readonly plates: Readonly<Record<string, Rect>>
  /** By the rider's name: the box its figure and sticker take when it stands still, or where it is in the air. */
  readonly riders: Readonly<Record<string, Rect>>
  /** The same, but where those in the air will land. */
  readonly landings: Readonly<Record<string, Rect>>
  /** The height of a machine's rack; the rack is the lowest part of its plate. */
  readonly rack: number
}

export interface Zoomed {
  /** Whole number of device pixels to one logical pixel. */
  readonly zoom: number
  readonly width: number
  readonly height: number
}
