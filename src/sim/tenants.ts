/**
 * Tenants' clusters beside the operator's, in one world (a cluster on the rail): guests
 * of the cloud under the tenant's quota, with a control plane of their own.
 *
 * A node, a Deployment and a zone say whose they are. A scheduler sees only its own
 * cluster's nodes, each cluster's controllers have its own zones and their states, and
 * kubectl asks that cluster's API server. What they share is the cloud: a hypervisor that
 * dies takes guests of several of them.
 *
 * Simpler than the real thing: a tenant's control plane works while a majority of its
 * members' guests run and are heard, and is back in the second in which they are again:
 * no elections, leases, database size or certificates, which are the operator's
 * (`control-plane.ts`). All clusters have the profile, the network, the timers and the
 * registry of the park; the cluster autoscaler and the tool are the operator's; and
 * whatever makes room in one cluster has pods that wait in another tried again, to the
 * same end.
 */

import type { Working } from '../model/control-plane'
import type { Cause } from '../model/happening'
import type { Node } from '../model/kubernetes'
import type { Id } from '../model/refs'
import { OPERATOR, type Tenant } from '../model/tenant'
import type { Seen, World } from '../model/world'
import { NONE } from '../model/world'
import { catchUp, countAnew, hearNodes } from './catch-up'
import { isHeard } from './member-host'
import { limitsOf, usageOf } from './projects'
import { byScenario, type Telling } from './telling'

const PARTS: readonly (keyof Working)[] = ['api', 'writes', 'kube-scheduler', 'kube-controller-manager']

export const aTenant = ({ tenants }: World, name: string, project: Id): Tenant => ({
  cluster: tenants.length + 1,
  name,
  project,
  members: [],
  working: { api: true, writes: true, 'kube-scheduler': true, 'kube-controller-manager': true },
  undone: { endpoints: [], volumes: [], nodes: [], due: [] },
  evictionsPaused: false,
  cause: byScenario(name),
})

/** As kubectl names a cluster that it does not know. */
export const noSuchCluster = ({ tenants }: Seen<World>, cluster: Id = OPERATOR): string | undefined =>
  cluster === OPERATOR || tenants[cluster - 1] ? undefined : `error: context "${cluster}" does not exist`

/** The guest runs, and others can speak to it. */
export const guestLives = (world: Seen<World>, server: Id): boolean => isHeard(world, { machine: NONE, server })

const living = (world: Seen<World>, { members }: Seen<Tenant>): number =>
  members.filter(server => guestLives(world, server)).length

const majority = ({ members }: Seen<Tenant>): number => Math.floor(members.length / 2) + 1

const hasMajority = (world: Seen<World>, tenant: Seen<Tenant>): boolean =>
  tenant.members.length === 0 || living(world, tenant) >= majority(tenant)

/** A guest or what it stands on has gone, or is back. */
export function followTenants(world: World, tell: Telling, cause: Cause): void {
  for (const tenant of world.tenants) {
    const works = hasMajority(world, tenant)
    if (works !== tenant.working.api) change(world, tenant, works, tell, cause)
  }
}

function change(world: World, tenant: Tenant, works: boolean, tell: Telling, cause: Cause): void {
  for (const part of PARTS) tenant.working[part] = works
  const server = `https://${tenant.name}.example:6443`
  tenant.cause = works
    ? tell.normal('ApiServerUp', 'control-plane', tenant.cluster, `the API server ${server} answers`, cause)
    : tell.warning('ApiServerDown', 'control-plane', tenant.cluster, `the API server ${server} does not answer`, cause)
  if (!works) return
  countAnew(world, tenant.cluster, tenant)
  hearNodes(world, tenant, tell)
  catchUp(world, tenant, tell)
}

/** Where there is more than one, whose a node is. */
export const clusterLines = ({ tenants, controlPlane }: Seen<World>, { cluster }: Seen<Node>): readonly string[] =>
  tenants.length === 0 ? [] : [`Cluster: ${tenants[cluster - 1]?.name ?? controlPlane?.name ?? 'default'}`]

export function explainTenant(world: Seen<World>, tenant: Seen<Tenant>): readonly string[] {
  const { name, project, members, working } = tenant
  const [used, most] = [usageOf(world, project), limitsOf(world, project)]
  return [
    `Name: ${name}`,
    `API server: https://${name}.example:6443 ${working.api ? 'answers' : 'does not answer'}`,
    ...(members.length === 0
      ? []
      : [`etcd: ${living(world, tenant)} of ${members.length} members live, ${majority(tenant)} are a majority`]),
    `Project: ${world.projects[project]?.name}, ${used.instances} of ${most.instances} instances, ${used.cores} of ${most.cores} cores`,
  ]
}
