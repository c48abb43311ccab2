/** What kubelets share, and what they keep of a workload. */

import type { Cause } from './happening'
import type { Id } from './refs'
import type { KiB, MiB, Milliseconds, Ppm, Tick } from './units'

/** Where images come from. */
export interface Registry {
  up: boolean
  /** Why it does not answer. */
  cause: Cause
  /** What it has for all nodes together; 0: as much as they ask for. */
  readonly perSecond: MiB
  /** Nodes that pull now, how fast each of them does, and since when. */
  readonly pulling: Id[]
  pace: KiB
  pacedAt: Tick
}

/** How likely the probes of a workload's pods are to find them too busy, kept while its load stays the same. */
export interface Probing {
  workers: number
  serviceMs: Milliseconds
  timeoutMs: Milliseconds
  /** The load up to which none is missed, in thousandths of a request per second to one pod. */
  calmUpTo: number
  offered: number
  misses: Ppm
}
