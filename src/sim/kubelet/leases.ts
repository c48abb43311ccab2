/**
 * Leases: of all schedulers one acts, and of all controller managers one.
 *
 * The holder renews its lease every two seconds. If it cannot for ten it gives up and
 * its process starts anew; if it is dead nobody notices before the lease has run out,
 * fifteen seconds after its last renewal. Then the first of the others that asks takes
 * it. A process counts those fifteen seconds from when it first saw the lease: one that
 * has just started waits for all of them, even if the last holder was itself.
 *
 * Simpler than the real one: a renewal is always just done, and what a holder had in
 * hand is not lost.
 */

import { constantsOf } from '../../model/constants'
import { type ControlPlane, LEADING_PARTS, type LeadingPart, type Member } from '../../model/control-plane'
import type { Tick } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { luckOf } from '../control-plane/member-host'
import { holderName } from '../names'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'

/** Whether a member's own part runs and finds an API server to speak to. */
type Able = (member: Seen<Member>) => boolean

/** Brings one lease up to date; true while its holder acts. */
export function followLease(world: World, plane: ControlPlane, part: LeadingPart, able: Able): boolean {
  const lease = plane.leases[part]
  const holder = plane.members[lease.holder]
  const { writes } = plane.working
  if (lease.lapsedSince === NONE) {
    if (writes && holder && able(holder)) return true
    lease.lapsedSince = world.tick
  }
  if (!writes) lease.takenAt = NONE
  else if (holder && able(holder) && renewsInTime(world, lease.lapsedSince, holder)) {
    lease.lapsedSince = NONE
    lease.takenAt = NONE
    return true
  } else appoint(world, plane, part, able)
  return false
}

/** It lived through all of it, and has not given up yet. */
const renewsInTime = (world: World, lapsedSince: Tick, { runsSince }: Member) =>
  runsSince !== NONE &&
  runsSince <= lapsedSince &&
  world.tick - lapsedSince < constantsOf(world.era).leaseDuration.renewedWithin

/** Files when the next one takes it: again if the one it was to be can no more. */
function appoint(world: World, plane: ControlPlane, part: LeadingPart, able: Able): void {
  const lease = plane.leases[part]
  const next = plane.members[lease.taker]
  if (lease.takenAt !== NONE && next && able(next)) return
  const times = plane.members.filter(able).map(member => ({ id: member.id, at: takesAt(world, plane, part, member) }))
  const first = times.reduce<(typeof times)[number] | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined)
  lease.taker = first?.id ?? NONE
  lease.takenAt = first?.at ?? NONE
  if (first) wakeAt(world.wake, first.at, { cluster: plane.cluster, what: 'leaseTaken', part })
}

function takesAt(world: World, plane: ControlPlane, part: LeadingPart, member: Member): Tick {
  const { holder, lapsedSince, turns } = plane.leases[part]
  const { runsSince } = member
  const { lasts, retried } = constantsOf(world.era).leaseDuration
  const seenAt = member.id !== holder && runsSince <= lapsedSince ? lapsedSince : Math.max(runsSince, plane.writesSince)
  const luck = luckOf(member, LEADING_PARTS.indexOf(part))
  const asks = rollBetween(world.seed, 'lease', luck, turns, { least: 0, most: retried })
  return Math.max(world.tick + 1, plane.writesSince, seenAt + lasts) + asks
}

/** It asks, and the lease has run out; false if something came between. */
export function takeLease(world: World, plane: ControlPlane, part: LeadingPart, tell: Telling): boolean {
  const lease = plane.leases[part]
  const taker = plane.members[lease.taker]
  if (lease.lapsedSince === NONE || lease.takenAt !== world.tick || !taker) return false
  lease.holder = taker.id
  lease.lapsedSince = NONE
  lease.takenAt = NONE
  lease.turns += 1
  const note = `${holderName(world, taker, lease.turns)} became leader of ${part}`
  plane.cause = tell.normal('LeaderElection', 'control-plane', plane.cluster, note, plane.cause)
  return true
}
