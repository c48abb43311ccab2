import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { etcdUnder, fairShare, longer } from '../../src/sim/cloud/steal'
import { explain } from '../../src/sim/explain/explain'
import { aHypervisor, aWorld, inBowl, inBoxes, order, pass, reasons, theTraffic, when } from '../given'

describe('The share of what is asked for is min(1, cores / all that is asked):', () => {
  it.each([
    ['nothing is asked', 16_000, 0, 1_000],
    ['less than there is', 16_000, 15_999, 1_000],
    ['just as much', 16_000, 16_000, 1_000],
    ['twice as much', 16_000, 32_000, 500],
    ['today’s 4 to 1, all of it wanted', 16_000, 64_000, 250],
    ['2017’s 16 to 1, all of it wanted', 16_000, 256_000, 62],
  ])('%s', (_, cores, asked, share) => expect(fairShare(cores, asked)).toBe(share))

  it.each([
    [1_000, 50, 50],
    [500, 50, 100],
    [62, 50, 806],
  ])('at %i thousandths what takes 50 ms takes longer', (share, ms, takes) => expect(longer(ms, share)).toBe(takes))
})

describe('An etcd in a guest sends its heartbeats as much later:', () => {
  it.each([
    ['2017', 'nobody waits', 1_000, { every: 100, late: false }],
    ['now', '4 to 1', 250, { every: 400, late: false }],
    ['2017', '16 to 1: later than an election timeout', 62, { every: 1_612, late: true }],
  ] as const)('%s, %s', (era, _, share, expected) => expect(etcdUnder(era, share)).toEqual(expected))
})

/** One hypervisor of 4 cores filled to its allocation ratio: the shop, nodes of a cluster, and a neighbour. */
function crowded(era: Era, shop: object = {}): World {
  const vcpus = era === '2017' ? 16 : 4
  const world = aWorld({
    era,
    machines: [aHypervisor('h1', { cores: 4, memoryMiB: 262_144 })],
    park: {
      flavors: [
        { name: 'm1', vcpus: 1, ramMiB: 2_048 },
        { name: 'big', vcpus: 4, ramMiB: 4_096 },
      ],
      quota: { instances: 100, cores: 200, ramMiB: 1_000_000 },
    },
    workloads: [
      { name: 'shop', ...shop },
      { name: 'miner', flavor: 'big', replicas: vcpus - 1 },
    ],
  })
  inBoxes(world, 0, 1)
  inBoxes(world, 1, vcpus - 1)
  pass(world, 140) // booted, and in service by the health check
  return world
}
const burn = (world: World, burns = true) => order(world, { order: 'burn', workload: 1, burns })
const steal = (world: World) => explain(world, { kind: 'server', id: 0 }).find(line => line.endsWith('st'))

describe('Overcommit is not felt', () => {
  it.each(['2017', 'now'] as const)('while the neighbours are idle: %s', era => {
    const world = crowded(era)
    expect(world.hypervisors[0]?.cpuShare).toBe(1_000)
    expect(steal(world)).toBeUndefined()
    expect(theTraffic(world)).toMatchObject({ lostNow: 0, lateNow: 0 })
  })
})

describe('With a neighbour that takes all it can get', () => {
  it.each([
    ['2017', 'top: 93.4 st', 757],
    ['now', 'top: 68.0 st', 156],
  ] as const)('%s: the share is a fraction, and each request takes as much longer', (era, st, ms) => {
    const world = crowded(era)
    burn(world)
    expect(reasons(pass(world, 3))).toContain('CpuSteal')
    expect(steal(world)).toBe(st)
    expect(theTraffic(world).queues.find(({ backends }) => backends > 0)?.serviceMs).toBe(ms)
  })

  it('whose kernel panics it wants one core, and no more', () => {
    const world = crowded('now')
    burn(world)
    pass(world, 3)
    const before = world.hypervisors[0]?.cpuShare ?? 0
    for (const { id } of world.servers.slice(1)) order(world, { order: 'kernel-panic', host: { kind: 'server', id } })
    pass(world, 3)
    expect(before).toBeLessThan(400)
    expect(world.hypervisors[0]?.cpuShare).toBe(1_000)
  })

  it('more is lost than at first, until it is quiet again', () => {
    const world = crowded('2017', { demand: [{ at: 0, perSecond: 15 }] })
    burn(world)
    pass(world, 10)
    expect(theTraffic(world).lostNow + theTraffic(world).lateNow).toBeGreaterThan(0)
    burn(world, false)
    expect(reasons(pass(world, 3))).toContain('CpuStealOver')
    pass(world, 5)
    expect(theTraffic(world)).toMatchObject({ lostNow: 0, lateNow: 0 })
    expect(world.steals).toBe(false)
  })
})

describe('The kubelet of a node in such a guest', () => {
  const cluster = (era: Era) => {
    const world = crowded(era)
    order(world, { order: 'delete-servers', workload: 0 })
    order(world, { order: 'boot-node', name: 'w1', flavor: 'm1' })
    when(world, 'RegisteredNode')
    return world
  }

  it('2017: its heartbeats come too late, and the node is NotReady; nothing on it has died', () => {
    const world = cluster('2017')
    inBowl(world)
    pass(world, 10)
    burn(world)
    expect(reasons(pass(world, 45))).toContain('NodeNotReady')
    expect(world.nodes[0]).toMatchObject({ up: true, ready: false })
    burn(world, false)
    expect(reasons(pass(world, 3))).toContain('NodeReady')
  })

  it('now: four to one is borne', () => {
    const world = cluster('now')
    burn(world)
    pass(world, 100)
    expect(world.nodes[0]?.ready).toBe(true)
  })
})
