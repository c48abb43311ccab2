/**
 * The disks that servers need besides: made before the servers are, and attached to each
 * once it is there. Under the names that they have in the simulation afterwards.
 *
 * A copy of a store has a disk of its own. A local disk comes with its server.
 */

import type { MiB } from '../model/units'
import type { Seen, Workload, World } from '../model/world'
import { serverName } from '../sim/orders/cloud'
import { isShared, nextVolumeName } from '../sim/storage/volumes'
import { DISK_TYPES } from './data-lines'

export interface DiskLines {
  readonly made: readonly string[]
  readonly joined: readonly string[]
}

export const NO_DISKS: DiskLines = { made: [], joined: [] }

/** `beside`: the one that it has stays where it is, and another is made. */
export function serverDisks(world: Seen<World>, workload: Seen<Workload>, beside: boolean): DiskLines {
  const { data, replicas } = workload.spec
  const has = world.volumes[workload.volume]
  if (!data || (has?.disk ?? data.disk) !== 'network' || (has && isShared(world, has))) return NO_DISKS
  const first = workload.units.length
  const join = (disk: string, i: number) => `openstack server add volume ${serverName(workload, first + i)} ${disk}`
  if (has && !beside) return { made: [], joined: [join(has.name, 0)] }
  const names = Array.from({ length: data.copies === 'one' ? 1 : replicas }, (_, i) => nameOf(world, workload, i))
  const size = inGiB(data.sizeMiB)
  const make = (disk: string) => `openstack volume create --size ${size} --type ${DISK_TYPES.network} ${disk}`
  return { made: names.map(make), joined: names.map(join) }
}

/** As Cinder and LVM are asked for it: whole ones. */
export const inGiB = (size: MiB): number => Math.ceil(size / MIB_PER_GIB)
const MIB_PER_GIB = 1_024

const nameOf = (world: Seen<World>, workload: Seen<Workload>, claim: number): string =>
  claim > 0 ? `data-${workload.spec.name}-server-${claim}` : nextVolumeName(world, workload)
