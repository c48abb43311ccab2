/**
 * How a rollout stands, in the words of `kubectl describe deployment`, `kubectl rollout
 * status` and `kubectl rollout history`.
 */

import { constantsOf } from '../../model/constants'
import type { Deployment, ReplicaSet } from '../../model/kubernetes'
import type { IntOrPercent, ProgressReason } from '../../model/rollout'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { isAvailable } from '../controllers/available'
import { countsOf } from '../controllers/rollout-progress'
import { podsOwned, sameTemplate } from '../controllers/templates'
import { postsOf } from '../fenceposts'
import { replicaSetName } from '../names'

/** Of a Deployment's object; empty where there is none. */
export function explainDeployment(world: Seen<World>, deployment: Seen<Deployment>): readonly string[] {
  const { spec } = world.workloads[deployment.workload] as Seen<Workload>
  if (deployment.deleted) return [`Error from server (NotFound): deployments.apps "${spec.name}" not found`]
  const { replicas, updated, available } = countsOf(world, deployment)
  return [
    `Name: ${spec.name}`,
    `Annotations: deployment.kubernetes.io/revision: ${world.replicaSets[deployment.replicaSet]?.revision ?? 0}`,
    `Replicas: ${deployment.replicas} desired | ${updated} updated | ${replicas} total | ${available} available | ${Math.max(0, replicas - available)} unavailable`,
    `StrategyType: ${spec.rollout?.type ?? 'RollingUpdate'}`,
    `MinReadySeconds: ${spec.rollout?.minReadySeconds ?? 0}`,
    ...strategyLines(world, spec),
    ...conditions(world, deployment, available),
    `OldReplicaSets: ${oldSets(world, deployment)}`,
    `NewReplicaSet: ${newSet(world, deployment)}`,
    ...(deployment.paused ? ['Paused: true'] : []),
    rolloutStatus(world, deployment),
  ]
}

function strategyLines(world: Seen<World>, { rollout }: Seen<Workload['spec']>): readonly string[] {
  if (rollout?.type === 'Recreate') return []
  const { maxSurge, maxUnavailable } = { ...constantsOf(world.era).rollingUpdate, ...rollout }
  return [`RollingUpdateStrategy: ${shown(maxUnavailable)} max unavailable, ${shown(maxSurge)} max surge`]
}

const shown = (value: IntOrPercent): string => String(value)

const STATUS: Readonly<Record<ProgressReason, 'True' | 'False' | 'Unknown'>> = {
  '': 'Unknown',
  NewReplicaSetCreated: 'True',
  FoundNewReplicaSet: 'True',
  ReplicaSetUpdated: 'True',
  NewReplicaSetAvailable: 'True',
  ProgressDeadlineExceeded: 'False',
  DeploymentPaused: 'Unknown',
  DeploymentResumed: 'Unknown',
}

function conditions(world: Seen<World>, deployment: Seen<Deployment>, count: number): readonly string[] {
  const { reason } = deployment.progress
  const enough = count >= deployment.replicas - postsOf(world, deployment).unavailable
  const available = enough
    ? 'Available  True  MinimumReplicasAvailable'
    : 'Available  False  MinimumReplicasUnavailable'
  return [`Condition: ${available}`, ...(reason === '' ? [] : [`Condition: Progressing  ${STATUS[reason]}  ${reason}`])]
}

const setsOf = (world: Seen<World>, { replicaSets }: Seen<Deployment>) =>
  replicaSets.map(id => world.replicaSets[id] as Seen<ReplicaSet>)

const isNew =
  ({ template }: Seen<Deployment>) =>
  (set: Seen<ReplicaSet>) =>
    sameTemplate(set.template, template)

const described = (world: Seen<World>, { id, pods, replicas }: Seen<ReplicaSet>): string =>
  `${replicaSetName(world, id)} (${pods.length}/${replicas} replicas created)`

/** 2017 named only those with pods; today all that are kept. */
function oldSets(world: Seen<World>, deployment: Seen<Deployment>): string {
  const old = setsOf(world, deployment).filter(set => !isNew(deployment)(set))
  const listed = world.era === 'now' ? old : old.filter(({ replicas }) => replicas > 0)
  return listed.map(set => described(world, set)).join(', ') || '<none>'
}

function newSet(world: Seen<World>, deployment: Seen<Deployment>): string {
  const found = setsOf(world, deployment).find(isNew(deployment))
  return found ? described(world, found) : '<none>'
}

/** The last line that `kubectl rollout status` prints so far. */
export function rolloutStatus(world: Seen<World>, deployment: Seen<Deployment>): string {
  const { controller, name } = (world.workloads[deployment.workload] as Seen<Workload>).spec
  if (controller === 'StatefulSet') return statefulSetStatus(world, deployment)
  if (controller === 'DaemonSet') return daemonSetStatus(world, deployment, name)
  const { replicas, updated, available } = deploymentCounts(world, deployment)
  if (deployment.progress.reason === 'ProgressDeadlineExceeded') {
    return `error: deployment "${name}" exceeded its progress deadline`
  }
  const waiting = waitingFor(world, 'deployment', name)
  if (updated < deployment.replicas)
    return `${waiting} ${updated} out of ${deployment.replicas} new replicas have been updated...`
  if (replicas > updated) return `${waiting} ${replicas - updated} old replicas are pending termination...`
  if (available < updated) return `${waiting} ${available} of ${updated} updated replicas are available...`
  return `deployment "${name}" successfully rolled out`
}

/** 1.6 did not say whose. */
const waitingFor = ({ era }: Seen<World>, kind: string, name: string): string =>
  `Waiting for ${era === 'now' ? `${kind} "${name}" ` : ''}rollout to finish:`

function deploymentCounts(world: Seen<World>, deployment: Seen<Deployment>) {
  const found = setsOf(world, deployment).find(isNew(deployment))
  return { ...countsOf(world, deployment), updated: found?.pods.length ?? 0 }
}

function statefulSetStatus(world: Seen<World>, set: Seen<Deployment>): string {
  const pods = podsOwned(world, set)
  const ready = pods.filter(pod => pod.ready).length
  if (ready < set.replicas) return `Waiting for ${set.replicas - ready} pods to be ready...`
  const updated = pods.filter(pod => pod.replicaSet === set.replicaSet).length
  const revision = replicaSetName(world, set.replicaSet)
  return set.currentRevision === set.replicaSet
    ? `statefulset rolling update complete ${updated} pods at revision ${revision}...`
    : `waiting for statefulset rolling update to complete ${updated} pods at revision ${revision}...`
}

function daemonSetStatus(world: Seen<World>, set: Seen<Deployment>, name: string): string {
  const pods = podsOwned(world, set)
  const updated = pods.filter(pod => pod.replicaSet === set.replicaSet).length
  const waiting = waitingFor(world, 'daemon set', name)
  if (updated < set.replicas) return `${waiting} ${updated} out of ${set.replicas} new pods have been updated...`
  const ready = pods.filter(pod => isAvailable(world, pod)).length
  if (ready < set.replicas) return `${waiting} ${ready} of ${set.replicas} updated pods are available...`
  return `daemon set "${name}" successfully rolled out`
}

/** `kubectl rollout history`, without change causes. */
export function rolloutHistory(world: Seen<World>, deployment: Seen<Deployment>): readonly string[] {
  const sets = [...setsOf(world, deployment)].sort((a, b) => a.revision - b.revision)
  return ['REVISION  CHANGE-CAUSE', ...sets.map(({ revision }) => `${revision}         <none>`)]
}

/** What a workload's own lines say of it: nothing while nothing is under way. */
export function rolloutLines(world: Seen<World>, workload: Seen<Workload>): readonly string[] {
  const deployment = workload.deployment === NONE ? undefined : world.deployments[workload.deployment]
  if (!deployment || deployment.deleted || workload.spec.controller === 'Pod') return []
  if (deployment.replicaSets.length < 2) return []
  return workload.spec.controller === 'Deployment'
    ? explainDeployment(world, deployment).slice(1)
    : [rolloutStatus(world, deployment)]
}
