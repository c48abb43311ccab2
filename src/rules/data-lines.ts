/**
 * Command lines for a rider that takes its data along: the copy, the promotion, and
 * the stop that comes before it.
 *
 * Databases are PostgreSQL where a command has to name one: `pg_basebackup` makes the
 * first copy and leaves a standby that follows, `pg_ctl promote` lets it write. The old
 * place is reached under the workload's name, as its users reach it.
 *
 * Outside Kubernetes an image knows one place for its data, /srv/NAME-data, and mounts
 * there whichever disk has the label `data` (`LABEL=data /srv/NAME-data xfs nofail` in its
 * fstab): so an evacuated server finds its disk though its root disk is new. A blank disk
 * is given a file system, that label and the owner of the process by the image where none
 * has the label yet. Nothing is copied before it is mounted, or it would lie on the root
 * disk. A server's unit starts at boot, and would begin a new database on an empty disk:
 * `standby.yaml` has it wait until there is one.
 */

import type { Lane } from '../model/command'
import type { DiskKind, Volume } from '../model/volume'
import { NONE, type Seen, type Workload } from '../model/world'
import { mountPoint, POD_MOUNT } from '../sim/storage/volumes'
import { hasPods } from './lanes'
import { inTurn } from './lines'
import { detachLine } from './snapshot-lines'

/** How each kind of disk is called where volumes are made. */
export const DISK_TYPES: Readonly<Record<DiskKind, string>> = { local: 'local-ssd', network: 'ceph-rbd' }

/** It rides with a disk, and ROUTE would make a copy of that. */
export const bringsDisk = (workload: Seen<Workload>): boolean =>
  workload.volume !== NONE && workload.standby === NONE && workload.spec.data !== undefined

/** Makes the first copy and leaves a standby; the flags are the same in both eras. */
export const baseBackup = ({ spec }: Seen<Workload>, onto = POD_MOUNT): string =>
  `pg_basebackup -h ${spec.name}.example -D ${onto} -X stream -R`

export const baseBackupOn = (host: string, workload: Seen<Workload>): string =>
  inTurn(
    `until ssh ${host} mountpoint -q ${mountPoint(workload)}; do sleep 1; done`,
    `ssh ${host} sudo -u postgres ${baseBackup(workload, mountPoint(workload))}`,
  )

/** Cleanly, so that what is left is sent before it ends; pods and units do so as they are taken away. */
export const stopLines = ({ spec }: Seen<Workload>, hosts: readonly string[]): readonly string[] =>
  hosts.map(host => `ssh ${host} sudo systemctl stop ${spec.name}`)

export const promoteLines = (workload: Seen<Workload>, hosts: readonly string[]): readonly string[] =>
  hosts.map(host => `ssh ${host} sudo -u postgres pg_ctl promote -D ${mountPoint(workload)}`)

/** A network disk stays when its server is deleted. */
export function dropDiskLines(
  workload: Seen<Workload>,
  volume: Seen<Volume> | undefined,
  from: Lane,
  hosts: readonly string[],
): readonly string[] {
  if (hasPods(from) || volume?.disk !== 'network') return []
  return [...releaseLines(workload, volume, from, hosts), deleteLine(volume.name)]
}

/** A machine is not deleted, and has to let go of a network disk. */
export function releaseLines(
  workload: Seen<Workload>,
  volume: Seen<Volume> | undefined,
  from: Lane,
  [host]: readonly string[],
): readonly string[] {
  if (from !== 'slab' || volume?.disk !== 'network' || host === undefined) return []
  return [`ssh ${host} sudo umount ${mountPoint(workload)}`, detachLine(host, 'machine', volume.name)]
}

/** With its snapshots: Cinder deletes no volume that has some (cinder/volume/api.py). */
export const deleteLine = (volume: string): string => `openstack volume delete --purge ${volume}`
