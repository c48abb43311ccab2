/**
 * A workload with a disk that changes lanes: its disk is copied while it serves on, the
 * old place stops before the new one writes, and whoever dies meanwhile costs what it
 * would really cost.
 */

import { describe, expect, it } from 'vitest'
import type { DiskKind } from '../../src/model/volume'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { refusal } from '../../src/sim/orders/orders'
import { poolOf } from '../../src/sim/traffic/backends'
import {
  aHypervisor,
  aMachine,
  aSpare,
  aWorld,
  bringDown,
  cutOver,
  inBowl,
  inBoxes,
  livePods,
  onSlab,
  order,
  pass,
  reasons,
  theTraffic,
  theUnit,
  theWorkload,
  when,
} from '../given'
import { expectLawful } from './lawful'

type Place = 'bowl' | 'boxes' | 'slab'
const PLACE = { bowl: inBowl, boxes: inBoxes, slab: onSlab } as const
const LEAVE = { bowl: 'delete-deployment', boxes: 'delete-servers', slab: 'leave-machines' } as const
const HOLDER = { bowl: 'node', boxes: 'server', slab: 'machine' } as const
const SIZE = 3_000
const COPIES = 30 // seconds for 3,000 MiB at 100 MiB/s

/** It rides there, with ten acknowledged writes a second. */
function riding(from: Place, disk: DiskKind = 'network'): World {
  const world = aWorld({
    machines: [
      ...['b1', 'b2'].map(name => aMachine({ name })),
      ...['h1', 'h2'].map(name => aHypervisor(name)),
      aSpare('s1'),
    ],
    due: 800,
    spec: {
      warmup: 2,
      readinessProbe: { periodSeconds: 1 },
      data: { sizeMiB: SIZE, copies: 'one', disk, writes: 1_000_000 },
    },
  })
  PLACE[from](world)
  pass(world, 820)
  expect(theTraffic(world)).toMatchObject({ state: 'serving', lostNow: 0 })
  return world
}

/** The same, with a second place that is being made. */
function changing(from: Place, to: Place, disk?: DiskKind): World {
  const world = riding(from, disk)
  PLACE[to](world)
  return world
}

const origin = (world: World) => world.volumes[0] as World['volumes'][number]
const copy = (world: World) => world.volumes[1] as World['volumes'][number]
const until = (world: World, holds: () => boolean) => {
  for (let i = 0; i < 1_500 && !holds(); i += 1) pass(world, 1)
  expect(holds()).toBe(true)
  return world
}
const copied = (world: World) => until(world, () => copy(world).copy?.whole === true)
/** The standby has caught up and has started. */
const ready = (world: World) => until(copied(world), () => theUnit(world).ready)
const lostSince = (world: World, before: number) => theTraffic(world).lost - before

const WAYS: readonly (readonly [Place, Place])[] = [
  ['bowl', 'boxes'],
  ['bowl', 'slab'],
  ['boxes', 'bowl'],
  ['boxes', 'slab'],
  ['slab', 'bowl'],
  ['slab', 'boxes'],
]
const DISKS: readonly DiskKind[] = ['local', 'network']
const ALL = WAYS.flatMap(([from, to]) => DISKS.map(disk => [from, to, disk] as const))

describe('A workload that changes lanes with its disk', () => {
  it.each(ALL)('from the %s to the %s (%s disk) arrives with every write, and no request is lost', (from, to, disk) => {
    const world = changing(from, to, disk)
    const { lost } = theTraffic(world)
    until(world, () => theWorkload(world).standby === -1)
    pass(world, 40)
    expectLawful(world)
    expect(theTraffic(world)).toMatchObject({ writesLost: 0, lostNow: 0 })
    expect(lostSince(world, lost)).toBe(0)
    expect(origin(world)).toMatchObject({ state: 'deleted', holder: undefined })
    expect(copy(world)).toMatchObject({ disk, state: 'in-use', holder: { kind: HOLDER[to] } })
    expect(copy(world).written).toBeGreaterThanOrEqual(origin(world).written)
    expect(copy(world).written).toBe(theTraffic(world).served)
  })

  it.each(ALL)('from the %s to the %s (%s disk): the copy takes size over bandwidth', (from, to, disk) => {
    const world = changing(from, to, disk)
    const began = when(world, 'BaseBackupStarted')
    expect(when(world, 'BaseBackupDone') - began).toBe(COPIES)
  })

  it.each(ALL)('from the %s to the %s (%s disk): never do two of them write', (from, to, disk) => {
    const world = changing(from, to, disk)
    for (let i = 0; i < 900 && theWorkload(world).standby !== -1; i += 1) {
      pass(world, 1)
      const follows = theWorkload(world).standby !== -1
      expect(copy(world).written <= origin(world).written).toBe(follows)
      expect(poolOf(world, theWorkload(world))).toMatchObject({ answering: 1, silent: 0 })
    }
    expect(theWorkload(world).standby).toBe(-1)
  })

  it.each(DISKS)('keeps its kind of disk (%s): MOVE of the backpack is what changes that', disk => {
    expect(copy(changing('bowl', 'boxes', disk)).disk).toBe(disk)
  })

  it('serves on from the old place until the cut-over, and is said to be copied', () => {
    const world = changing('bowl', 'boxes')
    when(world, 'BaseBackupStarted')
    expect(theWorkload(world)).toMatchObject({ volume: 0, standby: 1 })
    expect(livePods(world)).toHaveLength(1)
    expect(explain(world, { kind: 'volume', id: 1 })).toContain('being copied: 29 s left')
    expect(explain(world, { kind: 'workload', id: 0 }).join()).toContain('volume web-data-2: being copied')
    copied(world)
    expect(explain(world, { kind: 'volume', id: 1 })).toContain('a standby: it follows what is written')
  })

  it('into the bowl waits in its init container', () => {
    const world = changing('boxes', 'bowl')
    when(world, 'BaseBackupStarted')
    expect(livePods(world)[0]).toMatchObject({ status: 'Init:0/1', ready: false })
    expect(explain(world, { kind: 'pod', id: 0 }).join()).toContain('Init Containers: the disk is being copied')
  })

  it('is at most a second behind while it follows', () => {
    const world = ready(changing('bowl', 'boxes'))
    pass(world, 5)
    expect(origin(world).written - copy(world).written).toBe(10)
  })
})

describe('The cut-over', () => {
  it.each([0, 10, 29])('%i s into the copy is refused: there is nothing to promote', waited => {
    const world = changing('bowl', 'boxes')
    when(world, 'BaseBackupStarted')
    pass(world, waited)
    expect(refusal(world, { order: 'cut-over', workload: 0 })).toBe(
      'pg_ctl: PID file "/srv/web-data/postmaster.pid" does not exist. Is server running?',
    )
  })

  it('stops the old place first: its pods stop in the same second, and their disk goes with them', () => {
    const world = ready(changing('bowl', 'boxes'))
    const written = origin(world).written
    const told = reasons(cutOver(world))
    expect(told.indexOf('Killing')).toBeLessThan(told.indexOf('Promoted'))
    expect(told.indexOf('Promoted')).toBeLessThan(told.indexOf('CutOver'))
    expect(livePods(world).map(({ status }) => status)).toEqual(['Terminating'])
    expect(theWorkload(world)).toMatchObject({ volume: 1, standby: -1, endpoints: [] })
    expect(copy(world).written).toBe(written)
    pass(world, 2)
    expect(livePods(world)).toEqual([])
  })

  it('is done by the health check, thirty seconds after the standby is ready', () => {
    const world = ready(changing('bowl', 'boxes'))
    const from = world.tick
    expect(when(world, 'Promoted') - from).toBeLessThanOrEqual(30)
    expect(theUnit(world)).toMatchObject({ inService: true, ready: true })
  })
})

describe('A host dies during the change', () => {
  const oldDies = (world: World) => bringDown(world, 'machine', world.nodes[world.pods[0]?.node ?? -1]?.name ?? '')
  const newDies = (world: World) => bringDown(world, 'machine', world.hypervisors[theServerHost(world)]?.name ?? '')
  const theServerHost = (world: World) => world.servers[0]?.hypervisor ?? -1

  it('the old one, before the copy is whole: the copy breaks off, and begins anew when it answers again', () => {
    const world = changing('bowl', 'boxes')
    when(world, 'BaseBackupStarted')
    pass(world, 20)
    oldDies(world)
    expect(reasons(pass(world, 5))).toContain('CopyBrokenOff')
    pass(world, 100)
    expect(copy(world).copy?.whole).toBe(false)
    expect(refusal(world, { order: 'cut-over', workload: 0 })).toMatch(/^pg_ctl/)
    order(world, {
      order: 'bring-up',
      host: { kind: 'machine', id: world.nodes[world.pods[0]?.node ?? 0]?.on.id ?? 0 },
    })
    const again = when(world, 'BaseBackupStarted')
    expect(when(world, 'BaseBackupDone') - again).toBe(COPIES)
    expect(theTraffic(world).writesLost).toBe(0)
  })

  it('the old one, after it: the new one takes over, and only the last second’s writes are lost', () => {
    const world = ready(changing('bowl', 'boxes'))
    oldDies(world)
    pass(world, 3)
    cutOver(world)
    pass(world, 5)
    expect(theTraffic(world)).toMatchObject({ writesLost: 10, lostNow: 0 })
    expectLawful(world)
  })

  it.each(DISKS)('the new one (%s disk): the old one serves on, and the copy begins anew once it is back', disk => {
    const world = changing('bowl', 'boxes', disk)
    when(world, 'BaseBackupStarted')
    pass(world, 10)
    const { lost } = theTraffic(world)
    newDies(world)
    expect(reasons(pass(world, 2))).toContain('CopyBrokenOff')
    pass(world, 100)
    order(world, { order: 'bring-up', host: { kind: 'hypervisor', id: theServerHost(world) } })
    order(world, {
      order: 'bring-up',
      host: { kind: 'machine', id: world.hypervisors[theServerHost(world)]?.machine ?? 0 },
    })
    order(world, { order: 'start-server', server: 0 })
    copied(world)
    expect(lostSince(world, lost)).toBe(0)
    expect(theTraffic(world).writesLost).toBe(0)
  })

  it('the new one, evacuated with a local disk: nothing that counts is lost, and the copy begins anew', () => {
    const world = changing('bowl', 'boxes', 'local')
    when(world, 'BaseBackupDone')
    newDies(world)
    pass(world, 61)
    order(world, { order: 'evacuate', server: 0 })
    expect(copy(world).copy?.whole).toBe(false)
    copied(world)
    expect(theTraffic(world).writesLost).toBe(0)
  })
})

describe('Besides', () => {
  it('the old disk is lost after the copy is whole: what was copied is not', () => {
    const world = ready(changing('bowl', 'boxes', 'local'))
    order(world, { order: 'lose-disk', workload: 0 })
    expect(theTraffic(world).writesLost).toBe(0)
    pass(world, 2)
    cutOver(world)
    pass(world, 3)
    expect(theTraffic(world)).toMatchObject({ writesLost: 10, lostNow: 0 })
  })

  it('the old disk is lost before: all that was written is', () => {
    const world = changing('bowl', 'boxes', 'local')
    const { written } = origin(world)
    order(world, { order: 'lose-disk', workload: 0 })
    expect(theTraffic(world).writesLost).toBe(written)
  })

  it.each(WAYS)(
    'the change from the %s to the %s is called off: the copy is dropped, the old place serves on',
    (from, to) => {
      const world = changing(from, to)
      pass(world, 100)
      if (theWorkload(world).standby === -1) return // it was over sooner than that
      const { lost } = theTraffic(world)
      order(world, { order: LEAVE[to], workload: 0 })
      expect(theWorkload(world)).toMatchObject({ volume: 0, standby: -1 })
      expect(copy(world).state).toBe('deleted')
      pass(world, 100)
      expect(lostSince(world, lost)).toBe(0)
    },
  )

  it.each([
    ['a snapshot', { order: 'snapshot', volume: 0 }],
    ['a copy to another kind of disk', { order: 'copy-volume', volume: 0 }],
  ] as const)('%s of what is being copied is refused', (_, asked) => {
    expect(refusal(changing('bowl', 'boxes'), asked)).toMatch(/is being copied or restored/)
  })

  it('and a change of lanes while its disk is copied to another kind is refused in the same words', () => {
    const world = riding('bowl')
    order(world, { order: 'copy-volume', volume: 0 })
    expect(refusal(world, { order: 'boot', workload: 0, servers: 1, hypervisor: undefined })).toMatch(
      /is being copied or restored/,
    )
  })
})
