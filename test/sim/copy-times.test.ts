/** How long a disk takes to copy: its size over what the storage takes in a second, whichever disks they are. */

import { describe, expect, it } from 'vitest'
import type { DiskKind } from '../../src/model/volume'
import type { World } from '../../src/model/world'
import { refusal } from '../../src/sim/orders/orders'
import { aWorld, bringDown, inBowl, inBoxes, order, pass, reasons, when } from '../given'

/** MiB, MiB a second, seconds. */
const TABLE = [
  [1, 100, 1],
  [100, 100, 1],
  [101, 100, 2],
  [1_000, 100, 10],
  [1_000, 300, 4],
  [24_576, 120, 205],
  [24_576, 40, 615],
  [102_400, 500, 205],
] as const
const DISKS: readonly DiskKind[] = ['local', 'network']

function riding(disk: DiskKind, sizeMiB: number, storageMiBPerSecond: number): World {
  const world = aWorld({
    park: { storageMiBPerSecond },
    spec: { data: { sizeMiB, copies: 'one', disk, writes: 0 } },
  })
  inBowl(world)
  pass(world, 30)
  return world
}

const rows = DISKS.flatMap(disk => TABLE.map(row => [disk, ...row] as const))

describe('A copy beside the work', () => {
  it.each(rows)('of a %s disk to the other kind, %i MiB at %i MiB/s: %i s', (disk, size, speed, seconds) => {
    const world = riding(disk, size, speed)
    const from = world.tick
    order(world, { order: 'copy-volume', volume: 0 })
    expect(when(world, 'VolumeCopied') - from).toBe(seconds)
    expect(world.volumes[1]?.disk).not.toBe(disk)
  })

  it.each(rows)(
    'of a %s disk to the same kind in another lane, %i MiB at %i MiB/s: %i s',
    (disk, size, speed, seconds) => {
      const world = riding(disk, size, speed)
      inBoxes(world)
      const from = when(world, 'BaseBackupStarted')
      expect(when(world, 'BaseBackupDone') - from).toBe(seconds)
      expect(world.volumes[1]?.disk).toBe(disk)
    },
  )

  it.each(DISKS)('of a %s disk whose host dies meanwhile breaks off: all stays as it was', disk => {
    const world = riding(disk, 1_000, 100)
    order(world, { order: 'copy-volume', volume: 0 })
    pass(world, 5)
    bringDown(world, 'machine', world.nodes[world.pods[0]?.node ?? -1]?.name ?? '')
    expect(reasons(pass(world, 10))).toContain('CopyBrokenOff')
    expect(world.volumes).toHaveLength(1)
    expect(world.workloads[0]).toMatchObject({ volume: 0 })
    expect(refusal(world, { order: 'copy-volume', volume: 0 })).toBeUndefined()
  })

  it.each(TABLE)(
    'as a backup of a local disk, %i MiB at %i MiB/s: %i s; of a network disk 3 s',
    (size, speed, seconds) => {
      for (const disk of DISKS) {
        const world = riding(disk, size, speed)
        order(world, { order: 'snapshot', volume: 0 })
        const [snapshot] = world.snapshots
        expect((snapshot?.readyAt ?? 0) - world.tick).toBe(disk === 'local' ? seconds : 3)
      }
    },
  )
})
