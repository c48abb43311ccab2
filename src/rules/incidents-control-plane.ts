/**
 * Incidents of the control plane: which of its parts stops, what ends that by itself,
 * and when it is whole again.
 *
 * Their blast radius is whatever runs in the cluster: nobody is hurt by such an incident
 * itself, but nothing heals while it lasts. So it is not over before every part acts
 * again.
 */

import type { Incident } from '../level/level'
import type { Part } from '../model/control-plane'
import type { Id } from '../model/refs'
import { OPERATOR } from '../model/tenant'
import type { Healing } from '../model/wake'
import type { Seen, World } from '../model/world'
import { memberIn, memberOn } from '../sim/control-plane/control-plane'
import { clusterOf, planeNamed, planeOf } from '../sim/control-plane/working'
import type { Order } from '../sim/orders/orders'

const PARTS_DOWN = {
  'api-server-down': 'kube-apiserver',
  'scheduler-down': 'kube-scheduler',
  'controller-manager-down': 'kube-controller-manager',
  'etcd-member-down': 'etcd',
} as const satisfies Partial<Record<Incident['what'], Part>>

type PartDown = keyof typeof PARTS_DOWN
export type PlaneIncident = Extract<
  Incident,
  { readonly what: PartDown | 'etcd-disk-slow' | 'etcd-full' | 'certificates-expire' }
>

const isPartDown = (what: Incident['what']): what is PartDown => Object.hasOwn(PARTS_DOWN, what)

export const isOfPlane = (incident: Incident): incident is PlaneIncident =>
  isPartDown(incident.what) ||
  incident.what === 'etcd-disk-slow' ||
  incident.what === 'etcd-full' ||
  incident.what === 'certificates-expire'

/** What it does; undefined where the machine or the guest that it names carries no member now. */
export function planeOrder(world: World, incident: PlaneIncident): Order | undefined {
  const { what } = incident
  const of = struckBy(world, incident)
  if (!of) return undefined
  if (what === 'etcd-full') return { order: 'fill-etcd', ...of }
  if (what === 'certificates-expire') return { order: 'expire-certificates', ...of }
  if (what === 'etcd-disk-slow') return { order: 'slow-disk', by: incident.byMs, ...of }
  return { order: 'stop-part', part: PARTS_DOWN[what], ...of }
}

/** A cluster's control plane, or one member of it. */
interface Struck {
  readonly cluster: Id
  readonly member?: Id
}

function struckBy(world: Seen<World>, incident: PlaneIncident): Struck | undefined {
  const [kind, name] = incident.target.split('/')
  const cluster = clusterOfPlane(world, incident)
  if (kind === 'control-plane') return { cluster }
  const server = world.servers.find(each => each.name === name)
  const machine = world.machines.findIndex(each => each.name === name)
  const member = kind === 'server' ? server && memberIn(world, server) : memberOn(world, machine)
  return member && { cluster, member: member.id }
}

/** Machines are the operator's, and a guest says whose it is. */
function clusterOfPlane(world: Seen<World>, { target }: PlaneIncident): Id {
  const [kind, name = ''] = target.split('/')
  if (kind === 'control-plane') return planeNamed(world, name)?.cluster ?? OPERATOR
  return (kind === 'server' && world.servers.find(each => each.name === name)?.cluster) || OPERATOR
}

/** What ends it, if it is of a kind that ends. */
export function planeHealing(order: Order): Healing | undefined {
  if (order.order === 'stop-part') return { ...order, order: 'start-part' }
  return order.order === 'slow-disk' ? { ...order, by: 0 } : undefined
}

/** Whoever runs in the cluster. */
export const ridersOfPlane = (world: Seen<World>, incident: PlaneIncident): Id[] => {
  const cluster = clusterOfPlane(world, incident)
  return ridersInClusters(world).filter(id => clusterOf(world, id) === cluster)
}

export const ridersInClusters = ({ workloads, deployments }: Seen<World>): Id[] =>
  workloads.filter(({ deployment }) => deployments[deployment]?.deleted === false).map(({ id }) => id)

/** Something of it does not act. */
export function planeIsBroken(world: Seen<World>, incident: PlaneIncident): boolean {
  const plane = planeOf(world, clusterOfPlane(world, incident))
  if (!plane) return false
  const { api, writes, 'kube-scheduler': scheduler, 'kube-controller-manager': manager } = plane.working
  return !(api && writes && scheduler && manager)
}
