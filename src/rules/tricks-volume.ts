/**
 * The tricks on a backpack: the volume that a rider's data lies on.
 */

import type { Volume } from '../model/volume'
import type { Seen } from '../model/world'
import { newestSnapshot, otherDisk } from '../sim/snapshots'
import { DISK_TYPES } from './data-lines'
import { inTurn } from './lines'
import { orders, refused } from './plan'
import { byRules } from './play'
import type { Tricks } from './tricks'

export const VOLUME_TRICKS: Tricks<Seen<Volume>> = {
  SCALE: { plan: () => refused(byRules('refused.oneCopy')), line: () => '' },
  SAVE: {
    plan: (_, { id }) => orders({ order: 'snapshot', volume: id }),
    line: ({ world }, { name }) =>
      `openstack volume snapshot create --force --volume ${name} ${name}-${world.snapshots.length + 1}`,
  },
  UNDO: {
    plan: (_, { id }) => orders({ order: 'restore', volume: id }),
    line: (run, volume) => {
      const snapshot = newestSnapshot(run.world, volume)
      return snapshot ? `openstack volume revert ${snapshot.name}` : ''
    },
  },
  MOVE: {
    plan: (_, { id }) => orders({ order: 'copy-volume', volume: id }),
    line: (_, { name, disk }) => {
      const to = DISK_TYPES[otherDisk(disk)]
      return inTurn(`openstack volume create --source ${name} --type ${to} ${name}-${to}`)
    },
  },
}
