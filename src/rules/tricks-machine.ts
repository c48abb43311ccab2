/**
 * The tricks on a plate of the slab: a machine that is spare, being deployed, or in use.
 */

import type { Machine } from '../model/baremetal'
import type { Seen } from '../model/world'
import { deployLine, inTurn } from './lines'
import { stateLine, takesBack } from './machine-states'
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
    plan: (_, machine) => {
      const back = takesBack(machine).map(order => ({ order, machine: machine.id }))
      return back.length > 0 ? orders(...back) : refused(byRules('refused.notHere', { verb: 'UNDO' }))
    },
    line: (_, machine) => inTurn(...takesBack(machine).map(order => stateLine(order, machine.name))),
  }),
  MOVE: { plan: () => refused(byRules('refused.notHere', { verb: 'MOVE' })), line: () => '' },
}
