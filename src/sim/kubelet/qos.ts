/**
 * A pod's quality of service, and whom the kernel kills first by it.
 *
 * After pkg/apis/core/v1/helper/qos and pkg/kubelet/qos/policy.go. Guaranteed: limits for
 * cpu and memory, and requests equal to them. BestEffort: neither requests nor limits.
 * Burstable: all others. When a node runs out of memory the kernel kills the process with
 * the most points: thousandths of the node's memory that it uses, and its oom_score_adj.
 *
 * Simpler than the real thing: one container a pod, one process a container.
 */

import { constantsOf } from '../../model/constants'
import type { Bytes, Era } from '../../model/units'
import type { WorkloadSpec } from '../../model/workload'
import type { Seen } from '../../model/world'

export const QOS_CLASSES = ['BestEffort', 'Burstable', 'Guaranteed'] as const
export type QosClass = (typeof QOS_CLASSES)[number]

type Asks = Pick<Seen<WorkloadSpec>, 'requests' | 'limits'>

export function qosClass({ requests, limits }: Asks): QosClass {
  const { cpu, memory } = requests
  if (limits?.cpu === undefined && limits?.memory === undefined) {
    return cpu === 0 && memory === 0 ? 'BestEffort' : 'Burstable'
  }
  return limits.cpu === cpu && limits.memory === memory ? 'Guaranteed' : 'Burstable'
}

const PARTS = 1_000

export function oomScoreAdj(asks: Asks, capacity: Bytes, era: Era): number {
  const { guaranteed, burstableLeast, burstableMost, bestEffort } = constantsOf(era).oomScoreAdj
  const qos = qosClass(asks)
  if (qos === 'Guaranteed') return guaranteed
  if (qos === 'BestEffort') return bestEffort
  const adjust = PARTS - Math.floor((PARTS * asks.requests.memory) / capacity)
  return Math.min(burstableMost, Math.max(burstableLeast, adjust))
}

/** The kernel's badness: whoever has most is killed. */
export const oomPoints = (asks: Asks, uses: Bytes, capacity: Bytes, era: Era): number =>
  Math.floor((PARTS * uses) / capacity) + oomScoreAdj(asks, capacity, era)
