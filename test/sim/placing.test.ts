import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import { BYTES_PER_MIB } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { bootServer, chooseHypervisor, type ServerWish } from '../../src/sim/cloud/nova'
import { ENABLED_FILTERS, filtered, passing, whyNone } from '../../src/sim/cloud/nova-filters'
import { weighed } from '../../src/sim/cloud/nova-weights'
import { explain } from '../../src/sim/explain/explain'
import { openTelling } from '../../src/sim/telling'
import { aHypervisor, aWorld, inBoxes, order, pass, reasons, refusalOf, theServer } from '../given'

const aWish = (over: Partial<ServerWish> = {}): ServerWish => ({
  vcpus: 2,
  ram: 4_096 * BYTES_PER_MIB,
  gpus: 0,
  zone: undefined,
  ...over,
})

const hosts = (era: Era, ...more: Parameters<typeof aHypervisor>[1][]) =>
  aWorld({ era, machines: more.map((over, i) => aHypervisor(`h${i + 1}`, over)) })

const put = (world: World, wish: ServerWish) =>
  bootServer(world, 'vm', wish, { owner: 0, ordinal: world.servers.length }, openTelling(world), {
    by: 'command',
    id: 0,
  })

const hostsOf = (world: World) => world.servers.map(({ hypervisor }) => world.hypervisors[hypervisor]?.name ?? 'none')

describe('The default filters are nova-scheduler’s, in its order:', () => {
  it.each([
    [
      '2017',
      [
        'RetryFilter',
        'AvailabilityZoneFilter',
        'RamFilter',
        'DiskFilter',
        'ComputeFilter',
        'ComputeCapabilitiesFilter',
        'ImagePropertiesFilter',
        'ServerGroupAntiAffinityFilter',
        'ServerGroupAffinityFilter',
      ],
    ],
    [
      'now',
      [
        'ComputeFilter',
        'ComputeCapabilitiesFilter',
        'ImagePropertiesFilter',
        'ServerGroupAntiAffinityFilter',
        'ServerGroupAffinityFilter',
      ],
    ],
  ] as const)('%s', (era, names) => expect(ENABLED_FILTERS[era]).toEqual(names))

  it('and PciPassthroughFilter besides, where devices are passed through', () => {
    const { steps } = filtered(hosts('now', { gpus: 2 }), aWish({ gpus: 1 }))
    expect(steps.at(-1)).toEqual({ filter: 'PciPassthroughFilter', start: 1, end: 1 })
  })
})

describe('Who takes a host out, and what is logged:', () => {
  const ask = (era: Era, over: Partial<ServerWish>, before: (world: World) => void = () => {}) => {
    const world = hosts(era, { zone: 'az1' }, { zone: 'az2' })
    before(world)
    return whyNone(world, aWish(over), 'vm')
  }
  const disable = (world: World) => {
    for (const { id } of [...world.hypervisors]) order(world, { order: 'disable-service', hypervisor: id })
  }
  const kill = (world: World) => {
    for (const { id } of [...world.hypervisors]) order(world, { order: 'bring-down', host: { kind: 'hypervisor', id } })
    pass(world, 61)
  }
  const placement =
    'Got no allocation candidates from the Placement API. This could be due to insufficient resources or a temporary occurrence as compute nodes start up.'

  it.each([
    [
      '2017',
      'too many cores for any host: placement, though no CoreFilter',
      { vcpus: 17 },
      undefined,
      'Starting with 0 host(s)',
    ],
    ['now', 'too many cores', { vcpus: 17 }, undefined, placement],
    [
      '2017',
      'another zone: a filter',
      { availabilityZone: 'az3' },
      undefined,
      'Filter AvailabilityZoneFilter returned 0 hosts',
    ],
    ['now', 'another zone: placement', { availabilityZone: 'az3' }, undefined, placement],
    ['2017', 'disabled: ComputeFilter', {}, disable, 'Filter ComputeFilter returned 0 hosts'],
    ['now', 'disabled: placement', {}, disable, placement],
    ['2017', 'down: ComputeFilter', {}, kill, 'Filter ComputeFilter returned 0 hosts'],
    ['now', 'down: ComputeFilter', {}, kill, 'Filter ComputeFilter returned 0 hosts'],
    ['now', 'no device left', { gpus: 1 }, undefined, 'Filter PciPassthroughFilter returned 0 hosts'],
  ] as const)('%s, %s', (era, _, over, before, first) => expect(ask(era, over, before)[0]).toBe(first))

  it('every filter says how many it began and ended with', () => {
    expect(ask('2017', {}, kill)[1]).toBe(
      "Filtering removed all hosts for the request with instance ID 'vm'. Filter results: ['RetryFilter: (start: 2, end: 2)', 'AvailabilityZoneFilter: (start: 2, end: 2)', 'RamFilter: (start: 2, end: 2)', 'DiskFilter: (start: 2, end: 2)', 'ComputeFilter: (start: 2, end: 0)']",
    )
  })
})

describe('Of those that pass, what weighs:', () => {
  const names = (world: World) => Object.keys(weighed(world, passing(world, aWish()), aWish())[0]?.parts ?? {})

  it.each([
    ['2017', ['RAMWeigher', 'IoOpsWeigher', 'ServerGroupSoftAffinityWeigher', 'ServerGroupSoftAntiAffinityWeigher']],
    [
      'now',
      [
        'RAMWeigher',
        'CPUWeigher',
        'IoOpsWeigher',
        'PCIWeigher',
        'ServerGroupSoftAffinityWeigher',
        'ServerGroupSoftAntiAffinityWeigher',
        'BuildFailureWeigher',
      ],
    ],
  ] as const)('%s', (era, weighers) => expect(names(hosts(era, {}, {}))).toEqual(weighers))

  it('each is stretched over the hosts from nothing, and the io of builds counts against', () => {
    const world = hosts('now', { memoryMiB: 65_536, cores: 32 }, { memoryMiB: 32_768, cores: 8 })
    put(world, aWish({ zone: 'h1' }))
    const [h1, h2] = weighed(world, passing(world, aWish()), aWish())
    expect(h1?.parts).toMatchObject({ RAMWeigher: 1_000_000, CPUWeigher: 1_000_000, IoOpsWeigher: -1_000_000 })
    expect(h2?.parts).toMatchObject({ RAMWeigher: 533_333, CPUWeigher: 253_968 })
    expect(h2?.parts.IoOpsWeigher).toBeCloseTo(0)
  })

  it.each([
    ['2017', 'h1'],
    ['now', 'h2'],
  ] as const)('cores weigh only today (%s): the one with many free ones', (era, best) => {
    const world = hosts(era, { memoryMiB: 32_768, cores: 8 }, { memoryMiB: 30_720, cores: 64 })
    expect(world.hypervisors[chooseHypervisor(world, aWish())]?.name).toBe(best)
  })

  it('hosts with devices are kept for those that need one', () => {
    expect(chooseHypervisor(hosts('now', { gpus: 2 }, {}), aWish())).toBe(1)
    expect(chooseHypervisor(hosts('2017', { gpus: 2 }, {}), aWish())).toBe(0)
  })
})

describe('Server groups', () => {
  const grouped = (policy: 'affinity' | 'anti-affinity' | 'soft-affinity' | 'soft-anti-affinity', machines = 3) => {
    const world = aWorld({
      machines: Array.from({ length: machines }, (_, i) => aHypervisor(`h${i + 1}`)),
      spec: { serverGroup: policy, replicas: 3 },
    })
    inBoxes(world, 0, 3)
    return world
  }

  it.each([
    ['anti-affinity', 3, ['h1', 'h2', 'h3']],
    ['anti-affinity', 2, ['none', 'none', 'none']],
    ['affinity', 3, ['h1', 'h1', 'h1']],
    ['soft-affinity', 3, ['h1', 'h2', 'h3']],
    ['soft-anti-affinity', 2, ['h1', 'h2', 'h1']],
  ] as const)('%s, three servers on %i hosts', (policy, machines, where) => {
    expect(hostsOf(grouped(policy, machines))).toEqual(where)
  })

  it('without one nothing keeps three etcd members apart: packed by their zone, they share a host', () => {
    const world = aWorld({ machines: [aHypervisor('h1'), aHypervisor('h2')], spec: { replicas: 3 } })
    order(world, { order: 'boot', workload: 0, servers: 3, hypervisor: 'h1' })
    expect(hostsOf(world)).toEqual(['h1', 'h1', 'h1'])
  })

  it('bind a live migration too: a third host, or none', () => {
    const migrate = { order: 'live-migrate', server: 0 } as const
    const world = grouped('anti-affinity', 3)
    pass(world, 100)
    expect(refusalOf(world, migrate)).toMatch(/^No valid host was found/)
    const roomy = grouped('anti-affinity', 4)
    pass(roomy, 100)
    order(roomy, migrate)
    pass(roomy, 30)
    expect(hostsOf(roomy)).toEqual(['h4', 'h2', 'h3'])
  })

  it('are limited: the eleventh is refused', () => {
    const world = aWorld({ spec: { serverGroup: 'anti-affinity' } })
    for (let id = 0; id < 10; id += 1)
      world.serverGroups.push({ id, name: `g${id}`, project: 0, policy: 'anti-affinity' })
    expect(refusalOf(world, { order: 'boot', workload: 0, servers: 1, hypervisor: undefined })).toBe(
      'Quota exceeded, too many server groups.',
    )
  })
})

describe('Each project has a quota of its own, and is told in nova’s words', () => {
  const world = () =>
    aWorld({
      park: {
        quota: { instances: 2, cores: 20, ramMiB: 51_200 },
        projects: [{ name: 'blue', quota: { instances: 10, cores: 6, ramMiB: 9_000 } }],
      },
      workloads: [{ name: 'web' }, { name: 'shop', project: 'blue' }],
    })
  const boot = (workload: number, servers: number) =>
    ({ order: 'boot', workload, servers, hypervisor: undefined }) as const

  it('what one has used, the other has not', () => {
    const shared = world()
    inBoxes(shared, 0, 2)
    expect(refusalOf(shared, boot(0, 1))).toBe(
      'Quota exceeded for instances: Requested 1, but already used 2 of 2 instances',
    )
    expect(refusalOf(shared, boot(1, 2))).toBeUndefined()
  })

  it('everything that is exceeded is listed, by name', () => {
    const shared = world()
    inBoxes(shared, 1, 2)
    expect(refusalOf(shared, boot(1, 2))).toBe(
      'Quota exceeded for cores, ram: Requested 4, 8192, but already used 4, 8192 of 6, 9000 cores, ram',
    )
  })
})

describe('A host on which every build fails', () => {
  const broken = (era: Era, machines: number) => {
    const world = aWorld({ era, machines: Array.from({ length: machines }, (_, i) => aHypervisor(`h${i + 1}`)) })
    order(world, { order: 'break-builds', hypervisor: 0 })
    return world
  }

  it.each(['2017', 'now'] as const)('is left for another: three are tried (%s)', era => {
    const world = broken(era, 2)
    inBoxes(world)
    expect(reasons(pass(world, 30))).toContain('BuildRescheduled')
    expect(theServer(world)).toMatchObject({ status: 'ACTIVE', hypervisor: 1, tried: [0] })
  })

  it.each([
    ['2017', ['h1', 'h1', 'h1']],
    ['now', ['h1', 'h2', 'h2']],
  ] as const)('%s: whether the next servers are sent there first again', (era, first) => {
    const world = broken(era, 2)
    const sent = first.map(() => {
      inBoxes(world)
      const host = hostsOf(world).at(-1)
      pass(world, 40)
      order(world, { order: 'delete-servers', workload: 0 })
      return host
    })
    expect(sent).toEqual(first)
  })

  it.each([
    [
      '2017',
      'Exceeded maximum number of retries. Exceeded max scheduling attempts 3 for instance web. Last exception: internal error: process exited while connecting to monitor',
    ],
    [
      'now',
      'Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures for instance web.',
    ],
  ] as const)('%s: after three hosts it is given up', (era, fault) => {
    const world = broken(era, 4)
    for (const hypervisor of [1, 2, 3]) order(world, { order: 'break-builds', hypervisor })
    inBoxes(world)
    pass(world, 60)
    expect(theServer(world)).toMatchObject({ status: 'ERROR', tried: [0, 1, 2] })
    expect(explain(world, { kind: 'server', id: 0 })).toContain(`fault: ${fault}`)
  })
})
