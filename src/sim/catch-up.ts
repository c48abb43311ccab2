/**
 * What is made up for when a part of the control plane is back.
 *
 * Nodes report to an API server that can write. A controller manager looks at all there
 * is: Deployments that were changed meanwhile (they wait in its queue), endpoints, volumes that nobody uses any
 * more. One that has just taken the lease remembers no silence and no taint of before:
 * it counts each node's grace, each eviction's wait and each detach's anew.
 */

import { constantsOf } from '../model/constants'
import type { ControlPlane } from '../model/control-plane'
import type { Node } from '../model/kubernetes'
import type { Volume } from '../model/volume'
import type { ClusterDue } from '../model/wake'
import type { Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { syncCronJobSoon } from './controllers/cron-jobs'
import { syncEndpoints } from './controllers/endpoints'
import { forgetRecommendations } from './controllers/hpa'
import { nodeBack } from './controllers/node-lifecycle'
import { awaitEvictions } from './controllers/toleration-seconds'
import { letGoUnused, mountAgain } from './storage/attach'
import type { Telling } from './telling'
import { wakeAt } from './wake'

/** Nodes that came back while nobody could be told. */
export function hearNodes(world: World, { undone, cause }: ControlPlane, tell: Telling): void {
  for (const { node: id, restarted } of undone.nodes.splice(0)) {
    const node = world.nodes[id] as Node
    if (node.up) nodeBack(world, node, restarted, tell, cause)
  }
}

/** All that the controllers have not done meanwhile. */
export function catchUp(world: World, { undone, cause }: ControlPlane, tell: Telling): void {
  for (const id of undone.endpoints.splice(0)) syncEndpoints(world, world.workloads[id] as Workload, tell, cause)
  for (const id of undone.volumes.splice(0)) letGoUnused(world, world.volumes[id] as Volume, cause)
  for (const volume of world.volumes) if (volume.state === 'available') mountAgain(world, volume, tell)
  for (const cronJob of world.cronJobs) syncCronJobSoon(world, cronJob)
  for (const due of undone.due.splice(0)) wakeAt(world.wake, world.tick + 1, due)
}

/** The one that acts from now on has seen none of what was before. */
export function countAnew(world: World, { cluster, undone: { due } }: ControlPlane): void {
  forgetRecommendations(world, cluster)
  for (const node of world.nodes) if (node.cluster === cluster) countNodeAnew(world, node)
  const detaches = due.filter(({ what }) => what === 'forceDetach')
  for (const each of detaches) postpone(world, due, each)
}

function countNodeAnew(world: World, node: Node): void {
  const { grace } = world.nodeTimers
  node.heardAt = world.tick
  if (node.silentSince === NONE) return
  if (node.ready) {
    node.silentSince = world.tick
    wakeAt(world.wake, world.tick + grace, { what: 'nodeMonitor', node: node.id })
  } else if (node.taintedAt !== NONE) {
    node.taintedAt = world.tick
    awaitEvictions(world, node)
  }
}

function postpone(world: World, due: ClusterDue[], detach: ClusterDue): void {
  due.splice(due.indexOf(detach), 1)
  wakeAt(world.wake, world.tick + constantsOf(world.era).forceDetach, detach)
}
