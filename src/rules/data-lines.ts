/**
 * Command lines for a rider that takes its data along: the copy, the promotion, and
 * the stop that comes before it.
 *
 * Databases are PostgreSQL where a command has to name one: `pg_basebackup` makes the
 * first copy and leaves a standby that follows, `pg_ctl promote` lets it write. The old
 * place is reached under the workload's name, as its users reach it.
 */

import type { Lane } from '../model/command'
import type { DiskKind, Volume } from '../model/volume'
import { NONE, type Seen, type Workload } from '../model/world'

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

/** Cleanly, so that what is left is sent before it ends; pods and units do so as they are taken away. */
export const stopLines = ({ spec }: Seen<Workload>, hosts: readonly string[]): readonly string[] =>
  hosts.map(host => `ssh ${host} sudo systemctl stop ${spec.name}`)

export const promoteLines = (hosts: readonly string[]): readonly string[] =>
  hosts.map(host => `ssh ${host} sudo -u postgres pg_ctl promote -D ${DATA}`)

/** A network disk stays when its server is deleted. */
export function dropDiskLines(volume: Seen<Volume> | undefined, from: Lane): readonly string[] {
  return from === 'boxes' && volume?.disk === 'network' ? [deleteLine(volume.name)] : []
}

/** With its snapshots: Cinder deletes no volume that has some (cinder/volume/api.py). */
export const deleteLine = (volume: string): string => `openstack volume delete --purge ${volume}`
