/**
 * What can be asked of a control plane itself, the operator's or a tenant's: of etcd by
 * etcdctl, of a machine or a guest by kubeadm, and by nobody: that a part of it stops.
 */

import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { ControlPlane, Member, Part } from '../../model/control-plane'
import type { Cause } from '../../model/happening'
import type { Node } from '../../model/kubernetes'
import type { Server } from '../../model/openstack'
import type { Id } from '../../model/refs'
import { OPERATOR } from '../../model/tenant'
import type { Milliseconds } from '../../model/units'
import { NONE, type Seen, type World } from '../../model/world'
import { beginRenewal, expire, refusesRenewal } from '../control-plane/certificates'
import { memberIn, memberOn, setPart, settle } from '../control-plane/control-plane'
import { addMember, membersOf, removeMember } from '../control-plane/etcd'
import { peersOf, refusesAdd, refusesRemove } from '../control-plane/etcd-reconfig'
import { beginDefragmentation, beginRestore, fill, newestSaved, saveSnapshot } from '../control-plane/etcd-store'
import { hostNameOf, isHeard, type Place } from '../control-plane/member-host'
import { planeOf } from '../control-plane/working'
import { noRoute, reachable, refusesEtcdctl, refusesJoin, refusesOneEtcd } from '../explain/kubectl-words'
import { startKubelet, stopKubelet } from '../kubelet/kubelet-service'
import { memberName } from '../names'
import type { Telling } from '../telling'
import { refusesMember } from '../toolbox/toolbox'
import { type Doer, type Doers, never } from './doer'

/** Whose control plane; left out, the operator's. */
interface OfCluster {
  readonly cluster?: Id | undefined
}

/** Of one member, or of all. */
interface OfMember {
  readonly member?: Id | undefined
}

export type ControlPlaneOrder =
  | PlaneOrder
  /** The kubelet of a node as a service; its containers run on. */
  | { readonly order: 'stop-kubelet'; readonly node: Id }
  | { readonly order: 'start-kubelet'; readonly node: Id }

type PlaneOrder = OfCluster &
  /** A machine that is ready for it becomes a member, or a guest of the cluster's. */
  (
    | { readonly order: 'join-member'; readonly machine: Id }
    | { readonly order: 'join-member'; readonly server: Id }
    | { readonly order: 'remove-member'; readonly member: Id }
    | { readonly order: 'save-etcd' }
    /** From the last snapshot. */
    | { readonly order: 'restore-etcd' }
    /** Compacts it, defragments each member and disarms the alarm. */
    | { readonly order: 'defragment-etcd' }
    | { readonly order: 'renew-certificates' }
    | ({ readonly order: 'stop-part'; readonly part: Part } & OfMember)
    | ({ readonly order: 'start-part'; readonly part: Part } & OfMember)
    /** The disk of its etcd, or of every one, takes so much longer to write than a sound one. */
    | ({ readonly order: 'slow-disk'; readonly by: Milliseconds } & OfMember)
    /** Something writes objects without end, until the database is at its quota. */
    | { readonly order: 'fill-etcd' }
    /** Their year is over now. */
    | { readonly order: 'expire-certificates' }
  )

type Refuses<Order> = (world: Seen<World>, plane: Seen<ControlPlane>, order: Order) => string | undefined
type Does<Order> = (world: World, plane: ControlPlane, order: Order, tell: Telling, cause: Cause) => void

const NO_PLANE = 'error: no configuration has been provided'

/** What is done may change who lives, so everything is brought up to date after it. */
const onPlane = <Order>(
  refuses: Refuses<Order & OfCluster>,
  does: Does<Order & OfCluster>,
): Doer<Order & OfCluster> => ({
  refuses: (world, order) => {
    const plane = planeOf(world, order.cluster)
    return plane ? refuses(world, plane, order) : NO_PLANE
  },
  does: (world, order, tell, cause) => {
    const plane = planeOf(world, order.cluster)
    if (!plane) return
    does(world, plane, order, tell, cause)
    settle(world, plane, tell)
  },
})

export const CONTROL_PLANE: Doers<ControlPlaneOrder> = {
  'join-member': onPlane(joinRefusal, (world, plane, joiner, tell, cause) =>
    addMember(world, plane, placeOf(joiner), tell, cause),
  ),
  'remove-member': onPlane(removeRefusal, (world, plane, { member }, tell, cause) =>
    removeMember(world, plane, plane.members[member] as Member, tell, cause),
  ),
  'save-etcd': onPlane(
    (world, plane) => refusesOneEtcd(world, plane),
    (world, plane, _, __, cause) => {
      plane.cause = cause
      saveSnapshot(world, plane)
    },
  ),
  'restore-etcd': onPlane(restoreRefusal, (world, plane, _, __, cause) => {
    const saved = newestSaved(world, plane)
    if (saved) beginRestore(world, plane, saved, cause)
  }),
  'defragment-etcd': onPlane(defragmentRefusal, (world, plane, _, __, cause) =>
    beginDefragmentation(world, plane, cause),
  ),
  'renew-certificates': onPlane(renewalRefusal, (world, plane, _, __, cause) => beginRenewal(world, plane, cause)),
  'slow-disk': onPlane(never, (_, plane, { member, by }, __, cause) => {
    plane.cause = cause
    for (const each of plane.members) if (member === undefined || each.id === member) each.diskMs = by
  }),
  'fill-etcd': onPlane(never, fill),
  'expire-certificates': onPlane(never, (world, plane, _, tell, cause) => expire(world, plane, tell, cause)),
  'stop-kubelet': {
    refuses: never,
    does: (world, { node }, tell, cause) => stopKubelet(world, world.nodes[node] as Node, tell, cause),
  },
  'start-kubelet': {
    refuses: never,
    does: (world, { node }, tell, cause) => startKubelet(world, world.nodes[node] as Node, tell, cause),
  },
  'stop-part': setsPart(false),
  'start-part': setsPart(true),
}

/** By nobody's leave; where a control plane is no part of the game, none of it stops. */
function setsPart(on: boolean): Doer<PartOrder> {
  const { does } = onPlane<PartOrder>(never, (world, plane, order, tell, cause) =>
    setPart(world, plane, order, on, tell, cause),
  )
  return { refuses: never, does }
}

type PartOrder = OfCluster & OfMember & { readonly part: Part }

type Joiner = { readonly machine: Id } | { readonly server: Id }

const placeOf = (joiner: Joiner): Place =>
  'server' in joiner ? { machine: NONE, server: joiner.server } : { machine: joiner.machine, server: NONE }

/** A machine of the control plane that carries no member, or none any more. */
export const joinable = (world: Seen<World>, { id, becomes, state }: Seen<Machine>): boolean =>
  becomes === 'control-plane' && state === 'active' && memberOn(world, id) === undefined

/** A guest of the cluster's, asked for in order to carry one, that carries none. */
export const guestJoins = (world: Seen<World>, server: Seen<Server>): boolean =>
  server.becomes === 'control-plane' && COMES.includes(server.status) && memberIn(world, server) === undefined

const COMES: readonly Server['status'][] = ['BUILD', 'ACTIVE']

function joinRefusal(world: Seen<World>, plane: Seen<ControlPlane>, joiner: Joiner) {
  const place = placeOf(joiner)
  const oneOnly = plane.cluster === OPERATOR ? refusesMember(world) : undefined
  if (oneOnly) return oneOnly
  if (!isHeard(world, place)) return noRoute(hostNameOf(world, place))
  const twice = membersOf(plane).some(({ machine, server }) => machine === place.machine && server === place.server)
  if (twice && world.era === 'now') return JOINED_ALREADY
  const peers = peersOf(world, plane)
  const strict = refusesAdd(peers, world.era === '2017', constantsOf(world.era).etcdHealth)
  return refusesJoin(world, plane) ?? (strict || twice ? `Error: ${strict ?? PEER_EXISTS}` : undefined)
}

/** kubeadm looks at the host first; etcd finds out when it comes to apply it. */
const JOINED_ALREADY =
  'error execution phase preflight: [ERROR FileAvailable--etc-kubernetes-kubelet.conf]: /etc/kubernetes/kubelet.conf already exists'
const PEER_EXISTS = 'etcdserver: Peer URLs already exists'

function removeRefusal(world: Seen<World>, plane: Seen<ControlPlane>, { member }: { readonly member: Id }) {
  const which = membersOf(plane).findIndex(({ id }) => id === member)
  if (which < 0) return 'Error: etcdserver: member not found'
  const unanswered = refusesEtcdctl(world, plane)
  if (unanswered !== undefined) return unanswered
  const strict = refusesRemove(peersOf(world, plane), which, constantsOf(world.era).etcdHealth)
  return strict && `Error: ${strict}`
}

function restoreRefusal(world: Seen<World>, plane: Seen<ControlPlane>): string | undefined {
  const [first] = membersOf(plane)
  if (!membersOf(plane).some(member => reachable(world, member))) return noRoute(first ? memberName(world, first) : '')
  return newestSaved(world, plane) ? undefined : `Error: open ${plane.name}-1.db: no such file or directory`
}

function defragmentRefusal(world: Seen<World>, plane: Seen<ControlPlane>): string | undefined {
  return refusesEtcdctl(world, plane) ?? (plane.etcd.defragmenting.length > 0 ? BUSY : undefined)
}

const BUSY = 'Failed to defragment etcd member: context deadline exceeded'

function renewalRefusal(world: Seen<World>, plane: Seen<ControlPlane>): string | undefined {
  const silent = membersOf(plane).find(member => !reachable(world, member))
  const all = membersOf(plane).every(member => !reachable(world, member))
  return refusesRenewal(world) ?? (all && silent ? noRoute(memberName(world, silent)) : undefined)
}
