/**
 * A server's life where it is: stopped, rebooted, given another size.
 *
 * A resize goes to another host (`allow_resize_to_same_host` is off), holds both places
 * in VERIFY_RESIZE, and counts whole in the quota, until somebody confirms it or takes it
 * back. Refusals are those of nova's API, by its own actions' names.
 *
 * Simpler than the real thing: what nova would take, and let wait for a host that is down, is
 * refused (the game says so in its own words); a guest stops at once (nova gives it a minute to shut
 * down), a reboot and a resize take as long as a boot, and nothing confirms by itself
 * (`resize_confirm_window` is off by default). A local disk is copied to the other host
 * first, at the speed at which memory goes between them. A process in it gets as many
 * workers for each virtual core as it had.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Flavor, Hypervisor, Server } from '../../model/openstack'
import { BYTES_PER_MIB, type Seconds } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { stopDead } from '../hosts/systemd'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { changeHost, diskOfServer, localDisk, VM_STATES } from './migration'
import { guestStops } from './node-servers'
import { chooseHypervisor, NO_VALID_HOST, wishOf } from './nova'
import { overLimits } from './projects'

type Action = 'stop' | 'reboot' | 'resize' | 'confirmResize' | 'revertResize'

const ALLOWED: Readonly<Record<Action, readonly Server['status'][]>> = {
  stop: ['ACTIVE', 'ERROR'],
  reboot: ['ACTIVE', 'SHUTOFF'], // --hard
  resize: ['ACTIVE', 'SHUTOFF'],
  confirmResize: ['VERIFY_RESIZE'],
  revertResize: ['VERIFY_RESIZE'],
}

/** nova/compute/api.py: `check_is_up`. */
const ASK_SERVICE: readonly Action[] = ['resize', 'confirmResize']

export const refusesAction =
  (action: Action) =>
  (world: Seen<World>, server: Seen<Server>): string | undefined => {
    const cannot = (what: string) => `Cannot '${action}' instance ${server.name} while it is in ${what}`
    if (server.task !== 'none') return cannot(`task_state ${server.task}`)
    if (!ALLOWED[action].includes(server.status)) return cannot(`vm_state ${VM_STATES[server.status]}`)
    const host = world.hypervisors[server.hypervisor]
    if (host?.up) return undefined
    const asks = host?.reportedDown === true && ASK_SERVICE.includes(action)
    return asks ? 'Service is unavailable at this time.' : `${host?.name ?? 'its host'} is down`
  }

export function stopServer(world: World, server: Server, tell: Telling, cause: Cause): void {
  server.status = 'SHUTOFF'
  server.cause = tell.normal('ServerShutOff', 'server', server.id, `${server.name} is SHUTOFF`, cause)
  switchOff(world, server, tell)
}

/** `openstack server reboot --hard`: also what wakes a guest whose kernel stands still. */
export function rebootServer(world: World, server: Server, tell: Telling, cause: Cause): void {
  server.cause = tell.normal('ServerRebooting', 'server', server.id, `${server.name} is rebooted (HARD)`, cause)
  switchOff(world, server, tell)
  server.task = 'rebooting'
  bootAgain(world, server)
}

export function refusesResize(world: Seen<World>, server: Seen<Server>, flavor: Seen<Flavor>): string | undefined {
  const no = refusesAction('resize')(world, server)
  if (no !== undefined) return no
  if (flavor.vcpus === server.vcpus && flavor.ram === server.ram) return 'When resizing, instances must change flavor!'
  const more = (to: number, from: number) => Math.max(0, to - from)
  const over = overLimits(world, server.project, {
    cores: more(flavor.vcpus, server.vcpus),
    instances: 0,
    ram: more(flavor.ram, server.ram) / BYTES_PER_MIB,
  })
  return over ?? (resizeTarget(world, server, flavor) === NONE ? NO_VALID_HOST : undefined)
}

const resizeTarget = (world: Seen<World>, server: Seen<Server>, { vcpus, ram }: Seen<Flavor>) =>
  chooseHypervisor(world, { ...wishOf(server), vcpus, ram, not: server.hypervisor })

export function resizeServer(world: World, server: Server, flavor: Seen<Flavor>, tell: Telling, cause: Cause): void {
  const from = world.hypervisors[server.hypervisor] as Hypervisor
  const to = world.hypervisors[resizeTarget(world, server, flavor)] as Hypervisor
  const unit = world.units[server.unit]
  server.resizedFrom = { hypervisor: from.id, vcpus: server.vcpus, ram: server.ram, workers: unit?.workers ?? 0 }
  switchOff(world, server, tell)
  goTo(world, server, from, to)
  if (unit) unit.workers = Math.max(1, Math.floor((unit.workers * flavor.vcpus) / Math.max(1, server.vcpus)))
  server.vcpus = flavor.vcpus
  server.ram = flavor.ram
  server.status = 'VERIFY_RESIZE'
  const note = `${server.name} is resized to ${flavor.name} on ${to.name}; confirm or revert`
  server.cause = tell.normal('ServerResized', 'server', server.id, note, cause)
  bootAgain(world, server, copied(world, server))
}

/** A local disk goes along. */
function goTo(world: World, server: Server, from: Hypervisor, to: Hypervisor): void {
  changeHost(server, from, to)
  const volume = diskOfServer(world, server)
  if (volume?.disk === 'local' && volume.machine === from.machine) volume.machine = to.machine
}

/** How long that takes. */
const copied = (world: World, server: Server): Seconds => Math.ceil(localDisk(world, server) / world.memoryPerSecond)

export function confirmResize(_: World, server: Server, tell: Telling, cause: Cause): void {
  server.resizedFrom = undefined
  server.status = 'ACTIVE'
  server.cause = tell.normal('ServerResizeConfirmed', 'server', server.id, `${server.name} is ACTIVE`, cause)
}

export function revertResize(world: World, server: Server, tell: Telling, cause: Cause): void {
  const was = server.resizedFrom
  if (!was) return
  switchOff(world, server, tell)
  const [from, to] = [server.hypervisor, was.hypervisor].map(id => world.hypervisors[id] as Hypervisor)
  if (from && to) goTo(world, server, from, to)
  const unit = world.units[server.unit]
  if (unit) unit.workers = was.workers
  server.vcpus = was.vcpus
  server.ram = was.ram
  server.resizedFrom = undefined
  server.status = 'ACTIVE'
  const note = `${server.name} is as it was before`
  server.cause = tell.normal('ServerResizeReverted', 'server', server.id, note, cause)
  bootAgain(world, server, copied(world, server))
}

function switchOff(world: World, server: Server, tell: Telling): void {
  server.booted = false
  server.hung = false
  const unit = world.units[server.unit]
  if (unit) stopDead(world, unit, server.cause)
  guestStops(world, server, tell, server.cause)
}

export function bootAgain(world: World, server: Server, after: Seconds = 0): void {
  const luck = { owner: server.unit, ordinal: server.id }
  server.tasks += 1
  server.bootsAt =
    world.tick + after + rollBetween(world.seed, 'serverBoot', luck, server.tasks, constantsOf(world.era).serverBoot)
  const unit = world.units[server.unit]
  if (unit && unit.state !== 'deleted') unit.state = 'waiting'
  if (server.status === 'SHUTOFF') server.status = 'ACTIVE'
  wakeAt(world.wake, server.bootsAt, { what: 'serverBooted', server: server.id })
}
