/**
 * The controllers: observed towards desired.
 *
 * Each kind of controller has a file of its own: `deployments.ts` (and `replica-sets.ts`
 * under it), `stateful-sets.ts`, `daemon-sets.ts`. A bare Pod has none and is made once.
 * A row in the table of Deployments stands for whichever of them a workload has.
 *
 * What owned something that is deleted takes it along: the garbage collector follows
 * the owner references in the background, so a Deployment's object is gone before its
 * ReplicaSets are, and those before their pods.
 */

import type { Cause } from '../../model/happening'
import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import type { Controller } from '../../model/workload'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { acts } from '../control-plane/working'
import { deletePod } from '../kubelet/pod-end'
import type { Telling } from '../telling'
import { controlDaemonSet } from './daemon-sets'
import { controlDeployment, syncDeployment } from './deployments'
import { controlJobs } from './jobs'
import { createPod } from './new-pods'
import { addReplicaSet } from './replica-sets'
import { noProgress } from './rollout-progress'
import { controlStatefulSet } from './stateful-sets'
import { lookAt, podsOwned, setsOf } from './templates'

type Control = (world: World, deployment: Deployment, tell: Telling) => void

const CONTROLS: Readonly<Record<Controller, Control>> = {
  Deployment: controlDeployment,
  StatefulSet: controlStatefulSet,
  DaemonSet: controlDaemonSet,
  Pod: fillOnce,
  Job: controlJobs,
  CronJob: controlJobs,
}

export function reconcile(world: World, tell: Telling): void {
  if (world.work.deployments.length === 0) return
  for (const id of new Set(world.work.deployments.splice(0))) {
    const deployment = world.deployments[id] as Deployment
    if (acts(world, 'kube-controller-manager', deployment.cluster)) control(world, deployment, tell)
    else lookAt(world, id) // when somebody is there again
  }
}

function control(world: World, deployment: Deployment, tell: Telling): void {
  if (deployment.deleted) return collect(world, deployment, tell)
  CONTROLS[controllerOf(world, deployment)](world, deployment, tell)
  if (podsOwned(world, deployment).length < deployment.replicas) return
  for (const { vacated } of setsOf(world, deployment)) vacated.length = 0
}

export function createDeployment(
  world: World,
  workload: Workload,
  { cluster, nodeSelector }: Pick<Deployment, 'cluster' | 'nodeSelector'>,
  tell: Telling,
  cause: Cause,
): void {
  const deployment: Deployment = {
    id: world.deployments.length,
    workload: workload.id,
    cluster,
    replicas: workload.spec.replicas,
    template: workload.template,
    replicaSet: NONE,
    replicaSets: [],
    currentRevision: NONE,
    nextOrdinal: 0,
    paused: false,
    progress: noProgress(),
    nodeSelector,
    deleted: false,
    cause,
  }
  world.deployments.push(deployment)
  workload.deployment = deployment.id
  changed(world, deployment, tell, cause)
}

export function scaleDeployment(
  world: World,
  deployment: Deployment,
  replicas: number,
  tell: Telling,
  cause: Cause,
): void {
  deployment.replicas = replicas
  changed(world, deployment, tell, cause)
}

/** Somebody has changed what it says. The deployment controller sees it in this moment; what follows from it comes after. */
export function changed(world: World, deployment: Deployment, tell: Telling, cause: Cause): void {
  deployment.cause = cause
  lookAt(world, deployment.id)
  if (controllerOf(world, deployment) !== 'Deployment' || !acts(world, 'kube-controller-manager', deployment.cluster))
    return
  syncDeployment(world, deployment, tell)
}

export function deleteDeployment(world: World, deployment: Deployment, tell: Telling, cause: Cause): void {
  deployment.replicas = 0
  deployment.deleted = true
  deployment.cause = cause
  const owned = controllerOf(world, deployment) !== 'Pod'
  if (owned && !acts(world, 'kube-controller-manager', deployment.cluster)) return lookAt(world, deployment.id) // collected when somebody can
  collect(world, deployment, tell)
}

/** Its owner is gone. */
function collect(world: World, deployment: Deployment, tell: Telling): void {
  for (const { pods } of setsOf(world, deployment)) {
    for (const id of [...pods]) deletePod(world, world.pods[id] as Pod, tell, deployment.cause)
  }
}

function fillOnce(world: World, deployment: Deployment, tell: Telling): void {
  const [only = addReplicaSet(world, deployment, deployment.template, 1)] = setsOf(world, deployment)
  deployment.replicaSet = (only as ReplicaSet).id
  while (deployment.nextOrdinal < deployment.replicas) createPod(world, only, { ordinal: deployment.nextOrdinal }, tell)
}

const controllerOf = (world: World, { workload }: Deployment): Controller =>
  (world.workloads[workload] as Workload).spec.controller
