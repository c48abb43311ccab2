/**
 * Snapshots of volumes, what restoring one costs, and copies to another kind of disk.
 *
 * A snapshot of a network volume is quick (the storage cluster keeps the old blocks);
 * of a local disk it is a backup, copied to the storage cluster at its speed. Restoring
 * sets the disk back to the snapshot: what was written since is lost, and the process
 * stands still meanwhile. A copy to the other kind of disk runs beside the work; then
 * the process starts again on the new one, with everything that was written.
 *
 * Simpler than the real thing: a snapshot is made at one moment, crash-consistent, and
 * what is written while a copy runs is sent after it without being counted; whether the
 * hosts that a copy needs have died is looked at when it would be whole. That a
 * snapshot takes as long as making a volume is ours; the sources have no figure.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import { BYTES_PER_MIB, type Seconds } from '../../model/units'
import type { DiskKind, Snapshot, Volume } from '../../model/volume'
import type { WorkloadData } from '../../model/workload'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { isUp } from '../hosts/ground'
import { restartProcess } from '../hosts/processes'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { backupOf } from './backup-plan'
import { loseBackupsOn } from './backups'
import { isKept } from './standby'
import { loseMemberDisk } from './stores'
import { newVolume } from './volumes'
import { loseWrites } from './writes'

/** How long the storage cluster takes to copy all of it. */
export const copySeconds = (world: Seen<World>, volume: Seen<Volume>): Seconds =>
  Math.max(1, Math.ceil(volume.size / BYTES_PER_MIB / world.storagePerSecond))

/** The newest that can be restored by now. */
export const newestSnapshot = (world: Seen<World>, { id }: Seen<Volume>): Seen<Snapshot> | undefined =>
  world.snapshots.filter(snapshot => snapshot.volume === id && !snapshot.lost && world.tick >= snapshot.readyAt).at(-1)

/** It is being copied or set back, or the copy of it in another place follows what is written to it. */
const isBusy = (world: Seen<World>, { busyUntil, workload }: Seen<Volume>) =>
  busyUntil !== NONE || world.workloads[workload]?.standby !== NONE

/** A copy of a store is not to be set back by itself: the others would not know it. */
const refusesCopyOfStore = (world: Seen<World>, { workload, name }: Seen<Volume>): string | undefined =>
  world.workloads[workload]?.store === NONE
    ? undefined
    : `Volume ${name} is one copy of a replicated store: back up the store.`

/** In Cinder's words, where it has some. */
export const refusesBusy = (world: Seen<World>, volume: Seen<Volume>): string | undefined =>
  isBusy(world, volume) ? `Invalid volume: Volume ${volume.name} is being copied or restored.` : undefined

export const otherDisk = (disk: DiskKind): DiskKind => (disk === 'local' ? 'network' : 'local')

export function refusesSnapshot(world: Seen<World>, volume: Seen<Volume>): string | undefined {
  const busy = refusesCopyOfStore(world, volume) ?? refusesBusy(world, volume)
  if (busy !== undefined) return busy
  if (volume.state === 'available' || volume.state === 'in-use') return undefined
  if (volume.state === 'lost' && volume.disk === 'network') return corrupt(volume)
  const status = volume.state === 'lost' ? 'error' : volume.state // Cinder has no word for data that is gone
  return `Invalid volume: Volume ${volume.name} status must be available or in-use, but current status is: ${status}.`
}

export function refusesRestore(world: Seen<World>, volume: Seen<Volume>): string | undefined {
  const busy = refusesCopyOfStore(world, volume) ?? refusesBusy(world, volume)
  if (busy !== undefined) return busy
  return newestSnapshot(world, volume) ? undefined : `No snapshot found for volume ${volume.name}.`
}

export function takeSnapshot(world: World, volume: Volume, tell: Telling, cause: Cause): void {
  const quick = Math.ceil(constantsOf(world.era).createVolume)
  const takes = volume.disk === 'network' ? quick : copySeconds(world, volume)
  const id = world.snapshots.length
  const name = `${volume.name}-${id + 1}`
  world.snapshots.push({
    id,
    name,
    volume: volume.id,
    askedAt: world.tick,
    written: volume.written,
    schema: volume.schema,
    on: 'elsewhere',
    lost: false,
    proven: false,
    readyAt: world.tick + takes,
  })
  tell.normal('SnapshotCreated', 'volume', volume.id, `snapshot ${name} of volume "${volume.name}"`, cause)
}

/** Sets it back to its newest snapshot; the process waits for it. */
export function restore(world: World, volume: Volume, tell: Telling, cause: Cause): void {
  const snapshot = newestSnapshot(world, volume) as Snapshot
  const quick = 2 * Math.ceil(constantsOf(world.era).attachVolume) // off and on again
  const isBackup = backupOf(world.workloads[volume.workload] as Workload) !== undefined // not blocks that the cluster has kept
  const takes = volume.disk === 'network' && !isBackup ? quick : copySeconds(world, volume)
  loseWrites(world, volume, Math.min(volume.written, snapshot.written), tell, cause)
  volume.schema = snapshot.schema
  volume.state = 'available'
  volume.holder = undefined
  volume.busyUntil = world.tick + takes
  volume.cause = cause
  wakeAt(world.wake, volume.busyUntil, { what: 'restored', volume: volume.id })
  restartProcess(world, world.workloads[volume.workload] as Workload, tell, cause)
}

export function restored(world: World, volume: Volume, tell: Telling): Volume | undefined {
  if (volume.busyUntil === NONE || world.tick < volume.busyUntil) return undefined
  volume.busyUntil = NONE
  const note = `volume "${volume.name}" is restored`
  volume.cause = tell.normal('VolumeRestored', 'volume', volume.id, note, volume.cause)
  return volume
}

/** Begins to copy it to the other kind of disk, beside the work. */
export function copyVolume(world: World, volume: Volume, tell: Telling, cause: Cause): void {
  volume.busyUntil = world.tick + copySeconds(world, volume)
  const note = `volume "${volume.name}" is copied to a ${otherDisk(volume.disk)} disk`
  volume.cause = tell.normal('VolumeCopying', 'volume', volume.id, note, cause)
  wakeAt(world.wake, volume.busyUntil, { what: 'volumeCopied', volume: volume.id })
}

/** The copy is whole: the process starts again on it. */
export function volumeCopied(world: World, volume: Volume, tell: Telling): void {
  if (volume.busyUntil === NONE || world.tick < volume.busyUntil) return
  const workload = world.workloads[volume.workload] as Workload
  volume.busyUntil = NONE
  if (volume.state === 'lost' || workload.volume !== volume.id) return
  if (isOutOfReach(world, volume)) return brokenOff(volume, tell)
  const copy = successor(world, workload, volume)
  const note = `volume "${copy.name}" is a copy of all that "${volume.name}" held`
  copy.cause = tell.normal('VolumeCopied', 'volume', copy.id, note, volume.cause)
  restartProcess(world, workload, tell, copy.cause)
}

/** A local disk, or the one that its process was to have, on a host that is down. */
function isOutOfReach(world: World, { disk, machine, holder }: Volume): boolean {
  const onDeadMachine = disk === 'local' && world.machines[machine]?.up === false
  return onDeadMachine || (holder !== undefined && !isUp(world, holder))
}

/** All stays as it was. */
export function brokenOff(copying: Volume, tell: Telling): void {
  const note = `the copy of volume "${copying.name}" broke off`
  copying.cause = tell.warning('CopyBrokenOff', 'volume', copying.id, note, copying.cause)
}

function successor(world: World, workload: Workload, old: Volume): Volume {
  const copy = newVolume(world, workload, workload.spec.data as WorkloadData, otherDisk(old.disk), old.cause)
  workload.volume = copy.id
  copy.written = old.written
  old.state = 'deleted'
  old.holder = undefined
  return copy
}

/**
 * A local disk dies under its data. A storage cluster outlives its disks: there it is the
 * file system on the volume that is beyond repair.
 */
export function loseDisk(world: World, volume: Volume, tell: Telling, cause: Cause): void {
  const note = volume.disk === 'local' ? `the disk of volume "${volume.name}" is dead` : corrupt(volume)
  const told = tell.warning('DiskLost', 'volume', volume.id, note, cause)
  loseBackupsOn(world, volume)
  if (loseMemberDisk(world, volume, tell, told)) return beginEmpty(world, volume, tell, told)
  const snapshot = newestSnapshot(world, volume)
  volume.holder = undefined
  volume.state = 'lost'
  volume.machine = NONE
  volume.cause = told
  if (!isKept(world, volume)) {
    // No restore brings back more than the newest snapshot has, whether there is ever one or not.
    loseWrites(world, volume, Math.min(volume.written, snapshot?.written ?? 0), tell, told)
    if (!snapshot) beEmpty(volume)
  }
  restartProcess(world, world.workloads[volume.workload] as Workload, tell, told)
}

function beEmpty(volume: Volume): void {
  volume.state = 'available'
  volume.schema = NONE
}

/** The guest's words: to Cinder the volume is as it was. */
const corrupt = ({ name }: Seen<Volume>) => `XFS: Metadata corruption detected on volume "${name}": beyond repair`

/** The others have what it had: a member of a store starts on an empty disk, as a new one. */
function beginEmpty(world: World, volume: Volume, tell: Telling, cause: Cause): void {
  volume.holder = undefined
  volume.state = 'available'
  volume.machine = NONE
  volume.cause = cause
  restartProcess(world, world.workloads[volume.workload] as Workload, tell, cause, volume)
}
