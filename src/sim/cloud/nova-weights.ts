/**
 * nova-scheduler's weighers: of the hosts that passed, which is best?
 *
 * Each weigher's raw numbers are stretched from 0 to 1 over the hosts that are left, times
 * its multiplier; the sums are compared and the first of the heaviest is taken, since
 * `host_subset_size` is 1. Positive multipliers spread, negative ones pack. 2017 weighed
 * neither cores nor devices nor failed builds, so a broken host, being always the emptiest,
 * drew every new server to it. Reads only.
 *
 * Left out are the weighers that say the same of every host here: disk, hypervisor
 * version, number of instances (0 by default), image properties (0), metrics, cells.
 */

import type { Constants } from '../../model/constants'
import { constantsOf } from '../../model/constants'
import type { Hypervisor } from '../../model/openstack'
import { BYTES_PER_MIB } from '../../model/units'
import type { Seen } from '../../model/world'
import { type Claim, type Cloud, gpusLeft, inventory, type ServerWish } from './nova-placement'
import { membersOn, policyOf } from './server-groups'
import { weigh } from './weighers'

type WeigherName = keyof Constants['novaWeights']

interface HostWeigher {
  readonly name: string
  /** Nova's `minval`. */
  readonly floor?: number
  raw(cloud: Cloud, host: Seen<Hypervisor>, wish: ServerWish): number
}

/** So that hosts with devices are kept for those that need some (nova's MAX_DEVS). */
const MOST_DEVICES = 100

const WEIGHERS: Readonly<Record<WeigherName, HostWeigher>> = {
  ram: {
    name: 'RAMWeigher',
    floor: 0,
    raw: (cloud, host) => Math.floor((total(cloud, host) - inventory(cloud, host).usedRam) / BYTES_PER_MIB),
  },
  cpu: {
    name: 'CPUWeigher',
    floor: 0,
    raw: (cloud, host) => {
      const { vcpus, usedVcpus } = inventory(cloud, host)
      return vcpus - usedVcpus
    },
  },
  ioOps: { name: 'IoOpsWeigher', floor: 0, raw: ioOps },
  pci: {
    name: 'PCIWeigher',
    raw: (cloud, host) => MOST_DEVICES - Math.min(gpusLeft(cloud, host), MOST_DEVICES - 1),
  },
  softAffinity: {
    name: 'ServerGroupSoftAffinityWeigher',
    raw: (cloud, host, wish) => (policyOf(cloud, wish) === 'soft-affinity' ? membersOn(cloud, host, wish) : 0),
  },
  softAntiAffinity: {
    name: 'ServerGroupSoftAntiAffinityWeigher',
    raw: (cloud, host, wish) => (policyOf(cloud, wish) === 'soft-anti-affinity' ? -membersOn(cloud, host, wish) : 0),
  },
  buildFailures: { name: 'BuildFailureWeigher', raw: (_, host) => host.failedBuilds },
}

export interface Weighed {
  readonly host: Seen<Hypervisor>
  /** In millionths of nova's. */
  readonly weight: number
  /** What each weigher adds, by nova's name. */
  readonly parts: Readonly<Record<string, number>>
}

/** All that passed, with their weights, in their own order. */
export function weighed(cloud: Cloud, hosts: readonly Seen<Hypervisor>[], wish: ServerWish): readonly Weighed[] {
  const multipliers = constantsOf(cloud.era).novaWeights
  const names = (Object.keys(WEIGHERS) as WeigherName[]).filter(name => multipliers[name] !== 0)
  const columns = names.map(name => {
    const { raw, floor } = WEIGHERS[name]
    const multiplier = multipliers[name]
    return weigh(
      hosts.map(host => raw(cloud, host, wish)),
      floor === undefined ? { multiplier } : { multiplier, floor },
    )
  })
  return hosts.map((host, i) => {
    const parts = names.map((name, n) => [WEIGHERS[name].name, columns[n]?.[i] ?? 0] as const)
    return { host, weight: parts.reduce((all, [, part]) => all + part, 0), parts: Object.fromEntries(parts) }
  })
}

/** Builds, rebuilds and images under way: what nova counts as heavy on a host's disks. */
function ioOps({ servers }: Cloud, host: Seen<Hypervisor>): number {
  return host.servers.filter(id => (servers[id] as Claim).status === 'BUILD').length
}

/** The host's own memory: unlike cores, it is weighed without its allocation ratio. */
const total = ({ machines }: Cloud, { machine }: Seen<Hypervisor>): number => machines[machine]?.capacity.memory ?? 0
