/**
 * How late a slow disk makes etcd: its members' writes, the commits of all, and the
 * votes of an election.
 *
 * A member answers an append, a heartbeat or a candidate only after it has written, so
 * a disk that is slow makes it as good as silent for so long. A commit waits for the
 * quickest majority, and for the leader's own write, which it hands on only when that
 * is done.
 *
 * A slow disk is uneven: an election meets it as it is in that term, drawn between half
 * and one and a half of its mean; a leader meets its worst sooner or later.
 *
 * Simpler than the real one: what is drawn holds for every write of that term.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import { constantsOf } from '../../model/constants'
import type { ControlPlane, Member } from '../../model/control-plane'
import type { Milliseconds } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { livingVoters, quorumOf, votersOf } from './etcd'
import { luckOf } from './member-host'

export const lateness = ({ diskMs, noiseMs }: Seen<Member>): Milliseconds => diskMs + noiseMs

type Late = (member: Seen<Member>) => Milliseconds

/** As it is in this term. */
export const latenessNow =
  ({ seed }: Seen<World>, { etcd }: Seen<ControlPlane>): Late =>
  member => {
    const share = rollBetween(seed, 'disk', luckOf(member, 0), etcd.term, ASSUMPTIONS.slowDisk)
    return Math.floor((lateness(member) * share) / 1_000)
  }

/** Its worst. */
export const latenessAtWorst: Late = member => Math.floor((lateness(member) * ASSUMPTIONS.slowDisk.most) / 1_000)

/** When a majority has answered `member`, which counts itself as soon as `own`; infinite where there is none. */
export function majorityAfter(
  world: Seen<World>,
  plane: Seen<ControlPlane>,
  member: Seen<Member>,
  own: Milliseconds,
  late: Late = lateness,
): Milliseconds {
  const others = livingVoters(world, plane).filter(({ id }) => id !== member.id)
  const answers = [own, ...others.map(each => own + late(each))].sort((a, b) => a - b)
  return answers[quorumOf(votersOf(plane).length) - 1] ?? Number.POSITIVE_INFINITY
}

/** How long a write takes until it is committed and done; infinite while nobody leads. */
export function commitMs(world: Seen<World>, plane: Seen<ControlPlane>): Milliseconds {
  const leader = plane.members[plane.etcd.leader]
  if (!leader) return Number.POSITIVE_INFINITY
  return Math.max(lateness(leader), majorityAfter(world, plane, leader, 0))
}

/** A request would be given up before it is done: the disks are too slow, or nobody has led for too long. */
export function timesOut(world: Seen<World>, plane: Seen<ControlPlane>): boolean {
  const most = constantsOf(world.era).etcdRequest
  const { leader, leaderlessSince } = plane.etcd
  if (leader !== NONE) return commitMs(world, plane) >= most
  return leaderlessSince !== NONE && (world.tick - leaderlessSince) * 1_000 >= most
}
