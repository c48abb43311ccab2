/**
 * The pods of Jobs among those of everybody: all Jobs of a workload share the row that
 * lists its pods, and its ordinals.
 */

import type { Cause } from '../../model/happening'
import type { Deployment, Pod } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { World } from '../../model/world'
import type { Telling } from '../telling'
import { createPod } from './new-pods'
import { addReplicaSet } from './replica-sets'
import { lookAt, setsOf } from './templates'

/** The Job controller looks at them in this second, or when one is there again. */
export const lookAtJobs = (world: World, deployment: Id): void => {
  if (world.deployments[deployment]) lookAt(world, deployment)
}

export function createJobPod(world: World, deployment: Deployment, tell: Telling, cause: Cause): Pod {
  const set = setsOf(world, deployment)[0] ?? addReplicaSet(world, deployment, deployment.template, 1)
  deployment.replicaSet = set.id
  set.cause = cause
  return createPod(world, set, { ordinal: deployment.nextOrdinal }, tell)
}
