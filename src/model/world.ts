/**
 * The world: the operator's cluster and its tenants', clouds and machines at one tick, as
 * plain data.
 *
 * Everything is a row in a table, and a row's number is its id. There are no classes,
 * closures or names of things inside things, so a fork is a copy and a hash is a walk.
 * Rows are never removed, only marked as gone: an id means the same thing for the
 * whole run.
 *
 * What stands on what is a tree: machine -> hypervisor -> server -> unit, machine ->
 * node -> pod, server -> node -> pod, machine -> unit. Hosts list their guests, and
 * guests know their host.
 *
 * Only `sim` may change a world; everybody else holds a `Seen<World>`.
 */

import type { Autoscaler } from './autoscaling'
import type { Machine } from './baremetal'
import type { CronJob, Job, PlannedRun } from './batch'
import type { Call } from './calls'
import type { ControlPlane } from './control-plane'
import type { Stack } from './heat'
import type { Intrusion } from './intrusion'
import type { Probing, Registry } from './kubelet'
import type { Deployment, Image, Node, NodeTimers, Pod, ReplicaSet, WorkQueues } from './kubernetes'
import type { Backend, CniPlugin } from './network'
import type { ClusterAutoscaler } from './node-group'
import type { Flavor, Hypervisor, Project, Server, ServerGroup } from './openstack'
import type { Cleaning } from './park'
import type { SchedulerProfile } from './placement'
import type { Id } from './refs'
import type { PodTemplate } from './rollout'
import type { Runtime } from './runtime'
import type { Store } from './store'
import type { Unit } from './systemd'
import type { Tenant } from './tenant'
import type { Toolbox } from './toolbox'
import type { AnsweringPods, LossRow, Traffic } from './traffic'
import type { Days, Era, MiB, MicroUnits, Seconds, Seed, Tick } from './units'
import type { Snapshot, Volume } from './volume'
import type { Wake } from './wake'
import type { WorkloadSpec } from './workload'

/** Stands where a row points at nothing. */
export const NONE = -1
/** No tick that anybody waits for. */
export const ALWAYS: Tick = Number.MAX_SAFE_INTEGER

/** The pod network, with what its plugin does by default. */
export interface Network {
  readonly plugin: CniPlugin
  readonly backend: Backend
  readonly allowedAddressPairs: boolean
}

/** A workload with its users. What serves it is a pod's or a unit's row. */
export interface Workload {
  readonly id: Id
  readonly spec: WorkloadSpec
  /** When its users come. */
  due: Tick
  /** So many percent of its usual users; left out, all. */
  load?: number
  plannedRequests: number
  deployment: Id
  /** The version that was shipped last: whatever is made anew is of that. */
  template: PodTemplate
  /** Its servers are being brought to that, one by one. */
  deploying: boolean
  readonly units: Id[]
  /** Pods that its Service sends requests to, in the order they became ready. */
  readonly endpoints: Id[]
  /** How many of its endpoints answer, as counted last. */
  answering: AnsweringPods
  /** Pods that are told to stop and are still sent requests, for not everybody has heard of it. */
  readonly stopping: Id[]
  /** What its requests need of other workloads. */
  readonly calls: Call[]
  /** The disk its data lies on now, or NONE. */
  volume: Id
  /** The copy of it that is made for the place it changes to, or NONE. */
  standby: Id
  /** The replicated store that keeps its data, or NONE. */
  store: Id
  /** Somebody has had it backed up so often by the clock; 0: nobody has. */
  backupEvery: Seconds
  /** Its users have gone, or will not come. */
  over: boolean
  /** Its gate is closed by a third: the happening that told it, or NONE. */
  shedBy: number
  /** What it is expected to do by the clock, and how many of that were begun and settled. */
  runs: PlannedRun[]
  runsBegun: number
  runsSettled: number
  traffic: Traffic
  /** How likely its probes are to find it too busy, kept while its load stays the same. */
  readonly probing: Probing
}

declare const owned: unique symbol

export interface World {
  /** Says that the holder may change it: only `sim` makes one. */
  readonly [owned]: true
  tick: Tick
  readonly era: Era
  readonly seed: Seed
  /** How many happenings have been told: the next one's id. */
  told: number
  readonly wake: Wake
  readonly machines: Machine[]
  readonly hypervisors: Hypervisor[]
  readonly servers: Server[]
  readonly nodes: Node[]
  readonly deployments: Deployment[]
  readonly replicaSets: ReplicaSet[]
  readonly pods: Pod[]
  /** By pod: when something about its container or its node changed last that its answering hangs on. */
  readonly podChangedAt: Tick[]
  readonly autoscalers: Autoscaler[]
  readonly cronJobs: CronJob[]
  readonly jobs: Job[]
  readonly units: Unit[]
  readonly volumes: Volume[]
  readonly snapshots: Snapshot[]
  readonly stores: Store[]
  readonly workloads: Workload[]
  readonly work: WorkQueues
  readonly projects: readonly Project[]
  readonly serverGroups: ServerGroup[]
  /** Clusters beside the operator's. */
  readonly tenants: Tenant[]
  /** By cluster, the operator's first; none where a level names none: then that always works. */
  readonly controlPlanes: readonly (ControlPlane | undefined)[]
  readonly stacks: Stack[]
  /** Days that have passed in jumps. */
  day: Days
  readonly cleaning: Cleaning
  scheduler: SchedulerProfile
  /** Guests of some hypervisor get less cpu time than they ask for. */
  steals: boolean
  /** Undefined where a level names none: then every packet arrives, and every policy is obeyed. */
  network: Network | undefined
  /** Who asks a neighbour without any business there. */
  readonly intrusions: Intrusion[]
  /** Services in the cluster that are nobody's in the game: rules that kube-proxy writes. */
  readonly otherServices: number
  /** What kubelets run their containers by, where a machine says nothing else. */
  readonly runtime: Runtime
  readonly images: readonly Image[]
  readonly flavors: readonly Flavor[]
  readonly nodeTimers: NodeTimers
  pullPerSecond: MiB
  readonly registry: Registry
  /** The storage cluster's copying, and memory between hypervisors. */
  storagePerSecond: MiB
  memoryPerSecond: MiB
  /** Workloads that are OpenStack's own services: without them nothing can be asked of the cloud. */
  readonly cloudServices: readonly Id[]
  readonly ledger: LossRow[]
  /** Money spent so far, and what does not yet make a whole micro-unit. */
  spent: MicroUnits
  spentCarry: number
  /** Left out where a level names no node groups. */
  readonly clusterAutoscaler?: ClusterAutoscaler
  /** Left out where a level does not say how the cluster was made. */
  readonly toolbox?: Toolbox
}

/** The same thing, to look at only: nothing in it can be written, and `sim` will not take it. */
export type Seen<T> = T extends readonly (infer Row)[]
  ? readonly Seen<Row>[]
  : T extends object
    ? { readonly [Key in keyof T as Key extends typeof owned ? never : Key]: Seen<T[Key]> }
    : T
