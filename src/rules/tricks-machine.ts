/**
 * The tricks on a plate of the slab: a machine that is spare, being deployed, or in use.
 */

import type { Machine } from '../model/baremetal'
import { NONE, type Seen } from '../model/world'
import { cannot } from '../sim/metal/ironic'
import { deployLine, inTurn } from './lines'
import { stateLine, takesBack } from './machine-states'
import { orders, refused } from './plan'
import { byRules, bySystem, type Refusal } from './play'
import { wakes, withPower } from './power-care'
import type { Run } from './run'
import type { Tricks } from './tricks'

/** Somebody has it, or Ironic is at work on it and says so. */
function whyKept({ world }: Seen<Run>, machine: Seen<Machine>): Refusal {
  const rider = world.workloads[world.units[machine.unit]?.workload ?? NONE]?.spec.name
  if (rider) return byRules('refused.carries', { name: rider })
  return machine.state === 'available'
    ? byRules('refused.notHere', { verb: 'UNDO' })
    : bySystem(cannot('deleted', machine))
}

export const MACHINE_TRICKS: Tricks<Seen<Machine>> = {
  SCALE: {
    plan: (_, { id }) => orders({ order: 'deploy', machine: id }),
    line: (_, { name }) => deployLine(name),
  },
  SAVE: { plan: () => refused(byRules('refused.notHere', { verb: 'SAVE' })), line: () => '' },
  UNDO: withPower(({ id }) => id, wakes, {
    plan: (run, machine) => {
      const back = takesBack(machine).map(order => ({ order, machine: machine.id }))
      return back.length > 0 ? orders(...back) : refused(whyKept(run, machine))
    },
    line: (_, machine) => inTurn(...takesBack(machine).map(order => stateLine(order, machine.name))),
  }),
  MOVE: { plan: () => refused(byRules('refused.notHere', { verb: 'MOVE' })), line: () => '' },
}
