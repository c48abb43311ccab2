/**
 * ControllerRevisions: the templates that a StatefulSet or a DaemonSet has had. A row in
 * the table of ReplicaSets stands for each.
 */

import { constantsOf } from '../../model/constants'
import type { Deployment, ReplicaSet } from '../../model/kubernetes'
import type { Workload, World } from '../../model/world'
import { addReplicaSet } from './replica-sets'
import { setOfTemplate, setsOf } from './templates'

/** That of the wanted template. One that is wanted again becomes the newest. */
export function updateRevision(world: World, deployment: Deployment): ReplicaSet {
  const newest = Math.max(0, ...setsOf(world, deployment).map(({ revision }) => revision))
  const found = setOfTemplate(world, deployment)
  const revision = found ?? addReplicaSet(world, deployment, deployment.template, newest + 1)
  if (revision.revision < newest) revision.revision = newest + 1
  revision.cause = deployment.cause
  deployment.replicaSet = revision.id
  return revision
}

/** Those that no pod has and nobody wants, beyond the newest few. */
export function truncateHistory(world: World, deployment: Deployment): void {
  const { rollout } = (world.workloads[deployment.workload] as Workload).spec
  const limit = rollout?.revisionHistoryLimit ?? constantsOf(world.era).revisionHistoryLimit
  if (limit < 0 || deployment.replicaSets.length <= limit) return
  const { replicaSet, currentRevision, replicaSets } = deployment
  const history = setsOf(world, deployment)
    .filter(({ id, pods }) => pods.length === 0 && id !== replicaSet && id !== currentRevision)
    .sort((a, b) => a.revision - b.revision)
  for (const { id } of history.slice(0, Math.max(0, history.length - limit))) {
    replicaSets.splice(replicaSets.indexOf(id), 1)
  }
}
