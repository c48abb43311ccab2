/**
 * Backups by the clock, and drills of them.
 *
 * A backup is copied at the speed of the storage while the work goes on: what it holds
 * is the moment at which it was begun, crash-consistent. So the interval is what a lost
 * disk costs at most (RPO), and size over bandwidth and the start of the process is how
 * long the way back takes (RTO). One that lies on the same disk dies with it. A drill
 * restores the newest to another disk and says how long that took.
 *
 * Simpler than the real thing: every backup is a full one, none is thrown away, and the
 * reading for it costs the users nothing.
 */

import type { Cause } from '../../model/happening'
import type { Snapshot, Volume } from '../../model/volume'
import type { Seen, World } from '../../model/world'
import { byScenario, type Telling } from '../telling'
import { wakeAt } from '../wake'
import { backupOf, planBackup } from './backup-plan'
import { copySeconds, newestSnapshot, refusesSnapshot } from './snapshots'

/** Its time has come; a disk that is busy or gone is passed over until the next one. */
export function backUp(world: World, volume: Volume, tell: Telling): void {
  const workload = world.workloads[volume.workload]
  const backup = workload && backupOf(workload)
  if (!backup || volume.state === 'deleted') return
  planBackup(world, volume)
  if (workload.volume !== volume.id || refusesSnapshot(world, volume) !== undefined) return
  const id = world.snapshots.length
  const name = `${prefix(volume)}${id + 1}`
  const readyAt = world.tick + copySeconds(world, volume)
  world.snapshots.push({
    id,
    name,
    volume: volume.id,
    askedAt: world.tick,
    written: volume.written,
    schema: volume.schema,
    on: backup.on,
    lost: false,
    proven: false,
    readyAt,
  })
  const note = `backup ${name} of volume "${volume.name}"`
  tell.normal('SnapshotCreated', 'volume', volume.id, note, byScenario(workload.spec.name))
}

const prefix = ({ name }: Seen<Volume>) => `${name}-backup-`

/** All of it copied elsewhere by the clock, and no snapshot. */
export const isBackup = (volume: Seen<Volume>, { name }: Seen<Snapshot>): boolean => name.startsWith(prefix(volume))

/** What lies on a disk dies with it. */
export function loseBackupsOn(world: World, { id }: Volume): void {
  for (const snapshot of world.snapshots) if (snapshot.volume === id && snapshot.on === 'same') snapshot.lost = true
}

export function refusesDrill(world: Seen<World>, volume: Seen<Volume>): string | undefined {
  return newestSnapshot(world, volume) ? undefined : `No snapshot found for volume ${volume.name}.`
}

/** To a scratch disk, beside the work. */
export function beginDrill(world: World, volume: Volume, _: Telling, cause: Cause): void {
  const snapshot = newestSnapshot(world, volume)
  if (!snapshot) return
  volume.cause = cause
  const due = { what: 'drilled', volume: volume.id, snapshot: snapshot.id, began: world.tick } as const
  wakeAt(world.wake, world.tick + copySeconds(world, volume), due)
}

export function drilled(world: World, volume: Volume, snapshot: Snapshot, began: number, tell: Telling): void {
  const took = world.tick - began
  snapshot.proven = !snapshot.lost
  const note = snapshot.lost
    ? `${snapshot.name} is no good: the disk that it was on is dead`
    : `${snapshot.name} restored to a scratch volume in ${took} s; ${volume.written - snapshot.written} acknowledged writes are newer`
  const say = snapshot.lost ? tell.warning.bind(tell) : tell.normal.bind(tell)
  say('RestoreDrilled', 'volume', volume.id, note, volume.cause)
}
