/**
 * The kubelet: from a pod bound to a node to a pod that is Ready, and again when its
 * container dies.
 *
 * Pull the image if the node has not got it (one pull at a time, as the default is),
 * create and start the container, then probe it. Without a readiness probe a running
 * container counts as Ready at once, whether it can answer or not.
 *
 * Simpler than the real one so far: one container a pod, no init containers, no
 * liveness probe; the first readiness probe comes when the container starts; images are
 * pulled if they are not there (`IfNotPresent`), the sandbox and the container are made
 * in one go, and a container that is started again takes as long as the first time.
 *
 * Its events are told in the words of the era's kubelet: 1.6, and 1.37 for today.
 */

import { constantsOf } from '../model/constants'
import type { Cause } from '../model/happening'
import type { Image, Node, Pod } from '../model/kubernetes'
import { BYTES_PER_MIB, type Bytes } from '../model/units'
import type { Workload, World } from '../model/world'
import { mounted } from './attach'
import { rollBetween } from './chance'
import { setReady } from './endpoints'
import { KUBELET } from './kubelet-words'
import { podName } from './names'
import { isStandby, promote } from './standby'
import type { Telling } from './telling'
import { wakeAt } from './wake'

export function startPod(world: World, pod: Pod, node: Node, tell: Telling): void {
  if (!node.up || !node.kubelet || !mounted(world, pod, node, tell)) return
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
  if (!node || pod.status !== 'Pulling') return
  const { spec } = world.workloads[pod.workload] as Workload
  if (!node.images.includes(spec.image)) node.images.push(spec.image)
  const took = { pull: pod.pullSeconds, inAll: world.tick - pod.pullAskedAt, bytes: imageBytes(world, spec.image) }
  pod.cause = tell.normal('Pulled', 'pod', pod.id, KUBELET[world.era].pulled(spec.image, took), pod.cause)
  createContainer(world, pod)
}

export function containerStarted(world: World, pod: Pod, tell: Telling): void {
  if (!standing(world, pod) || pod.status !== 'ContainerCreating' || world.tick < pod.startsAt) return
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

/**
 * A container has died; the kubelet starts it again where it is: at once the first time,
 * then after a back-off that doubles and is forgotten when it has run well for a while.
 */
export function crashPod(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  const { spec } = world.workloads[pod.workload] as Workload
  const { forgottenAfter } = constantsOf(world.era).crashBackOff
  if (world.tick - pod.startedAt >= forgottenAfter) pod.restarts = 0
  const wait = backOff(world, pod.restarts)
  pod.restarts += 1
  const note = `container ${spec.name} in pod ${podName(world, pod)} exited with code ${KILLED}`
  restartContainer(world, pod, tell, tell.warning('ContainerDied', 'pod', pod.id, note, cause), wait)
}

function backOff(world: World, restarts: number): number {
  const { least, most } = constantsOf(world.era).crashBackOff
  if (restarts === 0) return 0
  let wait = least
  for (let i = 1; i < restarts && wait < most; i += 1) wait *= 2
  return Math.min(wait, most)
}

/** 128 and signal 9. */
const KILLED = 137

/** The image is there and so are the volumes: all that is waited for is the container. */
export function restartContainer(world: World, pod: Pod, tell: Telling, cause: Cause, wait = 0): void {
  const { spec } = world.workloads[pod.workload] as Workload
  setReady(world, pod, false)
  pod.cause = cause
  if (pod.status !== 'Running') return // it had not come so far
  if (wait > 0) {
    const note = `Back-off restarting failed container ${spec.name} in pod ${podName(world, pod)}_default`
    pod.cause = tell.warning('BackOff', 'pod', pod.id, note, cause)
  }
  createContainer(world, pod, wait)
}

/** Its node was not heard for a while, and it ran on. */
export function resume(world: World, pod: Pod, tell: Telling): void {
  if (pod.status === 'Running' && world.tick >= pod.warmAt && !pod.ready) becomeReady(world, pod, tell)
}

/** A probe succeeds once the process has warmed up; until then it comes again every period. */
export function probe(world: World, pod: Pod, tell: Telling): void {
  if (!standing(world, pod) || pod.ready) return
  const { spec } = world.workloads[pod.workload] as Workload
  if (pod.status !== 'Running') return
  if (world.tick >= pod.warmAt) return becomeReady(world, pod, tell)
  const period = spec.readinessProbe?.periodSeconds ?? constantsOf(world.era).readinessPeriod
  wakeAt(world.wake, world.tick + period, { what: 'probe', pod: pod.id })
}

const becomeReady = (world: World, pod: Pod, tell: Telling) => {
  const workload = world.workloads[pod.workload] as Workload
  const { spec } = workload
  if (isStandby(world, workload, 'node')) promote(world, workload, tell, pod.cause) // it must not answer before the other has stopped
  setReady(world, pod, true)
  if (spec.controller === 'StatefulSet') world.work.replicaSets.push(pod.replicaSet) // the next one's turn
  pod.cause = tell.normal('Ready', 'pod', pod.id, 'Pod is Ready', pod.cause)
}

function createContainer(world: World, pod: Pod, wait = 0): void {
  const key = { owner: pod.workload, ordinal: pod.ordinal }
  const takes = rollBetween(world.seed, 'podStart', key, pod.restarts, constantsOf(world.era).podStart)
  pod.status = 'ContainerCreating'
  pod.startsAt = world.tick + wait + takes
  wakeAt(world.wake, pod.startsAt, { what: 'containerStarted', pod: pod.id })
}

export const imageBytes = ({ images }: { images: readonly Image[] }, name: string): Bytes =>
  (images.find(each => each.name === name)?.size ?? 0) * BYTES_PER_MIB

export function pullSeconds(world: { images: readonly Image[]; pullPerSecond: number }, name: string): number {
  const image = world.images.find(each => each.name === name)
  return Math.max(1, Math.ceil((image?.size ?? 0) / world.pullPerSecond))
}

/** Its node, if the pod is still there, and the node and its kubelet still run. */
function standing(world: World, pod: Pod): Node | undefined {
  const node = world.nodes[pod.node]
  return !pod.gone && node?.up && node.kubelet ? node : undefined
}
