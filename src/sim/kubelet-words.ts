/**
 * What the kubelet says of a container on its way: its Events as 1.6 printed them, and
 * as 1.37 does. A time is what the simulation really took, in whole seconds; with
 * pulls one after the other, waiting for one's turn counts in the second figure only.
 */

import type { Pod } from '../model/kubernetes'
import type { Bytes, Era, Seconds } from '../model/units'
import type { Seen, World } from '../model/world'
import { containerId } from './names'

export interface Pull {
  readonly pull: Seconds
  readonly inAll: Seconds
  readonly bytes: Bytes
}

interface Says {
  readonly pulling: (image: string) => string
  readonly pulled: (image: string, took: Pull) => string
  readonly present: (image: string) => string
  readonly created: (world: Seen<World>, pod: Seen<Pod>) => string
  readonly started: (world: Seen<World>, pod: Seen<Pod>) => string
}

export const KUBELET: Readonly<Record<Era, Says>> = {
  '2017': {
    pulling: image => `pulling image "${image}"`,
    pulled: image => `Successfully pulled image "${image}"`,
    present: image => `Container image "${image}" already present on machine`,
    created: (world, pod) => `Created container with id ${containerId(world, pod)}`,
    started: (world, pod) => `Started container with id ${containerId(world, pod)}`,
  },
  now: {
    pulling: image => `Pulling image "${image}"`,
    pulled: (image, { pull, inAll, bytes }) =>
      `Successfully pulled image "${image}" in ${duration(pull)} (${duration(inAll)} including waiting). Image size: ${bytes} bytes.`,
    present: image => `Container image "${image}" already present on machine and can be accessed by the pod`,
    created: () => 'Container created',
    started: () => 'Container started',
  },
}

/** Go's way with whole seconds: `6s`, `1m45s`, `1h0m5s`. */
export function duration(seconds: Seconds): string {
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const rest = `${seconds % 60}s`
  if (hours > 0) return `${hours}h${minutes % 60}m${rest}`
  return minutes > 0 ? `${minutes}m${rest}` : rest
}
