/**
 * A pod of nobody, changed where it is: its kubelet sees that the container is to be made
 * from another image, stops it and makes it anew.
 *
 * Simpler than the real thing: it is stopped at once.
 */

import type { Cause } from '../../model/happening'
import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { standing, startPod } from '../kubelet/kubelet'
import type { Telling } from '../telling'
import { setReady } from './endpoints'

export function changeImages(world: World, { replicaSets, template }: Deployment, tell: Telling, cause: Cause): void {
  for (const id of replicaSets) {
    const set = world.replicaSets[id] as ReplicaSet
    set.template = template
    for (const pod of set.pods) changeImage(world, world.pods[pod] as Pod, tell, cause)
  }
}

function changeImage(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  const node = standing(world, pod)
  if (!node || pod.deletedAt !== NONE) return
  const { name } = (world.workloads[pod.workload] as Workload).spec
  setReady(world, pod, false)
  const note = `Container ${name} definition changed, will be restarted`
  pod.cause = tell.normal('Killing', 'pod', pod.id, note, cause)
  pod.restarts += 1
  startPod(world, pod, node, tell)
}
