/**
 * The tricks on a single volume: where a rider's data lies that is kept in one copy.
 *
 * Where the clock takes backups, a hand has something better to do than to take one
 * more: SAVE restores the newest elsewhere, to see whether it is any good. Once it is
 * proven, SAVE takes a snapshot as everywhere.
 */

import type { Snapshot, Volume } from '../model/volume'
import type { Seen, World } from '../model/world'
import { backupOf } from '../sim/storage/backup-plan'
import { newestSnapshot } from '../sim/storage/snapshots'
import { diskCopyLine } from './disk-copy-lines'
import { drillLine } from './drill-lines'
import { orders, refused } from './plan'
import { byRules } from './play'
import { revertLine, snapshotLine } from './snapshot-lines'
import type { Tricks } from './tricks'

export const VOLUME_TRICKS: Tricks<Seen<Volume>> = {
  SCALE: { plan: () => refused(byRules('refused.oneCopy')), line: () => '' },
  SAVE: {
    plan: ({ world }, volume) =>
      orders({ order: toProve(world, volume) ? 'restore-drill' : 'snapshot', volume: volume.id }),
    line: ({ world }, volume) => {
      const backup = toProve(world, volume)
      return backup ? drillLine(world, volume, backup) : snapshotLine(world, volume)
    },
  },
  UNDO: {
    plan: (_, { id }) => orders({ order: 'restore', volume: id }),
    line: ({ world }, volume) => revertLine(world, volume),
  },
  MOVE: {
    plan: (_, { id }) => orders({ order: 'copy-volume', volume: id }),
    line: ({ world }, volume) => diskCopyLine(world, volume),
  },
}

/** The newest backup, if nobody knows yet whether it is any good. */
export function toProve(world: Seen<World>, volume: Seen<Volume>): Seen<Snapshot> | undefined {
  const workload = world.workloads[volume.workload]
  if (!workload || !backupOf(workload)) return undefined
  const newest = newestSnapshot(world, volume)
  return newest?.proven === false ? newest : undefined
}
