/**
 * The DaemonSet controller: one pod for each node that may have one.
 *
 * After pkg/controller/daemon. Today it makes a pod with an affinity for the one node and
 * leaves the binding to the scheduler; until 1.11 it bound the pod itself, and made none
 * where there was too little room, saying `FailedPlacement`. Its pods bear a node that is
 * cordoned or not ready, so they are made there and stay there; a drain passes them over.
 * With RollingUpdate one node after the other gets the new template: old pods that serve
 * nobody anyway go at once, of the others only as many as may be missing.
 *
 * Simpler than the real one: no surge, and nodes are taken in their order, where the real
 * one takes them as a map yields them. 2017 looks again for room only when something of
 * the set changes.
 */

import { constantsOf } from '../../model/constants'
import type { Deployment, Node, Pod, ReplicaSet } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { deletePod } from '../kubelet/pod-end'
import { podName } from '../names'
import { insufficient } from '../scheduling/fit'
import { admits } from '../scheduling/node-affinity'
import { bindDaemon } from '../scheduling/scheduler'
import { taintsOf, untolerated } from '../scheduling/taints'
import type { Telling } from '../telling'
import { isAvailable } from './available'
import { daemonBearing } from './daemon-tolerations'
import { createPod } from './new-pods'
import { truncateHistory, updateRevision } from './revisions'
import { lookAt, setsOf } from './templates'

export function controlDaemonSet(world: World, set: Deployment, tell: Telling): void {
  const update = updateRevision(world, set)
  const nodes = world.nodes.filter(node => mayHaveOne(world, set, node))
  set.replicas = nodes.length
  const pods = podsByNode(world, set)
  for (const pod of pods.values()) if (isMisplaced(world, set, pod)) dismiss(world, set, pod, tell)
  for (const node of nodes) if (!pods.has(node.id)) make(world, update, node, tell)
  if (strategyOf(world, set) === 'RollingUpdate') replaceOld(world, set, nodes, pods, tell)
  const now = [...podsByNode(world, set).values()]
  set.progress.settled =
    now.length === nodes.length && now.every(pod => isAvailable(world, pod) && pod.replicaSet === update.id)
  truncateHistory(world, set)
}

/** A node has come, or has gone. */
export function lookAtDaemonSets(world: World): void {
  for (const { id, workload, deleted } of world.deployments) {
    if (!deleted && world.workloads[workload]?.spec.controller === 'DaemonSet') lookAt(world, id)
  }
}

const specOf = (world: World, { workload }: Deployment) => (world.workloads[workload] as Workload).spec

const strategyOf = (world: World, set: Deployment) =>
  specOf(world, set).rollout?.type ?? constantsOf(world.era).daemonSetUpdates

/** It is told of a cordon and of silence by taints today; in 2017 it does not look at either. */
function mayHaveOne(world: World, set: Deployment, node: Node): boolean {
  const taints = world.era === 'now' ? taintsOf(node) : node.taints
  return isMeant(world, set, node) && !untolerated(taints, daemonBearing(specOf(world, set).tolerations))
}

const isMeant = (world: World, { workload, cluster, nodeSelector }: Deployment, node: Node) => {
  const { kernel: asked, nodeAffinity } = (world.workloads[workload] as Workload).spec
  const { kernel, removed, labels } = node
  return (
    !removed &&
    node.cluster === cluster &&
    kernel === asked &&
    admits({ nodeSelector, ...(nodeAffinity && { nodeAffinity }) }, labels)
  )
}

/** Those that still stop too: there is never a second one on a node. */
const podsByNode = (world: World, set: Deployment): ReadonlyMap<Id, Pod> =>
  new Map(setsOf(world, set).flatMap(({ pods }) => pods.map(id => [podOf(world, id).daemonOf, podOf(world, id)])))

const podOf = (world: World, id: Id) => world.pods[id] as Pod

/** On a node that is no longer there nothing of the set looks after it. */
function isMisplaced(world: World, set: Deployment, { daemonOf }: Pod): boolean {
  const node = world.nodes[daemonOf] as Node
  const drives = node.taints.filter(({ effect }) => effect === 'NoExecute')
  return (
    !node.removed && !(isMeant(world, set, node) && !untolerated(drives, daemonBearing(specOf(world, set).tolerations)))
  )
}

function make(world: World, update: ReplicaSet, node: Node, tell: Telling): void {
  const birth = { ordinal: (world.deployments[update.deployment] as Deployment).nextOrdinal, daemonOf: node.id }
  if (world.era === 'now') return void createPod(world, update, birth, tell)
  const [lack] = lacking(world, update, node)
  if (!lack) return bindDaemon(world, createPod(world, update, birth, tell), node, tell)
  const { resource, requested, used, capacity } = lack
  const why = `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`
  const note = `failed to place pod on "${node.name}": ${why}`
  tell.normal('FailedPlacement', 'deployment', update.deployment, note, update.cause)
}

const lacking = (world: World, { template: { requests } }: ReplicaSet, { allocatable, requested, pods }: Node) =>
  insufficient([
    { resource: 'pods', requested: 1, used: pods.length, capacity: constantsOf(world.era).podsPerNode },
    { resource: 'cpu', requested: requests.cpu, used: requested.cpu, capacity: allocatable.cpu },
    { resource: 'memory', requested: requests.memory, used: requested.memory, capacity: allocatable.memory },
  ])

function replaceOld(
  world: World,
  set: Deployment,
  nodes: readonly Node[],
  pods: ReadonlyMap<Id, Pod>,
  tell: Telling,
): void {
  const here = nodes.map(({ id }) => pods.get(id))
  const isOld = (pod: Pod) => pod.replicaSet !== set.replicaSet && pod.deletedAt === NONE
  const old = here.filter(pod => pod !== undefined && isOld(pod)) as Pod[]
  const missing = here.filter(pod => pod === undefined || (!isOld(pod) && !isAvailable(world, pod))).length
  const may = Math.max(0, constantsOf(world.era).daemonSetMaxUnavailable - missing)
  const useless = old.filter(pod => !isAvailable(world, pod))
  const others = old.filter(pod => isAvailable(world, pod)).slice(0, may)
  for (const pod of [...useless, ...others]) dismiss(world, set, pod, tell)
}

function dismiss(world: World, set: Deployment, pod: Pod, tell: Telling): void {
  if (pod.deletedAt !== NONE) return
  const told = tell.normal('SuccessfulDelete', 'pod', pod.id, `Deleted pod: ${podName(world, pod)}`, set.cause)
  deletePod(world, pod, tell, told)
}
