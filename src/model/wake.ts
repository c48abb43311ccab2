/**
 * What is due later, as data. `sim/wake.ts` files it and takes it out again.
 *
 * Entries for the present window of ticks lie in one list a tick; everything later
 * lies in `far` in the order it was filed and moves over when its window begins. So
 * entries of one tick come out in exactly the order in which they were put in.
 */

import type { LeadingPart, Part } from './control-plane'
import type { Cause } from './happening'
import type { Circuit, HostRef, Id } from './refs'
import type { Milliseconds, Tick } from './units'

/** `since`: of the container that started then, and of none that came after it. */
export const PROBE_KINDS = ['startup', 'liveness', 'readiness'] as const
export type ProbeKind = (typeof PROBE_KINDS)[number]

/** A closed union: a new kind of thing to wait for is a compile error wherever it must be known. */
export type ClusterDue =
  | { readonly what: 'imagePulled'; readonly pod: Id }
  | { readonly what: 'containerStarted'; readonly pod: Id }
  | {
      readonly what: 'probe'
      readonly pod: Id
      readonly workload: Id
      readonly probe: ProbeKind
      readonly since: Tick
      /** When its answer was last such that it stays so until something changes, or NONE. */
      settledAt: Tick
    }
  | { readonly what: 'containerStopped'; readonly pod: Id; readonly since: Tick }
  | { readonly what: 'pullAgain'; readonly pod: Id }
  | { readonly what: 'pullEnds'; readonly node: Id }
  | { readonly what: 'memory'; readonly pod: Id; readonly since: Tick }
  | { readonly what: 'memoryCheck'; readonly node: Id }
  | { readonly what: 'diskCheck'; readonly node: Id }
  | { readonly what: 'imageGc'; readonly node: Id }
  | { readonly what: 'podStopped'; readonly pod: Id }
  | { readonly what: 'containerExits'; readonly pod: Id; readonly since: Tick }
  | { readonly what: 'progressDeadline'; readonly deployment: Id }
  | { readonly what: 'podAvailable'; readonly pod: Id; readonly since: Tick }
  | { readonly what: 'serverActive'; readonly server: Id }
  | { readonly what: 'serverBooted'; readonly server: Id }
  | { readonly what: 'hostJoins'; readonly host: HostRef }
  | { readonly what: 'playbookEnds' }
  | { readonly what: 'toolAdopted' }
  | { readonly what: 'upgradeDrained' }
  | { readonly what: 'upgradeInstalled' }
  | { readonly what: 'machineCallBack'; readonly machine: Id }
  | { readonly what: 'machineWriting'; readonly machine: Id }
  | { readonly what: 'machineActive'; readonly machine: Id }
  | { readonly what: 'stackResource'; readonly stack: Id; readonly resource: number }
  | { readonly what: 'stackTimeout'; readonly stack: Id }
  | { readonly what: 'machineTimeout'; readonly machine: Id; readonly since: Tick }
  | { readonly what: 'machineCleaning'; readonly machine: Id; readonly since: Tick }
  | { readonly what: 'machinePowered'; readonly machine: Id }
  | { readonly what: 'panicReset'; readonly host: HostRef; readonly resets: number }
  | { readonly what: 'unitReady'; readonly unit: Id }
  | { readonly what: 'healthCheck'; readonly unit: Id }
  | { readonly what: 'volumeAttached'; readonly volume: Id }
  | { readonly what: 'volumeDetached'; readonly volume: Id }
  | { readonly what: 'heartbeat'; readonly node: Id }
  | { readonly what: 'nodeMonitor'; readonly node: Id }
  | { readonly what: 'migrated'; readonly server: Id }
  | { readonly what: 'volumeCopied'; readonly volume: Id }
  | { readonly what: 'restored'; readonly volume: Id }
  | { readonly what: 'backup'; readonly volume: Id }
  | { readonly what: 'drilled'; readonly volume: Id; readonly snapshot: Id; readonly began: Tick }
  | { readonly what: 'computeServiceDown'; readonly hypervisor: Id }
  | { readonly what: 'taintNode'; readonly zone: Id }
  | { readonly what: 'cloudNode'; readonly node: Id }
  | { readonly what: 'podGc'; readonly node: Id }
  | { readonly what: 'evictNode'; readonly node: Id }
  | {
      readonly what: 'tolerationOver'
      readonly pod: Id
      readonly key: string
      readonly since: Tick
      readonly cause: Cause
    }
  | { readonly what: 'drain'; readonly node: Id }
  | { readonly what: 'forceDetach'; readonly volume: Id; readonly node: Id }
  | { readonly what: 'autoscale'; readonly autoscaler: Id }
  | { readonly what: 'jobPodDone'; readonly pod: Id }
  | { readonly what: 'jobSync'; readonly job: Id }
  | { readonly what: 'cronJobSync'; readonly cronJob: Id }
  | { readonly what: 'cronDone'; readonly unit: Id; readonly at: Tick; readonly since: Tick }
  | { readonly what: 'clusterAutoscale' }
  | { readonly what: 'removeNode'; readonly node: Id }
  | ControlPlaneDue

/** Of one cluster's control plane. */
export type ControlPlaneDue = { readonly cluster: Id } & (
  | { readonly what: 'etcdElection' }
  | { readonly what: 'etcdStalled' }
  | { readonly what: 'etcdFull' }
  | { readonly what: 'planeSaved' }
  | { readonly what: 'etcdSaved'; readonly snapshot: Id }
  | { readonly what: 'etcdRestored'; readonly snapshot: Id }
  | { readonly what: 'etcdDefragmented'; readonly member: Id }
  | { readonly what: 'memberStarted'; readonly member: Id }
  | { readonly what: 'leaseTaken'; readonly part: LeadingPart }
  | { readonly what: 'certificatesEnd' }
  | { readonly what: 'certificatesRenewed' }
)

/** Filed by the rules, and handed back to them. */
export type RunDue =
  | { readonly what: 'announce'; readonly entry: string }
  | { readonly what: 'arrive'; readonly entry: string }
  | { readonly what: 'patience'; readonly entry: string }
  | { readonly what: 'sign'; readonly entry: string }
  | { readonly what: 'incident'; readonly entry: string }
  | { readonly what: 'release'; readonly workload: Id; readonly number: number }
  | { readonly what: 'heal'; readonly entry: string; readonly by: Healing }
  | { readonly what: 'handFree'; readonly hand: number }
  | { readonly what: 'chart'; readonly delay: string; readonly event: string; readonly number: number }

/** What ends an incident by itself: each is an order of the simulation. Of one member of the control plane, or of all. */
export type Healing =
  | { readonly order: 'bring-up' | 'reconnect'; readonly host: HostRef }
  | { readonly order: 'start-kubelet'; readonly node: Id }
  | { readonly order: 'start-registry' }
  | { readonly order: 'intrude'; readonly from: Id; readonly to: Id; readonly perSecond: number }
  | { readonly order: 'regain-power'; readonly circuit: Circuit }
  | { readonly order: 'reboot-server'; readonly server: Id }
  | { readonly order: 'burn'; readonly workload: Id; readonly burns: boolean }
  | {
      readonly order: 'start-part'
      readonly part: Part
      readonly member?: Id | undefined
      readonly cluster?: Id | undefined
    }
  | {
      readonly order: 'slow-disk'
      readonly member?: Id | undefined
      readonly by: Milliseconds
      readonly cluster?: Id | undefined
    }

export type Due = ClusterDue | RunDue

export interface Wake {
  /** The first tick after the present window. */
  windowEnds: Tick
  readonly slots: Due[][]
  far: WakeEntry[]
}

/** What waits for a later window says for how long. */
export interface WakeEntry {
  readonly at: Tick
  readonly due: Due
}
