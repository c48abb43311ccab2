/**
 * What is wrong with a release, as it shows when its container runs: it hangs from the
 * start and answers nobody, or its process exits by itself, each time.
 *
 * An image that the registry has not got is one that the park does not name (`pulls.ts`).
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { Pod } from '../../model/kubernetes'
import type { ClusterDue } from '../../model/wake'
import type { Workload, World } from '../../model/world'
import { templateOf } from '../controllers/templates'
import { podName } from '../names'
import { readsSchema } from '../schemas'
import { diskOfPod } from '../storage/volumes'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { standing } from './kubelet'
import { exited } from './restarts'

/** Its process would answer only after that. */
const NEVER = 1_000_000_000

/** Its container has just started. */
export function showDefect(world: World, pod: Pod, tell: Telling): void {
  const { defect } = templateOf(world, pod)
  if (defect === 'hangs') pod.hungAt = world.tick
  if (knowsSchema(world, pod, tell) && defect !== 'crashes') return
  pod.warmAt = NEVER
  const at = world.tick + ASSUMPTIONS.defectiveRuns
  wakeAt(world.wake, at, { what: 'containerExits', pod: pod.id, since: pod.startedAt })
}

/** An older version exits as soon as it has seen what the migration of a later one left. */
function knowsSchema(world: World, pod: Pod, tell: Telling): boolean {
  const workload = world.workloads[pod.workload] as Workload
  const [template, volume] = [templateOf(world, pod), diskOfPod(world, pod)]
  if (readsSchema(workload, template, volume, tell, pod.cause)) return true
  const note = `${template.image} does not know the schema that it finds on ${volume?.name}`
  pod.cause = tell.warning('SchemaTooNew', 'pod', pod.id, note, volume?.cause ?? pod.cause)
  return false
}

export function containerExits(
  world: World,
  { pod: id, since }: Extract<ClusterDue, { what: 'containerExits' }>,
  tell: Telling,
): void {
  const pod = world.pods[id] as Pod
  if (!standing(world, pod) || pod.status !== 'Running' || pod.startedAt !== since || pod.stopsAt >= 0) return
  const { name } = (world.workloads[pod.workload] as Workload).spec
  const note = `container ${name} in pod ${podName(world, pod)} exited with code ${FAILED}`
  const told = tell.warning('ContainerDied', 'pod', id, note, pod.cause)
  exited(world, pod, { reason: 'Error', code: FAILED }, tell, told)
}

const FAILED = 1
