/**
 * The tricks on a rider on the slab: the machine that is its alone.
 */

import { provisionLine } from './lines'
import { orders, refused } from './plan'
import { byRules } from './play'
import type { RiderOn, Tricks } from './tricks'

export const SLAB_TRICKS: Tricks<RiderOn> = {
  SCALE: {
    plan: (_, { workload }) => orders({ order: 'provision', workload: workload.id, machine: undefined }),
    line: (run, { workload }) => provisionLine(run, workload, undefined),
  },
  SAVE: { plan: () => refused(byRules('refused.nothingToSave')), line: () => '' },
  UNDO: { plan: () => refused(byRules('refused.notHere', { verb: 'UNDO' })), line: () => '' },
  MOVE: { plan: () => refused(byRules('refused.cannotMove')), line: () => '' },
}
