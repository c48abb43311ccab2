/**
 * What can be asked of the Kubernetes API.
 */

import type { Cause } from '../../model/happening'
import type { Deployment, Node, Pod } from '../../model/kubernetes'
import type { Taint } from '../../model/placement'
import type { Id } from '../../model/refs'
import { OPERATOR } from '../../model/tenant'
import type { Seconds } from '../../model/units'
import type { Controller } from '../../model/workload'
import type { Seen, Workload, World } from '../../model/world'
import { commit } from '../control-plane/etcd'
import { noSuchCluster } from '../control-plane/tenants'
import { clusterOf } from '../control-plane/working'
import { createDeployment, scaleDeployment } from '../controllers/controllers'
import { createBatch, cronJobOf, runByHand, setStartingDeadline } from '../controllers/cron-jobs'
import { cordon, drain, evict, refusesEviction, uncordon } from '../controllers/drain'
import { autoscalerOf, createAutoscaler } from '../controllers/hpa'
import { confirmDead, refusesConfirmation } from '../controllers/node-shutdown'
import { refusesTaint, refusesUntaint, taintNode, untaintNode } from '../controllers/taint-node'
import { kubectlDid } from '../explain/kubectl-did'
import { refusesRequest } from '../explain/kubectl-words'
import { leavePlace } from '../kubelet/leaving'
import { openStandby, refusesStandby } from '../storage/standby'
import type { Telling } from '../telling'
import { refusesUpgrade, upgrade } from '../toolbox/tool-upgrade'
import { type Doer, type Doers, never } from './doer'
import { RESOURCES, ROLLOUT, type RolloutOrder } from './rollout'

export type KubernetesOrder =
  /** A Deployment and its Service; `node` is a nodeSelector. */
  | {
      readonly order: 'create'
      readonly workload: Id
      readonly node: string | undefined
      /** A tenant's; left out, the operator's. */
      readonly cluster?: Id | undefined
    }
  | { readonly order: 'scale'; readonly workload: Id; readonly replicas: number }
  /** The least that its HorizontalPodAutoscaler may scale it to. */
  | { readonly order: 'set-min-replicas'; readonly workload: Id; readonly replicas: number }
  /** A Job made from its CronJob now, by hand. */
  | { readonly order: 'run-job'; readonly workload: Id }
  | { readonly order: 'set-starting-deadline'; readonly workload: Id; readonly seconds: Seconds }
  | { readonly order: 'evict'; readonly pod: Id }
  | { readonly order: 'cordon'; readonly node: Id }
  | { readonly order: 'uncordon'; readonly node: Id }
  /** Cordons it and evicts its pods, as far and as soon as their budgets allow; those of DaemonSets are passed over, unless it is told not to. */
  | { readonly order: 'drain'; readonly node: Id; readonly ignoreDaemonSets?: boolean }
  | { readonly order: 'taint'; readonly node: Id; readonly taint: Taint }
  | { readonly order: 'untaint'; readonly node: Id; readonly taint: Pick<Taint, 'key' | 'effect'> }
  /** Vouches that a silent node is dead: its pods are deleted by force, and today it stays tainted. */
  | { readonly order: 'confirm-dead'; readonly node: Id }
  /** With the tool that the cluster was made with. */
  | { readonly order: 'upgrade-cluster' }
  /** Takes the Deployment away, and its pods with it. */
  | { readonly order: 'delete-deployment'; readonly workload: Id }
  | RolloutOrder

const DOERS: Doers<KubernetesOrder> = {
  create: {
    refuses: (world, { workload: id, cluster = OPERATOR }) => {
      const workload = world.workloads[id] as Seen<Workload>
      return noSuchCluster(world, cluster) ?? alreadyExists(world, workload) ?? refusesStandby(world, workload, 'node')
    },
    does: create,
  },
  scale: {
    refuses: (world, { workload, replicas }) =>
      scaleRefusal(world, world.workloads[workload] as Seen<Workload>, replicas),
    does: (world, { workload, replicas }, tell, cause) =>
      scaleDeployment(world, deploymentOf(world, workload) as Deployment, replicas, tell, cause),
  },
  'set-min-replicas': {
    refuses: minRefusal,
    does: (world, { workload, replicas }) => setMinReplicas(world, workloadOf(world, workload), replicas),
  },
  'run-job': {
    refuses: cronJobRefusal,
    does: (world, { workload }, _, cause) => runByHand(world, workloadOf(world, workload), cause),
  },
  'set-starting-deadline': {
    refuses: cronJobRefusal,
    does: (world, { workload, seconds }) => setStartingDeadline(world, workloadOf(world, workload), seconds),
  },
  evict: {
    refuses: evictRefusal,
    does: (world, { pod }, tell, cause) => evict(world, world.pods[pod] as Pod, tell, cause),
  },
  cordon: {
    refuses: (world, { node }) =>
      world.nodes[node]?.unschedulable
        ? kubectlDid(world.era, 'node', world.nodes[node].name, 'already cordoned')
        : undefined,
    does: (world, { node }, tell, cause) => cordon(world.nodes[node] as Node, tell, cause),
  },
  uncordon: {
    refuses: (world, { node }) =>
      world.nodes[node]?.unschedulable
        ? undefined
        : kubectlDid(world.era, 'node', world.nodes[node]?.name ?? '', 'already uncordoned'),
    does: (world, { node }, tell, cause) => uncordon(world, world.nodes[node] as Node, tell, cause),
  },
  taint: {
    refuses: (world, { node, taint }) => refusesTaint(world, world.nodes[node] as Seen<Node>, taint),
    does: (world, { node, taint }, tell, cause) => taintNode(world, world.nodes[node] as Node, taint, tell, cause),
  },
  untaint: {
    refuses: (world, { node, taint }) => refusesUntaint(world.nodes[node] as Seen<Node>, taint),
    does: (world, { node, taint }, tell, cause) => untaintNode(world, world.nodes[node] as Node, taint, tell, cause),
  },
  drain: {
    refuses: never,
    does: (world, { node, ignoreDaemonSets }, tell, cause) =>
      drain(world, world.nodes[node] as Node, tell, cause, ignoreDaemonSets),
  },
  'confirm-dead': {
    refuses: (world, { node }) => refusesConfirmation(world, world.nodes[node] as Seen<Node>),
    does: (world, { node }, tell, cause) => confirmDead(world, world.nodes[node] as Node, tell, cause),
  },
  'upgrade-cluster': { refuses: refusesUpgrade, does: (world, _, tell, cause) => upgrade(world, tell, cause) },
  'delete-deployment': {
    refuses: never,
    does: (world, { workload }, tell, cause) => leavePlace(world, workloadOf(world, workload), 'node', tell, cause),
  },
  ...ROLLOUT,
}

/** All of it goes through an API server, and what is done is a write in its etcd. */
const throughApi = <Name extends KubernetesOrder['order']>(name: Name): Doers<KubernetesOrder>[Name] => {
  const doer = DOERS[name] as Doer<KubernetesOrder>
  const asked: Doer<KubernetesOrder> = {
    refuses: (world, order) =>
      refusesRequest(world, clusterOfOrder(world, order), DELETES.has(name)) ??
      refusesGone(world, order) ??
      doer.refuses(world, order),
    does: (world, order, tell, cause) => {
      commit(world, clusterOfOrder(world, order))
      doer.does(world, order, tell, cause)
    },
  }
  return asked as Doers<KubernetesOrder>[Name]
}

/** Whose API server is asked. */
function clusterOfOrder(world: Seen<World>, order: KubernetesOrder): Id {
  if (order.order === 'create') return order.cluster ?? OPERATOR
  if ('workload' in order) return clusterOf(world, order.workload)
  if ('pod' in order) return clusterOf(world, world.pods[order.pod]?.workload ?? -1)
  return 'node' in order ? (world.nodes[order.node]?.cluster ?? OPERATOR) : OPERATOR
}

/** The cloud has not got its instance any more, so the cluster has not got the node. */
function refusesGone(world: Seen<World>, order: KubernetesOrder): string | undefined {
  const node = 'node' in order && typeof order.node === 'number' ? world.nodes[order.node] : undefined
  return node?.removed ? `Error from server (NotFound): nodes "${node.name}" not found` : undefined
}

/** Graceful deletion of a pod writes first; only this one takes an object away at once. */
const DELETES: ReadonlySet<string> = new Set<KubernetesOrder['order']>(['delete-deployment'])

export const KUBERNETES = Object.fromEntries(
  (Object.keys(DOERS) as KubernetesOrder['order'][]).map(name => [name, throughApi(name)]),
) as unknown as Doers<KubernetesOrder>

function evictRefusal(world: Seen<World>, { pod: id }: { readonly pod: Id }): string | undefined {
  const pod = world.pods[id]
  if (!pod || pod.gone) return 'Error from server (NotFound): pods not found'
  const why = refusesEviction(world, pod)
  return why && `Error from server (TooManyRequests): ${why}`
}

type Create = Extract<KubernetesOrder, { order: 'create' }>

function create(world: World, { workload: id, node, cluster = OPERATOR }: Create, tell: Telling, cause: Cause): void {
  const workload = workloadOf(world, id)
  openStandby(world, workload, 'node', cause)
  createDeployment(world, workload, { cluster, nodeSelector: node === undefined ? [] : [node] }, tell, cause)
  createBatch(world, workload, cause)
  const { autoscale } = workload.spec
  if (autoscale) createAutoscaler(world, workload, autoscale, cause)
}

function cronJobRefusal(world: Seen<World>, { workload: id }: { readonly workload: Id }): string | undefined {
  const workload = world.workloads[id] as Seen<Workload>
  const missing = `Error from server (NotFound): cronjobs.batch "${workload.spec.name}" not found`
  return cronJobOf(world, workload) ? undefined : missing
}

type SetMin = Extract<KubernetesOrder, { order: 'set-min-replicas' }>

function minRefusal(world: Seen<World>, { workload: id, replicas }: SetMin): string | undefined {
  const workload = world.workloads[id] as Seen<Workload>
  const { name } = workload.spec
  const autoscaler = autoscalerOf(world, workload)
  if (!autoscaler) return `Error from server (NotFound): horizontalpodautoscalers.autoscaling "${name}" not found`
  if (replicas <= autoscaler.maxReplicas) return undefined
  return `The HorizontalPodAutoscaler "${name}" is invalid: spec.maxReplicas: Invalid value: ${autoscaler.maxReplicas}: must be greater than or equal to \`minReplicas\``
}

function setMinReplicas(world: World, workload: Workload, replicas: number): void {
  const autoscaler = autoscalerOf(world, workload)
  if (autoscaler) autoscaler.minReplicas = replicas
}

function alreadyExists(world: Seen<World>, { deployment, spec }: Seen<Workload>): string | undefined {
  const exists = world.deployments[deployment]?.deleted === false
  return exists
    ? `Error from server (AlreadyExists): ${RESOURCES[spec.controller]} "${spec.name}" already exists`
    : undefined
}

function scaleRefusal(world: Seen<World>, workload: Seen<Workload>, replicas: number): string | undefined {
  const deployment = world.deployments[workload.deployment]
  const { name, controller } = workload.spec
  if (!deployment || deployment.deleted) {
    return `Error from server (NotFound): ${RESOURCES[controller]} "${name}" not found`
  }
  if (!SCALABLE.includes(controller))
    return 'Error from server (NotFound): the server could not find the requested resource'
  return replicas === deployment.replicas
    ? `${controller.toLowerCase()}.apps/${name} already has ${replicas}`
    : undefined
}

/** What has a scale subresource. */
const SCALABLE: readonly Controller[] = ['Deployment', 'StatefulSet']

const workloadOf = (world: World, id: Id) => world.workloads[id] as Workload
const deploymentOf = (world: World, workload: Id) => world.deployments[workloadOf(world, workload).deployment]
