/**
 * The end of a pod: told to go, stopped, gone.
 *
 * A pod that is deleted on a node that can be asked leaves its Service's endpoints and
 * gets SIGTERM in the same moment. A well-behaved process takes no more requests,
 * finishes those it is at and exits; what has not exited when the grace period is over
 * is killed. Only then is its object gone, and with it what it held of its node. Without
 * a preStop hook nobody waits for the endpoints to be followed: what some kube-proxy
 * still sends to it meanwhile is refused, and so lost. With one that sleeps it serves on
 * meanwhile, and is told to stop after it; the grace period counts from before the hook.
 *
 * Simpler than the real thing: all processes but those that hang are well-behaved, so they take as long as
 * the longest answer that is still in time; every kube-proxy takes the whole of its
 * minimum sync period; and a Service that is deleted with its pods is asked by nobody.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import type { Seconds } from '../../model/units'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { drainAgain, isDrained } from '../controllers/drain'
import { setReady } from '../controllers/endpoints'
import { heard } from '../controllers/node-lifecycle'
import { lookAt } from '../controllers/templates'
import { unbind } from '../scheduling/scheduler'
import { partWriters, unmount } from '../storage/attach'
import type { Telling } from '../telling'
import { loseInHand, takeInHand } from '../traffic/in-hand'
import { proxyLag } from '../traffic/kube-proxy'
import { wakeAt } from '../wake'
import { KUBELET } from './kubelet-words'

/** Its owner sees that it goes and makes another. On a node that cannot be asked it only lingers. */
export function deletePod(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  if (pod.deletedAt !== NONE) return
  const node = world.nodes[pod.node]
  if (node && !heard(world, node)) return markDeleted(world, pod, cause)
  // what never ran on a node has no container to stop
  if (node) tell.normal('Killing', 'pod', pod.id, KUBELET[world.era].stopping(world, pod), cause)
  if (node && pod.phase === 'Running') terminate(world, pod, cause)
  else removePod(world, pod, tell, cause)
}

/** How long a process takes to finish what it is at, once it is told to stop. */
export const finishSeconds = ({ spec }: Seen<Workload>): Seconds => Math.max(1, Math.ceil(spec.latencySloMs / 1_000))

export const graceOf = (world: Seen<World>, { spec }: Seen<Workload>): Seconds =>
  spec.graceSeconds ?? constantsOf(world.era).terminationGrace

/** How long a pod takes to stop: its preStop hook, then its process, which has what the hook left of the grace and always a little. One that hangs heeds nothing, and is killed. */
export function stopSeconds(world: Seen<World>, workload: Seen<Workload>, { hungAt }: Pick<Pod, 'hungAt'>): Seconds {
  const hook = hookSeconds(world, workload)
  const grace = graceOf(world, workload)
  const left = Math.max(constantsOf(world.era).leastGrace, grace - hook)
  return hook + (hungAt === NONE ? Math.min(left, finishSeconds(workload)) : left)
}

/** It is told to stop, and will be killed before it has finished what it is at. */
export function leaveUndone(world: World, workload: Workload, pod: Pod): void {
  if (pod.hungAt !== NONE) return
  const left = stopSeconds(world, workload, pod) - hookSeconds(world, workload)
  if (left < finishSeconds(workload)) takeInHand(world, pod, left)
}

/** Its preStop hook sleeps so long, or until its grace is over. */
export const hookSeconds = (world: Seen<World>, workload: Seen<Workload>): Seconds =>
  Math.min(workload.spec.preStopSeconds ?? 0, graceOf(world, workload))

/** Its preStop hook sleeps, and nobody has told its process yet. */
export function servesOn(world: Seen<World>, { spec }: Seen<Workload>, pod: Seen<Pod>): boolean {
  const isAwake = world.tick < pod.deletedAt + (spec.preStopSeconds ?? 0)
  return isAwake && pod.hungAt === NONE && world.tick >= pod.warmAt && world.nodes[pod.node]?.up === true
}

function terminate(world: World, pod: Pod, cause: Cause): void {
  const workload = world.workloads[pod.workload] as Workload
  const asked = pod.ready && !deploymentOf(world, pod).deleted && proxyLag(world) > 0
  markDeleted(world, pod, cause)
  if (asked && !workload.endpoints.includes(pod.id)) workload.stopping.push(pod.id) // else it is a stale endpoint
  leaveUndone(world, workload, pod)
  wakeAt(world.wake, world.tick + stopSeconds(world, workload, pod), { what: 'podStopped', pod: pod.id })
}

/** Its process has exited. If its node has been lost meanwhile, nobody hears of it. */
export function podStopped(world: World, pod: Pod, tell: Telling): void {
  const node = world.nodes[pod.node]
  if (pod.gone || !node || !heard(world, node)) return
  loseInHand(world, pod, 'PodStopping')
  removePod(world, pod, tell, pod.cause)
  if (node.draining && isDrained(world, node)) drainAgain(world, node, tell)
}

/** Those that every kube-proxy has dropped by the end of this second. */
export function forgetStopped(world: World, { stopping }: Workload): void {
  const lag = proxyLag(world)
  const still = stopping.filter(id => world.tick + 1 < (world.pods[id] as Pod).deletedAt + lag)
  stopping.splice(0, stopping.length, ...still)
}

/** It has a deletion timestamp and has not gone: a ReplicaSet replaces it, a StatefulSet and a DaemonSet wait. */
export function markDeleted(world: World, pod: Pod, cause: Cause): void {
  if (pod.deletedAt !== NONE) return
  pod.deletedAt = world.tick
  pod.status = 'Terminating'
  pod.cause = cause
  setReady(world, pod, false)
  const { controller } = (world.workloads[pod.workload] as Workload).spec
  if (controller !== 'StatefulSet' && controller !== 'DaemonSet') leave(world, pod, cause)
}

/** Its object is gone from the API, and with it what it held of its node. */
export function removePod(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  const node = world.nodes[pod.node]
  pod.gone = true
  pod.status = 'Terminating'
  setReady(world, pod, false)
  unbind(world, pod)
  leave(world, pod, cause)
  if (!node) return
  partWriters(world, pod, node, tell, cause)
  unmount(world, pod, node, cause)
}

/** Its controller counts it no longer. */
function leave(world: World, pod: Pod, cause: Cause): void {
  const { pods, vacated, deployment } = world.replicaSets[pod.replicaSet] as ReplicaSet
  const place = pods.indexOf(pod.id)
  if (place >= 0) {
    pods.splice(place, 1)
    vacated.push(cause)
  }
  lookAt(world, deployment)
}

const deploymentOf = (world: World, { replicaSet }: Pod) =>
  world.deployments[(world.replicaSets[replicaSet] as ReplicaSet).deployment] as Deployment
