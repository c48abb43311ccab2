/**
 * Available is more than Ready: a pod that has been Ready for minReadySeconds without a
 * break. A rollout goes on by what is available, and a Deployment counts as complete by it.
 *
 * After podutil.IsPodAvailable; the ReplicaSet controller looks again when the time is over.
 * Until 1.6 a StatefulSet had no such field, and it is not heeded there.
 */

import type { Pod } from '../../model/kubernetes'
import type { Seconds } from '../../model/units'
import type { ClusterDue } from '../../model/wake'
import type { Seen, World } from '../../model/world'
import { wakeAt } from '../wake'
import { lookAt, ownerOf } from './templates'

function minReadyOf({ era, workloads }: Seen<World>, { workload }: Seen<Pod>): Seconds {
  const spec = workloads[workload]?.spec
  if (era === '2017' && spec?.controller === 'StatefulSet') return 0
  return spec?.rollout?.minReadySeconds ?? 0
}

export const isAvailable = (world: Seen<World>, pod: Seen<Pod>): boolean =>
  pod.ready && world.tick >= pod.readySince + minReadyOf(world, pod)

/** It has just become Ready. */
export function awaitAvailable(world: World, pod: Pod): void {
  const seconds = minReadyOf(world, pod)
  if (seconds === 0) return
  wakeAt(world.wake, world.tick + seconds, { what: 'podAvailable', pod: pod.id, since: world.tick })
}

export function podAvailable(world: World, { pod: id, since }: Extract<ClusterDue, { what: 'podAvailable' }>): void {
  const pod = world.pods[id] as Pod
  if (pod.ready && pod.readySince === since) lookAt(world, ownerOf(world, pod).id)
}
