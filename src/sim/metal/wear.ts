/**
 * Wear: what breaks of a park while so many days pass that nobody plays.
 *
 * Rates by the year, spread evenly over its days: machines crash, disks die, a rack or a
 * power feed fails. Each draw is keyed by the thing and the day (a disk's by the year), so
 * another machine more, or two jumps in place of one, change nothing of the others' luck.
 *
 * Simpler than the real thing: nothing is worse for being new or old, and a failure does
 * not make the next one likelier. How often a rack or a feed fails is an assumption: the
 * sources count them for a whole cluster whose size they do not say.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import { constantsOf } from '../../model/constants'
import type { Circuit, Id } from '../../model/refs'
import { BASIS, type Days } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { type EntityKey, roll } from '../chance'

export type Failure =
  | { readonly day: Days; readonly what: 'crash'; readonly machine: Id }
  | { readonly day: Days; readonly what: 'disk'; readonly machine: Id; readonly disk: number }
  | { readonly day: Days; readonly what: 'power'; readonly circuit: Circuit }

type Worn = Pick<Seen<World>, 'era' | 'seed' | 'machines'>

const DAYS_A_YEAR = 365
/** Machines have owners from 0; racks and feeds have theirs below. */
const RACKS = -1
const FEEDS = -1_000_001
const CRASH = 0
const DISKS = 1

/** What fails from the beginning of day `from` until the beginning of day `to`, in order. */
export function wearOver(world: Worn, from: Days, to: Days): readonly Failure[] {
  return [...crashes(world, from, to), ...disks(world, from, to), ...circuits(world, from, to)].sort(
    (a, b) => a.day - b.day,
  )
}

function crashes(world: Worn, from: Days, to: Days): readonly Failure[] {
  const { crashesPerYear } = constantsOf(world.era).wear
  return world.machines.flatMap(({ id }) =>
    daysOf(world, { owner: id, ordinal: CRASH }, crashesPerYear, from, to).map(
      day => ({ day, what: 'crash', machine: id }) as const,
    ),
  )
}

/** A share of all disks each year: each dies in a year or not, and if so on one of its days. */
function disks(world: Worn, from: Days, to: Days): readonly Failure[] {
  const { disksPerMachine } = ASSUMPTIONS
  return world.machines.flatMap(({ id }) =>
    Array.from({ length: disksPerMachine }, (_, disk) => disk).flatMap(disk =>
      diskDays(world, { owner: id, ordinal: DISKS + disk }, from, to).map(
        day => ({ day, what: 'disk', machine: id, disk }) as const,
      ),
    ),
  )
}

function diskDays(world: Worn, key: EntityKey, from: Days, to: Days): readonly Days[] {
  const { disksBasisPoints } = constantsOf(world.era).wear
  const found: Days[] = []
  for (let year = Math.floor(from / DAYS_A_YEAR); year * DAYS_A_YEAR < to; year += 1) {
    if (roll(world.seed, 'wear', key, 2 * year, BASIS) >= disksBasisPoints) continue
    const day = year * DAYS_A_YEAR + roll(world.seed, 'wear', key, 2 * year + 1, DAYS_A_YEAR)
    if (day >= from && day < to) found.push(day)
  }
  return found
}

function circuits(world: Worn, from: Days, to: Days): readonly Failure[] {
  const { rackFailures, feedFailures } = ASSUMPTIONS
  const of = (circuit: Circuit, key: EntityKey, perYear: number) =>
    daysOf(world, key, perYear, from, to).map(day => ({ day, what: 'power', circuit }) as const)
  return [
    ...named(world, 'rack').flatMap((rack, i) => of({ rack }, { owner: RACKS - i, ordinal: 0 }, rackFailures)),
    ...named(world, 'powerFeed').flatMap((feed, i) => of({ feed }, { owner: FEEDS - i, ordinal: 0 }, feedFailures)),
  ]
}

/** In the order of the machines. */
const named = ({ machines }: Worn, label: 'rack' | 'powerFeed'): readonly string[] =>
  machines.map(each => each[label]).filter((name, i, all) => name !== '' && all.indexOf(name) === i)

/** Days on which something happens that happens so often a year. */
function daysOf({ seed }: Worn, key: EntityKey, perYear: number, from: Days, to: Days): readonly Days[] {
  const found: Days[] = []
  for (let day = from; day < to; day += 1) if (roll(seed, 'wear', key, day, DAYS_A_YEAR) < perYear) found.push(day)
  return found
}
