/**
 * nova-scheduler's filters: by their own names, in the order of the era's default list.
 *
 * Each takes out hosts; the first that leaves none ends the search, and the log says how
 * many each one began and ended with. Which those are is nova/conf/scheduler.py,
 * `enabled_filters`: @8c8b2180 for May 2017, @00a030403f for now (zones, disabled services
 * and memory are placement's business today). A cloud with devices to pass through also
 * has PciPassthroughFilter, as its guide demands.
 *
 * Simpler than the real ones: every host has the capabilities and takes the images that
 * are asked for, and DiskFilter has nothing to do. A host named with the zone
 * (`nova:h1`) is looked for among those that pass, where the real nova forces it past
 * the filters. Reads only.
 */

import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { Hypervisor } from '../../model/openstack'
import type { Era } from '../../model/units'
import type { Seen } from '../../model/world'
import { type Cloud, candidates, gpusLeft, inventory, type ServerWish, zoneOf } from './nova-placement'
import { membersOn, policyOf } from './server-groups'
import { takes } from './weighers'

type Passes = (cloud: Cloud, host: Seen<Hypervisor>, wish: ServerWish) => boolean

const all: Passes = () => true

const FILTERS = {
  RetryFilter: (_, host, { tried }) => !tried?.includes(host.id),
  AvailabilityZoneFilter: (cloud, host, { availabilityZone }) =>
    availabilityZone === undefined || zoneOf(cloud, host) === availabilityZone,
  RamFilter: (cloud, host, wish) => {
    const { capacity } = cloud.machines[host.machine] as Seen<Machine>
    const { usedRam, ram } = inventory(cloud, host)
    return takes({ total: capacity.memory, used: usedRam, limit: ram }, wish.ram)
  },
  DiskFilter: all,
  ComputeFilter: (_, host) => !host.disabled && !host.reportedDown,
  ComputeCapabilitiesFilter: all,
  ImagePropertiesFilter: all,
  ServerGroupAntiAffinityFilter: (cloud, host, wish) =>
    policyOf(cloud, wish) !== 'anti-affinity' || membersOn(cloud, host, wish) === 0,
  ServerGroupAffinityFilter: (cloud, host, wish) =>
    policyOf(cloud, wish) !== 'affinity' ||
    membersOn(cloud, host, wish) > 0 ||
    cloud.hypervisors.every(each => membersOn(cloud, each, wish) === 0),
  PciPassthroughFilter: (cloud, host, { gpus }) => gpus <= gpusLeft(cloud, host),
} satisfies Readonly<Record<string, Passes>>

export type FilterName = keyof typeof FILTERS

const NOW: readonly FilterName[] = [
  'ComputeFilter',
  'ComputeCapabilitiesFilter',
  'ImagePropertiesFilter',
  'ServerGroupAntiAffinityFilter',
  'ServerGroupAffinityFilter',
]

/** `enabled_filters` of the era. */
export const ENABLED_FILTERS: Readonly<Record<Era, readonly FilterName[]>> = {
  '2017': ['RetryFilter', 'AvailabilityZoneFilter', 'RamFilter', 'DiskFilter', ...NOW],
  now: NOW,
}

export const filtersOf = ({ era, machines }: Cloud, { gpus }: ServerWish): readonly FilterName[] =>
  gpus > 0 || machines.some(({ hypervisor, capacity }) => hypervisor >= 0 && capacity.gpus > 0)
    ? [...ENABLED_FILTERS[era], 'PciPassthroughFilter']
    : ENABLED_FILTERS[era]

/** Of those that placement offers, the hosts that pass every filter. */
export function passing(cloud: Cloud, wish: ServerWish): readonly Seen<Hypervisor>[] {
  const filters = filtersOf(cloud, wish)
  return asked(candidates(cloud, wish), wish).filter(host => filters.every(name => FILTERS[name](cloud, host, wish)))
}

/** What a search left of the hosts, filter by filter. */
export interface Filtered {
  /** How many placement offered. */
  readonly offered: number
  readonly steps: readonly { readonly filter: FilterName; readonly start: number; readonly end: number }[]
}

export function filtered(cloud: Cloud, wish: ServerWish): Filtered {
  const offered = candidates(cloud, wish)
  let hosts = asked(offered, wish)
  const steps: Filtered['steps'][number][] = []
  for (const filter of filtersOf(cloud, wish)) {
    if (hosts.length === 0) break
    const left = hosts.filter(host => FILTERS[filter](cloud, host, wish))
    steps.push({ filter, start: hosts.length, end: left.length })
    hosts = left
  }
  return { offered: offered.length, steps }
}

/** Where it may go at all: not where it is, not where its build has failed, and where somebody says. */
const asked = (hosts: readonly Seen<Hypervisor>[], { not, zone, tried }: ServerWish) =>
  hosts.filter(host => host.id !== not && !tried?.includes(host.id) && (!zone || zone === host.name))

/** So many were asked for at once, and there are hosts for some. */
export interface Short {
  readonly hosts: number
  readonly asked: number
}

/** The scheduler's log of a search that found nothing, in its words. A server's name stands for its UUID. */
export function whyNone(cloud: Cloud, wish: ServerWish, name: string, short?: Short): readonly string[] {
  if (short && short.hosts > 0)
    return [`There are ${short.hosts} hosts available but ${short.asked} instances requested to build.`]
  const { offered, steps } = filtered(cloud, wish)
  if (offered === 0) return cloud.era === 'now' ? [NO_CANDIDATES] : ['Starting with 0 host(s)']
  const last = steps.at(-1)
  if (!last && wish.zone !== undefined)
    return [`No hosts matched due to not matching 'force_hosts' value of '${wish.zone}'`]
  if (!last) return ['Host filter ignoring hosts: all that there are']
  const results = steps.map(({ filter, start, end }) => `'${filter}: (start: ${start}, end: ${end})'`).join(', ')
  return [
    `Filter ${last.filter} returned 0 hosts`,
    `Filtering removed all hosts for the request with instance ID '${name}'. Filter results: [${results}]`,
  ]
}

const NO_CANDIDATES =
  'Got no allocation candidates from the Placement API. This could be due to insufficient resources or a temporary occurrence as compute nodes start up.'

export const NO_VALID_HOST = 'No valid host was found. There are not enough hosts available.'
/** Today, where placement has nothing to offer, nova gives no reason: the real text ends with the blank. */
const NO_VALID_HOST_ALONE = 'No valid host was found. '

/** What nova writes into the server's fault. */
export const noValidHost = (cloud: Cloud, wish: ServerWish): string =>
  cloud.era === 'now' && filtered(cloud, wish).offered === 0 ? NO_VALID_HOST_ALONE : NO_VALID_HOST

/** When one server's build has failed on host after host. */
export const retriesExceeded = ({ era }: Pick<Cloud, 'era'>, name: string): string =>
  era === 'now'
    ? `Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures for instance ${name}.`
    : `Exceeded maximum number of retries. Exceeded max scheduling attempts ${constantsOf(era).novaMaxAttempts} for instance ${name}. Last exception: internal error: process exited while connecting to monitor`
