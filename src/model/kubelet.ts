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

/** A node's disks as its kubelet sees them. */
export interface NodeDisk {
  /** For logs, emptyDirs and, without a disk of their own, images; 0: it never fills. */
  readonly nodefs: MiB
  /** A disk of its own for images; 0: they lie on the other. */
  readonly imagefs: MiB
  /** When it was last found short of either, until that is past; NONE while it has enough. */
  shortSince: Tick
  /** When it is looked at again, or NONE while nothing on it grows. */
  checkAt: Tick
  /** What its image manager knows of its images. */
  readonly records: ImageRecord[]
  /** Ephemeral storage that its pods request. */
  requested: MiB
}

export interface ImageRecord {
  readonly image: string
  /** When the image manager saw it first; NONE: it was there before that. */
  readonly detectedAt: Tick
  /** When it last saw it used, or NONE. */
  usedAt: Tick
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
