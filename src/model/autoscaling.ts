/**
 * HorizontalPodAutoscalers: what their authors ask for, and what their controller knows.
 *
 * The status part has the fields of `autoscaling/v2`; the windows are what today's
 * controller remembers in its own memory and loses with it.
 */

import type { Cause } from './happening'
import type { Id } from './refs'
import type { Millicores, Tick } from './units'

export interface AutoscaleSpec {
  readonly minReplicas: number
  readonly maxReplicas: number
  /** Of what its pods request. */
  readonly targetCpuPercent: number
  /** Its manifest has a `behavior`, if only an empty one: the documented default policies hold. */
  readonly behavior: boolean
  /** What one replica uses while all its workers are busy; left out, what it requests. */
  readonly busyMillicores?: Millicores | undefined
}

/** What is known of one pod's cpu. */
export interface Meter {
  readonly pod: Id
  /** Since when its kubelet knows of it: `status.startTime`. */
  readonly startedAt: Tick
  /** Its Ready condition, and when that changed last. */
  ready: boolean
  changedAt: Tick
  /** Millicore-seconds since the last scrape, and since when they were counted. */
  used: number
  since: Tick
  /** As of the last scrape, in millicores; NONE: two readings are needed and there are none. */
  usage: Millicores
}

export interface Recommendation {
  readonly at: Tick
  readonly replicas: number
}

export interface Condition {
  readonly status: boolean
  readonly reason: string
  readonly message: string
}

export interface Autoscaler {
  readonly id: Id
  readonly workload: Id
  minReplicas: number
  readonly maxReplicas: number
  readonly targetCpuPercent: number
  readonly behavior: boolean
  deleted: boolean
  meters: Meter[]
  /** When the kubelets were asked last, or NONE. */
  scrapedAt: Tick
  currentReplicas: number
  desiredReplicas: number
  /** Percent of what is requested, and millicores of each pod; NONE before anything was measured. */
  measured: number
  average: Millicores
  lastScaleTime: Tick
  recommendations: Recommendation[]
  /** By how many it was scaled, and when: for the policies of a `behavior`. */
  scaleUps: Recommendation[]
  conditions: { ableToScale: Condition; scalingActive: Condition; scalingLimited: Condition }
  cause: Cause
}
