/** Servers that move, or are built anew: live migration, evacuation, and what becomes of their disks. */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { DiskKind } from '../../src/model/volume'
import type { WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { inventory } from '../../src/sim/cloud/nova-placement'
import { explain } from '../../src/sim/explain/explain'
import { refusal } from '../../src/sim/orders/orders'
import {
  aHypervisor,
  aWorld,
  cutOver,
  inBoxes,
  order,
  pass,
  reasons,
  theServer,
  theTraffic,
  theUnit,
  when,
} from '../given'

const DATA = (disk: DiskKind) => ({ sizeMiB: 1_000, copies: 'one' as const, disk, writes: 1_000_000 })

interface Wish {
  readonly spec?: Partial<WorkloadSpec>
  readonly memory?: number
  readonly era?: Era
  readonly hosts?: number
}

/** One server in service on h1. */
function served({ spec = {}, memory = 4_096, era = 'now', hosts = 2 }: Wish = {}): World {
  const world = aWorld({
    era,
    machines: ['h1', 'h2', 'h3'].slice(0, hosts).map(name => aHypervisor(name)),
    park: { flavors: [{ name: 'm1', vcpus: 2, ramMiB: memory }] },
    spec: { warmup: 2, ...spec },
  })
  inBoxes(world)
  when(world, 'UnitReady')
  cutOver(world)
  pass(world, 10)
  return world
}

const host = (world: World) => world.hypervisors[world.servers[0]?.hypervisor ?? -1]?.name
const MIGRATE = { order: 'live-migrate', server: 0 } as const
const EVACUATE = { order: 'evacuate', server: 0 } as const
const down = (world: World) => order(world, { order: 'bring-down', host: { kind: 'machine', id: 0 } })
const cutOff = (world: World) => order(world, { order: 'cut-off', host: { kind: 'machine', id: 0 } })

describe('A live migration', () => {
  const cases = [
    // memory, dirty a second: the least that was measured, then memory over what is gained each second
    [4_096, 20, 15, 16],
    [32_768, 20, 34, 34],
    [32_768, 500, 66, 66],
    [8_192, 990, 820, 820],
  ] as const

  it.each(cases)('of %i MiB that writes %i MiB a second takes %i to %i s', (memory, dirtyMiBPerSecond, least, most) => {
    const world = served({ memory, spec: { dirtyMiBPerSecond } })
    const from = world.tick
    order(world, MIGRATE)
    expect(when(world, 'LiveMigrationDone') - from).toBeGreaterThanOrEqual(least)
    expect(world.tick - from - 1).toBeLessThanOrEqual(most)
    expect(host(world)).toBe('h2')
  })

  it('loses nothing', () => {
    const world = served()
    order(world, MIGRATE)
    pass(world, 30)
    expect(host(world)).toBe('h2')
    expect(theTraffic(world)).toMatchObject({ lost: expect.any(Number), lostNow: 0 })
    expect(theUnit(world).ready).toBe(true)
  })

  it('of what writes faster than can be copied is given up after 800 s for each GiB, and stays', () => {
    const world = served({ memory: 2_048, spec: { dirtyMiBPerSecond: 1_200 } })
    const from = world.tick
    order(world, MIGRATE)
    expect(when(world, 'LiveMigrationAborted') - from).toBe(1_600)
    expect(host(world)).toBe('h1')
  })

  it('copies a local disk too, which goes with it', () => {
    const world = served({ spec: { data: DATA('local') } })
    const volume = world.volumes[0]
    expect(volume?.machine).toBe(0)
    const from = world.tick
    order(world, MIGRATE)
    when(world, 'LiveMigrationDone')
    expect(world.tick - from).toBeLessThanOrEqual(17)
    expect(volume).toMatchObject({ machine: 1, state: 'in-use' })
  })

  it.each(['now', '2017'] as const)(
    '(%s) whose source dies has no end: it stays MIGRATING, and holds its place on the target',
    era => {
      const world = served({ era })
      order(world, MIGRATE)
      pass(world, 5)
      down(world)
      expect(reasons(pass(world, 7_200))).not.toContain('LiveMigrationAborted')
      expect(explain(world, { kind: 'server', id: 0 })).toEqual(
        expect.arrayContaining(['status: MIGRATING', 'OS-EXT-STS:task_state: migrating']),
      )
      expect(host(world)).toBe('h1')
      expect(inventory(world, world.hypervisors[1] as World['hypervisors'][0]).usedVcpus).toBe(2)
      expect(theUnit(world).state).toBe('failed')
    },
  )

  it.each([
    ['now', undefined],
    ['2017', "Cannot 'evacuate' instance web while it is in task_state migrating"],
  ] as const)('(%s) whose source died is built anew elsewhere, in 2017 only once its state is reset', (era, why) => {
    const world = served({ era })
    order(world, MIGRATE)
    down(world)
    pass(world, 61)
    expect(refusal(world, EVACUATE)).toBe(why)
    if (why) order(world, { order: 'reset-state', server: 0 })
    order(world, EVACUATE)
    when(world, 'UnitReady')
    expect(host(world)).toBe('h2')
    expect(theServer(world)).toMatchObject({ status: 'ACTIVE', task: 'none', migratesTo: -1 })
  })

  it('whose source is back is none any more: nova-compute finds the guest there, and off', () => {
    const world = served()
    order(world, MIGRATE)
    down(world)
    pass(world, 300)
    order(world, { order: 'bring-up', host: { kind: 'machine', id: 0 } })
    expect(theServer(world)).toMatchObject({ status: 'SHUTOFF', task: 'none', migratesTo: -1 })
    expect(host(world)).toBe('h1')
  })

  it.each([
    ['is back at once', 1],
    ['stays away', 600],
  ])('whose target dies and %s is broken off after half a minute, and the server goes on where it is', (_, back) => {
    const world = served({ memory: 32_768, spec: { dirtyMiBPerSecond: 500 } })
    const { lost } = theTraffic(world)
    order(world, MIGRATE)
    pass(world, 5)
    const from = world.tick
    order(world, { order: 'bring-down', host: { kind: 'machine', id: 1 } })
    pass(world, back === 1 ? 1 : 0)
    if (back === 1) order(world, { order: 'bring-up', host: { kind: 'machine', id: 1 } })
    expect(when(world, 'LiveMigrationAborted') - from).toBe(30)
    expect(host(world)).toBe('h1')
    expect(theTraffic(world).lost).toBe(lost)
  })

  it.each([
    ['twice at once', (world: World) => order(world, MIGRATE), /while it is in task_state migrating/],
    ['off a dead host', down, /Compute service of h1 is unavailable at this time/],
  ] as const)('is refused %s', (_, before, why) => {
    const world = served()
    before(world)
    expect(refusal(world, MIGRATE)).toMatch(why)
  })

  it('is refused where no other host takes it', () => {
    expect(refusal(served({ hosts: 1 }), MIGRATE)).toMatch(/^No valid host was found/)
  })

  it('ends with a server that is deleted meanwhile', () => {
    const world = served()
    order(world, MIGRATE)
    pass(world, 5)
    order(world, { order: 'delete-servers', workload: 0 })
    expect(reasons(pass(world, 30))).not.toContain('LiveMigrationDone')
    expect(world.hypervisors.map(({ servers }) => servers)).toEqual([[], []])
  })

  it('claims its place there from the start', () => {
    const world = served({ memory: 20_000 })
    order(world, MIGRATE)
    inBoxes(world)
    expect(world.servers[1]).toMatchObject({ status: 'ERROR' })
  })
})

describe('An evacuation', () => {
  it.each([0, 30, 59])('is refused %i s after the host died: nova still counts on it', waited => {
    const world = served()
    down(world)
    pass(world, waited)
    expect(refusal(world, EVACUATE)).toBe('Compute service of h1 is still in use.')
  })

  it.each(['now', '2017'] as const)('(%s) is done from 60 s on, and the server boots elsewhere', era => {
    const world = served({ era })
    down(world)
    pass(world, 61)
    order(world, EVACUATE)
    const asked = world.tick
    expect(host(world)).toBe('h2')
    while (!theUnit(world).ready && world.tick < asked + 200) pass(world, 1)
    expect(world.tick - asked).toBeGreaterThanOrEqual(44)
    expect(world.tick - asked).toBeLessThanOrEqual(105)
    const { lost } = theTraffic(world)
    pass(world, 10)
    expect(theTraffic(world).lost).toBe(lost)
  })

  it('brings a network disk along, with all that was written', () => {
    const world = served({ spec: { data: DATA('network') } })
    down(world)
    pass(world, 61)
    order(world, EVACUATE)
    const written = world.volumes[0]?.written ?? 0
    pass(world, 120)
    expect(written).toBeGreaterThan(0)
    expect(world.volumes[0]?.written).toBeGreaterThan(written)
    expect(theTraffic(world).writesLost).toBe(0)
  })

  it('leaves a local disk behind: what was written is lost', () => {
    const world = served({ spec: { data: DATA('local') } })
    down(world)
    pass(world, 61)
    const written = world.volumes[0]?.written ?? 0
    order(world, EVACUATE)
    expect(theTraffic(world).writesLost).toBe(written)
  })

  it('of one that has a snapshot waits for somebody to restore it, and loses what came after', () => {
    const world = served({ spec: { data: DATA('local') } })
    order(world, { order: 'snapshot', volume: 0 })
    const kept = world.volumes[0]?.written ?? 0
    pass(world, 40)
    down(world)
    pass(world, 61)
    const written = world.volumes[0]?.written ?? 0
    order(world, EVACUATE)
    pass(world, 120)
    expect(theUnit(world).ready).toBe(false)
    order(world, { order: 'restore', volume: 0 })
    pass(world, 40)
    expect(theUnit(world).ready).toBe(true)
    expect(theTraffic(world).writesLost).toBe(written - kept)
  })

  it('of a host that lived makes two writers, and half of what they took is lost when it is back', () => {
    const world = served({ spec: { data: DATA('network') } })
    cutOff(world)
    pass(world, 61)
    expect(reasons(order(world, EVACUATE))).toContain('TwoWriters')
    const split = world.volumes[0]?.written ?? 0
    pass(world, 150)
    const written = (world.volumes[0]?.written ?? 0) - split
    order(world, { order: 'reconnect', host: { kind: 'machine', id: 0 } })
    expect(theTraffic(world).writesLost).toBe(Math.floor(written / 2))
  })
})

describe('A host comes back', () => {
  it('and its servers are off until somebody starts them', () => {
    const world = served()
    down(world)
    pass(world, 100)
    order(world, { order: 'bring-up', host: { kind: 'machine', id: 0 } })
    pass(world, 200)
    expect(world.servers[0]?.status).toBe('SHUTOFF')
    expect(theUnit(world).ready).toBe(false)
    order(world, { order: 'start-server', server: 0 })
    pass(world, 110)
    expect(theUnit(world).ready).toBe(true)
  })

  it('after it was cut off: its users never noticed', () => {
    const world = served()
    const { lost } = theTraffic(world)
    cutOff(world)
    pass(world, 100)
    order(world, { order: 'reconnect', host: { kind: 'machine', id: 0 } })
    pass(world, 20)
    expect(theTraffic(world).lost).toBe(lost)
    expect(world.servers[0]?.status).toBe('ACTIVE')
  })
})

describe('A balancer', () => {
  it('takes a dead member out after three failed checks, so that the others serve all', () => {
    const world = aWorld({ machines: ['h1', 'h2'].map(name => aHypervisor(name)), spec: { replicas: 2, warmup: 2 } })
    inBoxes(world, 0, 2)
    pass(world, 200)
    const before = theTraffic(world).lost
    down(world)
    pass(world, 16)
    const { lost } = theTraffic(world)
    pass(world, 60)
    expect(theTraffic(world).lost).toBe(lost)
    expect(lost - before).toBe(75) // half of ten a second, for fifteen
  })
})

describe('A disk', () => {
  it('on the network is slower: as many requests keep its workers busier by 3485 to 1011', () => {
    const load = (disk: DiskKind) => theTraffic(served({ spec: { data: DATA(disk) } })).utilisation
    expect(Math.round((load('network') * 100) / load('local'))).toBe(344) // whole milliseconds: 172 for 50
  })

  it('is copied to the other kind beside the work, at the speed of the storage cluster, and the process changes over', () => {
    const world = served({ spec: { data: DATA('local') } })
    const from = world.tick
    order(world, { order: 'copy-volume', volume: 0 })
    when(world, 'VolumeCopied')
    expect(world.tick - from - 1).toBe(10) // 1,000 MiB at 100 MiB/s
    pass(world, 20)
    expect(world.volumes[1]).toMatchObject({ disk: 'network', state: 'in-use' })
    expect(theUnit(world).ready).toBe(true)
    expect(theTraffic(world).writesLost).toBe(0)
  })

  it('that dies takes all that was written with it, unless there is a snapshot', () => {
    const world = served({ spec: { data: DATA('local') } })
    const written = world.volumes[0]?.written ?? 0
    order(world, { order: 'lose-disk', workload: 0 })
    expect(theTraffic(world).writesLost).toBe(written)
    pass(world, 10)
    expect(theUnit(world).ready).toBe(true) // empty
  })

  it('is refused a restore without a snapshot, and a snapshot while it is copied', () => {
    const world = served({ spec: { data: DATA('local') } })
    expect(refusal(world, { order: 'restore', volume: 0 })).toBe('No snapshot found for volume web-data.')
    order(world, { order: 'copy-volume', volume: 0 })
    expect(refusal(world, { order: 'snapshot', volume: 0 })).toMatch(/is being copied or restored/)
  })
})

it('A process that dies in a server is started again by systemd, where it was', () => {
  const world = served()
  const told = order(world, { order: 'crash', workload: 0 })
  expect(reasons(told)).toEqual(['UnitFailed', 'UnitStarting'])
  pass(world, 3)
  expect(theUnit(world)).toMatchObject({ ready: true, inService: true })
})
