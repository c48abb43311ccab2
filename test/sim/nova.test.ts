import { describe, expect, it } from 'vitest'
import type { Machine } from '../../src/model/baremetal'
import { BYTES_PER_MIB } from '../../src/model/units'
import type { World } from '../../src/model/world'
import {
  bootServer,
  chooseHypervisor,
  dryBoot,
  homeless,
  inventory,
  overQuota,
  type ServerWish,
} from '../../src/sim/cloud/nova'
import { lookedOver } from '../../src/sim/cloud/nova-placement'
import { openTelling } from '../../src/sim/telling'
import {
  aHypervisor,
  asks,
  aWorld,
  bringDown,
  cutOver,
  inBoxes,
  losses,
  order,
  pass,
  reasons,
  refusalOf,
  theServer,
  theTraffic,
  theUnit,
  when,
} from '../given'

const SEEDS = Array.from({ length: 120 }, (_, i) => i + 1)
const spread = (numbers: readonly number[]) => [Math.min(...numbers), Math.max(...numbers)]

const aWish = (over: Partial<ServerWish> = {}): ServerWish => ({
  vcpus: 2,
  ram: 4_096 * BYTES_PER_MIB,
  gpus: 0,
  zone: undefined,
  ...over,
})

const put = (world: World, wish: ServerWish) =>
  bootServer(world, 'vm', wish, { owner: 0, ordinal: world.servers.length }, openTelling(world), {
    by: 'command',
    id: 0,
  })

const nameOfChoice = (world: World, wish = aWish()) => world.hypervisors[chooseHypervisor(world, wish)]?.name

describe('A hypervisor is left out', () => {
  const hosts = (era: 'now' | '2017' = 'now', ...more: Parameters<typeof aHypervisor>[1][]) =>
    aWorld({ era, machines: (more.length > 0 ? more : [{}]).map((over, i) => aHypervisor(`h${i + 1}`, over)) })

  it('when its service is reported down, not before: until then nova gives it more', () => {
    const world = hosts('now', {}, {})
    bringDown(world, 'hypervisor', 'h1')
    expect(nameOfChoice(world)).toBe('h1')
    pass(world, 61)
    expect(nameOfChoice(world)).toBe('h2')
  })

  it('when its service is disabled', () => {
    const world = hosts('now', {}, {})
    order(world, { order: 'disable-service', hypervisor: 0 })
    expect(nameOfChoice(world)).toBe('h2')
  })

  it('when its zone is not the one that was asked for', () => {
    expect(nameOfChoice(hosts('now', {}, {}), aWish({ zone: 'h2' }))).toBe('h2')
    expect(nameOfChoice(hosts('now', {}, {}), aWish({ zone: 'h9' }))).toBeUndefined()
  })

  it('when it has no device to pass through', () => {
    expect(nameOfChoice(hosts('now', {}, { gpus: 1 }), aWish({ gpus: 1 }))).toBe('h2')
    expect(nameOfChoice(hosts(), aWish({ gpus: 1 }))).toBeUndefined()
  })

  it('when its devices are passed through already: they are not shared', () => {
    const world = aWorld({ machines: [aHypervisor('h1', { gpus: 2 })], spec: { requests: asks(500, 256, 2) } })
    inBoxes(world)
    inBoxes(world)
    expect(world.servers.map(({ status }) => status)).toEqual(['BUILD', 'ERROR'])
  })

  const roomy = [
    ['now', 'vCPUs: 4 for each core', { cores: 1, memoryMiB: 1_048_576 }, { vcpus: 1, ram: 0 }, 4],
    ['2017', 'vCPUs: 16 for each core', { cores: 1, memoryMiB: 1_048_576 }, { vcpus: 1, ram: 0 }, 16],
    [
      'now',
      'memory: as much as there is',
      { cores: 64, memoryMiB: 8_192 },
      { vcpus: 1, ram: 1_024 * BYTES_PER_MIB },
      8,
    ],
    [
      '2017',
      'memory: half as much again',
      { cores: 64, memoryMiB: 8_192 },
      { vcpus: 1, ram: 1_024 * BYTES_PER_MIB },
      12,
    ],
  ] as const

  it.each(roomy)('in %s when it has promised all its %s', (era, _, host, wish, most) => {
    const world = hosts(era, host)
    for (let i = 0; i < most; i += 1) expect(put(world, aWish(wish)).status).toBe('BUILD')
    expect(put(world, aWish(wish)).status).toBe('ERROR')
  })

  it('when one server is more than the whole machine, whatever the ratio', () => {
    expect(nameOfChoice(hosts('2017'), aWish({ vcpus: 17 }))).toBeUndefined()
    expect(nameOfChoice(hosts('2017'), aWish({ vcpus: 16 }))).toBe('h1')
    expect(nameOfChoice(hosts('2017'), aWish({ ram: 32_769 * BYTES_PER_MIB }))).toBeUndefined()
  })
})

describe('A dry run of so many servers', () => {
  const world = () => aWorld({ machines: [aHypervisor('h1', { cores: 1, gpus: 1 }), aHypervisor('h2', { cores: 1 })] })

  it.each([
    ['that all fit', aWish({ vcpus: 1 }), 8, 0],
    ['of which one is too many', aWish({ vcpus: 1 }), 9, 1],
    ['for one device', aWish({ vcpus: 1, gpus: 1 }), 3, 2],
    ['for one zone', aWish({ vcpus: 1, zone: 'h2' }), 5, 1],
  ] as const)('%s', (_, wish, servers, left) => {
    const now = world()
    const before = JSON.stringify(now)
    expect(homeless(now, wish, servers)).toBe(left)
    expect(dryBoot(now, wish, servers)).toBe(left === 0 ? 0 : servers)
    expect(JSON.stringify(now)).toBe(before)
    for (let i = 0; i < servers; i += 1) put(now, wish)
    expect(now.servers.filter(({ status }) => status === 'ERROR')).toHaveLength(left)
  })
})

describe('Of those that are left, nova takes', () => {
  it('the emptier one', () => {
    const world = aWorld()
    put(world, aWish())
    expect(theServer(world).hypervisor).toBe(0)
    expect(nameOfChoice(world)).toBe('h2')
  })

  it('the first among equals', () => expect(nameOfChoice(aWorld())).toBe('h1'))

  it('the best by memory and cpu together, each stretched from 0 to 1 over the hosts', () => {
    const machines = [
      aHypervisor('much-memory', { cores: 8, memoryMiB: 65_536 }), // ram 1, cpu 0
      aHypervisor('much-cpu', { cores: 32, memoryMiB: 16_384 }), // ram 0, cpu 1
      aHypervisor('some-of-both', { cores: 24, memoryMiB: 49_152 }), // ram 2/3, cpu 2/3
    ]
    expect(nameOfChoice(aWorld({ machines }))).toBe('some-of-both')
  })

  it('what is free, not what there is', () => {
    const world = aWorld({ machines: [aHypervisor('big', { memoryMiB: 65_536, cores: 32 }), aHypervisor('small')] })
    for (let i = 0; i < 9; i += 1) put(world, aWish({ zone: 'big', ram: 7_168 * BYTES_PER_MIB, vcpus: 14 }))
    expect(inventory(world, world.hypervisors[0] as World['hypervisors'][0])).toMatchObject({
      usedVcpus: 126,
      usedRam: 64_512 * BYTES_PER_MIB,
    })
    expect(nameOfChoice(world, aWish({ ram: 512 * BYTES_PER_MIB, vcpus: 1 }))).toBe('small')
  })
})

describe('The quota refuses in the words of nova:', () => {
  const ample = { instances: 10, cores: 20, ramMiB: 51_200 }
  const cases = [
    ['instances', { instances: 1 }, 'Quota exceeded for instances: Requested 1, but already used 1 of 1 instances'],
    ['cores', { cores: 3 }, 'Quota exceeded for cores: Requested 2, but already used 2 of 3 cores'],
    ['ram', { ramMiB: 6_000 }, 'Quota exceeded for ram: Requested 4096, but already used 4096 of 6000 ram'],
  ] as const

  it.each(cases)('%s', (_, limit, why) => {
    const world = aWorld({ park: { quota: { ...ample, ...limit } } })
    inBoxes(world)
    expect(refusalOf(world, { order: 'boot', workload: 0, servers: 1, hypervisor: undefined })).toBe(why)
  })

  it('several servers asked for at once count together, so that it is never exceeded', () => {
    const world = aWorld({ park: { quota: { ...ample, instances: 2 } } })
    const why = 'Quota exceeded for instances: Requested 3, but already used 0 of 2 instances'
    expect(refusalOf(world, { order: 'boot', workload: 0, servers: 3, hypervisor: undefined })).toBe(why)
    expect(refusalOf(world, { order: 'boot', workload: 0, servers: 2, hypervisor: undefined })).toBeUndefined()
  })

  it('one that is deleted counts no more, one in ERROR does', () => {
    const world = aWorld({ machines: [], park: { quota: { ...ample, instances: 1 } } })
    inBoxes(world)
    expect(theServer(world).status).toBe('ERROR')
    expect(overQuota(world, aWish())).toContain('already used 1 of 1')
    order(world, { order: 'delete-servers', workload: 0 })
    expect(overQuota(world, aWish())).toBeUndefined()
  })
})

describe('A server that no host takes', () => {
  it('stays in ERROR, and says why as nova does', () => {
    const world = aWorld({ era: '2017', machines: [] })
    const told = inBoxes(world)
    expect(theServer(world)).toMatchObject({ status: 'ERROR', hypervisor: -1 })
    expect(told.find(({ reason }) => reason === 'NoValidHost')).toMatchObject({
      type: 'Warning',
      note: 'No valid host was found. There are not enough hosts available.',
    })
  })

  it('costs its users, as NoValidHost', () => {
    const world = aWorld({ machines: [] })
    inBoxes(world)
    pass(world, 10)
    expect(losses(world)).toEqual({ NoValidHost: 100 })
  })
})

describe('A server comes up:', () => {
  const booted = (seed: number) => {
    const world = aWorld({ seed })
    inBoxes(world)
    return world
  }

  it('ACTIVE after 12 to 13 s', () => {
    expect(spread(SEEDS.map(seed => when(booted(seed), 'ServerActive')))).toEqual([12, 13])
  })

  it('its own system after 44 to 97 s, as was announced when it was asked for', () => {
    const seconds = SEEDS.map(seed => {
      const world = booted(seed)
      const planned = theServer(world).bootsAt
      expect(when(world, 'UnitStarting')).toBe(planned)
      return planned
    })
    const [least = 0, most = 0] = spread(seconds)
    expect(least).toBeGreaterThanOrEqual(44)
    expect(least).toBeLessThan(48)
    expect(most).toBeLessThanOrEqual(97)
    expect(most).toBeGreaterThan(93)
  })

  it('ACTIVE is not serving: its users are lost all the while, as ServerBuilding', () => {
    const world = booted(1)
    when(world, 'ServerActive')
    expect(theServer(world)).toMatchObject({ status: 'ACTIVE', booted: false })
    pass(world, 10)
    expect(theTraffic(world).served).toBe(0)
    expect(Object.keys(losses(world))).toEqual(['ServerBuilding'])
  })

  it('each on its own time', () => {
    const world = aWorld()
    inBoxes(world, 0, 4)
    expect(new Set(world.servers.map(server => server.bootsAt)).size).toBeGreaterThan(1)
  })

  it('not at all once its host is down', () => {
    const world = booted(1)
    bringDown(world, 'machine', 'h1')
    expect(reasons(pass(world, 120))).not.toContain('ServerActive')
    expect(theUnit(world).ready).toBe(false)
  })
})

it('A server that is on its way has a claim on both hosts, for a decision about all of them too', () => {
  const world = aWorld()
  inBoxes(world)
  const server = theServer(world) as { vcpus: number; migratesTo: number }
  server.migratesTo = 1
  for (const cloud of [world, lookedOver(world)]) {
    const used = world.hypervisors.slice(0, 2).map(host => inventory(cloud, host).usedVcpus)
    expect(used).toEqual([server.vcpus, server.vcpus])
  }
})

describe('A server that is deleted', () => {
  it('leaves its host and its promise', () => {
    const world = aWorld()
    inBoxes(world)
    order(world, { order: 'delete-servers', workload: 0 })
    expect(theServer(world)).toMatchObject({ status: 'DELETED', hypervisor: -1 })
    expect(inventory(world, world.hypervisors[0] as World['hypervisors'][0]).usedVcpus).toBe(0)
    expect(reasons(pass(world, 120))).not.toContain('UnitStarting')
  })

  it('is not needed to cut over: without a backend there is nothing to put in service', () => {
    expect(refusalOf(aWorld(), { order: 'cut-over', workload: 0 })).toBe('no backend for web')
    const world = aWorld()
    inBoxes(world)
    cutOver(world)
    expect(refusalOf(world, { order: 'cut-over', workload: 0 })).toBe('web is in service already')
  })
})

describe('A hypervisor has', () => {
  it('what its machine has, times what placement promises', () => {
    const { capacity } = aWorld().machines[3] as Machine
    expect(capacity).toEqual(asks(16_000, 32_768))
    const of = (era: 'now' | '2017') => {
      const world = aWorld({ era })
      const { vcpus, ram } = inventory(world, world.hypervisors[0] as World['hypervisors'][0])
      return [vcpus, ram / BYTES_PER_MIB]
    }
    expect(of('now')).toEqual([64, 32_768])
    expect(of('2017')).toEqual([256, 49_152])
  })
})
