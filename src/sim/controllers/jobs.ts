/**
 * The Job controller: pods until so many have succeeded.
 *
 * After pkg/controller/job. A pod that fails is replaced after a back-off that doubles
 * with each failure since the last success; more failures than `backoffLimit`, and the
 * Job has Failed and its pods are taken away; so it is when it was active for too long.
 * 1.6 knew neither limit nor back-off: it made another pod at once, for ever (kubernetes#30243).
 *
 * Simpler than the real thing: no indexes, no success or pod failure policy, no
 * suspension; a pod that is deleted counts as failed when it is told to go.
 */

import type { BatchSpec, Job } from '../../model/batch'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Deployment, Pod } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { Era, Seconds, Tick } from '../../model/units'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { deletePod } from '../kubelet/pod-end'
import type { Telling } from '../telling'
import { runDone } from '../traffic/runs'
import { wakeAt } from '../wake'
import { syncCronJobSoon } from './cron-jobs'
import { createJobPod, lookAtJobs } from './job-sets'

export interface Birth {
  readonly name: string
  readonly cronJob: Id
  readonly scheduledAt: Tick
}

export function createJob(world: World, workload: Workload, birth: Birth, cause: Cause): Job {
  const job: Job = {
    id: world.jobs.length,
    workload: workload.id,
    ...birth,
    createdAt: world.tick,
    ordinals: [],
    active: [],
    succeeded: 0,
    failed: 0,
    failuresInARow: 0,
    failedAt: NONE,
    finishedAt: NONE,
    condition: '',
    reason: '',
    deleted: false,
    cause,
  }
  world.jobs.push(job)
  const { activeDeadlineSeconds } = batchOf(workload)
  lookAtJobs(world, workload.deployment)
  if (activeDeadlineSeconds !== undefined) syncLater(world, job, activeDeadlineSeconds)
  return job
}

const batchOf = ({ spec }: Workload) => spec.batch as BatchSpec

const syncLater = (world: World, { id: job }: Job, seconds: Seconds) =>
  wakeAt(world.wake, world.tick + seconds, { what: 'jobSync', job })

export const jobSync = (world: World, { workload }: Job): void =>
  lookAtJobs(world, (world.workloads[workload] as Workload).deployment)

/** All Jobs of a workload that are not finished. */
export function controlJobs(world: World, deployment: Deployment, tell: Telling): void {
  const workload = world.workloads[deployment.workload] as Workload
  for (const job of world.jobs) {
    if (job.workload === workload.id && job.condition === '' && !job.deleted) sync(world, workload, job, tell)
  }
}

function sync(world: World, workload: Workload, job: Job, tell: Telling): void {
  const batch = batchOf(workload)
  count(world, job)
  if (exceedsLimit(world, batch, job)) return fail(world, job, 'BackoffLimitExceeded', tell)
  if (isTooOld(world, batch, job)) return fail(world, job, 'DeadlineExceeded', tell)
  if (job.succeeded >= batch.completions) return complete(world, workload, job, tell)
  const wanted = Math.min(batch.parallelism, batch.completions - job.succeeded)
  if (job.active.length >= wanted) return
  const wait = job.failedAt + backOff(world.era, job.failuresInARow) - world.tick
  if (job.failedAt !== NONE && wait > 0) return void syncLater(world, job, wait)
  while (job.active.length < wanted) addPod(world, workload, job, tell)
}

/** 10 s, doubling; none in 2017. */
export function backOff(era: Era, failures: number): Seconds {
  const { least, most } = constantsOf(era).jobBackOff
  let wait = failures === 0 ? 0 : least
  for (let i = 1; i < failures && wait < most; i += 1) wait *= 2
  return Math.min(wait, most)
}

/** Those that have left since it was last looked at. */
function count(world: World, job: Job): void {
  const left = job.active.map(id => world.pods[id] as Pod).filter(({ gone, deletedAt }) => gone || deletedAt !== NONE)
  for (const pod of left) {
    job.active.splice(job.active.indexOf(pod.id), 1)
    job.cause = pod.cause
    if (pod.phase === 'Succeeded') {
      job.succeeded += 1
      job.failuresInARow = 0
      job.failedAt = NONE
    } else {
      job.failed += 1
      job.failuresInARow += 1
      job.failedAt = world.tick
    }
  }
}

function exceedsLimit(
  { era, pods }: World,
  { backoffLimit, restartPolicy }: BatchSpec,
  { failed, active }: Job,
): boolean {
  if (era === '2017') return false
  if (failed > backoffLimit) return true
  const restarts = active.reduce((sum, id) => sum + (pods[id] as Pod).restarts, 0)
  return restartPolicy === 'OnFailure' && restarts > 0 && restarts >= backoffLimit
}

const isTooOld = ({ tick }: World, { activeDeadlineSeconds: most }: BatchSpec, { createdAt }: Job) =>
  most !== undefined && tick >= createdAt + most

function addPod(world: World, { deployment: id }: Workload, job: Job, tell: Telling): void {
  const deployment = world.deployments[id] as Deployment
  job.ordinals.push(deployment.nextOrdinal) // its name follows from it
  job.active.push(createJobPod(world, deployment, tell, job.cause).id)
}

function complete(world: World, workload: Workload, job: Job, tell: Telling): void {
  finish(world, job, 'Complete')
  runDone(world, workload, job.scheduledAt)
  if (world.era === 'now') job.cause = tell.normal('Completed', 'job', job.id, 'Job completed', job.cause)
}

const MESSAGES = {
  BackoffLimitExceeded: 'Job has reached the specified backoff limit',
  DeadlineExceeded: 'Job was active longer than specified deadline',
} as const

function fail(world: World, job: Job, reason: keyof typeof MESSAGES, tell: Telling): void {
  finish(world, job, 'Failed')
  job.reason = reason
  job.cause = tell.warning(reason, 'job', job.id, MESSAGES[reason], job.cause)
  stopPods(world, job, tell, job.cause)
}

function finish(world: World, job: Job, condition: Job['condition']): void {
  job.condition = condition
  job.finishedAt = world.tick
  const cronJob = world.cronJobs[job.cronJob]
  if (cronJob) syncCronJobSoon(world, cronJob)
}

function stopPods(world: World, job: Job, tell: Telling, cause: Cause): void {
  for (const id of job.active.splice(0)) deletePod(world, world.pods[id] as Pod, tell, cause)
}

/** Its object goes, and what it owned is collected. */
export function deleteJob(world: World, job: Job, tell: Telling, cause: Cause): void {
  job.deleted = true
  stopPods(world, job, tell, cause)
}
