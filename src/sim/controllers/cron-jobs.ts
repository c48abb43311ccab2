/**
 * The CronJob controller: a Job for each run that is due.
 *
 * Today's (cronjob_controllerv2.go) waits for the next run of each CronJob, and looks
 * again when a Job of it is finished. That of 1.6 looked at all of them every ten
 * seconds, in an API that was still alpha. While no controller manager acts nothing is
 * started; afterwards the last run that was missed is (`missed-runs.ts`), once. Forbid does
 * not forget a run: what it held back is still the last one due when the Job before ends.
 *
 * Simpler than the real thing: times are those of the run's own clock, and so are the
 * Jobs' names; no time zones, no suspension.
 */

import type { BatchSpec, CronJob, Job } from '../../model/batch'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Id } from '../../model/refs'
import type { Seconds, Tick } from '../../model/units'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { roll } from '../chance'
import { acts, clusterOf } from '../control-plane/working'
import type { Telling } from '../telling'
import { everySeconds } from '../traffic/runs'
import { wakeAt } from '../wake'
import { createJob, deleteJob } from './jobs'
import { type Due, dueNow, nextAfter } from './missed-runs'

/** A CronJob, or where there is no schedule its one Job. */
export function createBatch(world: World, workload: Workload, cause: Cause): void {
  const { name, batch } = workload.spec
  if (!batch) return
  if (batch.schedule === undefined) {
    createJob(world, workload, { name, cronJob: NONE, scheduledAt: workload.runs[0]?.at ?? workload.due }, cause)
    return
  }
  const cronJob: CronJob = {
    id: world.cronJobs.length,
    workload: workload.id,
    createdAt: world.tick,
    startingDeadlineSeconds: batch.startingDeadlineSeconds,
    lastScheduleTime: NONE,
    active: [],
    syncAt: NONE,
    refused: false,
    deleted: false,
    cause,
  }
  world.cronJobs.push(cronJob)
  syncAgain(world, cronJob)
}

export const cronJobOf = <Known extends Seen<World>>(world: Known, { id }: Seen<Workload>) =>
  world.cronJobs.find(({ workload, deleted }) => workload === id && !deleted) as Known['cronJobs'][number] | undefined

/** A Job from its template, for the last run that is due and not done. */
export function runByHand(world: World, workload: Workload, cause: Cause): void {
  const run = workload.runs
    .filter(({ at, by, doneAt }) => at <= world.tick && by > world.tick && doneAt === NONE)
    .at(-1)
  const name = nextByHand(world, workload)
  createJob(world, workload, { name, cronJob: NONE, scheduledAt: run?.at ?? NONE }, cause)
}

/** How the next Job by hand is called: no two may have one name. */
export function nextByHand({ jobs }: Seen<World>, { id, spec }: Seen<Workload>): string {
  const made = jobs.filter(job => job.workload === id && job.cronJob === NONE).length
  return `${spec.name}-manual-${made + 1}`
}

export function setStartingDeadline(world: World, workload: Workload, seconds: Seconds): void {
  const cronJob = cronJobOf(world, workload)
  if (!cronJob) return
  cronJob.startingDeadlineSeconds = seconds
  syncCronJobSoon(world, cronJob)
}

export function deleteBatch(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  const cronJob = cronJobOf(world, workload)
  if (cronJob) cronJob.deleted = true
  for (const job of world.jobs) if (job.workload === workload.id && !job.deleted) deleteJob(world, job, tell, cause)
}

/** Something of it has changed. In 2017 nobody looks before the next round. */
export function syncCronJobSoon(world: World, cronJob: CronJob): void {
  if (world.era === 'now') syncAt(world, cronJob, world.tick + 1)
}

export function syncCronJob(world: World, cronJob: CronJob, tell: Telling): void {
  if (cronJob.deleted || cronJob.syncAt !== world.tick) return
  syncAgain(world, cronJob)
  const cluster = clusterOf(world, cronJob.workload)
  if (!acts(world, 'kube-controller-manager', cluster) || !acts(world, 'writes', cluster)) return
  forgetFinished(world, cronJob, tell)
  const workload = world.workloads[cronJob.workload] as Workload
  const due = dueNow(world.tick, everyOf(workload), {
    lastScheduleTime: cronJob.lastScheduleTime === NONE ? undefined : cronJob.lastScheduleTime,
    createdAt: cronJob.createdAt,
    startingDeadlineSeconds: cronJob.startingDeadlineSeconds,
  })
  if (due.at === undefined || refuses(world, cronJob, due, tell)) return
  if (mayStart(world, workload, cronJob, tell)) start(world, workload, cronJob, due.at, tell)
}

const everyOf = ({ spec }: Workload): Seconds => everySeconds(spec.batch as BatchSpec) ?? 60

/** When the next run is due; in 2017 with the next round. */
function syncAgain(world: World, cronJob: CronJob): void {
  const { cronJobCheck } = constantsOf(world.era)
  if (cronJobCheck === 0) {
    return syncAt(world, cronJob, nextAfter(world.tick, everyOf(world.workloads[cronJob.workload] as Workload)))
  }
  const phase = roll(world.seed, 'cron', { owner: 0, ordinal: 0 }, 0, cronJobCheck)
  const next = world.tick + 1 + ((((phase - world.tick - 1) % cronJobCheck) + cronJobCheck) % cronJobCheck)
  syncAt(world, cronJob, next)
}

function syncAt(world: World, cronJob: CronJob, at: Tick): void {
  cronJob.syncAt = at
  wakeAt(world.wake, at, { what: 'cronJobSync', cronJob: cronJob.id })
}

function refuses(world: World, cronJob: CronJob, { missed }: Due, tell: Telling): boolean {
  if (missed <= constantsOf(world.era).tooManyMissedRuns) {
    cronJob.refused = false
    return false
  }
  if (world.era === 'now') {
    cronJob.cause = tell.warning('TooManyMissedTimes', 'cronjob', cronJob.id, MANY_NOW, cronJob.cause)
    return false
  }
  if (!cronJob.refused) {
    cronJob.cause = tell.warning('FailedNeedsStart', 'cronjob', cronJob.id, MANY_THEN, cronJob.cause)
  }
  cronJob.refused = true
  return true
}

const MANY_NOW = 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew'
const MANY_THEN =
  'Cannot determine if job needs to be started: Too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew.'

function mayStart(world: World, { spec }: Workload, cronJob: CronJob, tell: Telling): boolean {
  if (cronJob.active.length === 0) return true
  const { concurrencyPolicy } = spec.batch as BatchSpec
  if (concurrencyPolicy === 'Forbid') {
    if (world.era === 'now') tell.normal('JobAlreadyActive', 'cronjob', cronJob.id, ALREADY_ACTIVE, cronJob.cause)
    return false
  }
  if (concurrencyPolicy === 'Replace') {
    for (const id of [...cronJob.active]) dropJob(world, cronJob, world.jobs[id] as Job, tell)
  }
  return true
}

const ALREADY_ACTIVE = 'Not starting job because prior execution is running and concurrency policy is Forbid'

function start(world: World, workload: Workload, cronJob: CronJob, at: Tick, tell: Telling): void {
  const name = `${workload.spec.name}-${world.era === 'now' ? Math.floor(at / 60) : at}`
  const job = createJob(world, workload, { name, cronJob: cronJob.id, scheduledAt: at }, cronJob.cause)
  cronJob.active.push(job.id)
  cronJob.lastScheduleTime = at
  job.cause = tell.normal('SuccessfulCreate', 'cronjob', cronJob.id, `Created job ${name}`, cronJob.cause)
}

function forgetFinished(world: World, cronJob: CronJob, tell: Telling): void {
  const finished = cronJob.active.map(id => world.jobs[id] as Job).filter(({ condition }) => condition !== '')
  for (const { id, name, condition, cause } of finished) {
    cronJob.active.splice(cronJob.active.indexOf(id), 1)
    const note = `Saw completed job: ${name}${world.era === 'now' ? `, condition: ${condition}` : ''}`
    tell.normal('SawCompletedJob', 'cronjob', cronJob.id, note, cause)
  }
  if (finished.length > 0) keepFew(world, cronJob, tell)
}

/** So many of each stay for looking at, the oldest go; 2017 kept all. */
function keepFew(world: World, cronJob: CronJob, tell: Telling): void {
  const { complete, failed } = constantsOf(world.era).jobHistory
  const mine = world.jobs.filter(job => job.cronJob === cronJob.id && !job.deleted)
  for (const [condition, most] of [
    ['Complete', complete],
    ['Failed', failed],
  ] as const) {
    const old = mine.filter(job => job.condition === condition)
    for (const job of old.slice(0, Math.max(0, old.length - most))) dropJob(world, cronJob, job, tell)
  }
}

function dropJob(world: World, cronJob: CronJob, job: Job, tell: Telling): void {
  cronJob.active = cronJob.active.filter((id: Id) => id !== job.id)
  const told = tell.normal('SuccessfulDelete', 'cronjob', cronJob.id, `Deleted job ${job.name}`, cronJob.cause)
  deleteJob(world, job, tell, told)
}
