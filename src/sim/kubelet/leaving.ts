/**
 * Taking a workload off a kind of host: its Deployment, its servers, or its process on
 * machines, with the disks that nobody needs any more.
 */

import type { Machine } from '../../model/baremetal'
import type { Cause } from '../../model/happening'
import type { Server } from '../../model/openstack'
import type { HostKind } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { deleteServer } from '../cloud/nova'
import { deleteDeployment } from '../controllers/controllers'
import { deleteBatch } from '../controllers/cron-jobs'
import { stopUnit } from '../hosts/systemd'
import { closeStandby, retire } from '../storage/standby'
import type { Telling } from '../telling'
import { unitsOf } from '../traffic/backends'

/** Kinds of host that workloads run on: a pod on a node, a unit on a server or a machine. */
const PLACES = ['node', 'server', 'machine'] as const

export function leavePlace(world: World, workload: Workload, kind: HostKind, tell: Telling, cause: Cause): void {
  if (kind === 'node') takeAway(world, workload, tell, cause)
  for (const { id, on } of unitsOf(world, workload)) {
    if (on.kind === kind) dismiss(world, world.units[id] as Unit, tell, cause)
  }
  closeStandby(world, workload, kind)
  dropEmptyDisk(world, workload)
}

export function leaveAllBut(world: World, workload: Workload, kind: HostKind, tell: Telling, cause: Cause): void {
  for (const other of PLACES) if (other !== kind) leavePlace(world, workload, other, tell, cause)
}

/** It runs, or is to run, on hosts of another kind. */
export const ridesBeside = (world: Seen<World>, workload: Seen<Workload>, kind: HostKind): boolean =>
  PLACES.some(other => other !== kind && hasPlace(world, workload, other))

function hasPlace(world: Seen<World>, workload: Seen<Workload>, kind: HostKind): boolean {
  if (kind === 'node') return world.deployments[workload.deployment]?.deleted === false
  return unitsOf(world, workload).some(({ on }) => on.kind === kind)
}

/** A disk that nothing was ever written to is like any other that is new. */
function dropEmptyDisk(world: World, workload: Workload): void {
  const volume = world.volumes[workload.volume]
  if (!volume || volume.written > 0 || PLACES.some(kind => hasPlace(world, workload, kind))) return
  retire(volume)
  workload.volume = NONE
}

function takeAway(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  const deployment = world.deployments[workload.deployment]
  if (!deployment || deployment.deleted) return
  deleteBatch(world, workload, tell, cause)
  deleteDeployment(world, deployment, tell, cause)
}

function dismiss(world: World, unit: Unit, tell: Telling, cause: Cause): void {
  stopUnit(world, unit, tell, cause)
  if (unit.on.kind === 'server') deleteServer(world, world.servers[unit.on.id] as Server, tell, cause)
  else (world.machines[unit.on.id] as Machine).unit = NONE
}
