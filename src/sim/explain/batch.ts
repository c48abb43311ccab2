/**
 * A CronJob with its Jobs, or a crontab, in the words of `kubectl describe` and `crontab -l`.
 */

import type { CronJob, Job } from '../../model/batch'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { unitsOf } from '../traffic/backends'

export function batchLines(world: Seen<World>, workload: Seen<Workload>): readonly string[] {
  const { batch, name } = workload.spec
  if (!batch) return []
  const cronJobs = world.cronJobs.filter(each => each.workload === workload.id && !each.deleted)
  const jobs = world.jobs.filter(each => each.workload === workload.id && !each.deleted)
  const hosted = batch.schedule !== undefined && unitsOf(world, workload).length > 0
  return [
    ...cronJobs.flatMap(cronJob => cronJobLines(world, workload, cronJob)),
    ...jobs.flatMap(job => jobLines(workload, job)),
    ...(hosted ? [`crontab: ${batch.schedule} /usr/local/bin/${name}`] : []),
  ]
}

function cronJobLines(world: Seen<World>, { spec }: Seen<Workload>, cronJob: Seen<CronJob>): readonly string[] {
  const active = cronJob.active.map(id => world.jobs[id]?.name ?? '').join(', ')
  const deadline = cronJob.startingDeadlineSeconds
  return [
    `Schedule: ${spec.batch?.schedule}`,
    `Concurrency Policy: ${spec.batch?.concurrencyPolicy}`,
    `Starting Deadline Seconds: ${deadline === undefined ? '<unset>' : `${deadline}s`}`,
    `Last Schedule Time: ${cronJob.lastScheduleTime === NONE ? '<unset>' : clock(cronJob.lastScheduleTime)}`,
    `Active Jobs: ${active === '' ? '<none>' : active}`,
  ]
}

function jobLines({ spec }: Seen<Workload>, job: Seen<Job>): readonly string[] {
  const { active, succeeded, failed, condition, reason } = job
  return [
    `Job: ${job.name}`,
    `  Parallelism: ${spec.batch?.parallelism}`,
    `  Completions: ${spec.batch?.completions}`,
    `  Pods Statuses: ${active.length} Active / ${succeeded} Succeeded / ${failed} Failed`,
    ...(condition === '' ? [] : [`  Conditions: ${condition}${reason === '' ? '' : `  ${reason}`}`]),
  ]
}

const clock = (tick: number) =>
  [Math.floor(tick / 3_600), Math.floor(tick / 60) % 60, tick % 60].map(part => String(part).padStart(2, '0')).join(':')
