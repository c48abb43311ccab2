/**
 * Data in an emptyDir, or in the container's own file system: it is made with the pod
 * and goes with it. A container that is started again in its pod finds it; a pod in
 * place of another finds nothing, wherever that one was.
 *
 * Simpler than the real thing: what the container wrote beside its emptyDir outlives a
 * restart of the container too.
 */

import type { Pod } from '../../model/kubernetes'
import type { Volume } from '../../model/volume'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { loseMemberDisk } from '../storage/stores'
import { loseWrites } from '../storage/writes'
import type { Telling } from '../telling'

export const isEmptyDir = (world: Seen<World>, { workload }: Seen<Volume>): boolean =>
  (world.workloads[workload] as Seen<Workload>).spec.data?.emptyDir === true

/** Another pod than the one it was made for begins with nothing. */
export function emptyFor(world: World, pod: Pod, volume: Volume, tell: Telling): void {
  if (volume.pod === pod.id) return
  if (volume.pod !== NONE) forget(world, pod, volume, tell)
  volume.pod = pod.id
}

function forget(world: World, pod: Pod, volume: Volume, tell: Telling): void {
  if (!loseMemberDisk(world, volume, tell, pod.cause)) loseWrites(world, volume, 0, tell, pod.cause)
  volume.state = 'available'
  volume.holder = undefined
  volume.machine = NONE
}
