/**
 * Starting a workload's processes again where they are, after something was done to
 * what they need.
 */

import type { Cause } from '../../model/happening'
import type { Pod } from '../../model/kubernetes'
import type { Unit } from '../../model/systemd'
import type { Volume } from '../../model/volume'
import type { Workload, World } from '../../model/world'
import { deletePod } from '../kubelet/pod-end'
import { diskOfPod, diskOfUnit } from '../storage/volumes'
import type { Telling } from '../telling'
import { podsOf, unitsOf } from '../traffic/backends'
import { startAgain, stopDead } from './systemd'

/** The disk is looked for anew: while it is not there, they wait. All of them, or those on one disk. */
export function restartProcess(world: World, workload: Workload, tell: Telling, cause: Cause, only?: Volume): void {
  // a controller makes another pod, which takes the disk as it is then
  for (const { id } of podsOf(world, workload)) {
    const pod = world.pods[id] as Pod
    if (!only || diskOfPod(world, pod) === only) deletePod(world, pod, tell, cause)
  }
  for (const { id } of unitsOf(world, workload)) {
    const unit = world.units[id] as Unit
    if (only && diskOfUnit(world, unit) !== only) continue
    if (unit.state !== 'active' && unit.state !== 'activating') continue
    stopDead(world, unit, cause)
    startAgain(world, unit, tell, cause)
  }
}
