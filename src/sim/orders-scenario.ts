/**
 * What nobody types: the users' comings and goings, and what breaks.
 */

import type { Cause } from '../model/happening'
import type { HostRef, Id } from '../model/refs'
import type { Tick } from '../model/units'
import type { Workload, World } from '../model/world'
import { crash } from './crash'
import { type Doers, never } from './doer'
import { bringDown, bringUp, cutOff, reconnect } from './hosts'
import { loseDisk } from './snapshots'
import type { Telling } from './telling'
import { abandon, callOff, expectUsers } from './traffic'

export type ScenarioOrder =
  | { readonly order: 'abandon'; readonly workload: Id }
  /** Its users come from this tick on, for a run that lasts until that one. */
  | { readonly order: 'expect'; readonly workload: Id; readonly due: Tick; readonly until: Tick }
  /** Its users do not come after all, and nobody misses them. */
  | { readonly order: 'call-off'; readonly workload: Id }
  | { readonly order: 'bring-down'; readonly host: HostRef }
  | { readonly order: 'bring-up'; readonly host: HostRef }
  /** It lives, but its control planes do not hear it. */
  | { readonly order: 'cut-off'; readonly host: HostRef }
  | { readonly order: 'reconnect'; readonly host: HostRef }
  /** The disk that its data lies on dies. */
  | { readonly order: 'lose-disk'; readonly workload: Id }
  /** Whatever is built on that hypervisor fails from now on. */
  | { readonly order: 'break-builds'; readonly hypervisor: Id }
  /** One process of the workload dies. */
  | { readonly order: 'crash'; readonly workload: Id }

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
  'bring-up': { refuses: never, does: (world, { host }, tell, cause) => bringUp(world, host, tell, cause) },
  'cut-off': { refuses: never, does: (world, { host }, tell, cause) => cutOff(world, host, tell, cause) },
  reconnect: { refuses: never, does: (world, { host }, tell, cause) => reconnect(world, host, tell, cause) },
  'lose-disk': { refuses: never, does: loseDiskOf },
  'break-builds': { refuses: never, does: (world, { hypervisor }) => breakBuilds(world, hypervisor) },
  crash: {
    refuses: never,
    does: (world, { workload }, tell, cause) => crash(world, workloadOf(world, workload), tell, cause),
  },
}

function breakBuilds(world: World, id: Id): void {
  const host = world.hypervisors[id]
  if (host) host.failsBuilds = true
}

function loseDiskOf(world: World, { workload }: { readonly workload: Id }, tell: Telling, cause: Cause): void {
  const volume = world.volumes[workloadOf(world, workload).volume]
  if (volume) loseDisk(world, volume, tell, cause)
}

const workloadOf = (world: World, id: Id) => world.workloads[id] as Workload
