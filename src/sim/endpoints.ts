/**
 * A Service's endpoints: a pod that is ready is one, a pod that is not is none.
 */

import type { Pod, Workload, World } from '../model/world'

export function setReady(world: World, pod: Pod, ready: boolean): void {
  if (pod.ready === ready) return
  const { endpoints } = world.workloads[pod.workload] as Workload
  pod.ready = ready
  if (ready) endpoints.push(pod.id)
  else endpoints.splice(endpoints.indexOf(pod.id), 1)
}
