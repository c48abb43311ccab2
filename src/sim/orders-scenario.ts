/**
 * What nobody types: the users' comings and goings, and what breaks.
 */

import type { HostRef, Id } from '../model/refs'
import type { Tick } from '../model/units'
import type { Workload, World } from '../model/world'
import { type Doers, never } from './doer'
import { bringDown } from './hosts'
import { abandon, callOff, expectUsers } from './traffic'

export type ScenarioOrder =
  | { readonly order: 'abandon'; readonly workload: Id }
  /** Its users come from this tick on, for a run that lasts until that one. */
  | { readonly order: 'expect'; readonly workload: Id; readonly due: Tick; readonly until: Tick }
  /** Its users do not come after all, and nobody misses them. */
  | { readonly order: 'call-off'; readonly workload: Id }
  | { readonly order: 'bring-down'; readonly host: HostRef }

export const SCENARIO: Doers<ScenarioOrder> = {
  abandon: {
    refuses: never,
    does: (world, { workload }, tell, cause) => abandon(world, workloadOf(world, workload), tell, cause),
  },
  expect: {
    refuses: never,
    does: (world, { workload, due, until }) => expectUsers(workloadOf(world, workload), due, until),
  },
  'call-off': { refuses: never, does: (world, { workload }) => callOff(workloadOf(world, workload)) },
  'bring-down': { refuses: never, does: (world, { host }, tell, cause) => bringDown(world, host, tell, cause) },
}

const workloadOf = (world: World, id: Id) => world.workloads[id] as Workload
