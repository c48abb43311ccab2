/** When a disk is backed up by the clock: as its author planned it, or as somebody had it automated. */

import type { Volume } from '../../model/volume'
import type { WorkloadData } from '../../model/workload'
import type { Seen, Workload, World } from '../../model/world'
import { wakeAt } from '../wake'

/** Undefined of what is backed up by hand only. */
export function backupOf({ spec, backupEvery }: Seen<Workload>): Seen<WorkloadData>['backup'] {
  if (!spec.data) return undefined
  return spec.data.backup ?? (backupEvery > 0 ? { everySeconds: backupEvery, on: 'elsewhere' } : undefined)
}

/** Files the next one. */
export function planBackup(world: World, { id, workload }: Volume): void {
  const row = world.workloads[workload]
  const backup = row && backupOf(row)
  if (backup) wakeAt(world.wake, world.tick + backup.everySeconds, { what: 'backup', volume: id })
}
