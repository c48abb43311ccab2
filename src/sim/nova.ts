/**
 * OpenStack Compute: which hypervisor takes a server, and how it comes up.
 *
 * Filters (host up, cores and memory within what placement promises, PCI devices),
 * then weighers for memory and cpu, each normalised over the hosts that are left; the
 * heaviest wins, the first among equals. `ACTIVE` means that the hypervisor runs the
 * guest, not that the guest answers: its own system takes longer to boot.
 *
 * Simpler than the real one so far: no disk or io weigher, no aggregates, no retries
 * on other hosts, and the guest's boot time is one figure drawn from what was measured
 * on two public clouds.
 */

import type { Machine } from '../model/baremetal'
import { constantsOf } from '../model/constants'
import type { Cause } from '../model/happening'
import type { Flavor, Hypervisor, Server } from '../model/openstack'
import type { Id } from '../model/refs'
import type { Tick } from '../model/units'
import type { Seen, Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { rollBetween } from './chance'
import { guestBooted } from './node-servers'
import { startUnit } from './systemd'
import type { Telling } from './telling'
import { wakeAt } from './wake'
import { takes, weigh } from './weighers'

export interface ServerWish {
  readonly vcpus: number
  readonly ram: number
  readonly gpus: number
  /** A kubelet is to run on it. */
  readonly becomes?: Server['becomes']
  /** The only hypervisor it may use, by name. */
  readonly zone: string | undefined
  /** The one it must leave. */
  readonly not?: Id
}

/** What placement may promise on a hypervisor, and what it has promised. */
export interface Inventory {
  readonly vcpus: number
  readonly ram: number
  readonly usedVcpus: number
  readonly usedRam: number
}

/** What nova looks at when it places a server. */
export interface Cloud extends Pick<Seen<World>, 'era' | 'machines' | 'hypervisors'> {
  readonly servers: readonly Claim[]
}

/** What a server takes of its host. */
type Claim = Pick<Seen<Server>, 'vcpus' | 'ram' | 'gpus'> & { readonly migratesTo?: Id }

export function inventory(world: Cloud, hypervisor: Seen<Hypervisor>): Inventory {
  const { cpuAllocationRatio, ramAllocationRatioPercent } = constantsOf(world.era)
  const { capacity } = world.machines[hypervisor.machine] as Seen<Machine>
  const coming = world.servers.filter(({ migratesTo }) => migratesTo === hypervisor.id) // claimed from the start
  const servers = [...hypervisor.servers.map(id => world.servers[id] as Claim), ...coming]
  return {
    vcpus: Math.floor((capacity.cpu * cpuAllocationRatio) / 1_000),
    ram: Math.floor((capacity.memory * ramAllocationRatioPercent) / 100),
    usedVcpus: servers.reduce((sum, server) => sum + server.vcpus, 0),
    usedRam: servers.reduce((sum, server) => sum + server.ram, 0),
  }
}

/** Nova's weighers for memory and cpu stretch from nothing left (`minval`). */
const FROM_NOTHING = { floor: 0 }

/** The hypervisor that takes it, or NONE. */
export function chooseHypervisor(world: Cloud, wish: ServerWish): Id {
  const hosts = world.hypervisors.filter(host => passes(world, host, wish))
  const rooms = hosts.map(host => inventory(world, host))
  const ram = weigh(
    rooms.map(room => room.ram - room.usedRam),
    FROM_NOTHING,
  )
  const cpu = weigh(
    rooms.map(room => room.vcpus - room.usedVcpus),
    FROM_NOTHING,
  )
  let best = NONE
  let most = -1
  hosts.forEach((host, i) => {
    const weight = (ram[i] as number) + (cpu[i] as number)
    if (weight > most) {
      most = weight
      best = host.id
    }
  })
  return best
}

/** How many of so many servers alike would find no host if they were asked for now, one after the other. */
export function dryBoot({ era, machines, ...now }: Cloud, wish: ServerWish, servers: number): number {
  const planned: Claim[] = [...now.servers]
  const hypervisors = now.hypervisors.map(host => ({ ...host, servers: [...host.servers] }))
  let homeless = 0
  for (let i = 0; i < servers; i += 1) {
    const host = chooseHypervisor({ era, machines, hypervisors, servers: planned }, wish)
    if (host === NONE) homeless += 1
    else hypervisors[host]?.servers.push(planned.push(wish) - 1)
  }
  return homeless
}

/** Why the project's quota refuses it, in nova's words; undefined if it does not. */
export function overQuota(world: Seen<World>, wish: ServerWish, servers = 1): string | undefined {
  const mine = world.servers.filter(server => server.status !== 'DELETED')
  const used = { instances: mine.length, cores: sum(mine, 'vcpus'), ram: sum(mine, 'ram') }
  const asked = { instances: servers, cores: wish.vcpus * servers, ram: wish.ram * servers }
  for (const kind of ['instances', 'cores', 'ram'] as const) {
    if (used[kind] + asked[kind] <= world.quota[kind]) continue
    const [wants, has, most] = [asked[kind], used[kind], world.quota[kind]].map(kind === 'ram' ? mebibytes : same)
    return `${QUOTA_EXCEEDED} ${kind}: Requested ${wants}, but already used ${has} of ${most} ${kind}`
  }
  return undefined
}

/** Asks for a server. If no host takes it, it stays in ERROR, as the real one does. */
export function bootServer(
  world: World,
  name: string,
  wish: ServerWish,
  luck: { owner: number; ordinal: number },
  tell: Telling,
  cause: Cause,
): Server {
  const hypervisor = chooseHypervisor(world, wish)
  const boot = rollBetween(world.seed, 'serverBoot', luck, 0, constantsOf(world.era).serverBoot)
  const server = aServer(world, name, wish, hypervisor, world.tick + boot, cause)
  world.servers.push(server)
  if (hypervisor === NONE) {
    server.cause = tell.warning('NoValidHost', 'server', server.id, NO_VALID_HOST, cause)
    return server
  }
  world.hypervisors[hypervisor]?.servers.push(server.id)
  const active = rollBetween(world.seed, 'serverActive', luck, 0, constantsOf(world.era).serverActive)
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
): Server => ({
  id: world.servers.length,
  name,
  vcpus: wish.vcpus,
  ram: wish.ram,
  gpus: wish.gpus,
  status: hypervisor === NONE ? 'ERROR' : 'BUILD',
  hypervisor,
  askedAt: world.tick,
  bootsAt,
  booted: false,
  task: 'none',
  migratesTo: NONE,
  taskUntil: 0,
  tasks: 0,
  imageAt: NONE,
  becomes: wish.becomes ?? 'server',
  unit: NONE,
  node: NONE,
  cause,
})

export const QUOTA_EXCEEDED = 'Quota exceeded for'
export const NO_VALID_HOST = 'No valid host was found. There are not enough hosts available.'

export function serverActive(world: World, server: Server, tell: Telling): void {
  if (server.status !== 'BUILD' || !hostUp(world, server)) return
  server.status = 'ACTIVE'
  server.cause = tell.normal(
    'ServerActive',
    'server',
    server.id,
    `${server.name} is ACTIVE; its system is booting`,
    server.cause,
  )
}

export function serverBooted(world: World, server: Server, tell: Telling): void {
  if (server.status !== 'ACTIVE' || !hostUp(world, server) || world.tick < server.bootsAt) return
  server.booted = true
  server.task = 'none'
  const unit = world.units[server.unit]
  if (unit) startUnit(world, unit, tell, server.cause)
  if (server.becomes === 'kubelet') guestBooted(world, server, tell)
}

export function deleteServer(world: World, server: Server, tell: Telling, cause: Cause): void {
  const hypervisor = world.hypervisors[server.hypervisor]
  if (hypervisor) hypervisor.servers.splice(hypervisor.servers.indexOf(server.id), 1)
  server.status = 'DELETED'
  server.task = 'none' // a migration ends with it
  server.migratesTo = NONE
  server.hypervisor = NONE
  server.cause = tell.normal('ServerDeleted', 'server', server.id, `${server.name} is deleted`, cause)
}

export const wishFor = (workload: Seen<Workload>, flavor: Flavor, zone: string | undefined): ServerWish => ({
  vcpus: flavor.vcpus,
  ram: flavor.ram,
  gpus: workload.spec.requests.gpus,
  zone,
})

function passes(world: Cloud, host: Seen<Hypervisor>, wish: ServerWish): boolean {
  const machine = world.machines[host.machine] as Seen<Machine>
  const room = inventory(world, host)
  const { cpu, memory } = machine.capacity
  const cores = takes({ total: cpu / 1_000, used: room.usedVcpus, limit: room.vcpus }, wish.vcpus)
  const ram = takes({ total: memory, used: room.usedRam, limit: room.ram }, wish.ram)
  const devices = wish.gpus <= machine.capacity.gpus - gpusTaken(world, host)
  return (
    !host.reportedDown &&
    !host.disabled &&
    host.id !== wish.not &&
    cores &&
    ram &&
    devices &&
    (!wish.zone || wish.zone === host.name)
  )
}

/** Devices are passed through whole, to one server each. */
const gpusTaken = ({ servers }: Cloud, host: Seen<Hypervisor>) =>
  host.servers.reduce((all, id) => all + (servers[id]?.gpus ?? 0), 0)

const hostUp = (world: World, server: Server) => world.hypervisors[server.hypervisor]?.up === true
const sum = (servers: readonly Seen<Server>[], key: 'vcpus' | 'ram') =>
  servers.reduce((all, each) => all + each[key], 0)
const mebibytes = (bytes: number) => bytes / 1_048_576
const same = (n: number) => n
