/**
 * Node groups and the cluster autoscaler that makes them larger and smaller.
 *
 * The nodes of a group are alike: guests of one flavor that are asked of the cloud, or
 * spare machines that Ironic deploys.
 */

import type { Cause } from './happening'
import type { Id } from './refs'
import type { Seconds, Tick } from './units'

export interface NodeGroupSpec {
  readonly name: string
  /** Of its guests; left out, its nodes are machines of their own. */
  readonly flavor?: string | undefined
  readonly minSize: number
  readonly maxSize: number
  /** Servers of the park that belong to it from the start. */
  readonly servers?: readonly string[] | undefined
}

/** One node that was asked for, whether it is there yet or not. */
export interface GroupMember {
  readonly server: Id
  readonly machine: Id
  readonly askedAt: Tick
  gone: boolean
}

export interface NodeGroup {
  readonly id: Id
  readonly name: string
  /** Empty: machines. */
  readonly flavor: string
  readonly minSize: number
  readonly maxSize: number
  readonly members: GroupMember[]
  /** Nothing more is asked of it until then, and how long that was last; 0: it never failed. */
  backoffUntil: Tick
  backoff: Seconds
}

export interface ClusterAutoscaler {
  readonly groups: NodeGroup[]
  /** Nodes that could go, and since when without a break. */
  unneeded: Unneeded[]
  /** The node that is being emptied, or NONE, and since when. */
  removing: Id
  removingSince: Tick
  lastScaleUp: Tick
  lastFailure: Tick
  /** What pods were told last, so that the same is not told again. */
  told: { readonly pod: Id; readonly note: string }[]
  cause: Cause
}

export interface Unneeded {
  readonly node: Id
  readonly since: Tick
}
