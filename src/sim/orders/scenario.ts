/**
 * What nobody types: the users' comings and goings, and what breaks.
 */

import type { Cause } from '../../model/happening'
import type { Node } from '../../model/kubernetes'
import type { Circuit, HostRef, Id } from '../../model/refs'
import type { PodTemplate } from '../../model/rollout'
import type { Days, Tick } from '../../model/units'
import type { Volume } from '../../model/volume'
import type { Workload, World } from '../../model/world'
import { panicKernel } from '../cloud/kernel-panic'
import { release } from '../controllers/releases'
import { letDaysPass } from '../days'
import { bringDown, bringUp, cutOff, reconnect } from '../hosts/hosts'
import { type IntrudeOrder, intrude } from '../intrusions'
import { crash, hang } from '../kubelet/crash'
import { restartRuntime } from '../kubelet/runtimes'
import { losePower, regainPower } from '../metal/power'
import { loseDisk } from '../storage/snapshots'
import type { Telling } from '../telling'
import { type LoadOrder, setLoad } from '../traffic/load'
import { abandon, callOff, expectUsers } from '../traffic/traffic'
import { type TuneOrder, tune } from '../tuning'
import { type Doers, never } from './doer'

export type ScenarioOrder =
  | { readonly order: 'abandon'; readonly workload: Id }
  /** Its users come from this tick on, for a run that lasts until that one. */
  | { readonly order: 'expect'; readonly workload: Id; readonly due: Tick; readonly until: Tick }
  /** Its users do not come after all, and nobody misses them. */
  | { readonly order: 'call-off'; readonly workload: Id }
  /** Its tenant ships another version. */
  | { readonly order: 'release'; readonly workload: Id; readonly template: PodTemplate }
  | { readonly order: 'bring-down'; readonly host: HostRef }
  | { readonly order: 'bring-up'; readonly host: HostRef }
  /** It lives, but its control planes do not hear it. */
  | { readonly order: 'cut-off'; readonly host: HostRef }
  | { readonly order: 'reconnect'; readonly host: HostRef }
  /** All machines of a rack, or on a feed, lose their power; or have it again. */
  | { readonly order: 'lose-power'; readonly circuit: Circuit }
  | { readonly order: 'regain-power'; readonly circuit: Circuit }
  /** So many days in which nobody plays: what wears out meanwhile has worn out. */
  | { readonly order: 'let-days-pass'; readonly days: Days }
  /** The kernel that it runs on panics. */
  | { readonly order: 'kernel-panic'; readonly host: HostRef }
  /** Something in the workload's servers takes all the cpu time that it can get, or no more. */
  | { readonly order: 'burn'; readonly workload: Id; readonly burns: boolean }
  /** The disk that its data lies on dies, or that of one copy. */
  | { readonly order: 'lose-disk'; readonly workload: Id; readonly disk?: Id | undefined }
  /** Whatever is built on that hypervisor fails from now on. */
  | { readonly order: 'break-builds'; readonly hypervisor: Id }
  /** The container runtime of that node is started again. */
  | { readonly order: 'restart-runtime'; readonly node: Id }
  /** One process of the workload dies. */
  | { readonly order: 'crash'; readonly workload: Id }
  /** One pod's process is there and answers nothing any more. */
  | { readonly order: 'hang'; readonly workload: Id }
  /** No image can be pulled, or all of them again. */
  | { readonly order: 'stop-registry' }
  | { readonly order: 'start-registry' }
  | IntrudeOrder
  | LoadOrder
  | TuneOrder

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
  release: {
    refuses: never,
    does: (world, { workload, template }, tell, cause) =>
      release(world, workloadOf(world, workload), template, tell, cause),
  },
  'lose-disk': { refuses: never, does: loseDiskOf },
  'lose-power': { refuses: never, does: (world, { circuit }, tell, cause) => losePower(world, circuit, tell, cause) },
  'regain-power': {
    refuses: never,
    does: (world, { circuit }, tell, cause) => regainPower(world, circuit, tell, cause),
  },
  'let-days-pass': { refuses: never, does: (world, { days }, tell, cause) => letDaysPass(world, days, tell, cause) },
  'kernel-panic': { refuses: never, does: (world, { host }, tell, cause) => panicKernel(world, host, tell, cause) },
  burn: { refuses: never, does: burn },
  'break-builds': { refuses: never, does: (world, { hypervisor }) => breakBuilds(world, hypervisor) },
  'restart-runtime': {
    refuses: never,
    does: (world, { node }, tell, cause) => restartRuntime(world, world.nodes[node] as Node, tell, cause),
  },
  crash: {
    refuses: never,
    does: (world, { workload }, tell, cause) => crash(world, workloadOf(world, workload), tell, cause),
  },
  hang: {
    refuses: never,
    does: (world, { workload }, tell, cause) => hang(world, workloadOf(world, workload), tell, cause),
  },
  'stop-registry': { refuses: never, does: (world, _, __, cause) => setRegistry(world, false, cause) },
  intrude: { refuses: never, does: intrude },
  load: { refuses: never, does: setLoad },
  tune: { refuses: never, does: tune },
  'start-registry': { refuses: never, does: (world, _, __, cause) => setRegistry(world, true, cause) },
}

/** Nobody is told but who pulls. */
function setRegistry({ registry }: World, up: boolean, cause: Cause): void {
  registry.up = up
  registry.cause = cause
}

function burn(world: World, { workload, burns }: { readonly workload: Id; readonly burns: boolean }): void {
  for (const id of workloadOf(world, workload).units) {
    const on = world.units[id]?.on
    const server = on?.kind === 'server' ? world.servers[on.id] : undefined
    if (server) server.burns = burns
  }
}

function breakBuilds(world: World, id: Id): void {
  const host = world.hypervisors[id]
  if (host) host.failsBuilds = true
}

type LoseDisk = Extract<ScenarioOrder, { order: 'lose-disk' }>

function loseDiskOf(world: World, { workload, disk: id }: LoseDisk, tell: Telling, cause: Cause): void {
  const volume = world.volumes[id ?? workloadOf(world, workload).volume]
  if (volume?.state === 'deleted') spared(volume, tell, cause)
  else if (volume) loseDisk(world, volume, tell, cause)
}

const spared = ({ id, name }: Volume, tell: Telling, cause: Cause) =>
  tell.normal('DiskSpared', 'volume', id, `volume "${name}" failed, and nothing was on it any more`, cause)

const workloadOf = (world: World, id: Id) => world.workloads[id] as Workload
