/**
 * The disks that servers and machines need besides: made before those are, and attached to
 * each once it is there. Under the names that they have in the simulation afterwards.
 *
 * A copy of a store has a disk of its own. A local disk comes with its server or machine.
 */

import type { MiB } from '../model/units'
import type { WorkloadData } from '../model/workload'
import type { Seen, Workload, World } from '../model/world'
import { freeClaim } from '../sim/hosts/systemd'
import { bestMachine } from '../sim/metal/ironic'
import { serverName } from '../sim/orders/cloud'
import { claimsOf, diskOn, isShared, isStore, nextVolumeName } from '../sim/storage/volumes'
import { DISK_TYPES } from './data-lines'
import { machineName } from './lines'
import { attachLine, untilAvailable } from './snapshot-lines'

export interface DiskLines {
  readonly made: readonly string[]
  readonly joined: readonly string[]
}

export const NO_DISKS: DiskLines = { made: [], joined: [] }

/** `beside`: the one that it has stays where it is, and another is made. */
export function serverDisks(world: Seen<World>, workload: Seen<Workload>, beside: boolean): DiskLines {
  const { data, replicas } = workload.spec
  const has = world.volumes[workload.volume]
  if (!data || !needsDisk(world, workload)) return NO_DISKS
  const first = workload.units.length
  const join = (disk: string, i: number) => attachLine(serverName(workload, first + i), 'server', disk)
  if (has && !beside) return { made: [], joined: [join(has.name, 0)] }
  const names = Array.from({ length: data.copies === 'one' ? 1 : replicas }, (_, i) => nameOf(world, workload, i))
  return { made: names.map(disk => makeLine(data, disk)), joined: names.map(join) }
}

/** The same of one machine; of one that is deployed already nothing else takes so long that its disk is made by then. */
export function machineDisk(
  world: Seen<World>,
  workload: Seen<Workload>,
  only: string | undefined,
  beside: boolean,
): DiskLines {
  const { data, requests } = workload.spec
  const has = world.volumes[workload.volume]
  if (!data || !needsDisk(world, workload)) return NO_DISKS
  const disk = has && !beside ? has.name : nextVolumeName(world, workload)
  const joined = [attachLine(machineName(world, workload, only), 'machine', disk)]
  if (has && !beside) return { made: [], joined }
  const isDeployed = bestMachine(world, requests, only)?.state === 'active'
  return { made: madeLines(data, disk, isDeployed), joined }
}

/** The same of one more member of a store: what an earlier one left there is taken again. */
export function memberDisk(world: Seen<World>, workload: Seen<Workload>, kind: 'server' | 'machine'): DiskLines {
  const { data, requests } = workload.spec
  if (!data || !isStore(workload) || !needsDisk(world, workload)) return NO_DISKS
  const claim = freeClaim(world, workload, kind)
  const has =
    claim === 0 ? diskOn(world, workload, kind) : claimsOf(world, workload, kind).find(is => is.claim === claim)
  const disk = has?.name ?? nameOf(world, workload, claim, kind)
  const host = kind === 'server' ? serverName(workload, workload.units.length) : machineName(world, workload, undefined)
  const joined = [attachLine(host, kind, disk)]
  if (has) return { made: [], joined }
  const isDeployed = kind === 'machine' && bestMachine(world, requests, undefined)?.state === 'active'
  return { made: madeLines(data, disk, isDeployed), joined }
}

function needsDisk(world: Seen<World>, { spec: { data }, volume }: Seen<Workload>): boolean {
  const has = world.volumes[volume]
  return (has?.disk ?? data?.disk) === 'network' && !(has && isShared(world, has))
}

/** `waits`: nothing else that is done meanwhile takes as long. */
const madeLines = (data: Seen<WorkloadData>, disk: string, waits: boolean): readonly string[] =>
  waits ? [makeLine(data, disk), untilAvailable(disk)] : [makeLine(data, disk)]

const makeLine = ({ sizeMiB }: Seen<WorkloadData>, disk: string): string =>
  `openstack volume create --size ${inGiB(sizeMiB)} --type ${DISK_TYPES.network} ${disk}`

/** As Cinder and LVM are asked for it: whole ones. */
export const inGiB = (size: MiB): number => Math.ceil(size / MIB_PER_GIB)
const MIB_PER_GIB = 1_024

const nameOf = (world: Seen<World>, workload: Seen<Workload>, claim: number, kind = 'server'): string =>
  claim > 0 ? `data-${workload.spec.name}-${kind}-${claim}` : nextVolumeName(world, workload)
