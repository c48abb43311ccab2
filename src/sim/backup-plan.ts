/** When a disk is backed up by the clock. */

import type { Volume } from '../model/volume'
import type { World } from '../model/world'
import { wakeAt } from './wake'

/** Files the next one; what has no plan is backed up by hand only. */
export function planBackup(world: World, { id, workload }: Volume): void {
  const backup = world.workloads[workload]?.spec.data?.backup
  if (backup) wakeAt(world.wake, world.tick + backup.everySeconds, { what: 'backup', volume: id })
}
