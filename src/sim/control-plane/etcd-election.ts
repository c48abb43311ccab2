/**
 * Who leads etcd: lost, and elected anew.
 *
 * Each member waits for a heartbeat as long as its own patience, drawn anew in each
 * term; the first that has every committed write stands, once it has written that down,
 * and leads when a majority has written down that it votes for it. Who has not heard
 * from a majority within his own patience stands again in the next term, and votes that
 * come later count for nothing: on disks that are slower than that nobody is ever
 * elected. A leader whose disk is slower than the others' patience loses its place, and
 * so does one that does not hear a majority within an election timeout.
 *
 * Simpler than the real one: no split votes; a leader that loses its majority steps
 * down at once instead of after its election timeout.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import { constantsOf } from '../../model/constants'
import type { ControlPlane, Member } from '../../model/control-plane'
import type { Milliseconds } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { roll, rollBetween } from '../chance'
import { memberId } from '../names'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { hasQuorum, lives, livingVoters } from './etcd'
import { lateness, latenessAtWorst, latenessNow, majorityAfter } from './etcd-lateness'
import { luckOf } from './member-host'

export function loseLeader(world: World, plane: ControlPlane, leader: Member, tell: Telling): void {
  const { etcd } = plane
  const note = lostNote(world, plane, leader)
  Object.assign(etcd, { leader: NONE, electionAt: NONE, leaderlessSince: world.tick, vain: 0, late: false })
  plane.cause = tell.warning('EtcdLeaderLost', 'control-plane', plane.cluster, note, plane.cause)
}

/** As the leader itself logs it if it lives without a majority, else as one of those that hear it no more. */
function lostNote(world: World, plane: ControlPlane, leader: Member): string {
  const id = memberId(world, leader)
  if (lives(world, leader) && (!hasQuorum(world, plane) || hearsTooLate(world, plane, leader))) {
    return `${id} stepped down to follower since quorum is not active`
  }
  const follower = livingVoters(world, plane).find(each => each.id !== leader.id)
  if (!follower) return `etcd member ${id} does not answer`
  return `raft.node: ${memberId(world, follower)} lost leader ${id} at term ${plane.etcd.term}`
}

/** Nobody votes for one that lacks a write which he has. */
function candidates(world: World, plane: ControlPlane): readonly Seen<Member>[] {
  const living = livingVoters(world, plane)
  const newest = Math.max(...living.map(({ revision }) => revision))
  return living.filter(({ revision }) => revision === newest)
}

const patience = (world: World, { etcd }: ControlPlane, member: Seen<Member>): Milliseconds =>
  rollBetween(world.seed, 'election', luckOf(member, 0), etcd.term, constantsOf(world.era).etcdElection)

/** From when it stands until it has its majority: it writes, and so does each of those who vote for it. */
function campaign(world: World, plane: ControlPlane, member: Seen<Member>): Milliseconds {
  const late = latenessNow(world, plane)
  return majorityAfter(world, plane, member, late(member), late)
}

/** Those who have their majority before they would stand again. */
const electable = (world: World, plane: ControlPlane): readonly Seen<Member>[] =>
  candidates(world, plane).filter(member => campaign(world, plane, member) <= patience(world, plane, member))

const winsAfter = (world: World, plane: ControlPlane, member: Seen<Member>): Milliseconds =>
  patience(world, plane, member) + campaign(world, plane, member)

/** Where nobody can win it ends when the most patient of them has lost patience. */
export function beginElection(world: World, plane: ControlPlane): void {
  if (plane.etcd.leaderlessSince === NONE) plane.etcd.leaderlessSince = world.tick
  const able = electable(world, plane)
  const ends =
    able.length > 0
      ? Math.min(...able.map(member => winsAfter(world, plane, member)))
      : Math.max(...livingVoters(world, plane).map(member => patience(world, plane, member)))
  plane.etcd.electionAt = world.tick + Math.ceil(ends / 1_000)
  wakeAt(world.wake, plane.etcd.electionAt, { cluster: plane.cluster, what: 'etcdElection' })
}

/** Whoever has a majority first; false if something came between, or if nobody has one. */
export function elect(world: World, plane: ControlPlane, tell: Telling): boolean {
  const { etcd } = plane
  if (etcd.leader !== NONE || etcd.electionAt !== world.tick || !hasQuorum(world, plane)) return false
  const [winner] = [...electable(world, plane)].sort(
    (a, b) => winsAfter(world, plane, a) - winsAfter(world, plane, b) || a.id - b.id,
  )
  etcd.term += 1
  if (!winner) return standAgain(world, plane, tell)
  Object.assign(etcd, {
    leader: winner.id,
    electionAt: NONE,
    leaderlessSince: NONE,
    vain: 0,
    revision: winner.revision,
  })
  const id = memberId(world, winner)
  const note = `raft.node: ${id} elected leader ${id} at term ${etcd.term}`
  plane.cause = tell.normal('EtcdLeaderElected', 'control-plane', plane.cluster, note, plane.cause)
  return true
}

/** Told once for as long as nobody leads: it goes on and on. */
function standAgain(world: World, plane: ControlPlane, tell: Telling): false {
  const { etcd } = plane
  const [first] = candidates(world, plane)
  etcd.vain += 1
  if (etcd.vain === 1 && first) {
    const note = `${memberId(world, first)} is starting a new election at term ${etcd.term}`
    plane.cause = tell.warning('EtcdElectionInVain', 'control-plane', plane.cluster, note, plane.cause)
  }
  beginElection(world, plane)
  return false
}

/** A leader writes before it sends its heartbeat: on a slow disk that comes later than the others wait for it. */
export function watchLeader(world: World, plane: ControlPlane, tell: Telling): void {
  const { etcd } = plane
  const leader = plane.members[etcd.leader]
  if (leader) warnOfLateness(world, plane, leader, tell)
  const waits = leader ? unseatedAfter(world, plane, leader) : Number.POSITIVE_INFINITY
  if (waits === Number.POSITIVE_INFINITY) etcd.stallsAt = NONE
  else if (etcd.stallsAt === NONE) {
    etcd.stallsAt = world.tick + Math.ceil(waits / 1_000)
    wakeAt(world.wake, etcd.stallsAt, { cluster: plane.cluster, what: 'etcdStalled' })
  }
}

/** After how long it loses its place: at once, when its worst write comes, or never (infinite). */
function unseatedAfter(world: World, plane: ControlPlane, leader: Seen<Member>): Milliseconds {
  const soonest = Math.min(...followers(world, plane).map(member => patience(world, plane, member)))
  const { least } = constantsOf(world.era).etcdElection
  if (lateness(leader) > soonest) return soonest
  if (hearsTooLate(world, plane, leader)) return least
  const atWorst = majorityAfter(world, plane, leader, 0, latenessAtWorst)
  if (latenessAtWorst(leader) <= soonest && atWorst <= least) return Number.POSITIVE_INFINITY
  return least + 1_000 * roll(world.seed, 'disk', luckOf(leader, 1), plane.etcd.term, ASSUMPTIONS.slowDisk.worstWithin)
}

/** raft's CheckQuorum: a majority answers later than an election timeout. */
const hearsTooLate = (world: World, plane: ControlPlane, leader: Seen<Member>): boolean =>
  majorityAfter(world, plane, leader, 0) > constantsOf(world.era).etcdElection.least

/** Twice a heartbeat's interval is what it expects to take at most. */
function warnOfLateness(world: World, plane: ControlPlane, leader: Seen<Member>, tell: Telling): void {
  const late = followers(world, plane).length > 0 && lateness(leader) > 2 * constantsOf(world.era).etcdHeartbeat
  if (late && !plane.etcd.late) {
    const note =
      'leader failed to send out heartbeat on time; took too long, leader is overloaded likely from slow disk'
    plane.cause = tell.warning('EtcdHeartbeatLate', 'control-plane', plane.cluster, note, plane.cause)
  }
  plane.etcd.late = late
}

const followers = (world: World, plane: ControlPlane) =>
  livingVoters(world, plane).filter(({ id }) => id !== plane.etcd.leader)

/** They have waited too long; false if something came between. */
export function unseat(world: World, plane: ControlPlane, tell: Telling): boolean {
  const leader = plane.members[plane.etcd.leader]
  if (!leader || plane.etcd.stallsAt !== world.tick) return false
  plane.etcd.stallsAt = NONE
  loseLeader(world, plane, leader, tell)
  return true
}
