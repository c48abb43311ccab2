/**
 * What a workload asks for and a host has to give.
 *
 * Kubernetes' own three of this game: cpu in millicores, memory in bytes, GPUs as
 * whole devices (`nvidia.com/gpu`). No ephemeral storage and no huge pages.
 */

import type { Bytes, Millicores } from './units'

export interface Resources {
  readonly cpu: Millicores
  readonly memory: Bytes
  readonly gpus: number
}

export const NOTHING: Resources = { cpu: 0, memory: 0, gpus: 0 }

export const plus = (a: Resources, b: Resources): Resources => ({
  cpu: a.cpu + b.cpu,
  memory: a.memory + b.memory,
  gpus: a.gpus + b.gpus,
})

export const minus = (a: Resources, b: Resources): Resources => ({
  cpu: a.cpu - b.cpu,
  memory: a.memory - b.memory,
  gpus: a.gpus - b.gpus,
})
