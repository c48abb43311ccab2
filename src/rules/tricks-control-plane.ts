/**
 * The tricks on a control plane, the operator's or a tenant's: members, etcd and certificates.
 *
 * SAVE renews certificates that run out, else it takes a snapshot; UNDO starts an etcd
 * that is stopped on a host that lives, else goes back to the last snapshot where the
 * majority is lost, else it compacts and defragments. MOVE
 * replaces the member that is dead, else the one that joined last: it is removed first,
 * or etcd would not take another. A machine joins when it is ready for it; SCALE orders
 * one where none is. Where the members are guests, a tenant's always, another guest of
 * that size is asked of the cloud instead, in the tenant's quota.
 *
 * Of a command line: etcdctl has its endpoints and certificates from the environment.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { Machine } from '../model/baremetal'
import type { ControlPlane, Member } from '../model/control-plane'
import { OPERATOR } from '../model/tenant'
import { NONE, type Seen, type World } from '../model/world'
import { daysLeft } from '../sim/control-plane/certificates'
import { hasQuorum, lives, membersOf } from '../sim/control-plane/etcd'
import { isHeard } from '../sim/control-plane/member-host'
import { reachable } from '../sim/explain/kubectl-words'
import { spareMachine } from '../sim/metal/ironic'
import { guestJoins, joinable } from '../sim/orders/control-plane'
import type { Order } from '../sim/orders/orders'
import { deployLine, inTurn } from './lines'
import {
  backUpLine,
  defragmentLine,
  joinLine,
  removeLine,
  renewLine,
  restoreLine,
  startEtcdLine,
} from './lines-control-plane'
import { guestLineLike, guestPlan } from './one-more-guest'
import { orders, type Plan, refused } from './plan'
import { byRules, bySystem } from './play'
import type { Run } from './run'
import type { Tricks } from './tricks'

export type PlaneOn = Seen<ControlPlane>

export const CONTROL_PLANE_TRICKS: Tricks<PlaneOn> = {
  SCALE: {
    plan: ({ world }, plane) => {
      const ready = joiner(world, plane)
      return ready ? orders(joins(plane, ready)) : order(world, plane)
    },
    line: ({ world }, plane) => {
      const ready = joiner(world, plane)
      if (ready) return joinLine(world, plane, ready.name)
      const like = guestOfMember(world, plane)
      if (like) return guestLineLike(world, like)
      const next = toOrder(world)
      return next ? deployLine(next.name) : ''
    },
  },
  SAVE: {
    plan: ({ world }, plane) =>
      orders({ order: mustRenew(world, plane) ? 'renew-certificates' : 'save-etcd', cluster: plane.cluster }),
    line: ({ world }, plane) => (mustRenew(world, plane) ? renewLine(world, plane) : backUpLine(world, plane)),
  },
  UNDO: {
    plan: ({ world }, plane) => {
      const { cluster } = plane
      const stopped = etcdStopped(world, plane)
      if (stopped) return orders({ order: 'start-part', part: 'etcd', member: stopped.id, cluster })
      return orders({ order: mustRestore(world, plane) ? 'restore-etcd' : 'defragment-etcd', cluster })
    },
    line: ({ world }, plane) => {
      const stopped = etcdStopped(world, plane)
      if (stopped) return startEtcdLine(world, stopped)
      return mustRestore(world, plane) ? restoreLine(world, plane) : defragmentLine(world)
    },
  },
  MOVE: {
    plan: replace,
    line: ({ world }, plane) => {
      const [gone, ready] = [leaver(world, plane), joiner(world, plane)]
      return gone && ready ? inTurn(removeLine(world, gone), joinLine(world, plane, ready.name)) : ''
    },
  },
}

/** They run out in this run, or soon after the days that have passed, and neither has anybody begun to renew them nor will a timer. */
export const mustRenew = (world: Seen<World>, plane: PlaneOn): boolean =>
  world.era === 'now' &&
  plane.renewedAt === NONE &&
  !plane.automated &&
  (plane.certificatesEnd !== NONE || daysLeft(world, plane) <= ASSUMPTIONS.certificateAlert)

/** First aid: its host can be reached, and only its etcd does not run. */
export const etcdStopped = (world: Seen<World>, plane: PlaneOn): Seen<Member> | undefined =>
  membersOf(plane).find(member => member.stopped.includes('etcd') && reachable(world, member))

/** Without a majority nothing else helps. */
export const mustRestore = (world: Seen<World>, plane: PlaneOn): boolean => !hasQuorum(world, plane)

/** What could be a member at once. */
type Joiner = Pick<Seen<Machine>, 'id' | 'name'> & { readonly is: 'machine' | 'server' }

/** A machine of the operator's or a guest of the cluster's own; one that answers if there is one. */
export function joiner(world: Seen<World>, plane: PlaneOn): Joiner | undefined {
  const machines = plane.cluster === OPERATOR ? world.machines.filter(machine => joinable(world, machine)) : []
  const guests = world.servers.filter(server => server.cluster === plane.cluster && guestJoins(world, server))
  const ready: readonly Joiner[] = [
    ...machines.map(({ id, name }) => ({ is: 'machine', id, name }) as const),
    ...guests.map(({ id, name }) => ({ is: 'server', id, name }) as const),
  ]
  return ready.find(each => isHeard(world, placeOf(each))) ?? ready[0]
}

const placeOf = ({ is, id }: Joiner) =>
  is === 'machine' ? { machine: id, server: NONE } : { machine: NONE, server: id }

const joins = ({ cluster }: PlaneOn, { is, id }: Joiner): Order =>
  is === 'machine' ? { order: 'join-member', machine: id, cluster } : { order: 'join-member', server: id, cluster }

/** One is on its way already, or is to be. */
const toOrder = (world: Seen<World>) =>
  world.machines.find(({ becomes, state }) => becomes === 'control-plane' && state !== 'active') ?? spareMachine(world)

/** Where the members are guests the next one is such a guest too. */
const guestOfMember = (world: Seen<World>, plane: PlaneOn) => {
  const guests = membersOf(plane).flatMap(({ server }) => world.servers[server] ?? [])
  return guests.length === membersOf(plane).length ? guests.at(-1) : undefined
}

const NO_MACHINE = 'no available nodes match the resource class baremetal'

function order(world: Seen<World>, plane: PlaneOn): Plan {
  const like = guestOfMember(world, plane)
  if (like) return guestPlan(world, like)
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
  const [gone, ready] = [leaver(world, plane), joiner(world, plane)]
  if (!gone) return refused(byRules('refused.nothingThere'))
  if (!ready) return refused(byRules('refused.noJoiner'))
  return orders({ order: 'remove-member', member: gone.id, cluster: plane.cluster }, joins(plane, ready))
}
