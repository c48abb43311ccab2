/**
 * A park in which nobody is where they are until somebody looks: whoever is not known
 * is in every lane at once, with nothing to be told of them, and no plate has their pips.
 *
 * Only what a ParkView shows of riders is taken away. The budget falls as it falls:
 * that users are lost can be seen from outside; whose they are cannot.
 */

import type { Target } from '../model/command'
import type { SlamView } from './incident-view'
import { laneTone, seeTroubles } from './lane-tones'
import type { LaneView } from './lane-view'
import type { ParkView } from './park-view'
import { flat } from './plate-tree'
import type { PlateView } from './plate-view'
import type { RiderView } from './rider-view'

/** `known`: whether a rider or a plate is being looked at. */
export function superposed(park: ParkView, known: (target: Target) => boolean): ParkView {
  const riders = once(park.lanes.flatMap(lane => lane.riders))
  const inSight = new Set(
    flat(park.lanes.flatMap(({ plates }) => plates))
      .filter(({ target }) => target && known(target))
      .flatMap(({ pips }) => pips.map(({ rider }) => rider)),
  )
  // who waits for LAND is waited for
  const unseen = riders.filter(
    ({ target, state }) => state !== 'ready' && state !== 'gone' && !known(target) && !inSight.has(target),
  )
  if (unseen.length === 0) return park
  const hidden = new Set(unseen.map(({ target }) => target))
  return {
    ...park,
    lanes: park.lanes.map((lane, at) => seeLane(lane, riders, hidden, known, at > 0)),
    slam: park.slam && unnamed(park.slam, hidden),
  }
}

const unnamed = ({ also, ...slam }: SlamView, hidden: ReadonlySet<Target>): SlamView => ({
  ...slam,
  riders: once(slam.riders.map(name => (hidden.has(`rider/${name}`) ? '?' : name))),
  ...(also && { also: also.map(each => unnamed(each, hidden)) }),
})

/** In the order in which they came, wherever they are, so that nobody jumps when one of them is looked at. */
function seeLane(
  lane: LaneView,
  all: readonly RiderView[],
  hidden: ReadonlySet<Target>,
  known: (target: Target) => boolean,
  echo: boolean,
): LaneView {
  const riders = all.flatMap(rider => {
    if (hidden.has(rider.target)) return [unknown(rider, echo)]
    return lane.riders.filter(({ target }) => target === rider.target)
  })
  return {
    ...lane,
    riders,
    tone: laneTone(riders),
    troubles: seeTroubles(riders),
    utilisation: Math.max(0, ...riders.map(({ utilisation }) => utilisation)),
    pending: lane.pending.filter(({ rider }) => !hidden.has(rider)),
    plates: lane.plates.map(plate => seePlate(plate, hidden, known)),
  }
}

const unknown = ({ target, name, about, stickers, replicas }: RiderView, echo: boolean): RiderView => ({
  target,
  name,
  about,
  stickers,
  state: 'unknown',
  tone: 'idle',
  plate: undefined,
  done: 0,
  word: '?',
  replicas: { ready: 0, wanted: replicas.wanted },
  utilisation: 0,
  marked: false,
  failing: false,
  why: '',
  bail: undefined,
  pack: undefined,
  leaving: false,
  echo,
})

const seePlate = (plate: PlateView, hidden: ReadonlySet<Target>, known: (target: Target) => boolean): PlateView => ({
  ...plate,
  above: plate.above.map(each => seePlate(each, hidden, known)),
  pips: plate.pips.filter(({ rider }) => !hidden.has(rider)),
  unseen: plate.target !== undefined && !known(plate.target),
})

const once = <T extends string | RiderView>(all: readonly T[]): readonly T[] =>
  all.filter((one, at) => all.findIndex(other => idOf(other) === idOf(one)) === at)

const idOf = (one: string | RiderView) => (typeof one === 'string' ? one : one.target)
