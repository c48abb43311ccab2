/**
 * What kubectl asks about rollouts: another template, back to one, pause and resume; and
 * a pod deleted by hand, which is what gets a StatefulSet out of a broken one.
 */

import type { Deployment, Pod } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { PodTemplate } from '../../model/rollout'
import type { Controller } from '../../model/workload'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { changeImages } from '../controllers/bare-pods'
import { changed } from '../controllers/controllers'
import { type Revision, refusesUndo, undo } from '../controllers/rollback'
import { sameTemplate } from '../controllers/templates'
import { deletePod } from '../kubelet/pod-end'
import type { Doers } from './doer'

export type RolloutOrder =
  /** `kubectl set image`, or `kubectl apply` of another template. */
  | { readonly order: 'set-template'; readonly workload: Id; readonly template: PodTemplate }
  /** `kubectl rollout undo`; 0: to the revision before. */
  | { readonly order: 'rollout-undo'; readonly workload: Id; readonly to: Revision }
  | { readonly order: 'rollout-pause'; readonly workload: Id }
  | { readonly order: 'rollout-resume'; readonly workload: Id }
  /** Asks no budget: only an eviction does. */
  | { readonly order: 'delete-pod'; readonly pod: Id }
  /** `kubectl annotate pod … controller.kubernetes.io/pod-deletion-cost=…`: what costs less goes first. */
  | { readonly order: 'set-deletion-cost'; readonly pod: Id; readonly cost: number }

export const ROLLOUT: Doers<RolloutOrder> = {
  'set-template': {
    refuses: (world, { workload, template }) => missing(world, workload) ?? refusesTemplate(world, workload, template),
    does: (world, { workload, template }, tell, cause) => {
      const deployment = deploymentOf(world, workload)
      deployment.template = template
      ;(world.workloads[workload] as Workload).template = template
      if (controllerOf(world, workload) === 'Pod') return changeImages(world, deployment, tell, cause)
      changed(world, deployment, tell, cause)
    },
  },
  'rollout-undo': {
    refuses: (world, { workload, to }) =>
      missing(world, workload) ?? refusesUndo(world, world.workloads[workload] as Seen<Workload>, to),
    does: (world, { workload, to }, tell, cause) => undo(world, deploymentOf(world, workload), to, tell, cause),
  },
  'rollout-pause': {
    refuses: (world, { workload }) => missing(world, workload) ?? refusesPausing(world, workload, true),
    does: (world, { workload }, tell, cause) => {
      deploymentOf(world, workload).paused = true
      changed(world, deploymentOf(world, workload), tell, cause)
    },
  },
  'rollout-resume': {
    refuses: (world, { workload }) => missing(world, workload) ?? refusesPausing(world, workload, false),
    does: (world, { workload }, tell, cause) => {
      deploymentOf(world, workload).paused = false
      changed(world, deploymentOf(world, workload), tell, cause)
    },
  },
  'delete-pod': {
    refuses: (world, { pod }) =>
      world.pods[pod]?.gone === false && world.pods[pod]?.deletedAt === NONE
        ? undefined
        : 'Error from server (NotFound): pods not found',
    does: (world, { pod }, tell, cause) => deletePod(world, world.pods[pod] as Pod, tell, cause),
  },
  'set-deletion-cost': {
    refuses: (world, { pod, cost }) =>
      world.pods[pod]?.gone === false ? refusesCost(world, cost) : 'Error from server (NotFound): pods not found',
    does: (world, { pod, cost }) => {
      ;(world.pods[pod] as Pod).deletionCost = cost
    },
  },
}

const MOST_COST = 2_147_483_647

/** An int32; 1.6 takes any annotation and heeds none like that. */
const refusesCost = ({ era }: Seen<World>, cost: number): string | undefined =>
  Number.isInteger(cost) && Math.abs(cost) <= MOST_COST && era === 'now'
    ? undefined
    : `metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "${cost}": must be a 32bit integer`

const controllerOf = (world: World, workload: Id) => (world.workloads[workload] as Workload).spec.controller

const deploymentOf = (world: World, workload: Id) =>
  world.deployments[(world.workloads[workload] as Workload).deployment] as Deployment

/** As the API's errors name what a controller keeps. */
export const RESOURCES: Readonly<Record<Controller, string>> = {
  Deployment: 'deployments.apps',
  StatefulSet: 'statefulsets.apps',
  DaemonSet: 'daemonsets.apps',
  Pod: 'pods',
  Job: 'jobs.batch',
  CronJob: 'cronjobs.batch',
}

function missing(world: Seen<World>, workload: Id): string | undefined {
  const { deployment, spec } = world.workloads[workload] as Seen<Workload>
  const exists = world.deployments[deployment]?.deleted === false
  return exists ? undefined : `Error from server (NotFound): ${RESOURCES[spec.controller]} "${spec.name}" not found`
}

function refusesTemplate(world: Seen<World>, workload: Id, template: Seen<PodTemplate>): string | undefined {
  const { deployment, spec } = world.workloads[workload] as Seen<Workload>
  const before = (world.deployments[deployment] as Seen<Deployment>).template
  if (spec.controller === 'Pod' && !sameTemplate({ ...before, image: template.image }, template)) {
    return `The Pod "${spec.name}" is invalid: spec: Forbidden: pod updates may not change fields other than \`spec.containers[*].image\``
  }
  return sameTemplate(before, template) ? `${spec.controller.toLowerCase()}.apps/${spec.name} unchanged` : undefined
}

function refusesPausing(world: Seen<World>, workload: Id, paused: boolean): string | undefined {
  const { deployment, spec } = world.workloads[workload] as Seen<Workload>
  const what = `${RESOURCES[spec.controller]} "${spec.name}"`
  if (spec.controller !== 'Deployment') return `error: ${what} ${paused ? 'pausing' : 'resuming'} is not supported`
  const is = (world.deployments[deployment] as Seen<Deployment>).paused
  if (is !== paused) return undefined
  return `error: ${what} is ${paused ? 'already' : 'not'} paused`
}
