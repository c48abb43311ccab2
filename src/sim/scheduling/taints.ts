/**
 * Taints and tolerations: what keeps pods away from a Node, and who bears it.
 *
 * `NoSchedule` and `NoExecute` filter, `PreferNoSchedule` only scores. After
 * pkg/scheduler/framework/plugins/tainttoleration. `Gt` and `Lt` compare whole numbers
 * where the cluster has that feature (TaintTolerationComparisonOperators, off unless an
 * operator turns it on).
 *
 * Here is who bears what when it is placed; for how long pods that run there bear a
 * NoExecute taint is `node-lifecycle.ts`.
 */

import type { Node } from '../../model/kubernetes'
import type { Taint, Toleration } from '../../model/placement'
import type { Seen } from '../../model/world'
import { isGreater } from './node-affinity'

/** What the control plane itself puts on a Node that is cordoned, and on one that is not heard. */
const CORDONED: Taint = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' }
const UNREACHABLE: Taint = { key: 'node.kubernetes.io/unreachable', value: '', effect: 'NoSchedule' }
export const MEMORY_PRESSURE: Taint = { key: 'node.kubernetes.io/memory-pressure', value: '', effect: 'NoSchedule' }
export const DISK_PRESSURE: Taint = { key: 'node.kubernetes.io/disk-pressure', value: '', effect: 'NoSchedule' }

/** By a person's hand, on a Node that is dead: nobody is placed there before it is taken off. */
export const OUT_OF_SERVICE: Taint = {
  key: 'node.kubernetes.io/out-of-service',
  value: 'nodeshutdown',
  effect: 'NoExecute',
}

export const isOutOfService = ({ taints }: Pick<Seen<Node>, 'taints'>): boolean =>
  taints.some(({ key }) => key === OUT_OF_SERVICE.key)

/** Neither cordoned nor declared dead: what somebody who opens it has to take back. */
export const isShut = (node: Pick<Seen<Node>, 'taints' | 'unschedulable'>): boolean =>
  node.unschedulable || isOutOfService(node)

/** Those of its spec, and those that its conditions bring. */
export function taintsOf({ taints, ready, unschedulable, shortSince, disk }: Seen<Node>): readonly Taint[] {
  if (ready && !unschedulable && shortSince < 0 && disk.shortSince < 0) return taints
  return [
    ...taints,
    ...(unschedulable ? [CORDONED] : []),
    ...(ready ? [] : [UNREACHABLE]),
    ...(shortSince < 0 ? [] : [MEMORY_PRESSURE]),
    ...(disk.shortSince < 0 ? [] : [DISK_PRESSURE]),
  ]
}

/** NodeUnschedulable looks for a toleration of this, whatever else keeps the Node free. */
export const bearsCordon = (who: Bearing): boolean => bears(who, CORDONED)

export interface Bearing {
  readonly tolerations: readonly Toleration[]
  /** The cluster compares by Gt and Lt. */
  readonly compares?: boolean
}

const FULL = 100

/** The first that keeps such a Pod off the Node. */
export const untolerated = (taints: readonly Taint[], who: Bearing): Taint | undefined =>
  taints.find(taint => taint.effect !== 'PreferNoSchedule' && !bears(who, taint))

/** 100 where nothing would rather not have it, 0 where most would. One score a Node. */
export function taintScores(nodes: readonly (readonly Taint[])[], who: Bearing): readonly number[] {
  const soft = { ...who, ...softly(who.tolerations) }
  return byReluctance(nodes.map(taints => reluctance(taints, soft)))
}

/** By how many taints of each would rather not have it. */
export function byReluctance(counts: readonly number[]): readonly number[] {
  const most = Math.max(0, ...counts)
  return counts.map(count => (most === 0 ? FULL : FULL - Math.floor((FULL * count) / most)))
}

/** Only those tolerations that can be of PreferNoSchedule. */
export const softly = (tolerations: readonly Toleration[]): Bearing => ({
  tolerations: tolerations.filter(({ effect }) => !effect || effect === 'PreferNoSchedule'),
})

/** How many taints would rather not have it. */
export const reluctance = (taints: readonly Taint[], who: Bearing) =>
  taints.filter(taint => taint.effect === 'PreferNoSchedule' && !bears(who, taint)).length

export const bears = ({ tolerations, compares = false }: Bearing, taint: Taint) =>
  tolerations.some(each => tolerates(each, taint, compares))

export function tolerates(toleration: Toleration, taint: Taint, compares: boolean): boolean {
  const { key, operator = 'Equal', value = '', effect } = toleration
  if (effect && effect !== taint.effect) return false
  if (key && key !== taint.key) return false
  switch (operator) {
    case 'Equal':
      return value === taint.value
    case 'Exists':
      return true
    case 'Gt':
      return compares && isGreater(taint.value, value)
    case 'Lt':
      return compares && isGreater(value, taint.value)
    default:
      return false
  }
}
