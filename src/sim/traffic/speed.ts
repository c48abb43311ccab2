/**
 * How long a backend's worker is busy with one request.
 *
 * The workload's own mean time; on a network disk as much longer as was measured for a
 * database.
 *
 * Simpler than the real thing: all backends of a workload have the disk that its data
 * lies on now.
 */

import { constantsOf } from '../../model/constants'
import type { Milliseconds } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'

export function serviceTime(world: Seen<World>, { spec, volume }: Seen<Workload>): Milliseconds {
  if (volume === NONE || world.volumes[volume]?.disk !== 'network') return spec.serviceMs
  const { local, network } = constantsOf(world.era).networkDiskSpeed
  return Math.floor((spec.serviceMs * local) / network)
}
