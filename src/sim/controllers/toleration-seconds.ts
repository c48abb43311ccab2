/**
 * How long a pod bears a NoExecute taint: pkg/controller/tainteviction, and the admission
 * plugin DefaultTolerationSeconds.
 *
 * The first toleration that matches a taint is the one that counts; without seconds it
 * bears it for good. Whoever says nothing of `node.kubernetes.io/unreachable` is given a
 * toleration of it for as long as the cluster has it (300 s, or what it was tuned to). In
 * 2017 the seconds count for taints by hand, and a lost node's pods all go at the same time.
 *
 * Simpler than the real thing: `not-ready` is a silent node here, so its own toleration
 * decides nothing.
 */

import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { Taint, Toleration } from '../../model/placement'
import type { Seconds } from '../../model/units'
import { ALWAYS, NONE, type Seen, type Workload, type World } from '../../model/world'
import { tolerates } from '../scheduling/taints'
import { wakeAt } from '../wake'

/** 0 where it is not borne at all, ALWAYS where it is for good. */
export function borneFor(tolerations: readonly Seen<Toleration>[], taint: Seen<Taint>): Seconds {
  const used = tolerations.find(each => tolerates(each, taint, false))
  return used ? Math.max(0, used.tolerationSeconds ?? ALWAYS) : 0
}

const UNREACHABLE: Taint = { key: 'node.kubernetes.io/unreachable', value: '', effect: 'NoExecute' }

/** Admission asks for key and effect alone. */
const saysSomething = ({ key = '', effect = '' }: Seen<Toleration>) =>
  (key === '' || key === UNREACHABLE.key) && (effect === '' || effect === UNREACHABLE.effect)

/** Of a node that is not heard any more, from its taint on. */
export function lostFor(world: Seen<World>, pod: Seen<Pod>): Seconds {
  if (pod.daemonOf !== NONE) return ALWAYS
  const { tolerations = [] } = (world.workloads[pod.workload] as Seen<Workload>).spec
  if (world.era === '2017' || !tolerations.some(saysSomething)) return world.nodeTimers.evictAfter
  return borneFor(tolerations, UNREACHABLE)
}

/** The node has just been tainted: its pods are looked at when the time of each is over. */
export function awaitEvictions(world: World, node: Node): void {
  const waits = new Set([world.nodeTimers.evictAfter])
  for (const id of node.pods) waits.add(lostFor(world, world.pods[id] as Pod))
  for (const seconds of waits) awaitEviction(world, node, seconds)
}

function awaitEviction(world: World, node: Node, seconds: Seconds): void {
  if (seconds >= ALWAYS) return
  wakeAt(world.wake, world.tick + Math.max(1, seconds), { what: 'evictNode', node: node.id })
}

/** It has a node now, whose taints it may bear for some time only. */
export function bearsFromNow(world: World, pod: Pod, node: Node): void {
  if (node.taintedAt !== NONE) awaitEviction(world, node, lostFor(world, pod))
  for (const taint of node.taints) if (taint.effect === 'NoExecute') awaitEnd(world, pod, taint, pod.cause)
}

/** False where it does not bear the taint even now. */
export function awaitEnd(world: World, pod: Pod, taint: Taint, cause: Cause): boolean {
  const { tolerations = [] } = (world.workloads[pod.workload] as Workload).spec
  const seconds = borneFor(tolerations, taint)
  if (seconds === 0) return false
  if (seconds >= ALWAYS) return true
  const due = { what: 'tolerationOver', pod: pod.id, key: taint.key, since: world.tick, cause } as const
  wakeAt(world.wake, world.tick + seconds, due)
  return true
}
