/**
 * Work that is done by the clock, or once: what its author asks for, the runs that are
 * expected of it, and Kubernetes' rows for it, Jobs and CronJobs.
 *
 * A run is so many requests' worth of work. They count as planned from the start, as
 * served when the run is done by its deadline, wherever it ran, and as lost when it is
 * not. Each run counts for itself: one that is made up for late is lost all the same.
 */

import type { Cause } from './happening'
import type { Id } from './refs'
import type { Loss } from './traffic'
import type { Seconds, Tick } from './units'

/** Crontab lines of this game, and the minutes from one to the next. The run's clock begins at a full hour. */
export const SCHEDULES = {
  '* * * * *': 1,
  '*/2 * * * *': 2,
  '*/5 * * * *': 5,
  '*/10 * * * *': 10,
  '*/15 * * * *': 15,
  '*/20 * * * *': 20,
  '*/30 * * * *': 30,
  '0 * * * *': 60,
} as const
export type Schedule = keyof typeof SCHEDULES

export const CONCURRENCY_POLICIES = ['Allow', 'Forbid', 'Replace'] as const
export type ConcurrencyPolicy = (typeof CONCURRENCY_POLICIES)[number]

export const RESTART_POLICIES = ['Never', 'OnFailure'] as const
export type RestartPolicy = (typeof RESTART_POLICIES)[number]

export interface BatchSpec {
  /** Left out, it is to be done once, when the workload is due. */
  readonly schedule?: Schedule | undefined
  /** What one run is worth. */
  readonly requests: number
  /** How long its process works. */
  readonly runSeconds: Seconds
  /** It has to be done so long after its time. */
  readonly within: Seconds
  readonly concurrencyPolicy: ConcurrencyPolicy
  readonly startingDeadlineSeconds?: Seconds | undefined
  readonly completions: number
  readonly parallelism: number
  readonly backoffLimit: number
  readonly activeDeadlineSeconds?: Seconds | undefined
  readonly restartPolicy: RestartPolicy
}

/** A run that is expected. */
export interface PlannedRun {
  readonly at: Tick
  readonly by: Tick
  /** NONE until it is done. */
  doneAt: Tick
  /** Whom it would be written off to. */
  loss: Loss
  cause: Cause
}

export interface Job {
  readonly id: Id
  readonly workload: Id
  readonly name: string
  /** The CronJob that made it, or NONE. */
  readonly cronJob: Id
  /** The run that it is to do. */
  readonly scheduledAt: Tick
  readonly createdAt: Tick
  /** Its pods by ordinal, and those of them that it still counts as active. */
  readonly ordinals: number[]
  active: Id[]
  succeeded: number
  failed: number
  /** Since the last success, for the back-off. */
  failuresInARow: number
  failedAt: Tick
  finishedAt: Tick
  condition: '' | 'Complete' | 'Failed'
  reason: '' | 'BackoffLimitExceeded' | 'DeadlineExceeded'
  /** Its object is gone. */
  deleted: boolean
  cause: Cause
}

export interface CronJob {
  readonly id: Id
  readonly workload: Id
  readonly createdAt: Tick
  startingDeadlineSeconds: Seconds | undefined
  lastScheduleTime: Tick
  /** Jobs that its status lists as active. */
  active: Id[]
  /** When it is looked at next. */
  syncAt: Tick
  /** It was told why nothing is started, and is not told again. */
  refused: boolean
  deleted: boolean
  cause: Cause
}
