/**
 * The control plane of a cluster, the operator's or a tenant's: its members, the etcd
 * they keep together, and the leases by which one scheduler and one controller manager
 * act.
 *
 * A member is what kubeadm stacks on one machine or in one guest: an API server, a
 * scheduler, a controller manager and an etcd. Rows are never removed, only marked as
 * such. A cluster whose control plane no level names has one that always works, and no
 * row.
 */

import type { Cause } from './happening'
import type { Taint } from './placement'
import type { Id } from './refs'
import type { PodTemplate } from './rollout'
import type { Bytes, Days, Milliseconds, Tick } from './units'
import type { ClusterDue } from './wake'

/** The static pods of a member, by kubeadm's names. */
export const PARTS = ['kube-apiserver', 'kube-scheduler', 'kube-controller-manager', 'etcd'] as const
export type Part = (typeof PARTS)[number]

/** Of these only one acts at a time, by a lease. */
export const LEADING_PARTS = ['kube-scheduler', 'kube-controller-manager'] as const satisfies readonly Part[]
export type LeadingPart = (typeof LEADING_PARTS)[number]

export interface Member {
  readonly id: Id
  /** Whose control plane it is of. */
  readonly cluster: Id
  /** The machine it stands on, or NONE: then it is the guest that counts. */
  readonly machine: Id
  readonly server: Id
  /** What etcd's member list says; a learner has no vote. */
  role: 'learner' | 'voter' | 'removed'
  /** It has told the others its name; until then the list says `unstarted`. It stays so when it dies. */
  started: boolean
  /** When it will have, at the soonest. */
  readonly startsAt: Tick
  /** Since when the others hear its etcd, or NONE. */
  connectedSince: Tick
  /** Since when its machine and its other parts run without a break, or NONE. */
  runsSince: Tick
  /** Static pods that do not run although its machine does. */
  readonly stopped: Part[]
  /** The last write that its etcd has. */
  revision: number
  /** Its etcd answers nobody: it is being defragmented. */
  blocked: boolean
  /** How much longer than a sound one its disk takes to write, by itself and for its neighbours on the machine. */
  diskMs: Milliseconds
  noiseMs: Milliseconds
}

export interface Etcd {
  /** The member that leads, or NONE. */
  leader: Id
  term: number
  /** When the election under way ends, or NONE. */
  electionAt: Tick
  /** Since when nobody leads, or NONE; and how many elections have been in vain since. */
  leaderlessSince: Tick
  vain: number
  /** It has been told that this leader's heartbeats are late. */
  late: boolean
  /** When the others will have waited too long for the leader's slow disk, or NONE. */
  stallsAt: Tick
  /** Committed writes so far. */
  revision: number
  /** Its database file as it was then, and what of it is in use. */
  size: Bytes
  sizedAt: Tick
  readonly live: Bytes
  readonly growth: Bytes
  /** NOSPACE: nothing but reads and deletes until it is disarmed. */
  alarm: boolean
  /** A restore under way ends then, or NONE. */
  restoredAt: Tick
  /** Members that are still to be defragmented, one after the other. */
  readonly defragmenting: Id[]
  readonly snapshots: EtcdSnapshot[]
}

export interface SavedDeployment {
  readonly replicas: number
  readonly deleted: boolean
  readonly paused: boolean
  readonly template: PodTemplate
  readonly replicaSets: readonly Id[]
}

/** What the cluster's objects were when it was saved. */
export interface EtcdSnapshot {
  readonly id: Id
  readonly at: Tick
  readonly readyAt: Tick
  readonly revision: number
  readonly size: Bytes
  readonly deployments: readonly SavedDeployment[]
  readonly replicaSets: readonly { readonly replicas: number; readonly revision: number }[]
  /** Pods that had an object. */
  readonly pods: readonly Id[]
  /** Nodes that were cordoned. */
  readonly cordoned: readonly Id[]
  /** Of each node by its number. */
  readonly taints: readonly (readonly Taint[])[]
}

export interface Lease {
  /** The member whose process holds it. */
  holder: Id
  /** Since when it has not been renewed, or NONE. */
  lapsedSince: Tick
  /** Who will take it, and when; NONE while nobody can. */
  taker: Id
  takenAt: Tick
  /** How often it has changed hands: each time has its own luck. */
  turns: number
}

/** What acts now. Brought up to date whenever something changes, asked in every second. */
export interface Working {
  /** kubectl is answered. */
  api: boolean
  /** Something can be changed, so that leases and nodes are heard. */
  writes: boolean
  'kube-scheduler': boolean
  'kube-controller-manager': boolean
}

/** What was left undone while a part was away, in the order in which it came. */
export interface LeftUndone {
  /** Workloads whose endpoints are out of date. */
  readonly endpoints: Id[]
  /** Volumes whose last pod has gone. */
  readonly volumes: Id[]
  /** Nodes that are heard again by nobody yet. */
  readonly nodes: { readonly node: Id; readonly restarted: boolean }[]
  readonly due: ClusterDue[]
}

export interface ControlPlane {
  /** The operator's or a tenant's: its place among the control planes, and what happenings regard. */
  readonly cluster: Id
  /** The cluster's name, by which it is marked. */
  readonly name: string
  readonly members: Member[]
  readonly etcd: Etcd
  readonly leases: Readonly<Record<LeadingPart, Lease>>
  readonly working: Working
  /** Since when something can be written without a break. */
  writesSince: Tick
  /** When the certificates run out; NONE if they do not in this run. */
  certificatesEnd: Tick
  /** When a renewal under way is done, or NONE. */
  renewedAt: Tick
  /** The day on which they were last renewed: their year counts from there through the days that pass in jumps. */
  renewedOn: Days
  /** Somebody has had its snapshots and its renewals done by the clock. */
  automated: boolean
  readonly undone: LeftUndone
  /** What brought its present state about. */
  cause: Cause
}
