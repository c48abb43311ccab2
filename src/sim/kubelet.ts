/**
 * The kubelet: from a pod bound to a node to a pod that is Ready, and what happens to
 * the pods of a node that is lost.
 *
 * Pull the image if the node has not got it (one pull at a time, as the default is),
 * create and start the container, then probe it. Without a readiness probe a running
 * container counts as Ready at once, whether it can answer or not.
 *
 * Simpler than the real one so far: one container a pod, no init containers, no
 * liveness probe, no restarts; the first readiness probe comes when the container
 * starts; images are pulled if they are not there (`IfNotPresent`), and the sandbox, the
 * volumes and the container are made in one go. The node's lease is not counted beat by beat: a lost node is noticed exactly
 * one grace period after it went.
 *
 * Its events are told in the words of the era's kubelet: 1.6, and 1.37 for today.
 */

import { constantsOf } from '../model/constants'
import { BYTES_PER_MIB, type Bytes } from '../model/units'
import type { Image, Node, Pod, Workload, World } from '../model/world'
import { rollBetween } from './chance'
import { setReady } from './endpoints'
import { KUBELET } from './kubelet-words'
import type { Telling } from './telling'
import { wakeAt } from './wake'

export function startPod(world: World, pod: Pod, node: Node, tell: Telling): void {
  if (!node.up) return
  const { spec } = world.workloads[pod.workload] as Workload
  const says = KUBELET[world.era]
  if (node.images.includes(spec.image)) {
    pod.cause = tell.normal('Pulled', 'pod', pod.id, says.present(spec.image), pod.cause)
    return createContainer(world, pod)
  }
  pod.pullAskedAt = world.tick
  pod.pullSeconds = isPulling(world, node, spec.image) ? 0 : pullSeconds(world, spec.image)
  node.pullsUntil = Math.max(world.tick, node.pullsUntil) + pod.pullSeconds
  pod.status = 'Pulling'
  pod.cause = tell.normal('Pulling', 'pod', pod.id, says.pulling(spec.image), pod.cause)
  wakeAt(world.wake, node.pullsUntil, { what: 'imagePulled', pod: pod.id })
}

/** For another pod, whose turn comes first: the next one finds the image there. */
const isPulling = (world: World, node: Node, image: string) =>
  node.pods.some(id => world.pods[id]?.status === 'Pulling' && imageOf(world, world.pods[id]) === image)

const imageOf = (world: World, pod: Pod) => world.workloads[pod.workload]?.spec.image

export function imagePulled(world: World, pod: Pod, tell: Telling): void {
  const node = standing(world, pod)
  if (!node) return
  const { spec } = world.workloads[pod.workload] as Workload
  if (!node.images.includes(spec.image)) node.images.push(spec.image)
  const took = { pull: pod.pullSeconds, inAll: world.tick - pod.pullAskedAt, bytes: imageBytes(world, spec.image) }
  pod.cause = tell.normal('Pulled', 'pod', pod.id, KUBELET[world.era].pulled(spec.image, took), pod.cause)
  createContainer(world, pod)
}

export function containerStarted(world: World, pod: Pod, tell: Telling): void {
  if (!standing(world, pod)) return
  const { spec } = world.workloads[pod.workload] as Workload
  pod.phase = 'Running'
  pod.status = 'Running'
  pod.startedAt = world.tick
  pod.warmAt = world.tick + spec.warmup
  const says = KUBELET[world.era]
  pod.cause = tell.normal('Created', 'pod', pod.id, says.created(world, pod), pod.cause)
  pod.cause = tell.normal('Started', 'pod', pod.id, says.started(world, pod), pod.cause)
  if (spec.readinessProbe) probe(world, pod, tell)
  else becomeReady(world, pod, tell)
}

/** A probe succeeds once the process has warmed up; until then it comes again every period. */
export function probe(world: World, pod: Pod, tell: Telling): void {
  if (!standing(world, pod) || pod.ready) return
  const { spec } = world.workloads[pod.workload] as Workload
  if (world.tick >= pod.warmAt) return becomeReady(world, pod, tell)
  const period = spec.readinessProbe?.periodSeconds ?? constantsOf(world.era).readinessPeriod
  wakeAt(world.wake, world.tick + period, { what: 'probe', pod: pod.id })
}

/** The control plane notices that a node has been silent for its grace period: its pods leave their Services. */
export function noticeNode(world: World, node: Node, tell: Telling): void {
  if (node.up || !node.ready) return
  node.ready = false
  const cause = tell.warning(
    'NodeNotReady',
    'node',
    node.id,
    `Node ${node.name} status is now: NodeNotReady`,
    node.cause,
  )
  node.cause = cause
  for (const id of node.pods) setReady(world, world.pods[id] as Pod, false)
}

const becomeReady = (world: World, pod: Pod, tell: Telling) => {
  setReady(world, pod, true)
  pod.cause = tell.normal('Ready', 'pod', pod.id, 'Pod is Ready', pod.cause)
}

function createContainer(world: World, pod: Pod): void {
  const key = { owner: pod.workload, ordinal: pod.ordinal }
  const wait = rollBetween(world.seed, 'podStart', key, 0, constantsOf(world.era).podStart)
  pod.status = 'ContainerCreating'
  wakeAt(world.wake, world.tick + wait, { what: 'containerStarted', pod: pod.id })
}

export const imageBytes = ({ images }: { images: readonly Image[] }, name: string): Bytes =>
  (images.find(each => each.name === name)?.size ?? 0) * BYTES_PER_MIB

export function pullSeconds(world: { images: readonly Image[]; pullPerSecond: number }, name: string): number {
  const image = world.images.find(each => each.name === name)
  return Math.max(1, Math.ceil((image?.size ?? 0) / world.pullPerSecond))
}

/** Its node, if the pod is still there and the node still lives. */
function standing(world: World, pod: Pod): Node | undefined {
  const node = world.nodes[pod.node]
  return !pod.gone && node?.up ? node : undefined
}
