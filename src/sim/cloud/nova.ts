/**
 * OpenStack Compute: which hypervisor takes a server, and how it comes up.
 *
 * Placement says which hosts have room (`nova-placement.ts`), the filters which of them may
 * (`nova-filters.ts`), the weighers which is best (`nova-weights.ts`). Servers asked for
 * at once are placed all or none. A build that fails on its host is tried on others, on
 * three in all. `ACTIVE` means that the hypervisor runs the guest, not that the guest
 * answers: its own system takes longer to boot.
 *
 * Simpler than the real one: no cells, no race between schedulers, and the guest's boot
 * time is one figure drawn from what was measured on two public clouds.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Flavor, Hypervisor, Server } from '../../model/openstack'
import type { Id } from '../../model/refs'
import { OPERATOR } from '../../model/tenant'
import type { Tick } from '../../model/units'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { startUnit } from '../hosts/systemd'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { guestBooted } from './node-servers'
import { NO_VALID_HOST, noValidHost, passing, retriesExceeded, type Short, whyNone } from './nova-filters'
import { type Claim, type Cloud, DEFAULT_ZONE, lookedOver, type ServerWish } from './nova-placement'
import { weighed } from './nova-weights'
import { projectOf } from './projects'
import { rootVolumeSeconds } from './root-disk'
import { groupOf } from './server-groups'

export { NO_VALID_HOST } from './nova-filters'
export { inventory, type ServerWish } from './nova-placement'
export { overQuota, QUOTA_EXCEEDED } from './projects'

/** The hypervisor that takes it, or NONE: the first of the heaviest. */
export function chooseHypervisor(world: Cloud, wish: ServerWish): Id {
  const cloud = lookedOver(world)
  let best = NONE
  let most = Number.NEGATIVE_INFINITY
  for (const { host, weight } of weighed(cloud, passing(cloud, wish), wish)) {
    if (weight <= most) continue
    most = weight
    best = host.id
  }
  return best
}

/** How many of so many servers alike would find no host if they were asked for now: none of them, or all. */
export function dryBoot(cloud: Cloud, wish: ServerWish, servers: number): number {
  return homeless(cloud, wish, servers) === 0 ? 0 : servers
}

/** Of so many, one after the other, so many would be left over. */
export function homeless({ era, machines, serverGroups, ...now }: Cloud, wish: ServerWish, servers: number): number {
  const group = wish.group ?? wish.opens?.id ?? NONE
  const groups = wish.opens === undefined ? (serverGroups ?? []) : [...(serverGroups ?? []), wish.opens]
  const planned: Claim[] = [...now.servers]
  const hypervisors = now.hypervisors.map(host => ({ ...host, servers: [...host.servers] }))
  const asked = { ...wish, group }
  let left = 0
  for (let i = 0; i < servers; i += 1) {
    const host = chooseHypervisor({ era, machines, hypervisors, servers: planned, serverGroups: groups }, asked)
    if (host === NONE) left += 1
    else hypervisors[host]?.servers.push(planned.push(asked) - 1)
  }
  return left
}

/** Why some of so many find no host, in nova's words. */
export const whyHomeless = (cloud: Cloud, wish: ServerWish): string => noValidHost(cloud, wish)

/** Asks for a server. If no host takes it, or hosts are `short` for those it was asked for with, it stays in ERROR, as the real one does. */
export function bootServer(
  world: World,
  name: string,
  wish: ServerWish,
  luck: { owner: number; ordinal: number },
  tell: Telling,
  cause: Cause,
  short?: Short,
): Server {
  const hypervisor = short ? NONE : chooseHypervisor(world, wish)
  const volume = wish.fromVolume === true ? rootVolumeSeconds(world, true) : 0
  const boot = volume + rollBetween(world.seed, 'serverBoot', luck, 0, constantsOf(world.era).serverBoot)
  const server = aServer(world, name, wish, hypervisor, world.tick + boot, cause, short)
  world.servers.push(server)
  if (hypervisor === NONE) {
    server.cause = tell.warning('NoValidHost', 'server', server.id, server.fault, cause)
    return server
  }
  world.hypervisors[hypervisor]?.servers.push(server.id)
  const active = volume + rollBetween(world.seed, 'serverActive', luck, 0, constantsOf(world.era).serverActive)
  server.cause = tell.normal('ServerBuilding', 'server', server.id, `${name} is BUILD`, cause)
  wakeAt(world.wake, world.tick + active, { what: 'serverActive', server: server.id })
  wakeAt(world.wake, server.bootsAt, { what: 'serverBooted', server: server.id })
  return server
}

/** As nova's database has it the moment it was asked for. */
export const aServer = (
  world: World,
  name: string,
  wish: ServerWish,
  hypervisor: Id,
  bootsAt: Tick,
  cause: Cause,
  short?: Short,
): Server => ({
  id: world.servers.length,
  name,
  project: wish.project ?? 0,
  cluster: wish.cluster ?? OPERATOR,
  group: wish.group ?? NONE,
  zone: wish.zone === undefined ? (wish.availabilityZone ?? '') : `${DEFAULT_ZONE}:${wish.zone}`,
  vcpus: wish.vcpus,
  ram: wish.ram,
  gpus: wish.gpus,
  status: hypervisor === NONE ? 'ERROR' : 'BUILD',
  fault: hypervisor === NONE ? noValidHost(world, wish) : '',
  log: hypervisor === NONE ? whyNone(world, wish, name, short) : [],
  tried: [],
  hypervisor,
  askedAt: world.tick,
  bootsAt,
  booted: false,
  task: 'none',
  migratesTo: NONE,
  taskUntil: 0,
  breaksOff: false,
  tasks: 0,
  hung: false,
  burns: false,
  resizedFrom: undefined,
  imageAt: NONE,
  becomes: wish.becomes ?? 'server',
  unit: NONE,
  node: NONE,
  cause,
})

export function serverActive(world: World, server: Server, tell: Telling): void {
  if (server.status !== 'BUILD' || !hostUp(world, server)) return
  const host = world.hypervisors[server.hypervisor] as Hypervisor
  if (host.failsBuilds) return buildFailed(world, server, host, tell)
  host.failedBuilds = 0
  server.status = 'ACTIVE'
  server.cause = tell.normal(
    'ServerActive',
    'server',
    server.id,
    `${server.name} is ACTIVE; its system is booting`,
    server.cause,
  )
}

/** Nova runs the guest. */
const RUNNING: readonly Server['status'][] = ['ACTIVE', 'VERIFY_RESIZE']

export function serverBooted(world: World, server: Server, tell: Telling): void {
  if (!RUNNING.includes(server.status) || !hostUp(world, server) || world.tick < server.bootsAt) return
  server.booted = true
  server.hung = false
  server.task = 'none'
  const unit = world.units[server.unit]
  if (unit) startUnit(world, unit, tell, server.cause)
  guestBooted(world, server, tell)
}

export function deleteServer(world: World, server: Server, tell: Telling, cause: Cause): void {
  const hypervisor = world.hypervisors[server.hypervisor]
  if (hypervisor) hypervisor.servers.splice(hypervisor.servers.indexOf(server.id), 1)
  server.status = 'DELETED'
  server.task = 'none' // a migration ends with it
  server.migratesTo = NONE
  server.resizedFrom = undefined
  server.hypervisor = NONE
  server.cause = tell.normal('ServerDeleted', 'server', server.id, `${server.name} is deleted`, cause)
}

/** Its build has failed there: another host, up to three in all. One that was forced onto its host is not retried. */
function buildFailed(world: World, server: Server, host: Hypervisor, tell: Telling): void {
  host.failedBuilds += 1
  host.servers.splice(host.servers.indexOf(server.id), 1)
  server.tried.push(host.id)
  const forced = server.zone.includes(':')
  const wish = { ...wishOf(server), tried: server.tried }
  const spent = forced || server.tried.length >= constantsOf(world.era).novaMaxAttempts
  server.hypervisor = spent ? NONE : chooseHypervisor(world, wish)
  if (server.hypervisor === NONE) return giveUp(world, server, spent, tell)
  world.hypervisors[server.hypervisor]?.servers.push(server.id)
  const note = `Build of instance ${server.name} was re-scheduled: internal error: process exited while connecting to monitor`
  server.cause = tell.warning('BuildRescheduled', 'server', server.id, note, server.cause)
  const luck = { owner: server.id, ordinal: server.tried.length }
  const { serverActive: active, serverBoot } = constantsOf(world.era)
  server.bootsAt = world.tick + rollBetween(world.seed, 'serverBoot', luck, server.tasks, serverBoot)
  const until = world.tick + rollBetween(world.seed, 'serverActive', luck, server.tasks, active)
  wakeAt(world.wake, until, { what: 'serverActive', server: server.id })
  wakeAt(world.wake, server.bootsAt, { what: 'serverBooted', server: server.id })
}

function giveUp(world: World, server: Server, spent: boolean, tell: Telling): void {
  server.status = 'ERROR'
  server.fault = spent || world.era === 'now' ? retriesExceeded(world, server.name) : NO_VALID_HOST
  server.cause = tell.warning('NoValidHost', 'server', server.id, server.fault, server.cause)
}

/** What it would ask for were it placed anew. */
export const wishOf = ({ id, vcpus, ram, gpus, group, zone, project }: Seen<Server>): ServerWish => ({
  vcpus,
  ram,
  gpus,
  zone: undefined, // the host that it was forced onto binds its first build alone
  availabilityZone: zone === '' || zone.includes(':') ? undefined : zone,
  group,
  self: id,
  project,
})

export function wishFor(
  world: Seen<World>,
  workload: Seen<Workload>,
  flavor: Flavor,
  zone: string | undefined,
): ServerWish {
  const { spec } = workload
  const project = projectOf(world, spec)
  const group = groupOf(world, workload)
  const opens =
    spec.serverGroup === undefined || group
      ? {}
      : { opens: { id: world.serverGroups.length, name: spec.name, project, policy: spec.serverGroup } }
  const { vcpus, ram } = flavor
  const { availabilityZone } = spec
  const fromVolume = spec.bootVolumeGiB !== undefined
  return {
    vcpus,
    ram,
    gpus: spec.requests.gpus,
    zone,
    project,
    availabilityZone,
    group: group?.id,
    fromVolume,
    ...opens,
  }
}

const hostUp = (world: World, server: Server) => world.hypervisors[server.hypervisor]?.up === true
