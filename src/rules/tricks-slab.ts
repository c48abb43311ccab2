/**
 * The tricks on a rider on the slab: the machine that is its alone.
 */

import { orders, refused } from './plan'
import { byRules } from './play'
import { provisionLine } from './provision-line'
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
