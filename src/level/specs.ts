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
  controller,
  minAvailable,
  ...same
}: Workload): WorkloadSpec => ({
  ...same,
  requests: { cpu: requests.cpuMillicores, memory: requests.memoryMiB * BYTES_PER_MIB, gpus: requests.gpus },
  readinessProbe,
  limits: limits && { cpu: limits.cpuMillicores, memory: limits.memoryMiB && limits.memoryMiB * BYTES_PER_MIB },
  controller: controllerOf(same.batch, controller ?? (data ? 'StatefulSet' : 'Deployment')),
  minAvailable,
  data,
})

/** Runs are made by a CronJob, or a Job where there is one only. */
const controllerOf = (batch: Workload['batch'], otherwise: Controller): Controller =>
  batch ? (batch.schedule === undefined ? 'Job' : 'CronJob') : otherwise
