/**
 * GPUs as whole numbers: a device is one container's or one guest's, on one host, and
 * cannot be shared or overcommitted. So many can be free and none of use: eight on eight
 * nodes are not eight on one. Reads only.
 */

import type { Seen, World } from '../../model/world'
import { isShut } from '../scheduling/taints'

/** Free on nodes that take pods, the most on one of them, and how many are on nodes with fewer than are asked for. */
export interface FreeGpus {
  readonly free: number
  readonly nodes: number
  readonly most: number
  readonly stranded: number
}

export function freeGpus({ nodes }: Seen<World>, asked: number): FreeGpus {
  const free = nodes
    .filter(node => node.ready && !isShut(node))
    .map(({ allocatable, requested }) => allocatable.gpus - requested.gpus)
    .filter(each => each > 0)
  const sum = (of: readonly number[]) => of.reduce((all, each) => all + each, 0)
  return {
    free: sum(free),
    nodes: free.length,
    most: Math.max(0, ...free),
    stranded: sum(free.filter(each => each < asked)),
  }
}

/** Of a pod that waits for more of them than any node has left. */
export function gpuLines(world: Seen<World>, asked: number): readonly string[] {
  if (asked === 0) return []
  const { free, nodes, most, stranded } = freeGpus(world, asked)
  return [
    `nvidia.com/gpu: ${asked} asked for, ${free} free on ${nodes} nodes, ${most} at most on one; ${stranded} stranded`,
  ]
}
