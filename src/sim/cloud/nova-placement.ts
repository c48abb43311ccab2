/**
 * Placement: what may be promised on a hypervisor, and what has been.
 *
 * Nova asks it first: only hosts that have room for the cores and the memory within
 * their allocation ratios come to the filters at all. That was so in May 2017 too
 * (`_get_all_host_states` of nova/scheduler/filter_scheduler.py @8c8b2180 asks for
 * `VCPU:n,MEMORY_MB:n`), so cores were limited although CoreFilter was not among the
 * default filters. Today it also knows zones and which services are disabled.
 *
 * Simpler than the real one: no disk (no server has a local root disk here), no traits
 * but those two, no reserved share of a host. Reads only.
 */

import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { Hypervisor, Server, ServerGroup } from '../../model/openstack'
import type { Id } from '../../model/refs'
import { NONE, type Seen, type World } from '../../model/world'
import { takes } from './weighers'

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
  /** Nova's availability zone. */
  readonly availabilityZone?: string | undefined
  /** Its root disk is a Cinder volume, to be made first. */
  readonly fromVolume?: boolean
  /** Its server group. */
  readonly group?: Id | undefined
  /** The group that is made with it, where there is none yet. */
  readonly opens?: Seen<ServerGroup>
  /** It is a member already and does not stand in its own way. */
  readonly self?: Id
  /** Hosts on which its build has failed. */
  readonly tried?: readonly Id[]
  readonly project?: Id | undefined
  /** The cluster that it is to be a part of. */
  readonly cluster?: Id | undefined
}

/** What nova looks at when it places a server. */
export interface Cloud extends Pick<Seen<World>, 'era' | 'machines' | 'hypervisors'> {
  readonly servers: readonly Claim[]
  readonly serverGroups?: Seen<World>['serverGroups']
  /** Those of its servers that have a claim on a host besides their own, if somebody has looked. */
  readonly moving?: readonly Claim[]
}

/** The same cloud, for a decision that asks for the inventory of every host: servers are gone through once. */
export const lookedOver = ({ era, machines, hypervisors, servers, serverGroups }: Cloud): Cloud => ({
  era,
  machines,
  hypervisors,
  servers,
  ...(serverGroups && { serverGroups }),
  moving: servers.filter(({ migratesTo = NONE, resizedFrom }) => migratesTo !== NONE || resizedFrom),
})

/** What a server takes of its host. */
export type Claim = Pick<Seen<Server>, 'vcpus' | 'ram' | 'gpus'> &
  Partial<Pick<Seen<Server>, 'migratesTo' | 'status' | 'resizedFrom'>> & { readonly group?: Id | undefined }

/** What placement may promise on a hypervisor, and what it has promised. */
export interface Inventory {
  readonly vcpus: number
  readonly ram: number
  readonly usedVcpus: number
  readonly usedRam: number
}

export function inventory(world: Cloud, hypervisor: Seen<Hypervisor>): Inventory {
  const { cpuAllocationRatio, ramAllocationRatioPercent } = constantsOf(world.era)
  const { capacity } = world.machines[hypervisor.machine] as Seen<Machine>
  const { moving = world.servers } = world
  const coming = moving.filter(({ migratesTo }) => migratesTo === hypervisor.id) // claimed from the start
  const left = moving.flatMap(each => (each.resizedFrom?.hypervisor === hypervisor.id ? [each.resizedFrom] : []))
  const servers = [...hypervisor.servers.map(id => world.servers[id] as Claim), ...coming, ...left]
  return {
    vcpus: Math.floor((capacity.cpu * cpuAllocationRatio) / 1_000),
    ram: Math.floor((capacity.memory * ramAllocationRatioPercent) / 100),
    usedVcpus: servers.reduce((sum, server) => sum + server.vcpus, 0),
    usedRam: servers.reduce((sum, server) => sum + server.ram, 0),
  }
}

/** Hosts that placement offers for it, in its own order. */
export const candidates = (world: Cloud, wish: ServerWish): readonly Seen<Hypervisor>[] =>
  world.hypervisors.filter(host => hasRoom(world, host, wish) && (world.era === '2017' || offered(world, host, wish)))

function hasRoom(world: Cloud, host: Seen<Hypervisor>, wish: ServerWish): boolean {
  const { cpu, memory } = (world.machines[host.machine] as Seen<Machine>).capacity
  const room = inventory(world, host)
  return (
    takes({ total: cpu / 1_000, used: room.usedVcpus, limit: room.vcpus }, wish.vcpus) &&
    takes({ total: memory, used: room.usedRam, limit: room.ram }, wish.ram)
  )
}

/** Zones are placement aggregates today, and a disabled service has the trait COMPUTE_STATUS_DISABLED. */
const offered = (world: Cloud, host: Seen<Hypervisor>, { availabilityZone }: ServerWish): boolean =>
  !host.disabled && (availabilityZone === undefined || zoneOf(world, host) === availabilityZone)

/** Nova's default for hosts that no aggregate puts elsewhere: `default_availability_zone`. */
export const DEFAULT_ZONE = 'nova'

export const zoneOf = ({ machines }: Pick<Cloud, 'machines'>, { machine }: Pick<Seen<Hypervisor>, 'machine'>): string =>
  (machines[machine] as Seen<Machine>).zone || DEFAULT_ZONE

/** Devices are passed through whole, to one server each. */
export const gpusLeft = ({ servers, machines }: Cloud, host: Seen<Hypervisor>): number =>
  host.servers.reduce(
    (left, id) => left - (servers[id]?.gpus ?? 0),
    (machines[host.machine] as Seen<Machine>).capacity.gpus,
  )
