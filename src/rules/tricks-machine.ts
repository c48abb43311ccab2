/**
 * The tricks on a plate of the slab: a machine that is spare, being deployed, or in use.
 */

import type { Machine } from '../model/baremetal'
import type { Seen } from '../model/world'
import { deployLine } from './lines'
import { orders, refused } from './plan'
import { byRules } from './play'
import { wakes, withPower } from './power-care'
import type { Tricks } from './tricks'

export const MACHINE_TRICKS: Tricks<Seen<Machine>> = {
  SCALE: {
    plan: (_, { id }) => orders({ order: 'deploy', machine: id }),
    line: (_, { name }) => deployLine(name),
  },
  SAVE: { plan: () => refused(byRules('refused.notHere', { verb: 'SAVE' })), line: () => '' },
  UNDO: withPower(({ id }) => id, wakes, {
    plan: () => refused(byRules('refused.notHere', { verb: 'UNDO' })),
    line: () => '',
  }),
  MOVE: { plan: () => refused(byRules('refused.notHere', { verb: 'MOVE' })), line: () => '' },
}
