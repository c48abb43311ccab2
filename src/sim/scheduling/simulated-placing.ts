/**
 * What the cluster autoscaler asks the scheduler's own rules without touching anything:
 * would this pod fit there, if that node came, or went?
 *
 * Nodes are copied and pods are put on the copies one after the other, as its
 * BinpackingNodeEstimator and its hinting simulator do. Only whether a pod fits is
 * asked, never where it fits best.
 */

import type { Deployment, Node, Pod, ReplicaSet } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import { plus } from '../../model/resources'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { diskOfPod } from '../storage/volumes'
import { type Rejection, verdictOn } from './filter'
import { place } from './scheduler'
import type { Wish } from './wish'
import { inCluster, podWish } from './wish-of'

export const copyOf = (node: Seen<Node>): Node =>
  ({ ...node, pods: [...node.pods], hostPorts: [...node.hostPorts], disk: { ...node.disk } }) as Node

/** Where it would fit among these nodes, and takes its room there; undefined: nowhere. */
export function fitIn(world: World, pod: Seen<Pod>, nodes: readonly Node[]): Node | undefined {
  const wish = wishOfPod(world, pod)
  const decision = place(wish, { ...world, nodes }, () => 0)
  const node = decision.kind === 'bind' ? nodes.find(({ id }) => id === decision.node) : undefined
  if (node) {
    node.requested = plus(node.requested, wish.requests)
    node.disk.requested += wish.storage ?? 0
    node.hostPorts.push(...(wish.hostPorts ?? []))
    node.pods.push(pod.id)
  }
  return node
}

/** Why it does not fit on this node; empty if it does. */
export const whyNot = (world: World, pod: Seen<Pod>, node: Node): readonly Rejection[] =>
  verdictOn(wishOfPod(world, pod), node, { ...world, nodes: [node] }).reasons

/** How many new nodes like this one it takes for these pods, the greediest first. */
export function nodesFor(world: World, pods: readonly Seen<Pod>[], template: (id: Id) => Node): number {
  const fresh: Node[] = []
  for (const pod of greediestFirst(world, pods, template(0))) {
    if (fitIn(world, pod, fresh)) continue
    fresh.push(template(fresh.length))
    fitIn(world, pod, fresh.slice(-1))
  }
  return fresh.length
}

function greediestFirst(world: World, pods: readonly Seen<Pod>[], { allocatable }: Node): readonly Seen<Pod>[] {
  const share = (pod: Seen<Pod>) => {
    const { requests } = wishOfPod(world, pod)
    return requests.cpu / Math.max(1, allocatable.cpu) + requests.memory / Math.max(1, allocatable.memory)
  }
  return [...pods].sort((a, b) => share(b) - share(a) || a.id - b.id)
}

function wishOfPod(world: World, pod: Seen<Pod>): Wish {
  const workload = world.workloads[pod.workload] as Workload
  const replicaSet = world.replicaSets[pod.replicaSet] as ReplicaSet
  const { nodeSelector, cluster } = world.deployments[replicaSet.deployment] as Deployment
  const volume = diskOfPod(world, pod)
  const machine = volume?.disk === 'local' ? volume.machine : NONE
  return { ...podWish(workload.spec, nodeSelector, machine), ...inCluster(cluster) }
}
