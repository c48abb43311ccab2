/**
 * What is done to a server where it stands: started after its host lost power, its
 * root disk kept as an image, and built anew from that.
 *
 * An image holds the root disk and nothing of an attached volume; a rebuild boots as a
 * new server does.
 *
 * Simpler than the real thing: what only a host that is down could do is refused here, where
 * nova takes it and waits for the host (the game says so in its own words); a reset of the state takes the task from a server and
 * nothing else, and breaks off the live migration of one that is really under way.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Server } from '../../model/openstack'
import type { Unit } from '../../model/systemd'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { stopDead } from '../hosts/systemd'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { rebuild } from './evacuation'
import { VM_STATES } from './migration'
import { bootsFromVolume, imageSeconds, isReimaged } from './root-disk'

const wrongState = (action: string, server: Seen<Server>, state: string) =>
  `Cannot '${action}' instance ${server.name} while it is in ${state}`

export function refusesStart(world: Seen<World>, server: Seen<Server>): string | undefined {
  if (server.status !== 'SHUTOFF') return wrongState('start', server, `vm_state ${VM_STATES[server.status]}`)
  return hostRuns(world, server)
}

export function refusesImage(world: Seen<World>, server: Seen<Server>): string | undefined {
  if (server.status !== 'ACTIVE') return wrongState('createImage', server, `vm_state ${VM_STATES[server.status]}`)
  return hostRuns(world, server)
}

export function refusesRebuild(world: Seen<World>, server: Seen<Server>): string | undefined {
  if (server.imageAt === NONE || world.tick < server.imageAt) return `No image found for server ${server.name}.`
  if (server.task !== 'none') return wrongState('rebuild', server, `task_state ${server.task}`)
  return hostRuns(world, server)
}

function hostRuns(world: Seen<World>, server: Seen<Server>): string | undefined {
  const host = world.hypervisors[server.hypervisor]
  return host?.up ? undefined : `${host?.name ?? 'its host'} is down`
}

export function startServer(world: World, server: Server, tell: Telling, cause: Cause): void {
  const luck = { owner: server.unit, ordinal: server.id }
  server.tasks += 1
  server.status = 'ACTIVE'
  server.bootsAt =
    world.tick + rollBetween(world.seed, 'serverBoot', luck, server.tasks, constantsOf(world.era).serverBoot)
  server.cause = tell.normal('ServerStarted', 'server', server.id, `${server.name} is started`, cause)
  waitForBoot(world, server)
  wakeAt(world.wake, server.bootsAt, { what: 'serverBooted', server: server.id })
}

export function createImage(world: World, server: Server, tell: Telling, cause: Cause): void {
  server.imageAt = world.tick + imageSeconds(world, server)
  const unit = world.units[server.unit]
  if (unit) unit.saved = unit.template
  tell.normal('ImageCreated', 'server', server.id, imageNote(world, server), cause)
}

const imageNote = (world: World, server: Server) =>
  bootsFromVolume(world, server)
    ? `snapshot for ${server.name}-image: of the root volume of ${server.name}`
    : `an image of the root disk of ${server.name} is made`

export function rebuildServer(world: World, server: Server, tell: Telling, cause: Cause): void {
  const unit = world.units[server.unit]
  if (unit) stopDead(world, unit, cause)
  if (unit && isReimaged(world, server)) setBack(world, unit)
  rebuild(world, server, tell, tell.normal('ServerBuilding', 'server', server.id, `${server.name} is rebuilt`, cause))
  waitForBoot(world, server)
}

/** `openstack server set --state active`: an administrator's word against nova's books; nothing else is touched. */
export function resetState(_: World, server: Server, tell: Telling, cause: Cause): void {
  if (server.status === 'BUILD') server.status = 'ACTIVE'
  server.task = 'none'
  server.migratesTo = NONE
  const note = `${server.name}: vm_state active, task_state None, by hand`
  server.cause = tell.normal('ServerStateReset', 'server', server.id, note, cause)
}

export const refusesReset = (_: Seen<World>, { name, status }: Seen<Server>): string | undefined =>
  status === 'DELETED' ? `No server with a name or ID of '${name}' exists.` : undefined

/** The version that the image holds is on it again, and nobody deploys another over it. */
function setBack(world: World, unit: Unit): void {
  unit.template = unit.saved ?? unit.template
  unit.built = unit.template
  unit.returns = unit.inService
  ;(world.workloads[unit.workload] as Workload).deploying = false
}

/** Its unit starts when it has booted. */
function waitForBoot(world: World, server: Server): void {
  const unit = world.units[server.unit]
  if (unit && unit.state !== 'deleted') unit.state = 'waiting'
}
