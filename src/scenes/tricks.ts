/**
 * Tricks, by verb and lane: SCALE pumps, SAVE grabs, UNDO goes on fakie, MOVE spins over
 * to the other side. As high as the lane allows: low between the walls of a box, on the
 * rail no higher than it can come down again, on the slab as high as it gets.
 */

import type { Lane } from '../model/command'
import type { Trick, TrickView } from '../view/see-tricks'
import type { Fall } from './bails'
import { AS_DRAWN, type Squash } from './landing'
import type { Moment } from './moment'

/** Milliseconds, and as much for its landing to be seen. */
export const LASTS = 720

export interface Done extends Fall {
  readonly squash: Squash
}

/** Undefined before and after it, and with reduced motion. */
export function trickNow(trick: TrickView | undefined, lane: Lane, { lively }: Moment): Done | undefined {
  if (!trick || !lively || trick.since >= LASTS) return undefined
  const share = trick.since / LASTS
  return { squash: AS_DRAWN, ...TRICKS[trick.verb](share, lane) }
}

/** Pixels. */
const HIGH: Readonly<Record<Lane, number>> = { bowl: 18, rail: 11, boxes: 8, slab: 26 }

const TRICKS: Readonly<Record<Trick, (share: number, lane: Lane) => Fall & { readonly squash?: Squash }>> = {
  /** Down and up, twice: speed comes from the knees. */
  SCALE: (share, lane) => {
    const down = Math.floor(share * 4) % 2 === 0
    return {
      pose: down ? 'crouch' : lane === 'boxes' || lane === 'slab' ? 'push' : 'coast',
      dx: 0,
      dy: 0,
      squash: down ? LOW : TALL,
    }
  },
  /** Off the ground, one hand at the board. */
  SAVE: (share, lane) => ({ pose: 'air', dx: 0, dy: -HIGH[lane] * hop(share) }),
  /** Half a turn, and the other way. */
  UNDO: (share, lane) => ({
    pose: share < 0.3 ? 'air' : 'crouch',
    dx: 0,
    dy: -HIGH[lane] * 0.5 * hop(Math.min(1, share / 0.3)),
    turned: true,
  }),
  /** As high as it gets, with a turn and a half. */
  MOVE: (share, lane) => ({
    pose: 'air',
    dx: 0,
    dy: -HIGH[lane] * 1.3 * hop(share),
    turned: Math.floor(share * 4) % 2 === 1,
  }),
}

const LOW: Squash = { wide: 2, high: -3 }
const TALL: Squash = { wide: -2, high: 2 }
const hop = (share: number) => 4 * share * (1 - share)
