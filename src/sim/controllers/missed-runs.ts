/**
 * Which of the runs that are due a CronJob starts.
 *
 * Today (mostRecentScheduleTime of pkg/controller/cronjob/utils.go): the most recent, however
 * many were missed; more than a hundred only earn a warning. 1.6
 * (getRecentUnmetScheduleTimes) counted them one by one and with more than a hundred gave
 * up, and gave up again each time. Both look back no further than the last run that was
 * started, the making of the CronJob, or its starting deadline. Pure.
 */

import type { Seconds, Tick } from '../../model/units'

export interface Due {
  /** The run that is to be started, or undefined. */
  readonly at: Tick | undefined
  readonly missed: number
}

export interface Since {
  readonly lastScheduleTime: Tick | undefined
  readonly createdAt: Tick
  readonly startingDeadlineSeconds: Seconds | undefined
}

/** `every`: seconds from one run to the next; runs are due at its multiples. */
export function dueNow(now: Tick, every: Seconds, since: Since): Due {
  const earliest = earliestOf(now, since)
  const first = nextAfter(earliest, every)
  if (first > now) return { at: undefined, missed: 0 }
  const missed = Math.floor((now - first) / every) + 1
  return { at: first + (missed - 1) * every, missed }
}

export const nextAfter = (tick: Tick, every: Seconds): Tick => (Math.floor(tick / every) + 1) * every

function earliestOf(now: Tick, { lastScheduleTime, createdAt, startingDeadlineSeconds }: Since): Tick {
  const earliest = lastScheduleTime ?? createdAt
  return startingDeadlineSeconds === undefined ? earliest : Math.max(earliest, now - startingDeadlineSeconds)
}
