/**
 * The kubelet: from a pod bound to a node to a pod that is Ready.
 *
 * Pull the image if the node has not got it (`pulls.ts`), create and start the container,
 * then probe it (`probes.ts`). Without a readiness probe a running container counts as
 * Ready at once, whether it can answer or not. How it ends and is started again is
 * `restarts.ts`; what it may use is `memory.ts`, `eviction.ts` and `throttle.ts`.
 *
 * Simpler than the real one: one container a pod, no init containers; images are pulled
 * if they are not there (`IfNotPresent`), the sandbox and the container are made in one
 * go, and a container that is started again takes as long as the first time.
 *
 * Its events are told in the words of the era's kubelet: 1.6, and 1.37 for today.
 */

import { constantsOf } from '../../model/constants'
import type { Node, Pod } from '../../model/kubernetes'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { setReady } from '../controllers/endpoints'
import { beginWork, isJobPod, jobPodDone } from '../controllers/job-pods'
import { heard } from '../controllers/node-lifecycle'
import { templateOf } from '../controllers/templates'
import { mounted } from '../storage/attach'
import { isStandby, promote } from '../storage/standby'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { showDefect } from './defects'
import { beginWriting } from './disk-pressure'
import { KUBELET } from './kubelet-words'
import { watchMemory } from './memory'
import { beginProbes } from './probes'
import { pull } from './pulls'

export function startPod(world: World, pod: Pod, node: Node, tell: Telling): void {
  if (!node.up || !node.kubelet || !mounted(world, pod, node, tell)) return
  const { image } = templateOf(world, pod)
  if (!node.images.includes(image)) return pull(world, pod, node, tell)
  pod.cause = tell.normal('Pulled', 'pod', pod.id, KUBELET[world.era].present(image), pod.cause)
  createContainer(world, pod)
}

/** After a back-off, if it has to wait for that. */
export function createContainer(world: World, pod: Pod, wait = 0): void {
  const key = { owner: pod.workload, ordinal: pod.ordinal }
  const takes = rollBetween(world.seed, 'podStart', key, pod.restarts, constantsOf(world.era).podStart)
  pod.status = wait > 0 ? 'CrashLoopBackOff' : 'ContainerCreating'
  pod.startsAt = world.tick + wait + takes
  pod.hungAt = NONE
  pod.stopsAt = NONE
  pod.inHand = 0
  wakeAt(world.wake, pod.startsAt, { what: 'containerStarted', pod: pod.id })
}

export function containerStarted(world: World, pod: Pod, tell: Telling): void {
  const isMade = pod.status === 'ContainerCreating' || pod.status === 'CrashLoopBackOff'
  if (!standing(world, pod) || !isMade || world.tick < pod.startsAt) return
  const { spec } = world.workloads[pod.workload] as Workload
  pod.phase = 'Running'
  pod.status = 'Running'
  pod.startedAt = world.tick
  pod.warmAt = world.tick + spec.warmup
  pod.hasServed = false
  const says = KUBELET[world.era]
  pod.cause = tell.normal('Created', 'pod', pod.id, says.created(world, pod), pod.cause)
  pod.cause = tell.normal('Started', 'pod', pod.id, says.started(world, pod), pod.cause)
  watchMemory(world, pod)
  beginWriting(world, pod)
  showDefect(world, pod, tell)
  if (spec.batch) return beginWork(world, pod)
  if (!spec.readinessProbe && !spec.startupProbe) becomeReady(world, pod, tell)
  beginProbes(world, pod, tell)
}

/** What its kubelet would report if its node were heard. */
export function becomeReady(world: World, pod: Pod, tell: Telling): void {
  const workload = world.workloads[pod.workload] as Workload
  if (!heard(world, world.nodes[pod.node] as Node)) return
  if (isStandby(world, workload, 'node')) promote(world, workload, tell, pod.cause) // it must not answer before the other has stopped
  pod.hasServed = true
  setReady(world, pod, true)
  pod.cause = tell.normal('Ready', 'pod', pod.id, 'Pod is Ready', pod.cause)
}

/** Its node was not heard for a while, and it ran on. */
export function resume(world: World, pod: Pod, tell: Telling): void {
  if (isJobPod(world, pod)) return jobPodDone(world, pod, tell)
  if (pod.status !== 'Running') return
  const { spec } = world.workloads[pod.workload] as Workload
  const passes = spec.readinessProbe ? pod.readyRun > 0 : pod.startedUp && world.tick >= pod.warmAt
  if (passes && !pod.ready) becomeReady(world, pod, tell)
}

/** Its node, if the pod is still there, and the node and its kubelet still run. */
export function standing(world: World, pod: Pod): Node | undefined {
  const node = world.nodes[pod.node]
  return !pod.gone && node?.up && node.kubelet ? node : undefined
}
