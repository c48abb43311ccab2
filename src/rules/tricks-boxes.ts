/**
 * The tricks on a rider in the boxes: its servers in OpenStack.
 */

import { serverName } from '../sim/orders-cloud'
import { bootLine } from './lines'
import { orders, refused } from './plan'
import { byRules } from './play'
import type { RiderOn, Tricks } from './tricks'

export const BOXES_TRICKS: Tricks<RiderOn> = {
  SCALE: {
    plan: (_, { workload }) => orders({ order: 'boot', workload: workload.id, servers: 1, hypervisor: undefined }),
    line: (_, { workload }) => `${bootLine(workload)} ${serverName(workload, workload.units.length)}`,
  },
  SAVE: { plan: () => refused(byRules('refused.nothingToSave')), line: () => '' },
  UNDO: { plan: () => refused(byRules('refused.notHere', { verb: 'UNDO' })), line: () => '' },
  MOVE: { plan: () => refused(byRules('refused.cannotMove')), line: () => '' },
}
