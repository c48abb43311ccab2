/**
 * The kubelet's eviction manager and a node's disks.
 *
 * Every ten seconds it looks whether less than 10 % of nodefs or 15 % of imagefs are
 * available (one disk for both is both, so 15 % count). If so the node is under
 * DiskPressure, which taints it; images that nobody uses are removed if they lie on what is
 * short, and if that does not do one pod is evicted: those beyond their request first, of
 * these the least priority, then whoever is furthest beyond. It is over when there was
 * enough for five minutes. Whoever is beyond its own limit goes whatever there is.
 *
 * After pkg/kubelet/eviction (eviction_manager.go synchronize; rankDiskPressureFunc).
 * 1.6 has no threshold for disks unless it is told one, so only images go there. Simpler than
 * the real thing: its condition OutOfDisk is left out, a DaemonSet's pod that comes under
 * pressure is admitted, and disks and memory are looked at apart, one pod each.
 */

import { constantsOf } from '../../model/constants'
import type { Node, Pod } from '../../model/kubernetes'
import { BYTES_PER_MIB, type MiB } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { bytesQuantity } from '../scheduling/quantity'
import type { Telling } from '../telling'
import { cutPodShort } from '../traffic/cut-short'
import { wakeAt } from '../wake'
import { type Fs, imagefsOf, nodefsOf, scratchOf, sharesDisk } from './disk'
import { freeImages } from './image-gc'
import { postStatus } from './node-conditions'
import { removePod } from './pod-end'

/** Its container has started; one that is started again goes on with what it had. */
export function beginWriting(world: World, pod: Pod): void {
  if (!(world.workloads[pod.workload] as Workload).spec.scratch) return
  if (pod.writesSince === NONE) pod.writesSince = world.tick
  watchDisk(world, world.nodes[pod.node] as Node)
}

/** Something has changed on it, or grows. */
export function watchDisk(world: World, node: Node): void {
  if (node.disk.checkAt !== NONE) return
  node.disk.checkAt = world.tick + constantsOf(world.era).evictionCheck.every
  wakeAt(world.wake, node.disk.checkAt, { what: 'diskCheck', node: node.id })
}

export function checkDisk(world: World, node: Node, tell: Telling): void {
  if (node.disk.checkAt !== world.tick) return
  node.disk.checkAt = NONE
  if (!node.up || node.removed) return
  if (node.kubelet) synchronize(world, node, tell)
  if (node.disk.shortSince !== NONE || node.pods.some(id => isWriting(world, id))) watchDisk(world, node)
}

const isWriting = (world: World, id: number) => world.pods[id]?.writesSince !== NONE

function synchronize(world: World, node: Node, tell: Telling): void {
  const { clearsAfter } = constantsOf(world.era).evictionCheck
  const { disk } = node
  const short = shortOf(world, node)
  if (short) noteShort(world, node, tell)
  else if (disk.shortSince !== NONE && world.tick - disk.shortSince >= clearsAfter) recover(world, node, tell)
  if (evictBeyondLimit(world, node, tell) || !short) return
  if (short === 'imagefs' || sharesDisk(node)) {
    freeImages(world, node, Number.MAX_SAFE_INTEGER, tell)
    if (!shortOf(world, node)) return
  }
  const [first] = rankForDisk(world, node, short)
  if (first) evict(world, first, tell, lowNote(world, first, node, short), node.cause)
}

export type Signal = 'nodefs' | 'imagefs'

/** Which of the two it is short of. */
export function shortOf(world: Seen<World>, node: Seen<Node>): Signal | undefined {
  if (falls(world, 'nodefs', nodefsOf(world, node))) return 'nodefs'
  return falls(world, 'imagefs', imagefsOf(world, node)) ? 'imagefs' : undefined
}

const falls = (world: Seen<World>, signal: Signal, { capacity, available }: Fs) =>
  available * 100 < capacity * constantsOf(world.era).evictionHardDisk[signal]

function noteShort(world: World, node: Node, tell: Telling): void {
  if (node.disk.shortSince === NONE) {
    const cause = writerOf(world, node)?.cause ?? node.cause
    const told = tell.warning('EvictionThresholdMet', 'node', node.id, 'Attempting to reclaim ephemeral-storage', cause)
    const note = `Node ${node.name} status is now: NodeHasDiskPressure`
    node.cause = tell.normal('NodeHasDiskPressure', 'node', node.id, note, told)
    postStatus(world, node)
  }
  node.disk.shortSince = world.tick
}

/** Who has written most. */
const writerOf = (world: Seen<World>, node: Seen<Node>) => rankForDisk(world, node, 'nodefs')[0]

function recover(world: World, node: Node, tell: Telling): void {
  node.disk.shortSince = NONE
  const note = `Node ${node.name} status is now: NodeHasNoDiskPressure`
  node.cause = tell.normal('NodeHasNoDiskPressure', 'node', node.id, note, node.cause)
  postStatus(world, node)
  world.work.roomMade = true
}

/** All of them, and nobody else in that look. */
function evictBeyondLimit(world: World, node: Node, tell: Telling): boolean {
  if (world.era === '2017') return false
  const beyond = node.pods.map(id => world.pods[id] as Pod).filter(pod => scratchOf(world, pod) > limitOf(world, pod))
  for (const pod of beyond) {
    const limit = bytesQuantity(limitOf(world, pod) * BYTES_PER_MIB)
    const note = `Pod ephemeral local storage usage exceeds the total limit of containers ${limit}. `
    evict(world, pod, tell, note, pod.cause)
  }
  return beyond.length > 0
}

const specOf = (world: Seen<World>, { workload }: Seen<Pod>) => (world.workloads[workload] as Seen<Workload>).spec
const limitOf = (world: Seen<World>, pod: Seen<Pod>): MiB =>
  specOf(world, pod).scratch?.limitMiB ?? Number.MAX_SAFE_INTEGER

function evict(world: World, pod: Pod, tell: Telling, note: string, cause: Pod['cause']): void {
  const told = tell.warning('Evicted', 'pod', pod.id, note, cause)
  cutPodShort(world, pod, 'PodStopping', told)
  removePod(world, pod, tell, told)
}

function lowNote(world: Seen<World>, pod: Seen<Pod>, node: Seen<Node>, signal: Signal): string {
  const { capacity, available } = signal === 'nodefs' ? nodefsOf(world, node) : imagefsOf(world, node)
  const quantity = Math.floor((capacity * BYTES_PER_MIB * constantsOf(world.era).evictionHardDisk[signal]) / 100)
  const low = `The node was low on resource: ephemeral-storage. Threshold quantity: ${quantity}, available: ${inKi(available)}.`
  const { name, scratch } = specOf(world, pod)
  const request = bytesQuantity((scratch?.requestMiB ?? 0) * BYTES_PER_MIB)
  if (beyondRequest(world, pod) <= 0) return `${low} `
  return `${low} Container ${name} was using ${inKi(scratchOf(world, pod))}, request is ${request}, has larger consumption of ephemeral-storage. `
}

/** As the file system counts. */
const inKi = (mebi: MiB): string => `${mebi * 1_024}Ki`

const beyondRequest = (world: Seen<World>, pod: Seen<Pod>): MiB =>
  scratchOf(world, pod) - (specOf(world, pod).scratch?.requestMiB ?? 0)

/** Who goes first. What is written does not lie on a disk of the images' own, so it does not count there. */
export function rankForDisk(world: Seen<World>, node: Seen<Node>, signal: Signal): readonly Pod[] {
  const counts = signal === 'nodefs' || sharesDisk(node)
  const pods = node.pods.map(id => world.pods[id] as Pod).filter(({ status }) => status === 'Running')
  const stand = (pod: Pod) => {
    const beyond = counts ? beyondRequest(world, pod) : 0
    return [beyond > 0 ? 0 : 1, specOf(world, pod).priority ?? 0, -beyond, pod.id] as const
  }
  return pods.sort((a, b) => compare(stand(a), stand(b)))
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, k) => value !== b[k])
  return i < 0 ? 0 : (a[i] as number) - (b[i] as number)
}
