/**
 * Why a run is not done in the bowl: read off its Job and its Job's last pod.
 */

import type { Job, PlannedRun } from '../../model/batch'
import type { Pod } from '../../model/kubernetes'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { clusterOf, planeOf } from '../control-plane/working'
import { nodeOf } from '../traffic/backends'
import type { Blame } from '../traffic/ledger'

/** Undefined where the workload is not in the bowl: then it is what was known when the run was due. */
export function whyJobFailed(world: Seen<World>, workload: Seen<Workload>, run: Seen<PlannedRun>): Blame | undefined {
  const cronJob = world.cronJobs.find(each => each.workload === workload.id && !each.deleted)
  const job = [...world.jobs].reverse().find(each => each.workload === workload.id && each.scheduledAt === run.at)
  if (job) return ofJob(world, job)
  if (!cronJob) return undefined
  const plane = planeOf(world, clusterOf(world, workload.id))
  return { loss: 'RunMissed', cause: cronJob.refused ? cronJob.cause : (plane?.cause ?? cronJob.cause) }
}

function ofJob(world: Seen<World>, { active, cause }: Seen<Job>): Blame {
  const pod = world.pods[active.at(-1) ?? NONE] as Seen<Pod> | undefined
  if (!pod) return { loss: 'RunFailed', cause }
  const node = nodeOf(world, pod)
  if (node && !node.up) return { loss: 'HostDown', cause: node.cause }
  return { loss: pod.node === NONE && pod.message !== '' ? 'Unschedulable' : 'RunFailed', cause: pod.cause }
}
