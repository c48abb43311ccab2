/**
 * The world: one cluster, its clouds and its machines at one tick, as plain data.
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

import type { ControlPlane } from './control-plane'
import type { Cause } from './happening'
import type { HostRef, Id } from './refs'
import type { Resources } from './resources'
import type { Bytes, Era, MiB, MicroUnits, Milliseconds, Ppb, Seconds, Seed, Tick } from './units'
import type { Snapshot, Volume } from './volume'
import type { Wake } from './wake'
import type { WorkloadSpec } from './workload'

/** Stands where a row points at nothing. */
export const NONE = -1

export interface Machine {
  readonly id: Id
  readonly name: string
  readonly capacity: Resources
  /** Ironic's provision state. Ironic calls a machine a node; here the word is Kubernetes'. */
  state: ProvisionState
  up: boolean
  /** It lives, but no control plane hears it. */
  cutOff: boolean
  /** When the deploy under way was asked for, and when it will end. */
  askedAt: Tick
  activeAt: Tick
  /** What is to run on it once it is active. */
  becomes: 'server' | 'kubelet' | 'nova-compute' | 'control-plane'
  /** How often it has been deployed: each deploy has its own luck. */
  deploys: number
  /** What brought its present state about. */
  cause: Cause
  hypervisor: Id
  node: Id
  unit: Id
}

export const PROVISION_STATES = ['available', 'deploying', 'wait call-back', 'active'] as const
export type ProvisionState = (typeof PROVISION_STATES)[number]

export interface Hypervisor {
  readonly id: Id
  readonly name: string
  readonly machine: Id
  up: boolean
  /** Nothing new is placed on it. */
  disabled: boolean
  /** Since when nothing was heard of its nova-compute, or NONE. */
  silentSince: Tick
  /** What nova knows of it. */
  reportedDown: boolean
  cause: Cause
  /** Servers that were evacuated while it may have lived on: nova destroys what is left of them when it is back. */
  readonly evacuated: Id[]
  readonly servers: Id[]
}

export interface Server {
  readonly id: Id
  readonly name: string
  readonly vcpus: number
  readonly ram: Bytes
  /** Devices passed through to it. */
  readonly gpus: number
  /** Nova's word. */
  status: 'BUILD' | 'ACTIVE' | 'SHUTOFF' | 'ERROR' | 'DELETED'
  /** The hypervisor it runs on, or NONE. */
  hypervisor: Id
  readonly askedAt: Tick
  /** The guest's own system is up, so a process can start. */
  booted: boolean
  /** As planned when it was asked for; air time is drawn to this. */
  bootsAt: Tick
  /** Nova's word for what it is doing with it. */
  task: 'none' | 'migrating' | 'rebuilding'
  /** Where a live migration brings it, and when that ends. */
  migratesTo: Id
  taskUntil: Tick
  /** How often it has been migrated or built: each time has its own luck. */
  tasks: number
  /** Since when there is an image of its root disk, or NONE. */
  imageAt: Tick
  unit: Id
  node: Id
  cause: Cause
}

export interface Node {
  readonly id: Id
  readonly name: string
  readonly on: HostRef
  /** What its pods may ask for: the machine's capacity less what the node keeps for itself. */
  readonly allocatable: Resources
  /** The kernel its pods share. */
  readonly kernel: 'shared'
  requested: Resources
  /** For scoring a pod without requests counts as if it had the defaults. */
  scored: Resources
  readonly pods: Id[]
  /** What is; `ready` is what the control plane knows. */
  up: boolean
  ready: boolean
  cause: Cause
  unschedulable: boolean
  /** It is being emptied, and asked again and again. */
  draining: boolean
  /** Since when nothing was heard of its kubelet, or NONE. */
  silentSince: Tick
  /** When the control plane put its NoExecute taint on it, or NONE; its pods bear that for a while. */
  taintedAt: Tick
  /** Pods that were declared dead while it could not be asked, and may live on. */
  readonly orphans: Id[]
  /** Images are pulled one after the other: when the next pull may begin. */
  pullsUntil: Tick
  readonly images: string[]
}

export interface Deployment {
  readonly id: Id
  readonly workload: Id
  replicas: number
  replicaSet: Id
  /** Names of the only nodes it may use; empty for any. */
  readonly nodeSelector: readonly string[]
  deleted: boolean
  cause: Cause
}

export interface ReplicaSet {
  readonly id: Id
  readonly deployment: Id
  /** Ordinals go on counting, so a pod's luck is its own. */
  nextOrdinal: number
  readonly pods: Id[]
}

export interface Pod {
  readonly id: Id
  readonly ordinal: number
  readonly replicaSet: Id
  readonly workload: Id
  readonly createdAt: Tick
  phase: 'Pending' | 'Running' | 'Failed' | 'Succeeded'
  /** Where it is on its way: `kubectl get pods` would show it as STATUS. */
  status: PodStatus
  node: Id
  ready: boolean
  /** When its image was asked for, and for how long its own pull takes; its turn may come later. */
  pullAskedAt: Tick
  pullSeconds: Seconds
  /** The container runs since then. */
  startedAt: Tick
  /** Its process can answer from then on, whatever its readiness says. */
  warmAt: Tick
  gone: boolean
  /** When it was told to go: it stops, or lingers where nobody can ask its node; else NONE. */
  deletedAt: Tick
  /** Its container starts then, unless something comes between. */
  startsAt: Tick
  /** How often its container was started again, and since when it is counted anew. */
  restarts: number
  /** What keeps its volume from it, in the system's words; empty when nothing does. */
  mountMessage: string
  /** How often the scheduler has tried in vain, and why it failed last. */
  attempts: number
  nextTry: Tick
  message: string
  cause: Cause
}

export const POD_STATUSES = [
  'Pending',
  'Init:0/1',
  'Pulling',
  'ContainerCreating',
  'Running',
  'Terminating',
  'Unknown',
] as const
export type PodStatus = (typeof POD_STATUSES)[number]

/** A workload's process under systemd, on a server or straight on a machine. */
export interface Unit {
  readonly id: Id
  readonly workload: Id
  readonly ordinal: number
  readonly on: HostRef
  readonly askedAt: Tick
  state: 'waiting' | 'activating' | 'active' | 'failed' | 'deleted'
  ready: boolean
  readyAt: Tick
  /** When it died under its users, or NONE: the balancer's health monitor notices a little later. */
  failedAt: Tick
  /** Requests it works on at a time: on a whole machine, those of every replica. */
  readonly workers: number
  /** In the balancer's pool; before the unit is ready its requests fail. */
  inService: boolean
  cause: Cause
}

/** A workload with its users. What serves it is a pod's or a unit's row. */
export interface Workload {
  readonly id: Id
  readonly spec: WorkloadSpec
  /** When its users come. */
  due: Tick
  plannedRequests: number
  deployment: Id
  readonly units: Id[]
  /** Pods that its Service sends requests to, in the order they became ready. */
  readonly endpoints: Id[]
  /** Pods that are told to stop and are still sent requests, for not everybody has heard of it. */
  readonly stopping: Id[]
  /** The disk its data lies on now, or NONE. */
  volume: Id
  /** The copy of it that is made for the place it changes to, or NONE. */
  standby: Id
  /** Its users have gone, or will not come. */
  over: boolean
  /** Its gate is closed by a third: the happening that told it, or NONE. */
  shedBy: number
  traffic: Traffic
}

/** Counted, not simulated one by one; what does not divide is carried to the next second. */
export interface Traffic {
  planned: number
  served: number
  lost: number
  late: number
  /** Acknowledged writes that are lost, each of which counts as many requests (`ASSUMPTIONS.lostWrite`). */
  writesLost: number
  /** This second's, for looking at. */
  perSecond: number
  lostNow: number
  lateNow: number
  /** Share of all its workers' time, in parts per billion; above a billion is overload. */
  utilisation: Ppb
  /** Thousandths of a request that demand has not yet made whole. */
  demandCarry: number
  /** Millionths of a write that are not yet a whole one. */
  writeCarry: number
  /** Billionths of a write that a second, empty copy has not yet taken as a whole one. */
  strayCarry: number
  state: 'quiet' | 'serving' | 'overloaded' | 'failing'
  /** When it came to be in that state, and through what. */
  since: Tick
  cause: Cause
  /** Since when some backend gets requests and does not answer them; NONE while all do. */
  silentSince: Tick
  /** The queue's answer for this load, kept while the load stays the same. */
  answer: QueueAnswer
  /** For backends of so many workers that take so long: the load up to which nothing is lost or late. */
  calm: { readonly workers: number; readonly serviceMs: Milliseconds; readonly upTo: number }
}

/** What a bounded queue does with a load (`sim/queueing.ts`). */
export interface QueueAnswer {
  /** Thousandths of a request per second, to one backend. */
  readonly offered: number
  /** Of that backend, and how long each is busy with one request: longer on a slower disk. */
  readonly workers: number
  readonly serviceMs: Milliseconds
  readonly lost: Ppb
  readonly late: Ppb
}

export const LOSSES = [
  'NotRouted',
  'Unschedulable',
  'NoValidHost',
  'PodStarting',
  'PodStopping',
  'ServerBuilding',
  'MachineDeploying',
  'WarmingUp',
  'NotInService',
  'CutOverEarly',
  'ProcessRestarting',
  'HostDown',
  'Overload',
  'TooSlow',
  'Abandoned',
  'WritesLost',
  'WrongAnswer',
  'Shed',
  'StaleEndpoint',
] as const
/** Why a request was lost. Exactly one for each. */
export type Loss = (typeof LOSSES)[number]

/** One line of the ledger: what one cause has cost one workload. */
export interface LossRow {
  readonly workload: Id
  readonly loss: Loss
  readonly cause: Cause
  readonly from: Tick
  to: Tick
  requests: number
  /** Parts per billion of a request that are not yet a whole one. */
  carry: number
}

export interface Quota {
  readonly instances: number
  readonly cores: number
  readonly ram: Bytes
}

export interface Image {
  readonly name: string
  readonly size: MiB
}

export interface Flavor {
  readonly name: string
  readonly vcpus: number
  readonly ram: Bytes
}

/** What the controllers have yet to look at. */
export interface WorkQueues {
  readonly replicaSets: Id[]
  /** Pods without a node, in the order they asked. */
  pending: Id[]
  /** Something was freed or added since the last look: pods that did not fit are tried again. */
  roomMade: boolean
  /** Evictions from lost nodes are stopped on purpose: too much of the park is silent. */
  evictionsPaused: boolean
  /** One node after the other: when the next may be tainted. */
  nextTaint: Tick
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
  readonly units: Unit[]
  readonly volumes: Volume[]
  readonly snapshots: Snapshot[]
  readonly workloads: Workload[]
  readonly work: WorkQueues
  readonly quota: Quota
  readonly images: readonly Image[]
  readonly flavors: readonly Flavor[]
  readonly pullPerSecond: MiB
  /** The storage cluster's copying, and memory between hypervisors. */
  readonly storagePerSecond: MiB
  readonly memoryPerSecond: MiB
  readonly ledger: LossRow[]
  /** Money spent so far, and what does not yet make a whole micro-unit. */
  spent: MicroUnits
  spentCarry: number
  /** Left out where a level names none: then it always works. */
  readonly controlPlane?: ControlPlane
}

/** The same thing, to look at only: nothing in it can be written, and `sim` will not take it. */
export type Seen<T> = T extends readonly (infer Row)[]
  ? readonly Seen<Row>[]
  : T extends object
    ? { readonly [Key in keyof T as Key extends typeof owned ? never : Key]: Seen<T[Key]> }
    : T
