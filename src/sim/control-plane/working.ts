/**
 * Does a part of a cluster's control plane act now? Asked everywhere in every second, so
 * it only reads what `control-plane.ts` keeps. Where a level names no control plane of a
 * cluster, all of it always does.
 */

import type { ControlPlane, Working } from '../../model/control-plane'
import type { Id } from '../../model/refs'
import { OPERATOR } from '../../model/tenant'
import type { Seen, World } from '../../model/world'

/** The operator's, or the tenant's; undefined where it is no part of the game. */
export const planeOf = <Known extends Pick<Seen<World>, 'controlPlanes'>>(
  { controlPlanes }: Known,
  cluster: Id = OPERATOR,
) => controlPlanes[cluster] as (Known extends World ? ControlPlane : Seen<ControlPlane>) | undefined

/** By the name of its cluster. */
export const planeNamed = <Known extends Pick<Seen<World>, 'controlPlanes'>>(world: Known, name: string) =>
  planeOf(
    world,
    world.controlPlanes.findIndex(plane => plane?.name === name),
  )

export const acts = (world: Seen<World>, part: keyof Working, cluster: Id = OPERATOR): boolean =>
  planeOf(world, cluster)?.working[part] ?? true

/** The cluster that a workload's pods are in. */
export const clusterOf = (
  { workloads, deployments }: Pick<Seen<World>, 'workloads' | 'deployments'>,
  workload: Id,
): Id => deployments[workloads[workload]?.deployment ?? -1]?.cluster ?? OPERATOR

/** Where it is kept whether its evictions are stopped. */
export const evictionsOf = ({ work, tenants }: World, cluster: Id): { evictionsPaused: boolean } =>
  tenants[cluster - 1] ?? work

/** The controller manager is away: the endpoints of this workload are looked at again when it is back. */
export function leaveEndpoints(world: World, workload: Id, cluster: Id): void {
  const late = planeOf(world, cluster)?.undone.endpoints
  if (late && !late.includes(workload)) late.push(workload)
}
