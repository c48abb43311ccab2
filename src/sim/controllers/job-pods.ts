/**
 * The kubelet's side of a Job: a pod that ends by itself.
 *
 * It is never an endpoint of anything. When its process is through it has Succeeded;
 * when it dies it has Failed (`restartPolicy: Never`) or is started again where it is
 * (`OnFailure`). A kubelet that nobody hears tells it later.
 *
 * Simpler than the real thing: a finished pod's object goes at once, where the real one
 * is kept for its logs as long as its Job.
 */

import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { removePod } from '../kubelet/pod-end'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { lookAtJobs } from './job-sets'
import { heard } from './node-lifecycle'

const batchOf = (world: World, { workload }: Pod) => (world.workloads[workload] as Workload).spec.batch

export const isJobPod = (world: World, pod: Pod): boolean => batchOf(world, pod) !== undefined

/** Its container has died: true if the pod ends with it. Its Job counts what is started again. */
export function endsWithContainer(world: World, pod: Pod, tell: Telling, cause: Cause): boolean {
  const policy = batchOf(world, pod)?.restartPolicy
  if (policy === undefined) return false
  lookAtJobs(world, (world.workloads[pod.workload] as Workload).deployment)
  if (policy === 'Never') finish(world, pod, 'Failed', tell, cause)
  return policy === 'Never'
}

/** Its container has started. */
export function beginWork(world: World, pod: Pod): void {
  const { id, startedAt } = pod
  wakeAt(world.wake, startedAt + (batchOf(world, pod)?.runSeconds ?? 0), { what: 'jobPodDone', pod: id })
}

export function jobPodDone(world: World, pod: Pod, tell: Telling): void {
  const node = world.nodes[pod.node] as Node | undefined
  const working = pod.status === 'Running' && pod.deletedAt === NONE && !pod.gone
  if (!working || !node || !heard(world, node)) return
  if (world.tick >= pod.startedAt + (batchOf(world, pod)?.runSeconds ?? 0))
    finish(world, pod, 'Succeeded', tell, pod.cause)
}

function finish(world: World, pod: Pod, phase: Pod['phase'], tell: Telling, cause: Cause): void {
  pod.phase = phase
  pod.cause = cause
  removePod(world, pod, tell, cause)
}
