/**
 * etcd: who is a member, who leads, and what may be changed about it.
 *
 * A write counts once a majority of the voters has it. When the leader is not heard
 * the others wait for an election timeout, each its own, and elect one that has every
 * committed write; without a majority nobody is elected, and nothing is written until
 * it is back. What may be added or removed is etcd's own `--strict-reconfig-check`.
 *
 * Simpler than the real one: a member that is back has caught up at once, and the check
 * is on in 2017 too, as etcd 3.1 has it.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { ControlPlane, Member } from '../../model/control-plane'
import type { Cause } from '../../model/happening'
import type { Id } from '../../model/refs'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { clusterId, memberId, memberName } from '../names'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { beginElection, loseLeader, watchLeader } from './etcd-election'
import { isHeard, type Place } from './member-host'
import { planeOf } from './working'

export const quorumOf = (voters: number): number => Math.floor(voters / 2) + 1

/** How many may fail: an even one more adds none, only one more that can. */
export const survivesOf = (voters: number): number => voters - quorumOf(voters)

/** Its etcd runs and the others hear it. */
export function lives(world: Seen<World>, member: Seen<Member>): boolean {
  const { role, started, stopped } = member
  if (role === 'removed' || !started || !isHeard(world, member)) return false
  return !stopped.includes('etcd') && planeOf(world, member.cluster)?.etcd.restoredAt === NONE
}

export const membersOf = <Plane extends Seen<ControlPlane>>({ members }: Plane): readonly Plane['members'][number][] =>
  members.filter(({ role }) => role !== 'removed')
export const votersOf = ({ members }: Seen<ControlPlane>) => members.filter(({ role }) => role === 'voter')
export const livingVoters = (world: Seen<World>, plane: Seen<ControlPlane>) =>
  votersOf(plane).filter(each => lives(world, each))

export const hasQuorum = (world: Seen<World>, plane: Seen<ControlPlane>): boolean =>
  livingVoters(world, plane).length >= quorumOf(votersOf(plane).length)

/** Brings etcd up to date with which of its members live. */
export function followEtcd(world: World, plane: ControlPlane, tell: Telling): void {
  const { etcd } = plane
  for (const member of plane.members) connect(world, plane, member)
  const quorum = hasQuorum(world, plane)
  const leader = plane.members[etcd.leader]
  if (leader && !(quorum && leader.role === 'voter' && lives(world, leader))) loseLeader(world, plane, leader, tell)
  if (!quorum) Object.assign(etcd, { electionAt: NONE, leaderlessSince: NONE })
  else if (etcd.leader === NONE && etcd.electionAt === NONE) beginElection(world, plane)
  if (etcd.leader !== NONE) for (const member of plane.members) promote(world, plane, member, tell)
  watchLeader(world, plane, tell)
}

function connect(world: World, { etcd }: ControlPlane, member: Member): void {
  if (!lives(world, member)) member.connectedSince = NONE
  else if (member.connectedSince === NONE) member.connectedSince = world.tick
  if (member.connectedSince !== NONE && etcd.leader !== NONE) member.revision = etcd.revision
}

/** One more write that a majority of that cluster's has. */
export function commit(world: World, cluster: Id): void {
  const plane = planeOf(world, cluster)
  if (!plane?.working.api) return // a request waits for the next leader
  plane.etcd.revision += 1
  for (const member of plane.members) if (member.connectedSince !== NONE) member.revision = plane.etcd.revision
}

/** Today kubeadm adds a learner and gives it its vote when it has caught up; in 2017 a member votes before it has started. */
export function addMember(world: World, plane: ControlPlane, on: Place, tell: Telling, cause: Cause): void {
  const member: Member = {
    id: plane.members.length,
    cluster: plane.cluster,
    machine: on.machine,
    server: on.server,
    role: world.era === 'now' ? 'learner' : 'voter',
    started: false,
    startsAt: world.tick + ASSUMPTIONS.memberJoins,
    connectedSince: NONE,
    runsSince: NONE,
    stopped: [],
    revision: 0,
    blocked: false,
    diskMs: 0,
    noiseMs: 0,
  }
  plane.members.push(member)
  const note = `Member ${memberId(world, member)} added to cluster ${clusterId(world, plane.cluster)}`
  plane.cause = tell.normal('EtcdMemberAdded', 'control-plane', plane.cluster, note, cause)
  wakeAt(world.wake, member.startsAt, { cluster: plane.cluster, what: 'memberStarted', member: member.id })
}

/** It has told its name; false if there is nobody to tell it, or nobody who could. */
export function startMember(world: World, plane: ControlPlane, member: Member, tell: Telling): boolean {
  if (member.role === 'removed' || member.started || world.tick < member.startsAt) return false
  if (!isHeard(world, member)) return false
  member.started = true
  member.runsSince = world.tick
  const note = `published local member to cluster through raft: ${memberName(world, member)}`
  plane.cause = tell.normal('EtcdMemberStarted', 'control-plane', plane.cluster, note, plane.cause)
  return true
}

function promote(world: World, plane: ControlPlane, member: Member, tell: Telling): void {
  if (member.role !== 'learner' || member.connectedSince === NONE) return
  member.role = 'voter'
  const note = `Member ${memberId(world, member)} promoted in cluster ${clusterId(world, plane.cluster)}`
  plane.cause = tell.normal('EtcdMemberPromoted', 'control-plane', plane.cluster, note, plane.cause)
}

export function removeMember(world: World, plane: ControlPlane, member: Member, tell: Telling, cause: Cause): void {
  member.role = 'removed'
  member.connectedSince = NONE
  const note = `Member ${memberId(world, member)} removed from cluster ${clusterId(world, plane.cluster)}`
  plane.cause = tell.normal('EtcdMemberRemoved', 'control-plane', plane.cluster, note, cause)
}
