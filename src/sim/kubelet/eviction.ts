/**
 * The kubelet's eviction manager: pods that have to go because their node is short of
 * memory.
 *
 * Every ten seconds it looks whether less than 100 MiB is available. If so the node is
 * under MemoryPressure, nothing that does not bear its taint is placed there any more (in
 * 2017: no BestEffort pods), and one pod is stopped at once: no budget is asked and no grace
 * given. Which: those beyond their requests first, of these the least priority, then whoever
 * is furthest beyond; in 2017 by quality of service, and then whoever is furthest beyond. The
 * pressure is over when there was enough for five minutes.
 *
 * After pkg/kubelet/eviction (rankMemoryPressure; eviction_manager.go); that pods of the other
 * classes get a toleration is PodTolerationRestriction's doing, which is off by default. Simpler than the
 * real thing: memory only, no soft thresholds, and of an evicted pod's object nothing
 * stays behind as Failed.
 */

import { constantsOf } from '../../model/constants'
import type { Node, Pod } from '../../model/kubernetes'
import { BYTES_PER_MIB, type Bytes, type Era } from '../../model/units'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { bytesQuantity } from '../scheduling/quantity'
import type { Telling } from '../telling'
import { cutPodShort } from '../traffic/cut-short'
import { wakeAt } from '../wake'
import { capacityOf, usedOn, workingSet } from './memory'
import { postStatus } from './node-conditions'
import { removePod } from './pod-end'
import { QOS_CLASSES, qosClass } from './qos'

export const availableOn = (world: Seen<World>, node: Seen<Node>): Bytes =>
  capacityOf(world, node) - usedOn(world, node)

export function checkMemory(world: World, node: Node, tell: Telling): void {
  if (node.memoryCheck !== world.tick) return
  node.memoryCheck = NONE
  if (!node.up) return
  if (!node.kubelet) return checkLater(world, node)
  const { evictionHardMemory, evictionCheck } = constantsOf(world.era)
  const short = availableOn(world, node) < evictionHardMemory * BYTES_PER_MIB
  if (short) relieve(world, node, tell)
  else if (node.shortSince !== NONE && world.tick - node.shortSince >= evictionCheck.clearsAfter)
    recover(world, node, tell)
  if (node.shortSince === NONE && !node.pods.some(id => usesOther(world, id))) return
  checkLater(world, node)
}

function checkLater(world: World, node: Node): void {
  node.memoryCheck = world.tick + constantsOf(world.era).evictionCheck.every
  wakeAt(world.wake, node.memoryCheck, { what: 'memoryCheck', node: node.id })
}

/** Than it asks for. */
const usesOther = (world: World, id: number) =>
  world.workloads[world.pods[id]?.workload ?? NONE]?.spec.memory !== undefined

function relieve(world: World, node: Node, tell: Telling): void {
  if (node.shortSince === NONE) {
    const told = tell.warning(
      'EvictionThresholdMet',
      'node',
      node.id,
      'Attempting to reclaim memory',
      worstCause(world, node),
    )
    const note = `Node ${node.name} status is now: NodeHasInsufficientMemory`
    node.cause = tell.normal('NodeHasInsufficientMemory', 'node', node.id, note, told)
    postStatus(world, node)
  }
  node.shortSince = world.tick
  const [first] = rankForMemory(world, node)
  if (first) evictForMemory(world, first, node, tell)
}

const worstCause = (world: World, node: Node) => rankForMemory(world, node)[0]?.cause ?? node.cause

function recover(world: World, node: Node, tell: Telling): void {
  node.shortSince = NONE
  const note = `Node ${node.name} status is now: NodeHasSufficientMemory`
  node.cause = tell.normal('NodeHasSufficientMemory', 'node', node.id, note, node.cause)
  postStatus(world, node)
  world.work.roomMade = true
}

function evictForMemory(world: World, pod: Pod, node: Node, tell: Telling): void {
  const told = tell.warning('Evicted', 'pod', pod.id, evictionNote(world, pod, node), node.cause)
  cutPodShort(world, pod, 'PodStopping', told)
  removePod(world, pod, tell, told)
}

/** 1.6 said no more than what was scarce. */
function evictionNote(world: Seen<World>, pod: Seen<Pod>, node: Seen<Node>): string {
  const low = 'The node was low on resource: memory.'
  if (world.era === '2017') return low
  const { spec } = world.workloads[pod.workload] as Seen<Workload>
  const { evictionHardMemory } = constantsOf(world.era)
  const found = `Threshold quantity: ${evictionHardMemory}Mi, available: ${inKi(Math.max(0, availableOn(world, node)))}.`
  const request = bytesQuantity(spec.requests.memory)
  const uses = `Container ${spec.name} was using ${inKi(workingSet(world, pod))}, request is ${request}`
  return `${low} ${found} ${uses}, has larger consumption of memory.`
}

/** The kernel counts no less. */
const inKi = (bytes: Bytes) => bytesQuantity(Math.floor(bytes / 1_024) * 1_024)

/** Who goes first. */
export function rankForMemory(world: Seen<World>, node: Seen<Node>): readonly Pod[] {
  const pods = node.pods.map(id => world.pods[id] as Pod).filter(({ status }) => status === 'Running')
  return pods
    .map(pod => ({ pod, stand: standOf(world, pod) }))
    .sort((a, b) => before(a.stand, b.stand, world.era) || a.pod.id - b.pod.id)
    .map(({ pod }) => pod)
}

export interface Stand {
  /** In the order in which they go, were it for that alone. */
  readonly qos: number
  readonly uses: Bytes
  readonly requests: Bytes
  readonly priority: number
}

function standOf(world: Seen<World>, pod: Seen<Pod>): Stand {
  const { spec } = world.workloads[pod.workload] as Seen<Workload>
  const uses = workingSet(world, pod)
  return {
    qos: QOS_CLASSES.indexOf(qosClass(spec)),
    uses,
    requests: spec.requests.memory,
    priority: spec.priority ?? 0,
  }
}

/** Less than nothing if `a` goes before `b`. */
export function before(a: Stand, b: Stand, era: Era): number {
  const excess = b.uses - b.requests - (a.uses - a.requests)
  if (era === '2017') return a.qos - b.qos || excess
  const exceeds = ({ uses, requests }: Stand) => (uses > requests ? 0 : 1)
  return exceeds(a) - exceeds(b) || a.priority - b.priority || excess
}
