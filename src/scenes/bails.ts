/**
 * How a rider is thrown, by what threw it: which pose, and where from its place. With
 * reduced motion it is simply so; the sign beside its head says what it was either way.
 */

import type { Bail } from '../view/incident-view'
import type { RiderView } from '../view/rider-view'
import { type Pose, RESTS, type Spot } from './figures'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

export interface Fall {
  readonly pose: Pose
  readonly dx: number
  readonly dy: number
  /** It faces the other way. */
  readonly turned?: boolean
}

/** For so many milliseconds it is in the air. */
export const TUMBLE = 600

/** `since`: for how many milliseconds it has been so. */
export function fallOf(bail: Bail, since: number, moment: Moment): Fall {
  if (moment.calm) return still(RESTS[bail])
  return FALLS[bail](since, moment)
}

const FALLS: Readonly<Record<Bail, (since: number, moment: Moment) => Fall>> = {
  /** Over the front wheels: one hop, and down on the bottom. */
  crash: since => (since < TUMBLE ? { ...over(since), dy: -14 * hop(since) } : still('sit')),
  /** The ground goes from under it: straight down, and flat. */
  host: since => (since < TUMBLE ? { ...over(since), dy: -10 * (1 - since / TUMBLE) } : still('bail-1')),
  /** It turns to look for it, and sinks down. */
  disk: since => (since < TUMBLE ? { pose: since % 300 < 150 ? 'land' : 'crouch', dx: 0, dy: 0 } : still('kneel')),
  /** Two boards, two ways. */
  split: (_, { bob }) => ({ pose: 'splits', dx: bob === 0 ? -1 : 1, dy: 0 }),
  budget: (_, { bob }) => ({ pose: bob === 0 ? 'wobble-0' : 'wobble-1', dx: bob === 0 ? -1 : 1, dy: 0 }),
  hang: (_, { bob }) => ({ pose: bob === 0 ? 'hang' : 'hang-1', dx: 0, dy: 0 }),
}

const still = (pose: Pose): Fall => ({ pose, dx: 0, dy: 0 })
/** Head over heels, once round and again. */
const over = (since: number) => ({ pose: 'bail-0', dx: 0, turned: Math.floor(since / 150) % 2 === 1 }) as const
const hop = (since: number) => 4 * (since / TUMBLE) * (1 - since / TUMBLE)

/** Beside its head, where no words are, and farther off where two stickers are. */
export function putBailSign(
  stamps: Stamps,
  rider: RiderView,
  spot: Pick<Spot, 'x' | 'y'>,
  right: boolean,
  now: Moment,
) {
  const off = rider.stickers.length > 1 ? 4 : 0
  stamps.put(`sign/bail-${rider.bail}`, right ? spot.x + 17 + off : spot.x - 10 - off, spot.y + 13 - now.bob)
}
