/** A node's disks and what lies on them, in the words of `kubectl describe`, `crictl images` and the eviction signals. */

import type { Node, Pod } from '../../model/kubernetes'
import { BYTES_PER_MIB, type MiB } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { allocatableStorage, type Fs, imagefsOf, imageMiB, nodefsOf, scratchOf } from '../kubelet/disk'
import { inUse } from '../kubelet/image-gc'
import { statusOf } from '../kubelet/node-conditions'
import { bytesQuantity } from '../scheduling/quantity'
import { DISK_PRESSURE } from '../scheduling/taints'

export function diskLines(world: Seen<World>, node: Seen<Node>): readonly string[] {
  const { nodefs, imagefs, shortSince, requested } = node.disk
  if (nodefs === 0 && imagefs === 0) return []
  const short = shortSince !== NONE
  return [
    `DiskPressure: ${statusOf(node, short)}`,
    ...(nodefs === 0 ? [] : [fsLine('nodefs.available', nodefsOf(world, node))]),
    fsLine('imagefs.available', imagefsOf(world, node)),
    ...(nodefs === 0 || world.era === '2017'
      ? []
      : [
          `ephemeral-storage: allocatable ${quantity(allocatableStorage(node.disk))}, requested ${quantity(requested)}`,
        ]),
    ...imageLines(world, node),
    ...(short ? [`Taints: ${DISK_PRESSURE.key}:${DISK_PRESSURE.effect}`] : []),
  ]
}

const quantity = (mebi: MiB) => bytesQuantity(mebi * BYTES_PER_MIB)

const fsLine = (signal: string, { capacity, available }: Fs): string =>
  `${signal}: ${available}Mi of ${capacity}Mi (${Math.floor((available * 100) / capacity)}%)`

function imageLines(world: Seen<World>, node: Seen<Node>): readonly string[] {
  const used = inUse(world, node)
  const listed = node.images.map(image => `${image} ${imageMiB(world, image)}Mi${used.has(image) ? ' (in use)' : ''}`)
  return listed.length === 0 ? [] : [`Images: ${listed.join(', ')}`]
}

export function scratchLines(world: Seen<World>, pod: Seen<Pod>): readonly string[] {
  const { scratch } = (world.workloads[pod.workload] as Seen<Workload>).spec
  if (!scratch) return []
  const { requestMiB, limitMiB } = scratch
  const said = [
    `${scratchOf(world, pod)}Mi used`,
    ...(requestMiB === undefined ? [] : [`request ${quantity(requestMiB)}`]),
    ...(limitMiB === undefined ? [] : [`limit ${quantity(limitMiB)}`]),
  ]
  return [`ephemeral-storage: ${said.join(', ')}`]
}
