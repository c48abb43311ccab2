/** The OpenStack cloud on some of the machines: hypervisors, the servers on them, and what a tenant may have. */

import type { Cause } from './happening'
import type { Id } from './refs'
import type { Bytes, Tick } from './units'

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
  /** A kubelet joins the cluster once it has booted; else a workload's process runs on it. */
  readonly becomes: 'server' | 'kubelet'
  unit: Id
  node: Id
  cause: Cause
}

export interface Quota {
  readonly instances: number
  readonly cores: number
  readonly ram: Bytes
}

export interface Flavor {
  readonly name: string
  readonly vcpus: number
  readonly ram: Bytes
}
