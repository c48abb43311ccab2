/**
 * The park as an author writes it: which machines there are and what stands on them
 * when the run begins. `sim/build.ts` makes the world's rows from it.
 *
 * Every name is unique among its kind. Sizes carry their unit in the key, as the
 * level's JSON does.
 */

import type { Resources } from './resources'
import { BYTES_PER_MIB, type MiB } from './units'

export interface MachineSpec {
  readonly name: string
  readonly cores: number
  readonly memoryMiB: MiB
  readonly gpus: number
  /** What runs on it at the start; `spare` machines wait in Ironic's state `available`. */
  readonly runs: 'kubelet' | 'nova-compute' | 'spare'
}

export interface ImageSpec {
  readonly name: string
  readonly sizeMiB: MiB
  /** Nodes that have it already need not pull it. */
  readonly cached: boolean
}

export interface FlavorSpec {
  readonly name: string
  readonly vcpus: number
  readonly ramMiB: MiB
}

/** The project's limits in OpenStack. */
export interface QuotaSpec {
  readonly instances: number
  readonly cores: number
  readonly ramMiB: MiB
}

export interface ParkSpec {
  readonly machines: readonly MachineSpec[]
  readonly images: readonly ImageSpec[]
  readonly flavors: readonly FlavorSpec[]
  readonly quota: QuotaSpec
  /** How fast one node pulls from the registry. A property of the scenario, not of Kubernetes. */
  readonly registryMiBPerSecond: number
  /** How fast the storage cluster copies, and how fast memory is copied between hypervisors: the scenario's too. */
  readonly storageMiBPerSecond: number
  readonly networkMiBPerSecond: number
}

/** The biggest machine that workloads share: what a HEAVY one is measured by. */
export function largestHost(park: ParkSpec): Resources {
  const shared = park.machines.filter(machine => machine.runs !== 'spare')
  return {
    cpu: Math.max(0, ...shared.map(machine => machine.cores * 1_000)),
    memory: Math.max(0, ...shared.map(machine => machine.memoryMiB * BYTES_PER_MIB)),
    gpus: Math.max(0, ...shared.map(machine => machine.gpus)),
  }
}
