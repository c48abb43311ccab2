/**
 * A Service's endpoints: a pod that is ready is one, a pod that is not is none. The
 * controller manager keeps them; while it is away they stay as they were, and users are
 * sent to pods that are gone.
 */

import type { Cause } from '../../model/happening'
import type { Pod } from '../../model/kubernetes'
import type { Workload, World } from '../../model/world'
import { acts, leaveEndpoints } from '../control-plane/working'
import type { Telling } from '../telling'
import { countAgain, podChanged } from '../traffic/answering'
import { awaitAvailable } from './available'
import { lookAt, ownerOf, podsOfWorkload } from './templates'

export function setReady(world: World, pod: Pod, ready: boolean): void {
  if (pod.ready === ready) return
  const { endpoints } = world.workloads[pod.workload] as Workload
  pod.ready = ready
  podChanged(world, pod)
  if (ready) pod.readySince = world.tick
  if (ready) awaitAvailable(world, pod)
  const { id, cluster, progress } = ownerOf(world, pod)
  if (!progress.settled) lookAt(world, id) // a rollout, or the next in order, may wait for it
  if (!acts(world, 'kube-controller-manager', cluster)) return leaveEndpoints(world, pod.workload, cluster)
  if (ready) endpoints.push(pod.id)
  else endpoints.splice(endpoints.indexOf(pod.id), 1)
}

/** Those that are still ready keep their places; those that have become so come after them. */
export function syncEndpoints(world: World, { id, spec, endpoints }: Workload, tell: Telling, cause: Cause): void {
  const kept = endpoints.filter(pod => world.pods[pod]?.ready)
  const known = new Set(kept)
  const fresh = podsOfWorkload(world, id).flatMap(pod => (pod.ready && !known.has(pod.id) ? [pod.id] : []))
  if (fresh.length === 0 && kept.length === endpoints.length) return
  endpoints.splice(0, endpoints.length, ...kept, ...fresh)
  countAgain(world.workloads[id] as Workload)
  tell.normal('EndpointsSynced', 'workload', id, `endpoints of service/${spec.name} are brought up to date`, cause)
}
