/**
 * What the tricks act on when nothing is marked.
 */

import type { Target } from '../model/command'
import { largestHost } from '../model/park'
import { type Sticker, stickersOf, type WorkloadSpec } from '../model/workload'
import type { Seen } from '../model/world'
import { fellIn, hungIn } from '../rules/carriers'
import { laneOfCluster } from '../rules/lanes'
import type { Rider } from '../rules/play'
import type { Run } from '../rules/run'
import { slab } from '../sim/metal/ironic'
import type { Difficulty } from './difficulty'
import { seeWarnings } from './see-warnings'

/**
 * Whoever has no place, else whoever fails, or its disk if that is lost; else a control
 * plane that answers nobody in whose lane somebody rides; else whom the INCOMING board
 * warns of; else a spare machine while somebody comes who wants a whole one; else whoever
 * rides.
 * Where one has to look first, nobody: that would be half the answer.
 */
export function mostUrgent(run: Seen<Run>, difficulty: Difficulty = 'bare'): Target | undefined {
  if (run.level.unobserved) return undefined
  const placed = run.play.riders.filter(rider => rider.state === 'placed')
  const failing = placed.find(rider => run.world.workloads[rider.workload]?.traffic.state === 'failing')
  const urgent = lostRiders(run)[0] ?? failing
  if (urgent) return lostDisk(run, urgent) ?? targetOf(run, urgent)
  const silent = run.world.controlPlanes.filter(plane => plane?.working.api === false)
  const missed = silent.find(plane => plane && placed.some(({ lane }) => lane === laneOfCluster(plane.cluster)))
  const warned = seeWarnings(run, { longerWarnings: false, difficulty }).find(({ on }) => on)?.on
  const spare = spareMachine(run)
  return planeOf(missed) ?? warned ?? (isWanted(run) ? spare : undefined) ?? targetOf(run, placed[0]) ?? spare
}

const planeOf = (plane: { readonly name: string } | undefined): Target | undefined =>
  plane && `control-plane/${plane.name}`

function lostDisk({ world }: Seen<Run>, { workload: id }: Seen<Rider>): Target | undefined {
  const workload = world.workloads[id]
  return workload && world.volumes[workload.volume]?.state === 'lost' ? `volume/${workload.spec.name}` : undefined
}

function spareMachine({ world }: Seen<Run>): Target | undefined {
  const spare = world.machines.find(machine => slab(machine) && machine.state === 'available')
  return spare && `machine/${spare.name}`
}

/** Whoever is to come, or waits, would fill a machine. */
const isWanted = (run: Seen<Run>): boolean =>
  run.play.riders.some(
    ({ state, workload }) =>
      (state === 'announced' || state === 'deck') &&
      stickersOf(run.world.workloads[workload]?.spec as WorkloadSpec, largestHost(run.level.park)).some(isForSlab),
  )

const isForSlab = (sticker: Sticker): boolean => sticker === 'BOLT' || sticker === 'HEAVY'

/** Riders that will not be served where they are, however long one waits; nobody's, where one has to look first. */
export const lostRiders = (run: Seen<Run>): readonly Seen<Rider>[] =>
  run.level.unobserved ? [] : run.play.riders.filter(rider => isLost(run, rider))

/** It has no place that could ever serve it. */
export function isLost(run: Seen<Run>, rider: Seen<Rider>): boolean {
  const workload = run.world.workloads[rider.workload]
  if (!workload || !rider.lane || rider.state !== 'placed') return false
  return hungIn(run.world, workload, rider.lane) || fellIn(run.world, workload, rider.lane)
}

export const targetOf = (run: Seen<Run>, rider: Seen<Rider> | undefined): Target | undefined => {
  const workload = rider && run.world.workloads[rider.workload]
  return workload && `rider/${workload.spec.name}`
}
