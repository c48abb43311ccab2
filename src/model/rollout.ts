/**
 * Rollouts: what a pod is made from, and how one template takes another's place.
 *
 * Simpler than the real thing: of a pod template the image and the requests can change,
 * and what is wrong with an image is known to the game from the start (and to nobody in
 * it before it runs).
 */

import type { Resources } from './resources'
import type { Seconds, Tick } from './units'

/** What an image of a release does: it hangs and answers nobody, its process exits, or it answers wrongly. */
export const DEFECTS = ['none', 'hangs', 'crashes', 'wrong-answers'] as const
export type Defect = (typeof DEFECTS)[number]

export interface PodTemplate {
  readonly image: string
  readonly requests: Resources
  /** Of the image: two templates with one image are the same. */
  readonly defect: Defect
  /** It changes the schema of the data that it finds, which no version before it can read then. */
  readonly migrates?: boolean | undefined
}

/** What the level's timetable ships. */
export interface Release {
  readonly at: Tick
  readonly template: PodTemplate
}

/** Kubernetes' IntOrString: pods, or a share of the replicas. */
export type IntOrPercent = number | `${number}%`

export const STRATEGIES = ['RollingUpdate', 'Recreate', 'OnDelete'] as const
export type Strategy = (typeof STRATEGIES)[number]

/** As an author may ask for it; what is left out is as the era's API sets it. */
export interface RolloutSpec {
  readonly type?: Strategy
  readonly maxSurge?: IntOrPercent
  readonly maxUnavailable?: IntOrPercent
  /** A StatefulSet's pods with a lower ordinal keep the revision that they have. */
  readonly partition?: number
  readonly progressDeadlineSeconds?: Seconds
  /** A pod that has been Ready for so long is available. */
  readonly minReadySeconds?: Seconds
  readonly revisionHistoryLimit?: number
}

export interface Fences {
  readonly maxSurge: IntOrPercent
  readonly maxUnavailable: IntOrPercent
}

/** The reasons of a Deployment's condition Progressing; empty: it has none. */
export const PROGRESS_REASONS = [
  '',
  'NewReplicaSetCreated',
  'FoundNewReplicaSet',
  'ReplicaSetUpdated',
  'NewReplicaSetAvailable',
  'ProgressDeadlineExceeded',
  'DeploymentPaused',
  'DeploymentResumed',
] as const
export type ProgressReason = (typeof PROGRESS_REASONS)[number]

/** How far a Deployment has come, as its status says. */
export interface Progress {
  reason: ProgressReason
  /** When the condition was last updated: the deadline counts from there. */
  updatedAt: Tick
  /** The deadline has been filed to be looked at. */
  watched: boolean
  /** All there are, are of the new template, and available. */
  settled: boolean
  /** When it was last looked at: pods, those of the new template, those that were ready, and those that had been for long enough. */
  replicas: number
  updated: number
  ready: number
  available: number
}
