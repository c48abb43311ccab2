/**
 * Command lines for a rider that takes its data along: the copy, the promotion, and
 * the stop that comes before it.
 *
 * Databases are PostgreSQL where a command has to name one: `pg_basebackup` makes the
 * first copy and leaves a standby that follows, `pg_ctl promote` lets it write. The old
 * place is reached under the workload's name, as its users reach it.
 */

import type { Lane } from '../model/command'
import { BYTES_PER_MIB } from '../model/units'
import type { DiskKind, Volume } from '../model/volume'
import { NONE, type Seen, type Workload, type World } from '../model/world'

/** How each kind of disk is called where volumes are made. */
export const DISK_TYPES: Readonly<Record<DiskKind, string>> = { local: 'local-ssd', network: 'ceph-rbd' }

const DATA = '/var/lib/postgresql/data'

/** It rides with a disk, and ROUTE would make a copy of that. */
export const bringsDisk = (workload: Seen<Workload>): boolean =>
  workload.volume !== NONE && workload.standby === NONE && workload.spec.data !== undefined

/** Makes the first copy and leaves a standby; the flags are the same in both eras. */
export const baseBackup = ({ spec }: Seen<Workload>): string =>
  `pg_basebackup -h ${spec.name}.example -D ${DATA} -X stream -R`

export const baseBackupOn = (host: string, workload: Seen<Workload>): string =>
  `ssh ${host} sudo -u postgres ${baseBackup(workload)}`

/** A network disk for a server, before anything can be copied to it. */
export function newDiskLines(world: Seen<World>, workload: Seen<Workload>, host: string): readonly string[] {
  const volume = world.volumes[workload.volume]
  if (volume?.disk !== 'network') return []
  const before = world.volumes.filter(each => each.workload === workload.id && each.claim === 0).length
  const name = `${workload.spec.name}-data-${before + 1}`
  const size = Math.ceil(volume.size / BYTES_PER_MIB / 1_024)
  return [
    `openstack volume create --size ${size} --type ${DISK_TYPES.network} ${name}`,
    `openstack server add volume ${host} ${name}`,
  ]
}

/** Cleanly, so that what is left is sent before it ends; pods and units do so as they are taken away. */
export const stopLines = ({ spec }: Seen<Workload>, hosts: readonly string[]): readonly string[] =>
  hosts.map(host => `ssh ${host} sudo systemctl stop ${spec.name}`)

export const promoteLines = (hosts: readonly string[]): readonly string[] =>
  hosts.map(host => `ssh ${host} sudo -u postgres pg_ctl promote -D ${DATA}`)

/** A network disk stays when its server is deleted. */
export function dropDiskLines(volume: Seen<Volume> | undefined, from: Lane): readonly string[] {
  return from === 'boxes' && volume?.disk === 'network' ? [`openstack volume delete ${volume.name}`] : []
}
