/**
 * Neighbours of an etcd member: on a converged machine it shares its disk with whatever
 * writes to local disks there, in a guest its cores with the other guests (`steal.ts`).
 *
 * A write of the WAL waits behind the writes that are under way, each of which takes as
 * long as a sound disk may (10 ms). So a database with two hundred busy writers on the
 * same disk makes a member two seconds late, which is later than an election timeout.
 *
 * Simpler than the real thing: one disk a machine, first come first served, and no
 * ionice; on a machine a neighbour's hunger for cpu is not felt, nor that of one on a
 * network disk; and what steal delays is each write as much as each heartbeat.
 */

import { constantsOf } from '../../model/constants'
import type { ControlPlane, Member } from '../../model/control-plane'
import type { Cause } from '../../model/happening'
import type { Id } from '../../model/refs'
import { type Milliseconds, PPB, PPM } from '../../model/units'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { settle } from '../control-plane/control-plane'
import { machineOf } from '../control-plane/member-host'
import type { Telling } from '../telling'
import { etcdUnder, shareIn } from './steal'

/** Each second, after traffic. */
export function feelNeighbours(world: World, tell: Telling): void {
  for (const plane of world.controlPlanes) if (plane) feel(world, plane, tell)
}

function feel(world: World, plane: ControlPlane, tell: Telling): void {
  let felt: Cause | undefined
  for (const member of plane.members) {
    if (member.role === 'removed') continue
    const { late, cause } = member.server === NONE ? besideWriters(world, member) : besideGuests(world, member)
    if (late === member.noiseMs) continue
    member.noiseMs = late
    felt = cause ?? plane.cause
  }
  if (!felt) return
  if (plane.etcd.leader !== NONE) plane.cause = felt
  settle(world, plane, tell)
}

interface Noise {
  readonly late: Milliseconds
  readonly cause: Cause | undefined
}

/** A machine without a node has no neighbours. */
function besideWriters(world: World, member: Member): Noise {
  const machine = machineOf(world, member)
  if (world.machines[machine]?.node === NONE) return { late: 0, cause: undefined }
  const { writers, loudest } = writersOn(world, machine)
  return { late: writers * constantsOf(world.era).etcdFsync, cause: loudest?.traffic.cause }
}

/** In a guest whose cores are stolen a member sends each heartbeat as much later. */
function besideGuests(world: World, member: Member): Noise {
  const server = world.servers[member.server]
  const { every } = etcdUnder(world.era, shareIn(world, server))
  return {
    late: every - constantsOf(world.era).etcdHeartbeat,
    cause: world.hypervisors[server?.hypervisor ?? NONE]?.cause,
  }
}

/** How many processes wait for that machine's disk, and the workload with the most of them. */
function writersOn(world: World, machine: Id): { readonly writers: number; readonly loudest: Workload | undefined } {
  let writers = 0
  let most = 0
  let loudest: Workload | undefined
  for (const volume of world.volumes) {
    if (volume.disk !== 'local' || volume.machine !== machine || volume.state !== 'in-use') continue
    const workload = world.workloads[volume.workload] as Workload
    const busy = busyWriters(workload)
    writers += busy
    if (busy > most) [most, loudest] = [busy, workload]
  }
  return { writers, loudest }
}

/** Of one replica: its workers that are busy with a request that writes. */
function busyWriters({ spec, traffic }: Workload): number {
  const busy = Math.floor((Math.min(PPB, traffic.utilisation) * spec.workers) / PPB)
  return Math.floor((busy * (spec.data?.writes ?? 0)) / PPM)
}
