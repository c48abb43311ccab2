/** Kubernetes' objects, and what its controllers have yet to look at. */

import type { Cause } from './happening'
import type { NodeDisk } from './kubelet'
import type { Labels, Taint } from './placement'
import type { HostRef, Id } from './refs'
import type { Resources } from './resources'
import type { PodTemplate, Progress } from './rollout'
import type { Runtime } from './runtime'
import type { KiB, MiB, Ppb, Seconds, Tick } from './units'

export interface Node {
  readonly id: Id
  readonly name: string
  /** Whose it is: the operator's (0), or a tenant's (`model/tenant.ts`). */
  readonly cluster: Id
  readonly on: HostRef
  /** As `kubectl get nodes --show-labels` prints them: its name, and the zone it stands in if it has one. */
  readonly labels: Labels
  /** That zone, among those that the node lifecycle controller watches. */
  readonly zone: Id
  /** What its pods may ask for: the machine's capacity less what the node keeps for itself. */
  readonly allocatable: Resources
  readonly runtime: Runtime
  /** The kernel its pods share. */
  readonly kernel: 'shared'
  /** Those of its spec; `sim/scheduling/taints.ts` adds what its conditions bring. */
  readonly taints: Taint[]
  /** Those that its pods have taken. */
  readonly hostPorts: number[]
  requested: Resources
  /** For scoring a pod without requests counts as if it had the defaults. */
  scored: Resources
  readonly pods: Id[]
  /** Its kubelet runs; containers run on without it. */
  kubelet: boolean
  /** What is; `ready` is what the control plane knows. */
  up: boolean
  ready: boolean
  cause: Cause
  unschedulable: boolean
  /** Its object is gone for good: the cluster autoscaler has given it back. */
  removed: boolean
  /** It is being emptied, and asked again and again. */
  draining: boolean
  /** When its drain asks again, or NONE; those of its pods that were refused to it; and of how many drains every pod was refused at first. */
  drainsAt: Tick
  readonly heldBack: Id[]
  heldDrains: number
  /** When the node lifecycle controller saw a sign of its life last; one that has just begun takes its first look for one. */
  heardAt: Tick
  /** When its kubelet renewed its Lease last. */
  renewedAt: Tick
  /** LastHeartbeatTime of its conditions: when its kubelet posted its status last. */
  postedAt: Tick
  /** LastTransitionTime of its condition Ready. */
  turnedAt: Tick
  /** Since when nothing was heard of its kubelet, or NONE. */
  silentSince: Tick
  /** When the control plane put its NoExecute taint on it, or NONE; its pods bear that for a while. */
  taintedAt: Tick
  /** Pods that were declared dead while it could not be asked, and may live on. */
  readonly orphans: Id[]
  /** Images are pulled one after the other: when the next pull may begin. */
  pullsUntil: Tick
  /** Where the registry's bandwidth is shared: pods whose image is pulled or waits for its turn, and what is left of the first. */
  readonly pullQueue: Id[]
  pullLeft: KiB
  readonly images: string[]
  readonly disk: NodeDisk
  /** When it was last found short of memory, until that is past; NONE while it has enough. */
  shortSince: Tick
  /** When its kubelet looks again whether it is, or NONE while there is nobody to watch. */
  memoryCheck: Tick
}

/** How soon a silent node is missed, and its pods given up. */
export interface NodeTimers {
  readonly heartbeat: Seconds
  readonly grace: Seconds
  readonly evictAfter: Seconds
}

export interface Deployment {
  readonly id: Id
  readonly workload: Id
  /** The cluster it was made in. */
  readonly cluster: Id
  replicas: number
  /** What its pods are to be made from. */
  template: PodTemplate
  /** The ReplicaSet (or revision) of that template, or of the one before until the controller has seen it; NONE before there is any. */
  replicaSet: Id
  /** Those that there are, oldest first. */
  readonly replicaSets: Id[]
  /** A StatefulSet's: the revision that all its pods had last, or NONE. */
  currentRevision: Id
  /** Ordinals go on counting over all its ReplicaSets, so a pod's luck is its own. */
  nextOrdinal: number
  paused: boolean
  readonly progress: Progress
  /** Names of the only nodes it may use; empty for any. */
  readonly nodeSelector: readonly string[]
  deleted: boolean
  cause: Cause
}

/** Of a StatefulSet or a DaemonSet it is a ControllerRevision, with the pods that were made from it. */
export interface ReplicaSet {
  readonly id: Id
  readonly deployment: Id
  template: PodTemplate
  readonly createdAt: Tick
  /** Grows each time that its template becomes the wanted one. */
  revision: number
  replicas: number
  /** The annotations desired-replicas and max-replicas: what the Deployment wanted when this one was last resized. */
  desired: number
  most: number
  readonly pods: Id[]
  /** Why pods have left it whose places are still to be filled. */
  readonly vacated: Cause[]
  /** What resized it last. */
  cause: Cause
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
  /** Since when it is, or was last. */
  readySince: Tick
  /** Its annotation controller.kubernetes.io/pod-deletion-cost; 0 without. */
  deletionCost: number
  /** A DaemonSet's: the node that it is made for; else NONE. */
  readonly daemonOf: Id
  /** When its image was asked for, and for how long its own pull takes; its turn may come later. */
  pullAskedAt: Tick
  /** When it is there; an end that is filed for a pull which its host broke off comes too early. */
  pullEndsAt: Tick
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
  /** Since when it writes to its node's disk, or NONE. */
  writesSince: Tick
  /** How often its container was started again. */
  restarts: number
  /** How often it has had to wait for that, since the back-off was forgotten last. */
  backOffs: number
  /** Equal results of its readiness probe in a row, and of its liveness or startup probe: successes count up, failures down. */
  readyRun: number
  aliveRun: number
  /** Its container, as it is now, has been Ready. */
  hasServed: boolean
  /** Its startup probe has succeeded, or it has none. */
  startedUp: boolean
  /** Since when its process answers nobody any more, or NONE. */
  hungAt: Tick
  /** Its container is told to stop, to be started again; it has then, or NONE. */
  stopsAt: Tick
  /** The share of its workers that have a request in hand which its process will not finish; 0 while it works. */
  inHand: Ppb
  /** Its preStop hook sleeps until then, and it serves on; says nothing where `stopsAt` is NONE. */
  servesUntil: Tick
  /** How its last container ended. */
  lastExit: Exit | undefined
  /** Pulls of its image that failed in a row. */
  pullFails: number
  /** What keeps its volume from it, in the system's words; empty when nothing does. */
  mountMessage: string
  /** How often the scheduler has tried in vain, and why it failed last. */
  attempts: number
  nextTry: Tick
  message: string
  /** Since when it waits in the scheduler's queue: made, or last tried. */
  queuedAt: Tick
  /** Which filters objected when it was last tried, one bit each: what may help it. */
  rejectedBy: number
  /** The node that is made free for it, or NONE. */
  nominated: Id
  /** Whom it had to make room for, or NONE. */
  preemptedBy: Id
  /** When it got its node, or NONE. */
  boundAt: Tick
  cause: Cause
}

/** What kubectl describe calls the last state. */
export interface Exit {
  readonly reason: 'Completed' | 'Error' | 'OOMKilled'
  readonly code: number
}

export const POD_STATUSES = [
  'Pending',
  'Init:0/1',
  'Pulling',
  'ContainerCreating',
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'Running',
  'Terminating',
  'Unknown',
] as const
export type PodStatus = (typeof POD_STATUSES)[number]

export interface Image {
  readonly name: string
  readonly size: MiB
}

/** A pod was bound, and this is what was thought of every node. */
export interface Decided {
  readonly pod: Id
  readonly at: Tick
  readonly rows: readonly DecidedRow[]
}

export interface DecidedRow {
  readonly node: Id
  /** The filter that objects first, and all it objects to; empty if none does. */
  readonly by: string
  readonly reasons: readonly string[]
  /** By plugin, in the era's order; empty where nobody compared. */
  readonly scores: readonly number[]
}

/** What the controllers have yet to look at. */
export interface WorkQueues {
  /** Deployments, and what stands in their place, whose controller has something to do. */
  readonly deployments: Id[]
  /** Pods without a node, in the order they asked. */
  pending: Id[]
  /** What has changed since the last look, so that pods that found no node are tried again: a node came or changed, a pod left its node, a pod got one. */
  roomMade: boolean
  podLeft: boolean
  podCame: boolean
  /** Pods that wait for a node which is made free for them. */
  nominated: Id[]
  /** The scheduler's last decisions in a small cluster, node by node, to be looked at. */
  decided: Decided[]
  /** Evictions from lost nodes are stopped on purpose: too much of the park is silent. */
  evictionsPaused: boolean
  /** What the node lifecycle controller makes of each zone; nodes without one are together in the first that is made for them. */
  readonly zones: Zone[]
}

/** In the controller's own words. */
export const ZONE_STATES = ['Initial', 'Normal', 'PartialDisruption', 'FullDisruption'] as const
export type ZoneState = (typeof ZONE_STATES)[number]

export interface Zone {
  readonly id: Id
  /** Each cluster's controller has zones of its own, also of the same name. */
  readonly cluster: Id
  /** Empty for nodes that carry no zone's label. */
  readonly name: string
  state: ZoneState
  /** One node is tainted in so many seconds; 0: none is. */
  every: Seconds
  /** Nodes that are to be tainted, in the order in which they fell silent. */
  readonly waiting: Id[]
  /** When the next may be, and when somebody looks for it, or NONE. */
  nextTaint: Tick
  looksAt: Tick
}
