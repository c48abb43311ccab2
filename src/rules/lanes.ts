/**
 * Which lanes there are, and whose cluster a lane's pods are in.
 *
 * The bowl is the operator's cluster; the rail is a tenant's own, whose nodes are guests
 * of the cloud. A park without tenants has no rail. Reads only.
 *
 * Simpler than the real thing: a workload is applied to one cluster at a time.
 */

import { LANES, type Lane } from '../model/command'
import type { Node } from '../model/kubernetes'
import type { Id } from '../model/refs'
import { OPERATOR, type Tenant } from '../model/tenant'
import { NONE, type Seen, type Workload, type World } from '../model/world'
import { projectOf } from '../sim/cloud/projects'

/** In their order on the board. */
export const lanesOf = ({ tenants }: { readonly tenants: readonly unknown[] }): readonly Lane[] =>
  tenants.length > 0 ? LANES : WITHOUT_RAIL

const WITHOUT_RAIL: readonly Lane[] = LANES.filter(lane => lane !== 'rail')

/** Where pods run; elsewhere it is units. */
export const hasPods = (lane: Lane | undefined): lane is 'bowl' | 'rail' => lane === 'bowl' || lane === 'rail'

export const laneOfCluster = (cluster: Id): 'bowl' | 'rail' => (cluster === OPERATOR ? 'bowl' : 'rail')

/** The lane of its Deployment, or of the last that it had; undefined if it never had one. */
export function podLaneOf({ deployments }: Seen<World>, { deployment }: Seen<Workload>): Lane | undefined {
  const applied = deployments[deployment]
  return applied && laneOfCluster(applied.cluster)
}

/** Where ROUTE to the rail leads: the cluster of the workload's own project, else the first. */
export function tenantFor({ tenants, projects }: Seen<World>, { spec }: Seen<Workload>): Seen<Tenant> | undefined {
  const own = spec.project === undefined ? NONE : projectOf({ projects }, spec)
  return tenants.find(({ project }) => project === own) ?? tenants[0]
}

/** Of a tenant's cluster, its nodes that are there. */
export const nodesOf = ({ nodes }: Seen<World>, cluster: Id): readonly Seen<Node>[] =>
  nodes.filter(node => node.cluster === cluster && !node.removed)

/** As kubectl is told which cluster is meant; the operator's is the one that it asks unless it is told. */
export function inContext(world: Seen<World>, cluster: Id, line: string): string {
  const tenant = world.tenants[cluster - 1]
  return tenant ? line.replace(/\bkubectl /g, `kubectl --context ${tenant.name} `) : line
}
