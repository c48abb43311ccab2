/** The OpenStack cloud on some of the machines: hypervisors, the servers on them, and what each tenant may have. */

import type { Cause } from './happening'
import type { Id } from './refs'
import type { Bytes, Permille, Tick } from './units'

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
  /** Of the cpu time that its guests ask for they are given so many thousandths; the rest is steal. */
  cpuShare: Permille
  /** Whatever is built on it fails: its image store is full, its libvirt broken. */
  failsBuilds: boolean
  /** Builds that failed on it since one went well. */
  failedBuilds: number
}

export interface Server {
  readonly id: Id
  readonly name: string
  /** The tenant whose quota it counts in. */
  readonly project: Id
  /** The cluster it is a part of, if it is of any. */
  readonly cluster: Id
  /** Its server group, or NONE. */
  readonly group: Id
  /** The availability zone it was asked for in; '' where none was named. */
  readonly zone: string
  vcpus: number
  ram: Bytes
  /** Devices passed through to it. */
  readonly gpus: number
  /** Nova's word. */
  status: ServerStatus
  /** Why it is in ERROR, as nova keeps it; '' where it is not. */
  fault: string
  /** What nova-scheduler logged when it found no host for it. */
  log: readonly string[]
  /** Hosts on which its build has failed. */
  readonly tried: Id[]
  /** The hypervisor it runs on, or NONE. */
  hypervisor: Id
  readonly askedAt: Tick
  /** The guest's own system is up, so a process can start. */
  booted: boolean
  /** As planned when it was asked for; air time is drawn to this. */
  bootsAt: Tick
  /** Nova's word for what it is doing with it. */
  task: ServerTask
  /** Where a live migration brings it, and when that ends. */
  migratesTo: Id
  taskUntil: Tick
  /** The host that it is on its way to has died. */
  breaksOff: boolean
  /** How often it has been migrated or built: each time has its own luck. */
  tasks: number
  /** Its kernel has panicked and stands still. Nova does not know: it is ACTIVE. */
  hung: boolean
  /** Something in it takes all the cpu time that it can get. */
  burns: boolean
  /** A resize that is not confirmed yet: where it was and how big. */
  resizedFrom: ResizedFrom | undefined
  /** Since when there is an image of its root disk, or NONE. */
  imageAt: Tick
  /** A node or a member of the control plane once it has booted; else a workload's process runs on it. */
  readonly becomes: 'server' | 'kubelet' | 'control-plane'
  unit: Id
  node: Id
  cause: Cause
}

export const SERVER_STATUSES = ['BUILD', 'ACTIVE', 'SHUTOFF', 'VERIFY_RESIZE', 'ERROR', 'DELETED'] as const
export type ServerStatus = (typeof SERVER_STATUSES)[number]

export type ServerTask = 'none' | 'migrating' | 'rebuilding' | 'rebooting' | 'resize_migrating'

export interface ResizedFrom {
  readonly hypervisor: Id
  readonly vcpus: number
  readonly ram: Bytes
  /** Of the process in it. */
  readonly workers: number
}

export interface Quota {
  readonly instances: number
  readonly cores: number
  readonly ram: Bytes
  readonly serverGroups: number
}

/** A tenant. The first one is whose servers are where nobody says otherwise. */
export interface Project {
  readonly id: Id
  readonly name: string
  quota: Quota
}

export const SERVER_GROUP_POLICIES = ['affinity', 'anti-affinity', 'soft-affinity', 'soft-anti-affinity'] as const
export type ServerGroupPolicy = (typeof SERVER_GROUP_POLICIES)[number]

/** Says of its members whether they may, or had better, share a hypervisor. */
export interface ServerGroup {
  readonly id: Id
  readonly name: string
  readonly project: Id
  readonly policy: ServerGroupPolicy
}

export interface Flavor {
  readonly name: string
  readonly vcpus: number
  readonly ram: Bytes
}
