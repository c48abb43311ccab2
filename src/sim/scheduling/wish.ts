/**
 * What the scheduler knows of a Pod that it is to place: what it asks for, what its spec
 * says of its place, and how many of the pods that it minds stand on which Node. With
 * that and the Nodes a decision is pure arithmetic (`scheduler.ts`, `place`).
 *
 * Only `requests`, `kernel`, `machine` and `nodeSelector` must be said; whatever is left
 * out, the Pod does not mind. Counts are by the Node's id.
 */

import type { Node } from '../../model/kubernetes'
import type { NodeAffinity, SpreadConstraint, Toleration } from '../../model/placement'
import type { Id } from '../../model/refs'
import type { Resources } from '../../model/resources'
import { OPERATOR } from '../../model/tenant'
import type { MiB } from '../../model/units'
import type { Seen } from '../../model/world'
import type { CompanyWish } from './company'

export interface Wish {
  /** The cluster it is in; left out, the operator's. */
  readonly cluster?: Id
  readonly requests: Resources
  /** It can run on the kernel that a shared node has. */
  readonly kernel: 'shared' | 'own'
  /** The machine that its local volume lies on, or NONE. */
  readonly machine: Id
  /** Names of the only nodes it may use; empty for any. */
  readonly nodeSelector: readonly string[]
  readonly image?: string
  /** Its claim is ReadWriteOncePod: whether a pod that has a node uses it. Of any other claim nothing is said. */
  readonly claimInUse?: boolean
  readonly hostPorts?: readonly number[]
  /** ephemeral-storage that it requests, in MiB. */
  readonly storage?: MiB
  /** BestEffort: it does not bear a Node that is short of memory, as all others do. */
  readonly bestEffort?: true
  readonly tolerations?: readonly Seen<Toleration>[]
  readonly nodeAffinity?: Seen<NodeAffinity>
  readonly topologySpread?: readonly Seen<SpreadConstraint>[]
  /** Pods of its kind (its ReplicaSet's; in 2017 its Service's), those told to go not counted. */
  readonly alike?: number[]
  /** Pods of its workload, likewise, where its own constraints count them. */
  readonly kin?: number[]
  readonly company?: CompanyWish
  /** What pods that matter as much, and are nominated to a Node, will take of it. */
  readonly promised?: readonly Promised[]
  /** The Node that was made free for it, if any. */
  readonly nominated?: Id
}

export const clusterOfWish = ({ cluster = OPERATOR }: Wish): Id => cluster

/** For this Pod there is no such Node: it is no more, or another cluster's. */
export const isForeign = (wish: Wish, node: Pick<Seen<Node>, 'cluster' | 'removed'>): boolean =>
  node.removed || node.cluster !== clusterOfWish(wish)

export interface Promised {
  readonly node: Id
  readonly requests: Resources
}
