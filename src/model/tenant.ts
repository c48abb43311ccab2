/** A tenant's own Kubernetes beside the operator's: a cluster whose nodes and control plane are guests of the cloud. */

import type { LeftUndone, Working } from './control-plane'
import type { Cause } from './happening'
import type { Id } from './refs'

/** The operator's own cluster; a tenant's is the row's place in the table, and one. */
export const OPERATOR: Id = 0

export interface Tenant {
  /** The cluster that nodes, Deployments and zones say they belong to. */
  readonly cluster: Id
  /** The cluster's name. */
  readonly name: string
  /** Whose quota its guests count in. */
  readonly project: Id
  /** Servers that carry a member of its control plane; none: it always works. */
  readonly members: Id[]
  /** All of it, or nothing. */
  readonly working: Working
  readonly undone: LeftUndone
  /** As the operator's (`WorkQueues`): evictions from its lost nodes are stopped on purpose. */
  evictionsPaused: boolean
  cause: Cause
}
