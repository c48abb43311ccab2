/**
 * The disk of a workload that changes lanes: copied from the one it has while that
 * serves on, and written to from the moment of the cut-over, never both at once.
 *
 * It is what a database's own replication does (`pg_basebackup`, then a standby that
 * follows, then `pg_ctl promote`). The first copy goes at size over the bandwidth of the
 * storage; from then on every acknowledged write follows, at most a second behind. At
 * the cut-over the old place stops first. If it lives, it sends what is left before it
 * does, and nothing is lost; if it is dead, the writes of that last second are. A copy
 * one end of which dies before it is whole is good for nothing, and begins anew once
 * both are there again.
 *
 * Simpler than the real thing: what the old process is still at when it is told to stop
 * is done within that second, before the new one writes; the disk is of the kind that the workload has now; the
 * promotion itself and the reading for the copy cost its users nothing, and the standby
 * is always fast enough to follow. An old place that cannot be told to stop gets no
 * requests any more, for its users come through the balancer or the Service.
 */

import type { Cause } from '../../model/happening'
import type { HostKind } from '../../model/refs'
import type { Copying, Volume } from '../../model/volume'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { isUp } from '../hosts/ground'
import { leaveAllBut, ridesBeside } from '../kubelet/leaving'
import type { Telling } from '../telling'
import { poolOf } from '../traffic/backends'
import { mountAgain } from './attach'
import { brokenOff, copySeconds, refusesBusy } from './snapshots'
import { moveStore } from './stores'
import { mountPoint, newVolume, POD_MOUNT } from './volumes'
import { joinWriters, loseWrites } from './writes'

/** Whether a place on such hosts would be a second one, beside one that holds the workload's disk. */
const opens = (world: Seen<World>, workload: Seen<Workload>, kind: HostKind): boolean =>
  workload.volume !== NONE && workload.standby === NONE && ridesBeside(world, workload, kind)

/** In Cinder's words: what is being copied or set back is not copied a second time. */
export function refusesStandby(world: Seen<World>, workload: Seen<Workload>, kind: HostKind): string | undefined {
  return opens(world, workload, kind) ? refusesBusy(world, world.volumes[workload.volume] as Seen<Volume>) : undefined
}

/** A place is made beside the one it has: it gets a disk of its own, which is empty so far. */
export function openStandby(world: World, workload: Workload, kind: HostKind, cause: Cause): void {
  const { data } = workload.spec
  if (!data || !opens(world, workload, kind)) return
  const origin = world.volumes[workload.volume] as Volume
  const copy = newVolume(world, workload, data, origin.disk, cause)
  copy.copy = { onto: kind, whole: false }
  workload.standby = copy.id
}

/** Each second: copies begin, break off, become whole, and follow. */
export function followStandbys(world: World, tell: Telling): void {
  for (const workload of world.workloads) if (workload.standby !== NONE) follow(world, workload, tell)
}

function follow(world: World, workload: Workload, tell: Telling): void {
  const copy = world.volumes[workload.standby] as Volume
  const copying = copy.copy as Copying
  if (!bothLive(world, workload, copy)) return breakOff(copy, tell)
  const origin = world.volumes[workload.volume] as Volume
  if (!copying.whole && copy.busyUntil === NONE) begin(world, origin, copy, tell)
  if (!copying.whole && world.tick >= copy.busyUntil) end(world, origin, copy, tell)
  if (copying.whole) copy.written = origin.written
}

/** The old place answers, and the new one has its disk. */
const bothLive = (world: World, workload: Workload, copy: Volume): boolean =>
  copy.state === 'in-use' && isUp(world, copy.holder) && poolOf(world, workload).answering > 0

function begin(world: World, origin: Volume, copy: Volume, tell: Telling): void {
  copy.busyUntil = world.tick + copySeconds(world, copy)
  const note = `volume "${copy.name}" is made a copy of "${origin.name}"`
  copy.cause = tell.normal('BaseBackupStarted', 'volume', copy.id, note, copy.cause)
}

function breakOff(copy: Volume, tell: Telling): void {
  if (copy.busyUntil === NONE) return
  copy.busyUntil = NONE
  brokenOff(copy, tell)
}

function end(world: World, origin: Volume, copy: Volume, tell: Telling): void {
  copy.busyUntil = NONE
  copy.copy = { onto: (copy.copy as Copying).onto, whole: true }
  copy.written = origin.written
  const note = `volume "${copy.name}" is a copy of all that "${origin.name}" holds`
  copy.cause = tell.normal('BaseBackupDone', 'volume', copy.id, note, copy.cause)
  mountAgain(world, copy, tell)
}

/** Why what runs on such hosts cannot be put in service yet, as `pg_ctl promote` or ssh says; undefined if it can. */
export function refusesPromotion(world: Seen<World>, workload: Seen<Workload>): string | undefined {
  const copy = world.volumes[workload.standby]
  if (!copy?.copy) return undefined
  if (copy.copy.whole && isUp(world, copy.holder)) return undefined
  const data = copy.copy.onto === 'node' ? POD_MOUNT : mountPoint(workload)
  return `pg_ctl: PID file "${data}/postmaster.pid" does not exist. Is server running?`
}

/** Whether what runs on such hosts only follows, and does not write. */
export const isStandby = (world: Seen<World>, workload: Seen<Workload>, kind: HostKind): boolean =>
  world.volumes[workload.standby]?.copy?.onto === kind

/** The old place stops, and only then does the new one write. */
export function promote(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  const copy = world.volumes[workload.standby] as Volume
  const origin = world.volumes[workload.volume] as Volume
  const { onto } = copy.copy as Copying
  joinWriters(world, origin, tell, cause)
  const sent = poolOf(world, workload).answering > 0 ? origin.written : copy.written
  leaveAllBut(world, workload, onto, tell, cause)
  retire(origin)
  copy.copy = undefined
  copy.written = origin.written
  workload.volume = copy.id
  workload.standby = NONE
  const note = `${workload.spec.name} writes to volume "${copy.name}" from now on`
  copy.cause = tell.normal('Promoted', 'volume', copy.id, note, cause)
  loseWrites(world, copy, sent, tell, cause)
  for (const claim of world.volumes)
    if (isClaim(claim, workload) && claim.place !== onto) leaveClaim(world, claim, tell, cause)
  moveStore(world, workload, onto)
}

const isClaim = ({ workload, claim, state }: Volume, { id }: Workload): boolean =>
  workload === id && claim > 0 && state !== 'deleted'

/** Of a StatefulSet only the first pod's disk is copied: what others took stays behind. */
function leaveClaim(world: World, claim: Volume, tell: Telling, cause: Cause): void {
  loseWrites(world, claim, 0, tell, cause)
  retire(claim)
}

/** The change is called off: the copy goes with the place that it was made for. */
export function closeStandby(world: World, workload: Workload, kind: HostKind): void {
  if (!isStandby(world, workload, kind)) return
  retire(world.volumes[workload.standby] as Volume)
  for (const claim of world.volumes) if (isClaim(claim, workload) && claim.place === kind) retire(claim)
  workload.standby = NONE
}

export function retire(volume: Volume): void {
  volume.state = 'deleted'
  volume.holder = undefined
  volume.busyUntil = NONE
}

/** Its disk was lost before all had been copied to it, or after: the copy begins anew. */
export function startOver(copy: Volume): void {
  copy.copy = { onto: (copy.copy as Copying).onto, whole: false }
  copy.busyUntil = NONE
  copy.written = 0
}

/** What this volume holds is kept in another place too, and need not be lost with it. */
export const isKept = (world: Seen<World>, volume: Seen<Volume>): boolean => {
  const { volume: origin, standby } = world.workloads[volume.workload] as Seen<Workload>
  return origin === volume.id && world.volumes[standby]?.copy?.whole === true
}
