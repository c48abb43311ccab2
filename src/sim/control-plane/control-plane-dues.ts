/**
 * What a control plane waited for, and what has to wait for it.
 */

import type { ControlPlane, LeadingPart, Member, Working } from '../../model/control-plane'
import type { Id } from '../../model/refs'
import { OPERATOR } from '../../model/tenant'
import type { ClusterDue, ControlPlaneDue } from '../../model/wake'
import type { World } from '../../model/world'
import { planeSaved } from '../automation'
import { countAnew } from '../catch-up'
import { takeLease } from '../kubelet/leases'
import type { Telling } from '../telling'
import { renewed, runOut } from './certificates'
import { settle } from './control-plane'
import { startMember } from './etcd'
import { elect, unseat } from './etcd-election'
import { defragmented, raiseAlarm, restored, snapshotSaved } from './etcd-store'
import { clusterOf, planeOf } from './working'

type Waker<What extends ControlPlaneDue['what']> = (
  world: World,
  due: Extract<ControlPlaneDue, { what: What }>,
  tell: Telling,
) => void

/** What each thing that the control plane waited for does when its time has come. */
export const PLANE_WAKERS: { readonly [What in ControlPlaneDue['what']]: Waker<What> } = {
  etcdElection: settling((world, plane, _, tell) => elect(world, plane, tell)),
  etcdStalled: settling((world, plane, _, tell) => unseat(world, plane, tell)),
  etcdFull: settling((world, plane, _, tell) => raiseAlarm(world, plane, tell)),
  planeSaved: (world, { cluster }) => {
    const plane = planeOf(world, cluster)
    if (plane) planeSaved(world, plane)
  },
  etcdSaved: (world, { cluster, snapshot }, tell) => {
    const plane = planeOf(world, cluster)
    const saved = plane?.etcd.snapshots[snapshot]
    if (plane && saved) snapshotSaved(plane, saved, tell, plane.cause)
  },
  etcdRestored: settling((world, plane, { snapshot }: { snapshot: Id }, tell) => {
    const saved = plane.etcd.snapshots[snapshot]
    return saved !== undefined && restored(world, plane, saved, tell)
  }),
  etcdDefragmented: settling((world, plane, { member }: { member: Id }, tell) => {
    defragmented(world, plane, plane.members[member] as Member, tell)
    return true
  }),
  memberStarted: settling((world, plane, { member }: { member: Id }, tell) =>
    startMember(world, plane, plane.members[member] as Member, tell),
  ),
  leaseTaken: settling((world, plane, { part }: { part: LeadingPart }, tell) => {
    const taken = takeLease(world, plane, part, tell)
    if (taken && part === 'kube-controller-manager') countAnew(world, plane)
    return taken
  }),
  certificatesEnd: settling((world, plane, _, tell) => runOut(world, plane, tell)),
  certificatesRenewed: settling((world, plane, _, tell) => renewed(world, plane, tell)),
}

/** Does it, and if it made a difference brings the rest up to date. */
function settling<Due>(does: (world: World, plane: ControlPlane, due: Due, tell: Telling) => boolean) {
  return (world: World, due: Due & { readonly cluster: Id }, tell: Telling): void => {
    const plane = planeOf(world, due.cluster)
    if (plane && does(world, plane, due, tell)) settle(world, plane, tell)
  }
}

/** What cannot be done without the controller manager, or without anything written; the rest is nobody's of these. */
const NEEDS: Partial<Record<ClusterDue['what'], keyof Working>> = {
  nodeMonitor: 'kube-controller-manager',
  taintNode: 'kube-controller-manager',
  cloudNode: 'kube-controller-manager',
  podGc: 'kube-controller-manager',
  evictNode: 'kube-controller-manager',
  tolerationOver: 'kube-controller-manager',
  forceDetach: 'kube-controller-manager',
  progressDeadline: 'kube-controller-manager',
}

/** Lays aside what is due and cannot be done now. */
export function layAside(world: World, due: ClusterDue): boolean {
  const need = needOf(world, due)
  const plane = need && planeOf(world, clusterOfDue(world, due))
  if (!plane || plane.working[need]) return false
  plane.undone.due.push(due)
  return true
}

/** Whose controllers it waits for. */
function clusterOfDue(world: World, due: ClusterDue): Id {
  const { nodes, servers, deployments, work } = world
  if ('node' in due) return nodes[due.node]?.cluster ?? OPERATOR
  if (due.what === 'tolerationOver') return clusterOf(world, world.pods[due.pod]?.workload ?? -1)
  if (due.what === 'taintNode') return work.zones[due.zone]?.cluster ?? OPERATOR
  if (due.what === 'progressDeadline') return deployments[due.deployment]?.cluster ?? OPERATOR
  if (due.what === 'hostJoins' && due.host.kind === 'server') return servers[due.host.id]?.cluster ?? OPERATOR
  return OPERATOR
}

/** A machine that becomes a node has to be let in: its certificate is signed by the controller manager. */
const needOf = (world: World, due: ClusterDue): keyof Working | undefined =>
  due.what === 'hostJoins' || (due.what === 'machineActive' && world.machines[due.machine]?.becomes === 'kubelet')
    ? 'kube-controller-manager'
    : NEEDS[due.what]
