/**
 * Acknowledged writes: how many a disk holds, and how they are lost.
 *
 * A write that was answered and is gone is the worst a store can do: each weighs as
 * much as many requests (`ASSUMPTIONS.lostWrite`), under its own line of the ledger.
 * While two copies of one store write side by side, each takes half of what comes, and
 * when one of them is stopped its half is lost.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { Cause } from '../../model/happening'
import { PPB, PPM, type Ppb } from '../../model/units'
import type { Volume } from '../../model/volume'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import type { Telling } from '../telling'
import type { Pool } from '../traffic/backends'
import { writeOff } from '../traffic/ledger'
import { writeToGalera } from './galera-store'
import { writeByQuorum, writeToPrimary } from './store-writes'
import { claimsOf } from './volumes'

/** Of so many requests that were answered, those that write are on the disk, or on that of an empty copy which took them. */
export function acknowledge(world: World, workload: Workload, answered: number, { empty, answering }: Pool): void {
  const { spec, traffic, volume } = workload
  const millionths = answered * (spec.data?.writes ?? 0) + traffic.writeCarry
  const writes = Math.floor(millionths / PPM)
  traffic.writeCarry = millionths - writes * PPM
  const stray = empty === 0 ? 0 : strayWrites(world, workload, writes, Math.floor((empty * PPB) / answering))
  ;(world.volumes[volume] as Volume).written += writes - stray
  const store = world.stores[workload.store]
  if (store?.kind === 'quorum') writeByQuorum(store, writes)
  if (store?.kind === 'primary') writeToPrimary(store, writes)
  if (store?.kind === 'galera') writeToGalera(store, writes)
}

/** Simpler than the real thing: with several empty copies all of it goes to the disk of the first of them. */
function strayWrites(world: World, workload: Workload, writes: number, share: Ppb): number {
  const { traffic } = workload
  const due = writes * share + traffic.strayCarry
  const stray = Math.floor(due / PPB)
  traffic.strayCarry = due - stray * PPB
  const [first] = claimsOf(world, workload)
  if (!first) return 0
  first.written += stray
  return stray
}

/** The volume holds only its first `kept` writes from now on: the others are lost. */
export function loseWrites(world: World, volume: Volume, kept: number, tell: Telling, cause: Cause): void {
  const lost = volume.written - kept
  if (lost <= 0) return
  volume.written = kept
  const { traffic, spec } = world.workloads[volume.workload] as Workload
  const note = `${lost} acknowledged writes of ${spec.name} are lost`
  const told = tell.warning('WritesLost', 'volume', volume.id, note, cause)
  traffic.writesLost += lost
  writeOff(world, volume.workload, { loss: 'WritesLost', cause: told }, lost * ASSUMPTIONS.lostWrite)
}

/** A store's process finds that another has its data directory, and does not start. */
const isOfStore = (world: World, { workload }: Volume) => world.workloads[workload]?.store !== NONE

/** A second copy begins to write, and nobody has stopped the first. */
export function splitWriters(world: World, volume: Volume, tell: Telling, cause: Cause): void {
  if (volume.splitAt !== NONE || isOfStore(world, volume)) return
  volume.splitAt = volume.written
  const { name } = (world.workloads[volume.workload] as Workload).spec
  tell.warning('TwoWriters', 'volume', volume.id, `two copies of ${name} are writing`, cause)
}

/** One of the two is stopped: what it alone was told since they parted is lost. */
export function joinWriters(world: World, volume: Volume, tell: Telling, cause: Cause): void {
  if (volume.splitAt === NONE) return
  const since = volume.written - volume.splitAt
  volume.splitAt = NONE
  loseWrites(world, volume, volume.written - Math.floor(since / 2), tell, cause)
}
