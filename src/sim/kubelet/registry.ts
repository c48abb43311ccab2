/**
 * The registry's own bandwidth: where a park says how much it has for all nodes
 * together, those that pull at the same time share it, each no faster than a node can.
 *
 * One node that is lost sends its pods to others, and each of those that has not got
 * their image pulls it: ten of them together wait ten times as long as one. Whoever
 * begins or ends changes everybody's pace, so what is left of each pull is worked out
 * again then and its end is filed anew; an end that has been put off is not heeded.
 *
 * Simpler than the real thing: equal shares, whole KiB a second, and one object an image
 * where the real one has layers, some of which a node may have.
 */

import type { Node, Pod } from '../../model/kubernetes'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { imageOf, imagePulled } from './pulls'

const KIB_PER_MIB = 1_024

export const isLimited = ({ registry }: Seen<World>): boolean => registry.perSecond > 0

/** Its turn comes when those before it on its node have what they want. */
export function queuePull(world: World, pod: Pod, node: Node): void {
  node.pullQueue.push(pod.id)
  if (node.pullQueue.length === 1) begin(world, node)
}

function begin(world: World, node: Node): void {
  const pod = world.pods[node.pullQueue[0] ?? NONE] as Pod
  const image = world.images.find(({ name }) => name === imageOf(world, pod))
  node.pullLeft = world.registry.up ? (image?.size ?? 0) * KIB_PER_MIB : 0
  pod.pullSeconds = world.tick // until it is known how long it took
  count(world)
  if (node.pullLeft > 0) world.registry.pulling.push(node.id)
  else endAt(world, node, world.tick + 1)
  share(world)
}

/** What has been pulled since everybody's pace was set last. */
function count({ registry, nodes, tick }: World): void {
  const pulled = registry.pace * (tick - registry.pacedAt)
  for (const id of registry.pulling) {
    const node = nodes[id] as Node
    node.pullLeft = Math.max(0, node.pullLeft - pulled)
  }
  registry.pacedAt = tick
}

function share(world: World): void {
  const { registry, nodes, tick } = world
  const n = registry.pulling.length
  if (n === 0) return
  const most = world.pullPerSecond * KIB_PER_MIB
  registry.pace = Math.max(1, Math.min(most, Math.floor((registry.perSecond * KIB_PER_MIB) / n)))
  for (const id of registry.pulling) {
    const node = nodes[id] as Node
    if (node.pullLeft > 0) endAt(world, node, tick + Math.ceil(node.pullLeft / registry.pace)) // else it ends in this second
  }
}

function endAt(world: World, node: Node, at: number): void {
  if (node.pullsUntil === at) return
  node.pullsUntil = at
  wakeAt(world.wake, at, { what: 'pullEnds', node: node.id })
}

export function pullEnds(world: World, node: Node, tell: Telling): void {
  if (node.pullsUntil !== world.tick) return
  count(world)
  leave(world, node)
  const pod = world.pods[node.pullQueue.shift() ?? NONE]
  if (pod) pod.pullSeconds = world.tick - pod.pullSeconds
  if (pod) imagePulled(world, pod, tell)
  handOut(world, node, tell)
  if (node.pullQueue.length > 0) begin(world, node)
  else share(world)
}

/** Those behind it that want nothing which is not there now, or nothing any more. */
function handOut(world: World, node: Node, tell: Telling): void {
  for (;;) {
    const next = world.pods[node.pullQueue[0] ?? NONE]
    if (!next || !(next.gone || node.images.includes(imageOf(world, next)))) return
    node.pullQueue.shift()
    next.pullSeconds = 0
    imagePulled(world, next, tell)
  }
}

function leave({ registry }: World, { id }: Node): void {
  const at = registry.pulling.indexOf(id)
  if (at >= 0) registry.pulling.splice(at, 1)
}

/** Its host has died, or its kubelet starts anew: it pulls nothing any more. */
export function dropPulls(world: World, node: Node): void {
  if (node.pullQueue.length === 0) return
  count(world)
  leave(world, node)
  node.pullQueue.splice(0)
  node.pullsUntil = world.tick
  share(world)
}
