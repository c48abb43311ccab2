/** What is said of a volume: who has it, in whose words, and what is lost of it (Cinder has no status for that). */

import { describe, expect, it } from 'vitest'
import type { DiskKind } from '../../src/model/volume'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import {
  aHypervisor,
  aMachine,
  aSpare,
  aWorld,
  inBowl,
  inBoxes,
  onSlab,
  order,
  pass,
  reasons,
  refusalOf,
} from '../given'

type Place = 'pod' | 'server' | 'machine'

const riding = (disk: DiskKind, place: Place) => {
  const world = aWorld({
    machines: [aMachine({ name: 'b1' }), aHypervisor('h1'), aSpare('s1')],
    spec: { name: 'db', flavor: 'm1', data: { sizeMiB: 64, copies: 'one', disk, writes: 1_000_000 } },
  })
  if (place === 'pod') inBowl(world)
  else if (place === 'server') inBoxes(world)
  else onSlab(world)
  return { world, told: pass(world, 1_500) }
}
const described = (world: World) => explain(world, { kind: 'volume', id: 0 })

describe('A disk that has come to its process is told', () => {
  it.each<[DiskKind, Place, string, string]>([
    ['network', 'pod', 'SuccessfulAttachVolume', 'AttachVolume.Attach succeeded for volume "db-data"'],
    ['network', 'server', 'SuccessfulAttachVolume', 'volume "db-data" is in-use, attached to server "db" as /dev/vdb'],
    ['network', 'machine', 'SuccessfulAttachVolume', 'volume "db-data" is in-use, attached to machine "s1"'],
    ['local', 'pod', 'SuccessfulMountVolume', 'kubelet on b1: MountVolume.SetUp succeeded for volume "db-data"'],
    ['local', 'server', 'SuccessfulMountVolume', 'systemd on db: Mounted /srv/db-data'],
    ['local', 'machine', 'SuccessfulMountVolume', 'systemd on s1: Mounted /srv/db-data'],
  ])('%s, of a %s: %s', (disk, place, reason, note) => {
    const { told } = riding(disk, place)
    const said = told.filter(each => each.reason === reason)
    expect(said.map(each => each.note)).toEqual([note])
    expect(reasons(told).filter(each => /^Successful(Attach|Mount)/.test(each))).toEqual([reason])
  })
})

it('Whichever disk a process has, it is mounted at the one place that its image knows', () => {
  const { world } = riding('network', 'server')
  order(world, { order: 'copy-volume', volume: 0 })
  const notes = pass(world, 60).map(({ note }) => note)
  expect(world.volumes[1]?.name).toBe('db-data-2')
  expect(notes).toContain('systemd on db: Mounted /srv/db-data')
})

it('In a server that was made with a disk for local data a volume is the third, not the second', () => {
  const { world } = riding('local', 'server')
  order(world, { order: 'copy-volume', volume: 0 })
  const notes = pass(world, 60).map(({ note }) => note)
  expect(notes).toContain('volume "db-data-2" is in-use, attached to server "db" as /dev/vdc')
})

describe('A volume is described', () => {
  const XFS = 'XFS: Metadata corruption detected: what is left of it is snapshot db-data-1'
  const GONE = 'the disk under it is gone: what is left of it is snapshot db-data-1'

  it.each<[DiskKind, Place, readonly string[], readonly string[]]>([
    ['network', 'pod', ['status: in-use', 'attached to: node/b1'], ['status: in-use', XFS]],
    [
      'network',
      'server',
      ['status: in-use', 'attached to: server/db'],
      ['status: in-use', 'attached to: server/db', XFS],
    ],
    [
      'network',
      'machine',
      ['status: in-use', 'attached to: machine/s1'],
      ['status: in-use', 'attached to: machine/s1', XFS],
    ],
    ['local', 'pod', ['Status: Bound', 'mounted on: node/b1'], ['Status: Bound', GONE]],
    ['local', 'server', ['status: in-use', 'attached to: server/db'], ['status: error', 'attached to: None', GONE]],
    ['local', 'machine', ['status: in-use', 'attached to: machine/s1'], ['status: error', 'attached to: None', GONE]],
  ])('%s, of a %s: %j, and when its data is lost: %j', (disk, place, before, after) => {
    const { world } = riding(disk, place)
    expect(described(world)).toEqual(expect.arrayContaining([...before]))
    order(world, { order: 'snapshot', volume: 0 })
    pass(world, 60)
    order(world, { order: 'lose-disk', workload: 0 })
    expect(world.volumes[0]?.state).toBe('lost')
    expect(described(world)).toEqual(expect.arrayContaining([...after]))
    expect(described(world).join()).not.toMatch(/status: lost/i)
    expect(refusalOf(world, { order: 'snapshot', volume: 0 })).toBe(
      disk === 'network'
        ? 'XFS: Metadata corruption detected on volume "db-data": beyond repair'
        : 'Invalid volume: Volume db-data status must be available or in-use, but current status is: error.',
    )
  })

  it('while it is set back, and while it is copied to the other kind of disk', () => {
    const { world } = riding('network', 'server')
    order(world, { order: 'snapshot', volume: 0 })
    pass(world, 60)
    order(world, { order: 'restore', volume: 0 })
    expect(described(world)).toContain('status: reverting')
    pass(world, 60)
    order(world, { order: 'copy-volume', volume: 0 })
    expect(described(world), 'by rsync, which Cinder knows nothing of').toContain('status: in-use')
  })
})
