/**
 * Neighbours on a converged machine: an etcd member shares its disk with whatever
 * writes to local disks there.
 *
 * A write of the WAL waits behind the writes that are under way, each of which takes as
 * long as a sound disk may (10 ms). So a database with two hundred busy writers on the
 * same disk makes a member two seconds late, which is later than an election timeout.
 *
 * Simpler than the real thing: one disk a machine, first come first served, and no
 * ionice; a neighbour's hunger for cpu is not felt here, nor that of one on a network disk.
 */

import { constantsOf } from '../model/constants'
import type { Cause } from '../model/happening'
import type { Id } from '../model/refs'
import { PPB, PPM } from '../model/units'
import type { Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { settle } from './control-plane'
import { machineOf } from './member-host'
import type { Telling } from './telling'

/** Each second, after traffic: machines without a node have no neighbours. */
export function feelNeighbours(world: World, tell: Telling): void {
  const plane = world.controlPlane
  if (!plane) return
  let felt: Cause | undefined
  for (const member of plane.members) {
    const machine = machineOf(world, member)
    if (member.role === 'removed' || world.machines[machine]?.node === NONE) continue
    const { writers, loudest } = writersOn(world, machine)
    const noise = writers * constantsOf(world.era).etcdFsync
    if (noise === member.noiseMs) continue
    member.noiseMs = noise
    felt = loudest?.traffic.cause ?? plane.cause
  }
  if (!felt) return
  if (plane.etcd.leader !== NONE) plane.cause = felt
  settle(world, tell)
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
