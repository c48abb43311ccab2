/**
 * The tricks on the control plane: members, etcd and certificates.
 *
 * SAVE renews certificates that run out, else it takes a snapshot; UNDO goes back to
 * the last one where the majority is lost, else it compacts and defragments. MOVE
 * replaces the member that is dead, else the one that joined last: it is removed first,
 * or etcd would not take another. A machine joins when it is ready for it; SCALE orders
 * one where none is.
 *
 * Of a command line: etcdctl has its endpoints and certificates from the environment.
 */

import type { Machine } from '../model/baremetal'
import type { ControlPlane, Member } from '../model/control-plane'
import { NONE, type Seen, type World } from '../model/world'
import { hasQuorum, lives, membersOf } from '../sim/etcd'
import { spareMachine } from '../sim/ironic'
import { reachable } from '../sim/kubectl-words'
import { joinable } from '../sim/orders-control-plane'
import { deployLine, inTurn } from './lines'
import { backUpLine, defragmentLine, joinLine, removeLine, renewLine, restoreLine } from './lines-control-plane'
import { orders, type Plan, refused } from './plan'
import { byRules, bySystem } from './play'
import type { Run } from './run'
import type { Tricks } from './tricks'

export type PlaneOn = Seen<ControlPlane>

export const CONTROL_PLANE_TRICKS: Tricks<PlaneOn> = {
  SCALE: {
    plan: ({ world }) => join(world) ?? order(world),
    line: ({ world }, plane) => {
      const ready = joiner(world)
      if (ready) return joinLine(world, plane, ready)
      const next = toOrder(world)
      return next ? deployLine(next.name) : ''
    },
  },
  SAVE: {
    plan: ({ world }, plane) => orders({ order: mustRenew(world, plane) ? 'renew-certificates' : 'save-etcd' }),
    line: ({ world }, plane) => (mustRenew(world, plane) ? renewLine(world, plane) : backUpLine(world, plane)),
  },
  UNDO: {
    plan: ({ world }, plane) => orders({ order: mustRestore(world, plane) ? 'restore-etcd' : 'defragment-etcd' }),
    line: ({ world }, plane) => (mustRestore(world, plane) ? restoreLine(world, plane) : defragmentLine(world)),
  },
  MOVE: {
    plan: replace,
    line: ({ world }, plane) => {
      const [gone, ready] = [leaver(world, plane), joiner(world)]
      return gone && ready ? inTurn(removeLine(world, gone), joinLine(world, plane, ready)) : ''
    },
  },
}

/** They run out in this run, and nobody has begun to renew them. */
export const mustRenew = ({ era }: Seen<World>, { certificatesEnd, renewedAt }: PlaneOn): boolean =>
  era === 'now' && certificatesEnd !== NONE && renewedAt === NONE

/** Without a majority nothing else helps. */
export const mustRestore = (world: Seen<World>, plane: PlaneOn): boolean => !hasQuorum(world, plane)

/** A machine that could be a member at once, one that answers if there is one. */
export function joiner(world: Seen<World>): Seen<Machine> | undefined {
  const ready = world.machines.filter(machine => joinable(world, machine))
  return ready.find(({ up, cutOff }) => up && !cutOff) ?? ready[0]
}

function join(world: Seen<World>): Plan | undefined {
  const machine = joiner(world)
  return machine && orders({ order: 'join-member', machine: machine.id })
}

/** One is on its way already, or is to be. */
const toOrder = (world: Seen<World>) =>
  world.machines.find(({ becomes, state }) => becomes === 'control-plane' && state !== 'active') ?? spareMachine(world)

const NO_MACHINE = 'no available nodes match the resource class baremetal'

function order(world: Seen<World>): Plan {
  const machine = toOrder(world)
  if (!machine) return refused(bySystem(NO_MACHINE))
  return orders({ order: 'deploy', machine: machine.id, becomes: 'control-plane' })
}

/** A dead one, else the one that joined last. */
export function leaver(world: Seen<World>, plane: PlaneOn): Seen<Member> | undefined {
  const members = membersOf(plane)
  return members.find(member => !reachable(world, member) || !lives(world, member)) ?? members.at(-1)
}

function replace({ world }: Seen<Run>, plane: PlaneOn): Plan {
  const [gone, machine] = [leaver(world, plane), joiner(world)]
  if (!gone) return refused(byRules('refused.nothingThere'))
  if (!machine) return refused(byRules('refused.noJoiner'))
  return orders({ order: 'remove-member', member: gone.id }, { order: 'join-member', machine: machine.id })
}
