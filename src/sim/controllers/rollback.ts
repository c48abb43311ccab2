/**
 * Rolling back: the template of an earlier revision becomes the wanted one again, as a
 * new revision. Nothing else comes back: no number of replicas, and no data.
 *
 * Today kubectl reads the revisions itself and patches the template; until 1.6 it asked
 * the deployment controller, which did it and told an Event of it, and could do no such
 * thing for a StatefulSet. The words are those of each.
 */

import type { Cause } from '../../model/happening'
import type { Deployment, ReplicaSet } from '../../model/kubernetes'
import type { Seen, Workload, World } from '../../model/world'
import type { Telling } from '../telling'
import { changed } from './controllers'
import { sameTemplate } from './templates'

/** 0: the one before. */
export type Revision = number

export function refusesUndo(world: Seen<World>, workload: Seen<Workload>, to: Revision): string | undefined {
  const { controller, name } = workload.spec
  const deployment = world.deployments[workload.deployment] as Seen<Deployment>
  if (controller === 'Pod') return 'error: no rollbacker has been implemented for "Pod"'
  if (world.era === '2017') return refusesThen(workload, deployment)
  const found = revisionTo(world, deployment, to)
  if (!found) return to > 0 ? `error: unable to find specified revision ${to} in history` : noHistory(workload)
  if (deployment.paused) {
    return "error: cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again"
  }
  if (!sameTemplate(found.template, deployment.template)) return undefined
  const kind = `${controller.toLowerCase()}.apps/${name}`
  return `${kind} skipped rollback (current template already matches revision ${to})`
}

const noHistory = ({ spec: { controller, name } }: Seen<Workload>): string =>
  controller === 'Deployment'
    ? `error: no rollout history found for deployment "${name}"`
    : 'error: no last revision to roll back to'

function refusesThen({ spec: { controller, name } }: Seen<Workload>, { paused }: Seen<Deployment>): string | undefined {
  if (controller !== 'Deployment') {
    return `error: no rollbacker has been implemented for {"${controller === 'DaemonSet' ? 'extensions' : 'apps'}" "${controller}"}`
  }
  return paused
    ? `error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume deployment/${name}' and try again`
    : undefined
}

/**
 * What kubectl of 1.6 prints where the controller finds nothing to go back to. It counts
 * as no error there, and nothing comes of it.
 */
export function skipsRollback(world: Seen<World>, { deployment: id, spec }: Seen<Workload>): string | undefined {
  const deployment = world.deployments[id]
  if (world.era === 'now' || spec.controller !== 'Deployment' || !deployment || deployment.deleted) return undefined
  return revisionTo(world, deployment, 0)
    ? undefined
    : `deployment "${spec.name}" skipped rollback (DeploymentRollbackRevisionNotFound: Unable to find last revision.)`
}

/** The revision of that number; for 0 the second newest. */
function revisionTo(world: Seen<World>, { replicaSets }: Seen<Deployment>, to: Revision): Seen<ReplicaSet> | undefined {
  const sets = replicaSets.map(id => world.replicaSets[id] as Seen<ReplicaSet>)
  if (to > 0) return sets.find(({ revision }) => revision === to)
  return [...sets].sort((a, b) => b.revision - a.revision)[1]
}

export function undo(world: World, deployment: Deployment, to: Revision, tell: Telling, cause: Cause): void {
  const found = revisionTo(world, deployment, to)
  const back = found && !sameTemplate(found.template, deployment.template)
  const told = world.era === '2017' ? tellThen(world, deployment, found, to, tell, cause) : cause
  if (!back) return
  deployment.template = { ...found.template }
  ;(world.workloads[deployment.workload] as Workload).template = deployment.template
  changed(world, deployment, tell, told)
}

/** What the controller of 1.6 said of it. */
function tellThen(
  world: World,
  { id, workload, template }: Deployment,
  found: Seen<ReplicaSet> | undefined,
  to: Revision,
  tell: Telling,
  cause: Cause,
): Cause {
  const { name } = (world.workloads[workload] as Workload).spec
  if (!found) {
    const note = to > 0 ? 'Unable to find the revision to rollback to.' : 'Unable to find last revision.'
    return tell.warning('DeploymentRollbackRevisionNotFound', 'deployment', id, note, cause)
  }
  if (sameTemplate(found.template, template)) {
    const note = `The rollback revision contains the same template as current deployment "${name}"`
    return tell.warning('DeploymentRollbackTemplateUnchanged', 'deployment', id, note, cause)
  }
  const note = `Rolled back deployment "${name}" to revision ${found.revision}`
  return tell.normal('DeploymentRollback', 'deployment', id, note, cause)
}
