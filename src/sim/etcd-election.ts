/**
 * Who leads etcd: lost, and elected anew.
 *
 * Each member waits for a heartbeat as long as its own patience, drawn anew in each
 * term; the first that has every committed write and can write down that it stands is
 * elected. A leader whose disk is slower than the others' patience loses its place.
 *
 * Simpler than the real one: no split votes; a leader that loses its majority steps
 * down at once instead of after its election timeout; a slow disk is felt only where it
 * belongs to the leader or to one who would be.
 */

import { constantsOf } from '../model/constants'
import type { ControlPlane, Member } from '../model/control-plane'
import type { Seen, World } from '../model/world'
import { NONE } from '../model/world'
import { rollBetween } from './chance'
import { hasQuorum, lives, livingVoters } from './etcd'
import { memberId } from './names'
import type { Telling } from './telling'
import { wakeAt } from './wake'

export function loseLeader(world: World, plane: ControlPlane, leader: Member, tell: Telling): void {
  const { etcd } = plane
  const note = lostNote(world, plane, leader)
  etcd.leader = NONE
  etcd.electionAt = NONE
  plane.cause = tell.warning('EtcdLeaderLost', 'control-plane', 0, note, plane.cause)
}

/** As the leader itself logs it if it lives without a majority, else as one of those that hear it no more. */
function lostNote(world: World, plane: ControlPlane, leader: Member): string {
  const id = memberId(world, leader)
  if (lives(world, leader) && !hasQuorum(world, plane)) {
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

const patience = (world: World, { etcd }: ControlPlane, { id }: Seen<Member>) =>
  rollBetween(world.seed, 'election', { owner: id, ordinal: 0 }, etcd.term, constantsOf(world.era).etcdElection)

/** To stand for election a member first writes it down. */
const standsAfter = (world: World, plane: ControlPlane, member: Seen<Member>) =>
  patience(world, plane, member) + member.diskMs

export function beginElection(world: World, plane: ControlPlane): void {
  const soonest = Math.min(...candidates(world, plane).map(member => standsAfter(world, plane, member)))
  plane.etcd.electionAt = world.tick + Math.ceil(soonest / 1_000)
  wakeAt(world.wake, plane.etcd.electionAt, { what: 'etcdElection' })
}

/** Whoever's patience ended first; false if something came between. */
export function elect(world: World, plane: ControlPlane, tell: Telling): boolean {
  const { etcd } = plane
  if (etcd.leader !== NONE || etcd.electionAt !== world.tick || !hasQuorum(world, plane)) return false
  const able = candidates(world, plane)
  const [winner] = [...able].sort((a, b) => standsAfter(world, plane, a) - standsAfter(world, plane, b) || a.id - b.id)
  if (!winner) return false
  etcd.leader = winner.id
  etcd.electionAt = NONE
  etcd.term += 1
  etcd.revision = winner.revision
  const id = memberId(world, winner)
  const note = `raft.node: ${id} elected leader ${id} at term ${etcd.term}`
  plane.cause = tell.normal('EtcdLeaderElected', 'control-plane', 0, note, plane.cause)
  return true
}

/** A leader writes before it sends its heartbeat: on a slow disk that comes later than the others wait for it. */
export function watchLeader(world: World, plane: ControlPlane): void {
  const { etcd } = plane
  const soonest = Math.min(...followers(world, plane).map(member => patience(world, plane, member)))
  const leader = plane.members[etcd.leader]
  if (!leader || leader.diskMs <= soonest) etcd.stallsAt = NONE
  else if (etcd.stallsAt === NONE) {
    etcd.stallsAt = world.tick + Math.ceil(soonest / 1_000)
    wakeAt(world.wake, etcd.stallsAt, { what: 'etcdStalled' })
  }
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
