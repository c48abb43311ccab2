/**
 * The death of one process of a workload, wherever it runs: whoever watches it there
 * starts it again.
 */

import type { Cause } from '../../model/happening'
import type { Pod } from '../../model/kubernetes'
import type { Unit } from '../../model/systemd'
import type { Workload, World } from '../../model/world'
import { crashUnit } from '../hosts/systemd'
import type { Telling } from '../telling'
import { podsOf, unitsOf } from '../traffic/backends'
import { crashPod, hangPod } from './restarts'

/** The one that has served longest; nothing happens to a workload that runs nowhere. */
export function crash(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  const pod = world.pods[workload.endpoints[0] ?? -1] ?? workingPod(world, workload)
  if (pod) return crashPod(world, pod as Pod, tell, cause)
  const unit = unitsOf(world, workload).find(each => each.ready)
  if (unit) crashUnit(world, world.units[unit.id] as Unit, tell, cause)
}

/** The pod that has served longest hangs; of a process on a server or a machine nobody would notice. */
export function hang(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  const pod = world.pods[workload.endpoints[0] ?? -1]
  if (pod) hangPod(world, pod as Pod, tell, cause)
}

/** Of a Job, which nobody sends anything to. */
const workingPod = (world: World, workload: Workload) =>
  workload.spec.batch && podsOf(world, workload).find(({ status }) => status === 'Running')
