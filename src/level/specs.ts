/**
 * What the simulation is built from, out of a level: the model's own specs.
 *
 * Only units and absences change here. The written form is the author's, the spec is
 * the simulation's, and neither has to follow the other's wording.
 */

import type { ParkSpec } from '../model/park'
import { BYTES_PER_MIB } from '../model/units'
import type { Controller, WorkloadSpec } from '../model/workload'
import type { Level, Workload } from './level'

export const parkOf = (level: Level): ParkSpec => level.park

export const workloadsOf = (level: Level): readonly WorkloadSpec[] => level.workloads.map(specOf)

export const specOf = ({
  requests,
  limits,
  readinessProbe,
  data,
  releases,
  controller,
  minAvailable,
  ...same
}: Workload): WorkloadSpec => ({
  ...same,
  requests: requestsOf(requests),
  readinessProbe,
  limits: limits && { cpu: limits.cpuMillicores, memory: limits.memoryMiB && limits.memoryMiB * BYTES_PER_MIB },
  controller: controllerOf(same.batch, controller ?? (data ? 'StatefulSet' : 'Deployment')),
  minAvailable,
  data,
  ...shipped(requests, releases),
})

/** Each says what is new of it. */
function shipped(asks: Workload['requests'], releases: Workload['releases']): Pick<WorkloadSpec, 'releases' | 'ships'> {
  const ships = releases.map(({ at, image, defect, migrates, cpuMillicores, memoryMiB }) => ({
    at,
    template: {
      image,
      defect,
      ...(migrates ? { migrates } : {}),
      requests: requestsOf({
        gpus: asks.gpus,
        cpuMillicores: cpuMillicores ?? asks.cpuMillicores,
        memoryMiB: memoryMiB ?? asks.memoryMiB,
      }),
    },
  }))
  return ships.length > 0 ? { releases: ships.length, ships } : { releases: 0 }
}

const requestsOf = ({ cpuMillicores, memoryMiB, gpus }: Workload['requests']) => ({
  cpu: cpuMillicores,
  memory: memoryMiB * BYTES_PER_MIB,
  gpus,
})

/** Runs are made by a CronJob, or a Job where there is one only. */
const controllerOf = (batch: Workload['batch'], otherwise: Controller): Controller =>
  batch ? (batch.schedule === undefined ? 'Job' : 'CronJob') : otherwise
