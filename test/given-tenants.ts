/**
 * Tenants' clusters to test with: members and workers in guests on named hypervisors, in
 * a project with room for ten instances and twenty cores.
 */

import type { ParkSpec, ServerSpec, TenantSpec } from '../src/model/park'
import type { World } from '../src/model/world'

export const FLAVORS = [
  { name: 'm1.medium', vcpus: 2, ramMiB: 4_096 },
  { name: 'm1.large', vcpus: 4, ramMiB: 8_192 },
]
export const QUOTA = { instances: 10, cores: 20, ramMiB: 51_200 }
export const HOSTS = ['h1', 'h2', 'h3']

export const aGuest = (name: string, hypervisor: string, runs: ServerSpec['runs'], flavor: string) => ({
  name,
  hypervisor,
  runs,
  flavor,
})

/** One of each on each of these hosts: `acme-cp1`, `acme-w1`. */
export const guestsOf = (name: string, members: readonly string[], workers: readonly string[]) => [
  ...members.map((host, i) => aGuest(`${name}-cp${i + 1}`, host, 'control-plane', 'm1.medium')),
  ...workers.map((host, i) => aGuest(`${name}-w${i + 1}`, host, 'kubelet', 'm1.large')),
]

export const aTenant = (
  name: string,
  members: readonly string[],
  workers: readonly string[],
  controlPlane?: TenantSpec['controlPlane'],
): TenantSpec => ({ name: `k-${name}`, project: name, servers: guestsOf(name, members, workers), controlPlane })

/** These tenants, each with a project of its own. */
export const tenantsPark = (...tenants: readonly TenantSpec[]): Partial<ParkSpec> => ({
  flavors: FLAVORS,
  projects: tenants.map(({ project }) => ({ name: project, quota: QUOTA })),
  tenants,
})

export const serverNamed = (world: World, name: string) => world.servers.findIndex(server => server.name === name)
