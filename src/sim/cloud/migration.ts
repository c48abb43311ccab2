/**
 * Live migration: a running server goes to another hypervisor, with hardly a pause.
 *
 * Memory is copied while the guest goes on writing to it, round after round; what is
 * left at the end of a round is what was written during it. It converges only where
 * the copying is faster than the writing; otherwise nova gives up after its completion
 * timeout and the server stays where it is. The whole operation never takes less than
 * was measured for a small server. A local disk is copied as well (block migration), a
 * network volume only changes sides.
 *
 * The source's nova-compute watches over it. If the target dies, libvirt misses it after
 * half a minute and the server goes on where it is. If the source dies there is nobody to
 * abort anything: the server stays MIGRATING in nova's books, and holds its place on the
 * target, until its host is back (nova-compute takes the task state from it as it starts)
 * or somebody has it built anew elsewhere (`evacuation.ts`). Placement does not know that
 * the place which is held and the one that is asked for then are for the same server.
 *
 * Simpler than the real thing: the last pause (60 to 500 ms) is less than a second and
 * so loses nothing, and nova's steps of allowed downtime are one.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Hypervisor, Server } from '../../model/openstack'
import type { Id } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import { BYTES_PER_MIB, type Seconds } from '../../model/units'
import type { Volume } from '../../model/volume'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { diskOfUnit } from '../storage/volumes'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { chooseHypervisor, NO_VALID_HOST, wishOf } from './nova'

const GIB_IN_MIB = 1_024

/** Why nova would not, in its words; undefined if it would. */
export function refusesMigration(world: Seen<World>, server: Seen<Server>): string | undefined {
  const host = world.hypervisors[server.hypervisor]
  const cannot = (state: string) => `Cannot 'os-migrateLive' instance ${server.name} while it is in ${state}`
  if (server.task !== 'none') return cannot(`task_state ${server.task}`)
  if (!host || server.status !== 'ACTIVE') return cannot(`vm_state ${VM_STATES[server.status]}`)
  if (!host.up || host.reportedDown) return `Compute service of ${host.name} is unavailable at this time.`
  if (server.gpus > 0) return NOT_MIGRATABLE
  return targetFor(world, server) === NONE ? NO_VALID_HOST : undefined
}

/** A passed-through device stays in its host (nova/conductor/tasks/live_migrate.py, `_check_can_migrate_pci`). */
const NOT_MIGRATABLE = 'Migration pre-check error: This request does not explicitly request live-migratable devices.'

export const VM_STATES: Readonly<Record<Server['status'], string>> = {
  BUILD: 'building',
  ACTIVE: 'active',
  SHUTOFF: 'stopped',
  VERIFY_RESIZE: 'resized',
  ERROR: 'error',
  DELETED: 'deleted',
}

/** The hypervisor that nova would take it to, or NONE: any but its own. */
export const targetFor = (world: Seen<World>, server: Seen<Server>): Id =>
  chooseHypervisor(world, { ...wishOf(server), not: server.hypervisor })

/** How long it takes, or when it is given up. */
export interface Course {
  readonly seconds: Seconds
  readonly converges: boolean
}

export function migrationCourse(world: Seen<World>, server: Seen<Server>): Course {
  const { liveMigration, migrationTimeout } = constantsOf(world.era)
  const memory = Math.ceil(server.ram / BYTES_PER_MIB)
  const dirty = workloadOn(world, server)?.spec.dirtyMiBPerSecond ?? 0
  const speed = world.memoryPerSecond
  const timeout = Math.max(2, Math.ceil(memory / GIB_IN_MIB)) * migrationTimeout
  if (dirty >= speed) return { seconds: timeout, converges: false }
  const luck = { owner: server.id, ordinal: server.tasks }
  const least = rollBetween(world.seed, 'migration', luck, 0, liveMigration)
  // rounds of memory and what is written meanwhile add up to memory over what is gained each second
  const copying = Math.ceil((memory + localDisk(world, server)) / (speed - dirty))
  const seconds = Math.max(least, copying)
  return { seconds: Math.min(seconds, timeout), converges: seconds <= timeout }
}

export function liveMigrate(world: World, server: Server, tell: Telling, cause: Cause): void {
  const target = world.hypervisors[targetFor(world, server)] as Hypervisor
  const { seconds } = migrationCourse(world, server)
  server.task = 'migrating'
  server.breaksOff = false
  server.migratesTo = target.id
  server.taskUntil = world.tick + seconds
  server.tasks += 1
  const note = `${server.name} migrates to ${target.name}`
  server.cause = tell.normal('LiveMigrationStarted', 'server', server.id, note, cause)
  wakeAt(world.wake, server.taskUntil, { what: 'migrated', server: server.id })
}

/** Its time is over: it has arrived, or nova gives up. */
export function migrated(world: World, server: Server, tell: Telling): void {
  if (server.task !== 'migrating' || world.tick < server.taskUntil) return
  const target = world.hypervisors[server.migratesTo] as Hypervisor
  const source = world.hypervisors[server.hypervisor] as Hypervisor
  if (!source.up) return // nobody is left to say how it ended
  const arrives = target.up && !server.breaksOff && convergesWith(world, server)
  server.task = 'none'
  server.migratesTo = NONE
  if (arrives) return arrive(world, server, source, target, tell)
  const note = `live migration of ${server.name} is aborted; it stays on ${source.name}`
  server.cause = tell.warning('LiveMigrationAborted', 'server', server.id, note, server.cause)
}

/** The host that servers were on their way to has died: libvirt's keepalive finds out. */
export function targetLost(world: World, { id }: Hypervisor): void {
  const missedAt = world.tick + constantsOf(world.era).migrationKeepalive
  for (const server of world.servers) {
    if (server.task !== 'migrating' || server.migratesTo !== id) continue
    server.breaksOff = true
    if (server.taskUntil <= missedAt) continue
    server.taskUntil = missedAt
    wakeAt(world.wake, missedAt, { what: 'migrated', server: server.id })
  }
}

/** The host that it left from has been started again: its nova-compute finds it there. */
export function sourceRestarted(server: Server, { name }: Hypervisor, tell: Telling, cause: Cause): void {
  if (server.task !== 'migrating') return
  server.task = 'none'
  server.migratesTo = NONE
  const note = `live migration of ${server.name} did not complete; it is on ${name}, its task state is reset`
  server.cause = tell.warning('LiveMigrationAborted', 'server', server.id, note, cause)
}

const convergesWith = (world: World, server: Server) =>
  (workloadOn(world, server)?.spec.dirtyMiBPerSecond ?? 0) < world.memoryPerSecond

function arrive(world: World, server: Server, from: Hypervisor, to: Hypervisor, tell: Telling): void {
  changeHost(server, from, to)
  const volume = diskOfServer(world, server)
  if (volume?.disk === 'local' && volume.machine === from.machine) volume.machine = to.machine
  const note = `${server.name} runs on ${to.name}`
  server.cause = tell.normal('LiveMigrationDone', 'server', server.id, note, server.cause)
}

export function changeHost(server: Server, from: Hypervisor | undefined, to: Hypervisor): void {
  if (from) from.servers.splice(from.servers.indexOf(server.id), 1)
  to.servers.push(server.id)
  server.hypervisor = to.id
}

export function workloadOn(world: Seen<World>, server: Seen<Server>): Seen<Workload> | undefined {
  const unit = world.units[server.unit] as Seen<Unit> | undefined
  return unit && world.workloads[unit.workload]
}

export function diskOfServer(world: Seen<World>, server: Seen<Server>): Volume | undefined {
  const unit = world.units[server.unit]
  return unit && (diskOfUnit(world, unit) as Volume | undefined)
}

/** MiB that must be copied besides memory. */
export function localDisk(world: Seen<World>, server: Seen<Server>): number {
  const volume = diskOfServer(world, server)
  return volume?.disk === 'local' ? Math.ceil(volume.size / BYTES_PER_MIB) : 0
}
