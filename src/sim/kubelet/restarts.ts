/**
 * The end of a container whose pod stays: it is started again where it is.
 *
 * At once the first time, then after a back-off that doubles up to five minutes and is
 * forgotten when a container has run for ten. One that fails its liveness or startup
 * probe is stopped as any other is (kuberuntime_container.go, killContainer): its preStop
 * hook first, while which it serves on; then SIGTERM, and it takes no more requests and
 * finishes those it is at, while its Service still has it; one that hangs heeds nothing,
 * and is killed when its grace period is over, from before the hook on.
 *
 * Simpler than the real thing: it is not probed any more while it stops, and a probe has
 * no grace period of its own.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Exit, Pod } from '../../model/kubernetes'
import type { Seconds, Tick } from '../../model/units'
import type { ClusterDue, ProbeKind } from '../../model/wake'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { setReady } from '../controllers/endpoints'
import { endsWithContainer } from '../controllers/job-pods'
import { podName } from '../names'
import type { Telling } from '../telling'
import { podChanged } from '../traffic/answering'
import { cutPodShort } from '../traffic/cut-short'
import { loseInHand, takeInHand } from '../traffic/in-hand'
import { wakeAt } from '../wake'
import { createContainer, standing } from './kubelet'
import { KUBELET } from './kubelet-words'
import { hookSeconds, leaveUndone, stopSeconds } from './pod-end'

/** 128 and signal 9. */
export const KILLED = 137

/** Its process has died by itself. */
export function crashPod(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  const { spec } = world.workloads[pod.workload] as Workload
  const note = `container ${spec.name} in pod ${podName(world, pod)} exited with code ${KILLED}`
  const told = tell.warning('ContainerDied', 'pod', pod.id, note, cause)
  cutPodShort(world, pod, 'ProcessRestarting', told)
  exited(world, pod, { reason: 'Error', code: KILLED }, tell, told)
}

/** However it came: the kubelet starts it again. */
export function exited(world: World, pod: Pod, exit: Exit, tell: Telling, cause: Cause): void {
  const { forgottenAfter } = constantsOf(world.era).crashBackOff
  if (world.tick - pod.startedAt >= forgottenAfter) pod.backOffs = 0
  const wait = crashBackOff(world, pod.backOffs)
  pod.backOffs += 1
  pod.restarts += 1
  pod.lastExit = exit
  restartContainer(world, pod, tell, cause, wait)
}

export function crashBackOff(world: Pick<Seen<World>, 'era'>, before: number): Seconds {
  const { least, most } = constantsOf(world.era).crashBackOff
  if (before === 0) return 0
  let wait = least
  for (let i = 1; i < before && wait < most; i += 1) wait *= 2
  return Math.min(wait, most)
}

/** The image is there and so are the volumes: all that is waited for is the container. */
export function restartContainer(world: World, pod: Pod, tell: Telling, cause: Cause, wait = 0): void {
  const { spec } = world.workloads[pod.workload] as Workload
  setReady(world, pod, false)
  pod.cause = cause
  if (pod.status === 'Running' && endsWithContainer(world, pod, tell, cause)) return
  if (pod.status !== 'Running') return // it had not come so far
  if (wait > 0) {
    const note = KUBELET[world.era].backOff(spec.name, podName(world, pod))
    pod.cause = tell.warning('BackOff', 'pod', pod.id, note, cause)
  }
  createContainer(world, pod, wait)
}

/** It has failed its probe often enough. */
export function killContainer(world: World, pod: Pod, kind: ProbeKind, tell: Telling): void {
  const workload = world.workloads[pod.workload] as Workload
  pod.cause = tell.normal('Killing', 'pod', pod.id, KUBELET[world.era].unhealthy(world, pod, kind), pod.cause)
  pod.servesUntil = world.tick + hookSeconds(world, workload)
  pod.stopsAt = world.tick + Math.max(1, stopSeconds(world, workload, pod))
  leaveUndone(world, workload, pod)
  podChanged(world, pod)
  wakeAt(world.wake, pod.stopsAt, { what: 'containerStopped', pod: pod.id, since: pod.startedAt })
}

export function containerStopped(
  world: World,
  { pod: id, since }: Extract<ClusterDue, { what: 'containerStopped' }>,
  tell: Telling,
): void {
  const pod = world.pods[id] as Pod
  const same = pod.startedAt === since && pod.stopsAt !== NONE && pod.status === 'Running'
  if (!same || world.tick < pod.stopsAt) return
  if (!standing(world, pod)) return waitForKubelet(world, pod, since)
  loseInHand(world, pod, 'ProcessRestarting')
  const exit: Exit = pod.hungAt === NONE ? { reason: 'Completed', code: 0 } : { reason: 'Error', code: KILLED }
  exited(world, pod, exit, tell, pod.cause)
}

/** A kubelet that is stopped meanwhile looks when it is back. */
function waitForKubelet(world: World, pod: Pod, since: Tick): void {
  const node = world.nodes[pod.node]
  if (pod.gone || !node?.up) return
  const { every } = constantsOf(world.era).evictionCheck
  wakeAt(world.wake, world.tick + every, { what: 'containerStopped', pod: pod.id, since })
}

/** Nobody sees it but a liveness probe: it is there, and answers nothing. */
export function hangPod(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  const { spec } = world.workloads[pod.workload] as Workload
  pod.hungAt = world.tick
  takeInHand(world, pod, 0)
  podChanged(world, pod)
  pod.cause = tell.warning('ProcessHung', 'pod', pod.id, `the process of ${spec.name} answers nothing any more`, cause)
}
