/**
 * Evacuation: a server whose host is lost is built anew on another, by somebody's hand.
 *
 * Nova does it only once the host's compute service is reported down, and checks
 * nothing else: whether the host is really dead is for people to know. A network
 * volume is attached there; a local disk stays behind, and what was on it is gone but
 * for what a snapshot holds. So does a root disk that is no volume (`root-disk.ts`). Of a host that was only cut off, the first copy lives on,
 * and both write until it is heard again and nova destroys what is left there.
 *
 * Simpler than the real thing: the server boots as a new one does, and keeps its name,
 * its address and its place in the balancer's pool.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Hypervisor, Server } from '../../model/openstack'
import type { Unit } from '../../model/systemd'
import type { Volume } from '../../model/volume'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { letGo } from '../storage/attach'
import { newestSnapshot } from '../storage/snapshots'
import { isKept, startOver } from '../storage/standby'
import { loseMemberDisk } from '../storage/stores'
import { joinWriters, loseWrites, splitWriters } from '../storage/writes'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { changeHost, diskOfServer, targetFor } from './migration'
import { guestStops } from './node-servers'
import { NO_VALID_HOST } from './nova'
import { bootsFromVolume, loseRootDisk, rootVolumeSeconds } from './root-disk'

/** Why nova would not, in its words; undefined if it would. */
export function refusesEvacuation(world: Seen<World>, server: Seen<Server>): string | undefined {
  const host = world.hypervisors[server.hypervisor]
  const cannot = (what: string) => `Cannot 'evacuate' instance ${server.name} while it is in ${what}`
  if (!host) return 'Compute host None could not be found.' // it was never placed
  if (isSpawning(server)) return cannot('vm_state building')
  if (server.status === 'VERIFY_RESIZE') return cannot('vm_state resized')
  if (world.era === '2017' && server.task !== 'none') return cannot(`task_state ${server.task}`) // today it is not looked at
  if (!host.reportedDown) return `Compute service of ${host.name} is still in use.`
  return targetFor(world, server) === NONE ? NO_VALID_HOST : undefined
}

/** It is built for the first time: nova evacuates what is active, stopped or in error (compute/api.py, check_instance_state). */
export const isSpawning = ({ status, task }: Seen<Server>): boolean => status === 'BUILD' && task !== 'rebuilding'

export function evacuate(world: World, server: Server, tell: Telling, cause: Cause): void {
  const from = world.hypervisors[server.hypervisor] as Hypervisor
  const to = world.hypervisors[targetFor(world, server)] as Hypervisor
  const unit = world.units[server.unit]
  const with_ = bootsFromVolume(world, server) ? ', from its volume' : ''
  const note = `${server.name} is rebuilt on ${to.name}${with_}`
  const told = tell.normal('ServerEvacuating', 'server', server.id, note, cause)
  bringDisk(world, server, from, tell, told)
  from.evacuated.push(server.id)
  changeHost(server, from, to)
  rebuild(world, server, tell, told)
  if (!unit) return
  loseRootDisk(world, server, unit)
  restartFrom(unit, told)
}

/** It boots as a new one does. */
export function rebuild(world: World, server: Server, tell: Telling, cause: Cause): void {
  const luck = { owner: server.unit, ordinal: server.id }
  server.tasks += 1
  const { serverActive, serverBoot } = constantsOf(world.era)
  const volume = bootsFromVolume(world, server) ? rootVolumeSeconds(world, false) : 0
  const active = volume + rollBetween(world.seed, 'serverActive', luck, server.tasks, serverActive)
  server.status = 'BUILD'
  server.task = 'rebuilding'
  server.migratesTo = NONE
  server.booted = false
  server.hung = false
  server.resizedFrom = undefined
  guestStops(world, server, tell, cause)
  server.bootsAt = world.tick + volume + rollBetween(world.seed, 'serverBoot', luck, server.tasks, serverBoot)
  server.cause = cause
  wakeAt(world.wake, world.tick + active, { what: 'serverActive', server: server.id })
  wakeAt(world.wake, server.bootsAt, { what: 'serverBooted', server: server.id })
}

function restartFrom(unit: Unit, cause: Cause): void {
  unit.state = 'waiting'
  unit.ready = false
  unit.cause = cause
}

function bringDisk(world: World, server: Server, from: Hypervisor, tell: Telling, cause: Cause): void {
  const volume = diskOfServer(world, server)
  if (volume?.holder?.kind !== 'server' || volume.holder.id !== server.id) return
  if (from.up && !volume.copy) splitWriters(world, volume, tell, cause)
  letGo(world, volume, tell, cause)
  if (volume.disk === 'local') leaveBehind(world, volume, tell, cause)
}

/** What was on it is gone, unless somebody took a snapshot that it can be set back to. */
function leaveBehind(world: World, volume: Volume, tell: Telling, cause: Cause): void {
  volume.machine = NONE
  if (volume.copy) return startOver(volume)
  if (loseMemberDisk(world, volume, tell, cause)) return
  const snapshot = newestSnapshot(world, volume)
  if (isKept(world, volume) || snapshot) volume.state = 'lost'
  if (!isKept(world, volume)) loseWrites(world, volume, Math.min(volume.written, snapshot?.written ?? 0), tell, cause)
}

/** The host is heard again: what is left there of servers that went elsewhere is destroyed. */
export function destroyStale(world: World, hypervisor: Hypervisor, tell: Telling, cause: Cause): void {
  for (const id of hypervisor.evacuated.splice(0)) {
    const server = world.servers[id]
    const volume = server && diskOfServer(world, server)
    if (volume) joinWriters(world, volume, tell, cause)
  }
}
