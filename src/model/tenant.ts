/**
 * A tenant's own Kubernetes beside the operator's: a cluster whose nodes and control
 * plane are guests of the cloud. Its control plane is a row like the operator's
 * (`control-plane.ts`).
 */

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
  /** As the operator's (`WorkQueues`): evictions from its lost nodes are stopped on purpose. */
  evictionsPaused: boolean
}
