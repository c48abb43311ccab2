/**
 * kubectl taint, and what becomes of those who do not bear it: NoSchedule and
 * PreferNoSchedule concern whoever is placed from now on, NoExecute also those who run
 * there. The taint manager marks them for deletion at once, or when they have borne it for
 * as long as they say (tolerationSeconds); budgets are not asked.
 *
 * Simpler than the real thing: what is tainted while no controller manager leads is not
 * seen to when one does.
 */

import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { Taint } from '../../model/placement'
import type { ClusterDue } from '../../model/wake'
import { NONE, type Seen, type World } from '../../model/world'
import { acts } from '../control-plane/working'
import { kubectlDid } from '../explain/kubectl-did'
import { deletePod } from '../kubelet/pod-end'
import { podName } from '../names'
import type { Telling } from '../telling'
import { awaitEnd } from './toleration-seconds'

/** kubectl's own words; undefined if it can be done. */
export function refusesTaint({ era }: Seen<World>, node: Seen<Node>, { key, effect }: Taint): string | undefined {
  if (!has(node, key, effect)) return undefined
  return era === '2017'
    ? `error: Node '${node.name}' already has a taint with key (${key}) and effect (${effect}), and --overwrite is false`
    : `error: node ${node.name} already has ${key} taint(s) with same effect(s) and --overwrite is false`
}

export const refusesUntaint = (node: Seen<Node>, { key, effect }: Pick<Taint, 'key' | 'effect'>): string | undefined =>
  has(node, key, effect) ? undefined : `error: taint "${key}:${effect}" not found`

const has = ({ taints }: Seen<Node>, key: string, effect: Taint['effect']) =>
  taints.some(taint => taint.key === key && taint.effect === effect)

export function taintNode(world: World, node: Node, taint: Taint, tell: Telling, cause: Cause): void {
  node.taints.push({ ...taint, timeAdded: world.tick })
  const told = tell.normal('Tainted', 'node', node.id, kubectlDid(world.era, 'node', node.name, 'tainted'), cause)
  if (taint.effect !== 'NoExecute' || !acts(world, 'kube-controller-manager', node.cluster)) return
  driveOut(world, node, taint, tell, told)
}

/** Those that do not bear it are marked for deletion. */
export function driveOut(world: World, node: Node, taint: Taint, tell: Telling, cause: Cause): void {
  for (const id of [...node.pods]) evictUnless(world, world.pods[id] as Pod, taint, tell, cause)
}

function evictUnless(world: World, pod: Pod, taint: Taint, tell: Telling, cause: Cause): void {
  if (pod.deletedAt === NONE && !awaitEnd(world, pod, taint, cause)) evict(world, pod, tell, cause)
}

/** It has borne the taint for as long as it says, if it was there all the time. */
export function tolerationOver(
  world: World,
  { pod: id, key, since, cause }: Extract<ClusterDue, { what: 'tolerationOver' }>,
  tell: Telling,
): void {
  const pod = world.pods[id] as Pod
  const { taints = [] } = world.nodes[pod.node] ?? {}
  const isThere = taints.some(each => each.key === key && each.effect === 'NoExecute' && (each.timeAdded ?? 0) <= since)
  if (isThere && !pod.gone && pod.deletedAt === NONE) evict(world, pod, tell, cause)
}

function evict(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  const note = `Marking for deletion Pod default/${podName(world, pod)}`
  deletePod(world, pod, tell, tell.normal('TaintManagerEviction', 'pod', pod.id, note, cause))
}

export function untaintNode(
  world: World,
  node: Node,
  { key, effect }: Pick<Taint, 'key' | 'effect'>,
  tell: Telling,
  cause: Cause,
): void {
  node.taints.splice(
    node.taints.findIndex(taint => taint.key === key && taint.effect === effect),
    1,
  )
  tell.normal('Untainted', 'node', node.id, kubectlDid(world.era, 'node', node.name, 'untainted'), cause)
  world.work.roomMade = true
}
