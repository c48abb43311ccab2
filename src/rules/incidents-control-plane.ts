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
import type { Healing } from '../model/wake'
import { NONE, type Seen, type World } from '../model/world'
import { memberOn } from '../sim/control-plane'
import type { Order } from '../sim/orders'

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

/** What it does; undefined where the machine that it names carries no member now. */
export function planeOrder(world: World, incident: PlaneIncident): Order | undefined {
  const { what } = incident
  if (what === 'etcd-full') return { order: 'fill-etcd' }
  if (what === 'certificates-expire') return { order: 'expire-certificates' }
  const member = memberNamed(world, incident.target)
  if (member === NONE) return undefined
  if (what === 'etcd-disk-slow') return { order: 'slow-disk', member, by: incident.byMs }
  return { order: 'stop-part', part: PARTS_DOWN[what], member }
}

/** One member, or undefined for all of them; NONE if there is no such one. */
function memberNamed(world: World, target: string): Id | undefined {
  const [kind, name] = target.split('/')
  if (kind === 'control-plane') return undefined
  const machine = world.machines.findIndex(each => each.name === name)
  return memberOn(world, machine)?.id ?? NONE
}

/** What ends it, if it is of a kind that ends. */
export function planeHealing(order: Order): Healing | undefined {
  if (order.order === 'stop-part') return { order: 'start-part', part: order.part, member: order.member }
  return order.order === 'slow-disk' ? { order: 'slow-disk', member: order.member, by: 0 } : undefined
}

/** Whoever runs in the cluster. */
export const ridersOfPlane = ({ workloads, deployments }: Seen<World>): Id[] =>
  workloads.filter(({ deployment }) => deployments[deployment]?.deleted === false).map(({ id }) => id)

/** Something of it does not act. */
export function planeIsBroken({ controlPlane }: Seen<World>): boolean {
  if (!controlPlane) return false
  const { api, writes, 'kube-scheduler': scheduler, 'kube-controller-manager': manager } = controlPlane.working
  return !(api && writes && scheduler && manager)
}
