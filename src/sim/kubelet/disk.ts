/**
 * A node's disks: what lies on them, and how much is left.
 *
 * `nodefs` has what pods write (`scratch`) and, unless `imagefs` is a disk of its own, the
 * images. What a pod has written goes with it; a container that is started again finds it.
 *
 * Simpler than the real thing: an image takes the size that the registry says, and shares
 * no layer with another; inodes never run out; a disk that is full fails nobody's write, but
 * that an image does not fit on it. Only a machine's node has disks that can fill.
 */

import { constantsOf } from '../../model/constants'
import type { NodeDisk } from '../../model/kubelet'
import type { Node, Pod } from '../../model/kubernetes'
import type { MiB } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { watchDisk } from './disk-pressure'

/** kubectl's ephemeral-storage, in MiB: what a pod has written. */
export function scratchOf(world: Seen<World>, { workload, writesSince }: Seen<Pod>): MiB {
  const { scratch } = (world.workloads[workload] as Seen<Workload>).spec
  if (!scratch || writesSince === NONE) return 0
  return scratch.baseMiB + Math.floor((scratch.growsMiBPerMinute * (world.tick - writesSince)) / 60)
}

/** What it requests of it; 1.6 knows no such resource. */
export const storageOf = (world: Seen<World>, { workload }: Pick<Seen<Pod>, 'workload'>): MiB =>
  (world.era === 'now' && world.workloads[workload]?.spec.scratch?.requestMiB) || 0

/** What its pods may request: all but what the kubelet keeps free. */
export const allocatableStorage = ({ nodefs }: Pick<NodeDisk, 'nodefs'>): MiB =>
  nodefs - Math.floor((nodefs * constantsOf('now').evictionHardDisk.nodefs) / 100)

export const imageMiB = ({ images }: Pick<Seen<World>, 'images'>, image: string): MiB =>
  images.find(({ name }) => name === image)?.size ?? 0

export interface Fs {
  readonly capacity: MiB
  readonly available: MiB
}

const writtenOn = (world: Seen<World>, { pods }: Seen<Node>): MiB => {
  let all = 0
  for (const id of pods) all += scratchOf(world, world.pods[id] as Seen<Pod>)
  return all
}

const imagesOn = (world: Seen<World>, { images }: Seen<Node>): MiB => {
  let all = 0
  for (const image of images) all += imageMiB(world, image)
  return all
}

/** One disk for both is seen as both. */
export const sharesDisk = ({ disk }: Seen<Node>): boolean => disk.imagefs === 0

export function nodefsOf(world: Seen<World>, node: Seen<Node>): Fs {
  const capacity = node.disk.nodefs
  const used = writtenOn(world, node) + (sharesDisk(node) ? imagesOn(world, node) : 0)
  return { capacity, available: Math.max(0, capacity - used) }
}

export function imagefsOf(world: Seen<World>, node: Seen<Node>): Fs {
  const capacity = node.disk.imagefs
  return sharesDisk(node)
    ? nodefsOf(world, node)
    : { capacity, available: Math.max(0, capacity - imagesOn(world, node)) }
}

/** Its layers fit; a disk without a size takes any. */
export function hasSpaceFor(world: Seen<World>, node: Seen<Node>, image: string): boolean {
  const { capacity, available } = imagefsOf(world, node)
  return capacity === 0 || available >= imageMiB(world, image)
}

export function keepImage(world: World, node: Node, image: string): void {
  node.images.push(image)
  if (imagefsOf(world, node).capacity > 0) watchDisk(world, node)
}
