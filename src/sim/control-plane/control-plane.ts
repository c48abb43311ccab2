/**
 * A cluster's control plane as a whole: which of its parts act now, and what follows when
 * one goes or comes back. The operator's and every tenant's are of one kind.
 *
 * A member's API server speaks to the etcd beside it, as kubeadm stacks them; its
 * scheduler and its controller manager speak to the API server beside them. kubectl
 * finds any API server that answers. `settle` is called after anything that could make
 * a difference; nothing is looked at in between.
 *
 * Simpler than the real thing: the machines of the control plane are no nodes of their
 * cluster, and a part that is stopped is stopped at once.
 */

import {
  type ControlPlane,
  LEADING_PARTS,
  type Member,
  PARTS,
  type Part,
  type Working,
} from '../../model/control-plane'
import type { Cause } from '../../model/happening'
import type { Server } from '../../model/openstack'
import type { Id } from '../../model/refs'
import { NONE, type Seen, type World } from '../../model/world'
import { catchUp, hearNodes } from '../catch-up'
import { followLease } from '../kubelet/leases'
import { memberName } from '../names'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { expired, x509 } from './certificates'
import { followEtcd, hasQuorum, lives } from './etcd'
import { timesOut } from './etcd-lateness'
import { hasPower, machineOf } from './member-host'
import { planeOf } from './working'

/** Whether this member's API server answers. */
export function serves(world: Seen<World>, plane: Seen<ControlPlane>, member: Seen<Member>): boolean {
  if (member.role !== 'voter' || member.blocked || member.stopped.includes('kube-apiserver')) return false
  return lives(world, member) && !expired(world, plane) && hasQuorum(world, plane)
}

/** Whether a part of this member does its work, or stands ready to. */
export const runs = (world: Seen<World>, plane: Seen<ControlPlane>, member: Seen<Member>, part: Part): boolean => {
  if (part === 'etcd') return lives(world, member)
  return serves(world, plane, member) && !member.stopped.includes(part)
}

/** Brings everything up to date that depends on who lives. */
export function settle(world: World, plane: ControlPlane, tell: Telling): void {
  followEtcd(world, plane, tell)
  const before = { ...plane.working }
  const { working, etcd } = plane
  const serving = plane.members.some(member => serves(world, plane, member))
  working.api = serving && (before.api || etcd.leader !== NONE) // it starts only when it has read from etcd
  working.writes = working.api && etcd.leader !== NONE && !etcd.alarm && !timesOut(world, plane)
  if (working.writes && !before.writes) plane.writesSince = world.tick
  if (working.api !== before.api) tellApi(world, plane, tell)
  for (const part of LEADING_PARTS) {
    working[part] = followLease(world, plane, part, member => runs(world, plane, member, part))
  }
  follow(world, plane, before, tell)
}

function follow(world: World, plane: ControlPlane, before: Working, tell: Telling): void {
  const { working } = plane
  if (working.writes && !before.writes) hearNodes(world, plane, tell)
  if (working['kube-controller-manager'] && !before['kube-controller-manager']) catchUp(world, plane, tell)
}

/** One whose certificate has run out answers still, and whoever asks hangs up: kubectl says why. */
function tellApi(world: World, plane: ControlPlane, tell: Telling): void {
  const { cluster, working, cause } = plane
  const server = `the API server https://${plane.name}.example:6443`
  const silent = expired(world, plane)
    ? `Unable to connect to the server: ${x509(world, plane)}`
    : `${server} does not answer`
  plane.cause = working.api
    ? tell.normal('ApiServerUp', 'control-plane', cluster, `${server} answers`, cause)
    : tell.warning('ApiServerDown', 'control-plane', cluster, silent, cause)
}

/** A machine that may carry members has gone, or nobody hears it: each cluster with one there is told of it. */
export function memberLost(world: World, machine: Id, tell: Telling, cause: Cause): void {
  for (const plane of world.controlPlanes) {
    if (!plane || membersOn(world, plane, machine).length === 0) continue
    plane.cause = cause
    settle(world, plane, tell)
  }
}

/** Its power is gone, and with it what its processes knew. */
export function memberStopped(world: World, machine: Id, tell: Telling, cause: Cause): void {
  for (const plane of world.controlPlanes) {
    for (const member of plane ? membersOn(world, plane, machine) : []) member.runsSince = NONE
  }
  memberLost(world, machine, tell, cause)
}

/** It runs and is heard again. One that had not started yet goes on with that. */
export function memberBack(world: World, machine: Id, tell: Telling, cause: Cause): void {
  for (const plane of world.controlPlanes) {
    for (const member of plane ? membersOn(world, plane, machine) : []) goOn(world, member)
  }
  memberLost(world, machine, tell, cause)
}

/** Nothing does that is not up yet: a guest's member waits for its guest. */
function goOn(world: World, member: Member): void {
  if (!hasPower(world, member)) return
  const goesOn = Math.max(world.tick + 1, member.startsAt)
  if (!member.started) wakeAt(world.wake, goesOn, { cluster: member.cluster, what: 'memberStarted', member: member.id })
  else if (member.runsSince === NONE) member.runsSince = world.tick
}

/** The guest that carries a member has booted, is booted anew, or is gone. */
export function guestOfMember(world: World, server: Server, tell: Telling, cause: Cause): void {
  const plane = planeOf(world, server.cluster)
  const member = memberIn(world, server)
  if (!plane || !member) return
  if (hasPower(world, member)) goOn(world, member)
  else member.runsSince = NONE
  plane.cause = cause
  settle(world, plane, tell)
}

const membersOn = (world: World, { members }: ControlPlane, machine: Id): readonly Member[] =>
  members.filter(each => each.role !== 'removed' && machineOf(world, each) === machine)

type MemberOf<Known> = Known extends World ? Member : Seen<Member>

/** The one that stands straight on a machine: of the operator's, for tenants have guests. */
export const memberOn = <Known extends Seen<World>>(world: Known, machine: Id) =>
  planeOf(world)?.members.find(each => each.server === NONE && each.machine === machine && each.role !== 'removed') as
    | MemberOf<Known>
    | undefined

/** The one in a guest. */
export const memberIn = <Known extends Seen<World>>(world: Known, { id, cluster }: Pick<Server, 'id' | 'cluster'>) =>
  planeOf(world, cluster)?.members.find(each => each.server === id && each.role !== 'removed') as
    | MemberOf<Known>
    | undefined

/** A static pod's manifest is taken away, or put back; of one member, or of all. */
export function setPart(
  world: World,
  plane: ControlPlane,
  { part, member: only }: { readonly part: Part; readonly member?: Id | undefined },
  on: boolean,
  tell: Telling,
  cause: Cause,
): void {
  for (const member of plane.members) {
    if (only !== undefined && member.id !== only) continue
    if (member.role === 'removed' || member.stopped.includes(part) !== on) continue
    plane.cause = on ? startPart(world, member, part, tell, cause) : stopPart(world, member, part, tell, cause)
  }
}

/** In 2017 etcd is a unit of systemd's beside the static pods. */
const partName = (world: World, member: Member, part: Part): string =>
  world.era === '2017' && part === 'etcd'
    ? `etcd.service on ${memberName(world, member)}`
    : `static pod ${part}-${memberName(world, member)}`

function stopPart(world: World, member: Member, part: Part, tell: Telling, cause: Cause): Cause {
  member.stopped.push(part)
  const note = `${partName(world, member, part)} is stopped`
  return tell.warning('StaticPodStopped', 'control-plane', member.cluster, note, cause)
}

function startPart(world: World, member: Member, part: Part, tell: Telling, cause: Cause): Cause {
  member.stopped.splice(member.stopped.indexOf(part), 1)
  if (part !== 'etcd') member.runsSince = world.tick
  const note = `${partName(world, member, part)} is started`
  return tell.normal('StaticPodStarted', 'control-plane', member.cluster, note, cause)
}

/** Which parts of a member do not run, though its machine does. */
export const stoppedOf = ({ stopped }: Seen<Member>) => PARTS.filter(part => stopped.includes(part))
