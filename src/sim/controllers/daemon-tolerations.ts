/**
 * What the DaemonSet controller lets its pods bear, besides what their spec says: a node
 * that is cordoned is as good as another, and they stay on one that is not heard. (No
 * new one is made there today: they do not bear the NoSchedule taint of it.)
 */

import type { Toleration } from '../../model/placement'
import type { Seen } from '../../model/world'
import type { Bearing } from '../scheduling/taints'

const DAEMON: readonly Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
]

export const daemonBearing = (own: readonly Seen<Toleration>[] = []): Bearing => ({ tolerations: [...own, ...DAEMON] })
