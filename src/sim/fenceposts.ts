/**
 * How far a rolling update may go beyond the wanted number and below it: the
 * deployment controller's ResolveFenceposts.
 *
 * A share rounds up for the surge and down for those that may be missing. Where both
 * come to nothing one may be missing, or the update could never begin.
 */

import { constantsOf } from '../model/constants'
import type { Deployment } from '../model/kubernetes'
import type { Fences, IntOrPercent } from '../model/rollout'
import type { Seen, Workload, World } from '../model/world'

export interface Fenceposts {
  readonly surge: number
  readonly unavailable: number
}

export function fenceposts({ maxSurge, maxUnavailable }: Fences, replicas: number): Fenceposts {
  const surge = share(maxSurge, replicas, Math.ceil)
  const unavailable = share(maxUnavailable, replicas, Math.floor)
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable }
}

/** Of a Deployment as it stands. Nothing is surplus or missing where none are to be, or where all go at once. */
export function postsOf(world: Seen<World>, { workload, replicas }: Seen<Deployment>): Fenceposts {
  const { rollout } = (world.workloads[workload] as Seen<Workload>).spec
  if (rollout?.type === 'Recreate') return { surge: 0, unavailable: 0 }
  const { surge, unavailable } = fenceposts({ ...constantsOf(world.era).rollingUpdate, ...rollout }, replicas)
  return { surge, unavailable: Math.min(unavailable, replicas) }
}

const share = (value: IntOrPercent, of: number, rounded: (x: number) => number): number =>
  typeof value === 'number' ? value : rounded((Number.parseInt(value, 10) * of) / 100)
