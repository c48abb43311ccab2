/**
 * etcd's `--strict-reconfig-check`: which changes of its member list it takes.
 *
 * Whatever would leave fewer started members than a majority is turned away; so is an
 * addition while any voter is not heard, and the removal of a living one that the
 * majority hangs on. So a dead member is removed before another is added in its place.
 */

import type { ControlPlane } from '../../model/control-plane'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { membersOf, quorumOf } from './etcd'

/** What etcd's check sees of a member. */
export interface Peer {
  readonly voter: boolean
  readonly started: boolean
  /** Seconds for which it has been heard, or NONE. */
  readonly heardFor: number
}

const UNHEALTHY = 'etcdserver: unhealthy cluster'
const TOO_FEW_STARTED = 'etcdserver: re-configuration failed due to not enough started members'

/** Why etcd adds no member now. A learner changes no quorum, but every voter has to be heard for either. */
export function refusesAdd(peers: readonly Peer[], asVoter: boolean, healthy: number): string | undefined {
  const voters = peers.filter(({ voter }) => voter)
  const started = voters.filter(each => each.started).length
  const first = started === 1 && voters.length === 1
  if (asVoter && !first && started < quorumOf(voters.length + 1)) return TOO_FEW_STARTED
  return voters.every(({ heardFor }) => heardFor >= healthy) ? undefined : UNHEALTHY
}

/** Why etcd removes no such member now. One that is dead is no part of the majority that works, so it may go. */
export function refusesRemove(peers: readonly Peer[], which: number, healthy: number): string | undefined {
  const gone = peers[which]
  if (!gone?.voter) return undefined
  const voters = peers.filter(({ voter }) => voter)
  const started = voters.filter(each => each.started).length - (gone.started ? 1 : 0)
  if (started < quorumOf(voters.length - 1)) return TOO_FEW_STARTED
  if (gone.heardFor === NONE) return undefined
  const active = voters.filter(({ heardFor }) => heardFor >= healthy).length
  return active - 1 < 1 + Math.floor((voters.length - 1) / 2) ? UNHEALTHY : undefined
}

export const peersOf = ({ tick }: Seen<World>, plane: Seen<ControlPlane>): readonly Peer[] =>
  membersOf(plane).map(({ role, started, connectedSince }) => ({
    voter: role === 'voter',
    started,
    heardFor: connectedSince === NONE ? NONE : tick - connectedSince,
  }))
