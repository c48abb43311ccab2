/**
 * Tenants' clusters beside the operator's, in one world (a cluster on the rail): guests
 * of the cloud under the tenant's quota, with a control plane of their own.
 *
 * A node, a Deployment and a zone say whose they are. A scheduler sees only its own
 * cluster's nodes, each cluster's controllers have its own zones and their states, and
 * kubectl asks that cluster's API server. Each control plane is a row of the same kind
 * (`control-plane.ts`), with members, etcd, leases and certificates of its own. What the
 * clusters share is the cloud: a hypervisor that dies takes guests of several of them.
 *
 * Simpler than the real thing: a guest's root disk lies on the storage cluster, so that one
 * built anew elsewhere still has its etcd and its kubelet; all clusters have the profile, the network, the timers and
 * the registry of the park; the cluster autoscaler and the tool are the operator's; and
 * whatever makes room in one cluster has pods that wait in another tried again, to the
 * same end.
 */

import type { Node } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import { OPERATOR, type Tenant } from '../../model/tenant'
import type { Seen, World } from '../../model/world'
import { limitsOf, usageOf } from '../cloud/projects'
import { planeOf } from './working'

export const aTenant = ({ tenants }: World, name: string, project: Id): Tenant => ({
  cluster: tenants.length + 1,
  name,
  project,
  evictionsPaused: false,
})

/** As kubectl names a cluster that it does not know. */
export const noSuchCluster = ({ tenants }: Seen<World>, cluster: Id = OPERATOR): string | undefined =>
  cluster === OPERATOR || tenants[cluster - 1] ? undefined : `error: context "${cluster}" does not exist`

/** The cluster's own name; undefined for an operator's that has none. */
export const clusterName = (world: Seen<World>, cluster: Id): string | undefined =>
  world.tenants[cluster - 1]?.name ?? planeOf(world, cluster)?.name

/** Where there is more than one, whose a node is. */
export const clusterLines = (world: Seen<World>, { cluster }: Seen<Node>): readonly string[] =>
  world.tenants.length === 0 ? [] : [`Cluster: ${clusterName(world, cluster) ?? 'default'}`]

/** What its project has of its quota. */
export function quotaLines(world: Seen<World>, { project }: Seen<Tenant>): readonly string[] {
  const [used, most] = [usageOf(world, project), limitsOf(world, project)]
  return [
    `Project: ${world.projects[project]?.name}, ${used.instances} of ${most.instances} instances, ${used.cores} of ${most.cores} cores`,
  ]
}
