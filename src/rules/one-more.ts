/**
 * SCALE on a plate: one more of its kind, made of a spare machine, after its true lead
 * time.
 */

import type { Machine } from '../model/baremetal'
import type { Seen } from '../model/world'
import { spareMachine } from '../sim/metal/ironic'
import { deployLine } from './lines'
import { orders, refused } from './plan'
import { bySystem } from './play'
import type { Run } from './run'
import type { Trick } from './tricks'

/** What an allocation of Ironic's ends with. */
export const NO_MACHINE = 'no available nodes match the resource class baremetal'

export const oneMore = (becomes: Machine['becomes']): Trick<unknown> => ({
  plan: run => {
    const machine = spareMachine(run.world)
    return machine ? orders({ order: 'deploy', machine: machine.id, becomes }) : refused(bySystem(NO_MACHINE))
  },
  line: (run: Seen<Run>) => {
    const machine = spareMachine(run.world)
    return machine ? deployLine(machine.name) : ''
  },
})
