/**
 * Databases that keep their data by quorum, on each lane: what a lost member costs, when
 * its replicas are made elsewhere, and what a second loss before that does (cluster-facts
 * 6, CockroachDB).
 */

import { describe, expect, it } from 'vitest'
import type { QuorumStore } from '../../src/model/store'
import type { DiskKind } from '../../src/model/volume'
import type { World } from '../../src/model/world'
import { roll } from '../../src/sim/chance'
import { explain } from '../../src/sim/explain/explain'
import { machineUnder } from '../../src/sim/hosts/hosts'
import type { Order } from '../../src/sim/orders/orders'
import { hashOf } from '../../src/sim/plain'
import { fork } from '../../src/sim/step'
import {
  aHypervisor,
  aMachine,
  aSpare,
  aWorld,
  bringDown,
  bringUp,
  cutOver,
  inBowl,
  inBoxes,
  losses,
  onSlab,
  order,
  pass,
  reasons,
  refusalOf,
  theTraffic,
  theWorkload,
  when,
} from '../given'
import { expectLawful } from './lawful'

type Place = 'bowl' | 'boxes' | 'slab'
const PLACES: readonly Place[] = ['bowl', 'boxes', 'slab']
/** From when its users come: pods are there soon, a machine is deployed first. */
const USERS = { bowl: 60, boxes: 160, slab: 720 } as const satisfies Record<Place, number>

/** So many members, each on a machine of its own, with a hundred requests a second that all write. */
function cluster(place: Place, members = 3, disk: DiskKind = 'local', more = 0, factor = 3): World {
  const hosts = Array.from({ length: members + more }, (_, i) => i + 1)
  const make = {
    bowl: (i: number) => aMachine({ name: `x${i}` }),
    boxes: (i: number) => aHypervisor(`x${i}`, { cores: 2, memoryMiB: 4_096 }),
    slab: (i: number) => aSpare(`x${i}`),
  }[place]
  const world = aWorld({
    machines: hosts.map(make),
    park: { flavors: [{ name: 'm1', vcpus: 2, ramMiB: 4_096 }], quota: { instances: 20, cores: 40, ramMiB: 102_400 } },
    due: USERS[place],
    lasts: 7_200,
    spec: {
      name: 'roach',
      replicas: members,
      requests: { cpu: 3_000, memory: 1_000_000, gpus: 0 },
      controller: 'StatefulSet',
      workers: 20,
      demand: [{ at: 0, perSecond: 100 }],
      data: { sizeMiB: 30_000, copies: 'quorum', disk, writes: 1_000_000, factor },
    },
  })
  if (place === 'bowl') inBowl(world)
  if (place === 'boxes') inBoxes(world, 0, members)
  if (place === 'slab') for (let i = 0; i < members; i += 1) onSlab(world)
  pass(world, USERS[place] + 20)
  expect([theTraffic(world).lost, theTraffic(world).late]).toEqual([0, 0])
  return world
}
const store = (world: World) => world.stores[0] as QuorumStore
const hostOf = (world: World, member: number) => {
  const holder = world.volumes[store(world).members[member]?.volume ?? -1]?.holder
  return world.machines[holder ? machineUnder(world, holder) : -1]?.name ?? ''
}
const kill = (world: World, member: number) => bringDown(world, 'machine', hostOf(world, member))
const available = (world: World) => store(world).ranges.filter(each => each.available).length
const lacking = (world: World) =>
  store(world).ranges.filter(({ replicas }) => replicas.some(({ member }) => !store(world).members[member]?.live))
    .length

describe.each(PLACES)('Three members in the %s', place => {
  it('share the data in three ranges, each on all of them, each with a leaseholder of its own', () => {
    const { members, ranges } = store(cluster(place))
    expect(members).toHaveLength(3)
    expect(ranges.map(({ replicas }) => replicas.length)).toEqual([3, 3, 3])
    expect(ranges.map(({ leaseholder }) => leaseholder).sort()).toEqual([0, 1, 2])
  })

  it('tell nothing before the first of them is there', () => {
    expect(store(cluster(place)).ranges.map(({ cause }) => cause.by)).toEqual(['scenario', 'scenario', 'scenario'])
  })

  it('survive one: a third of the requests waits two to six seconds, and no write is lost', () => {
    const world = cluster(place)
    kill(world, 0)
    const since = world.tick
    const told = pass(world, 10)
    const moved = told.filter(({ reason }) => reason === 'LeaseAcquired')
    expect(moved).toHaveLength(1)
    expect((moved[0]?.tick ?? 0) - since).toBeGreaterThanOrEqual(2)
    expect((moved[0]?.tick ?? 0) - since).toBeLessThanOrEqual(6)
    expect([available(world), theTraffic(world).writesLost]).toEqual([3, 0])
    expect(losses(world).NoLeader).toBeGreaterThan(0)
    expect(losses(world).NoQuorum).toBe(undefined)
  })

  it('cannot make its replicas elsewhere: there is no fourth', () => {
    const world = cluster(place)
    kill(world, 0)
    const told = reasons(pass(world, 1_200))
    expect(told).toContain('StoreDead')
    expect(told).not.toContain('RangeReplicated')
    expect([available(world), lacking(world)]).toEqual([3, 3])
  })

  it('stand still with two gone, lose nothing that was acknowledged, and go on by themselves when one is back', () => {
    const world = cluster(place)
    const [first, second] = [hostOf(world, 0), hostOf(world, 1)]
    bringDown(world, 'machine', first)
    pass(world, 10)
    const { written } = store(world)
    bringDown(world, 'machine', second)
    const told = pass(world, 100)
    expect(told.find(({ reason }) => reason === 'RangeUnavailable')?.note).toBe('r1: lost quorum (down: n1,n2)')
    expect([available(world), store(world).written]).toEqual([0, written])
    bringUp(world, second)
    if (place === 'boxes')
      for (const { id, status } of world.servers)
        if (status === 'SHUTOFF') order(world, { order: 'start-server', server: id })
    pass(world, 200)
    expect([available(world), theTraffic(world).writesLost]).toEqual([3, 0])
    expect(theTraffic(world)).toMatchObject({ lostNow: 0, lateNow: 0 })
    expectLawful(world)
  })
})

describe('With a member to spare', () => {
  /** Five members of which four would do; each range is on three neighbours of the ring. */
  const five = () => cluster('bowl', 5)

  it('five members hold fifteen replicas, three each', () => {
    const { members, ranges } = store(five())
    expect(
      members.map(({ id }) => ranges.filter(each => each.replicas.some(({ member }) => member === id)).length),
    ).toEqual([3, 3, 3, 3, 3])
  })

  it('one that is silent for 300 s is dead, and its replicas are made elsewhere at size over bandwidth', () => {
    const world = five()
    kill(world, 2)
    const since = world.tick
    const dead = when(world, 'StoreDead')
    expect(dead - since).toBe(300)
    const copies = pass(world, 400).filter(({ reason }) => reason === 'RangeReplicated')
    // 30,000 MiB in five ranges at 100 MiB a second
    expect(copies.map(({ tick }) => tick - dead)).toEqual([60, 121, 182])
    expect([lacking(world), available(world)]).toEqual([0, 5])
  })

  it('one that is back before that keeps its replicas, and nothing is copied', () => {
    const world = five()
    const host = hostOf(world, 2)
    bringDown(world, 'machine', host)
    pass(world, 280)
    bringUp(world, host)
    const told = reasons(pass(world, 300))
    expect(told).not.toContain('RangeReplicated')
    expect(lacking(world)).toBe(0)
  })

  it.each([
    ['before', 100, 3],
    ['while', 440, 4],
    ['after', 600, 5],
  ])('a second loss %s its replicas are made (%i s later) leaves %i of five ranges', (_, wait, left) => {
    const world = five()
    kill(world, 2)
    pass(world, wait)
    kill(world, 3)
    pass(world, 5)
    expect(available(world)).toBe(left)
    expect(theTraffic(world).writesLost).toBe(0)
  })

  it('with five copies of each range two may go at once', () => {
    const world = cluster('bowl', 5, 'local', 0, 5)
    kill(world, 2)
    kill(world, 3)
    pass(world, 10)
    expect(available(world)).toBe(5)
    kill(world, 4)
    pass(world, 5)
    expect(available(world)).toBe(0)
  })
})

describe('A disk that is lost', () => {
  const lose = (world: World, member: number) =>
    order(world, { order: 'lose-disk', workload: 0, disk: store(world).members[member]?.volume })

  it('costs no write while a majority has it, and its process joins as another member', () => {
    const world = cluster('bowl')
    lose(world, 0)
    pass(world, 400)
    expect(theTraffic(world).writesLost).toBe(0)
    expect(store(world).members.map(({ wiped, live }) => [wiped, live])).toEqual([
      [true, false],
      [false, true],
      [false, true],
      [false, true],
    ])
    pass(world, 800)
    expect([lacking(world), available(world)]).toEqual([0, 3])
    expectLawful(world)
  })

  it('of two of three leaves no majority; somebody may go on from the last one, which lacks nothing', () => {
    const world = cluster('bowl')
    lose(world, 0)
    pass(world, 20)
    lose(world, 1)
    pass(world, 60)
    expect([available(world), theTraffic(world).writesLost]).toEqual([0, 0])
    order(world, { order: 'recover-quorum', workload: 0 })
    pass(world, 20)
    expect([available(world), theTraffic(world).writesLost]).toEqual([3, 0])
    expect(refusalOf(world, { order: 'recover-quorum', workload: 0 })).toBe('No recoverable ranges found.')
  })

  it('of both who had them loses exactly the writes that the third had missed', () => {
    const world = cluster('bowl')
    const third = hostOf(world, 2)
    bringDown(world, 'machine', third)
    pass(world, 30)
    const missed = store(world).ranges.reduce((sum, { written, replicas }) => {
      return sum + written - (replicas.find(({ member }) => member === 2)?.has ?? 0)
    }, 0)
    expect(missed).toBeGreaterThan(1_000)
    lose(world, 0)
    lose(world, 1)
    expect(theTraffic(world).writesLost).toBe(missed)
    expectLawful(world)
  })
})

describe('It is explained', () => {
  it('as cockroach node status has it', () => {
    const world = cluster('bowl')
    kill(world, 1)
    pass(world, 30)
    const lines = explain(world, { kind: 'workload', id: 0 })
    expect(lines).toContain(
      'id 2, address roach-1:26257, is_available false, is_live false, replicas_leaseholders 0, ranges 3, ranges_unavailable 0, ranges_underreplicated 3, suspect for 30 s',
    )
    expect(lines).toContain('ranges: 3, each on 3 nodes, 2 are a majority; unavailable: 0')
  })
})

describe('Of five ranges two lack their majority, and what hangs for them', () => {
  /** Members 1 and 2 are gone: 40 requests a second hang, and hold one of 60 connections each for so long. */
  function lame(era: 'now' | '2017', timeoutMs: number): World {
    const world = cluster('bowl', 5)
    Object.assign(world, { era })
    Object.assign(theWorkload(world).spec, { client: { timeoutMs, attempts: 1, backoffMs: 0 } })
    for (const member of [0, 1]) kill(world, member)
    pass(world, 10)
    return world
  }
  const servedIn = (world: World, seconds: number) => {
    const before = theTraffic(world).served
    pass(world, seconds)
    return Math.round((theTraffic(world).served - before) / seconds)
  }

  it.each([
    ['now', 1_000, [60, 60]],
    ['now', 3_000, [0, 60]],
    ['2017', 1_000, [60, 60]],
    ['2017', 3_000, [0, 0]],
  ] as const)(
    '(%s) for %i ms leaves of 100 a second, before a minute is over and after it: %j',
    (era, timeoutMs, served) => {
      const world = lame(era, timeoutMs)
      pass(world, 43) // the dead nodes are out of the Service only then
      const before = servedIn(world, 5)
      const told = pass(world, 60)
      expect(told.some(({ reason }) => reason === 'ReplicaUnavailable')).toBe(era === 'now')
      expect([before, servedIn(world, 10)]).toEqual(served)
      expectLawful(world)
    },
  )

  it('says for how long, and when its breaker has tripped', () => {
    const world = lame('now', 1_000)
    const lines = () => explain(world, { kind: 'workload', id: 0 }).filter(line => /^r\d: /.test(line))
    expect(lines()).toEqual([1, 5].map(r => `r${r}: lost quorum (down: n1,n2), requests hang for 10 s`))
    pass(world, 60)
    expect(lines()).toEqual([1, 5].map(r => `r${r}: its breaker has tripped, requests are refused`))
  })
})

describe('A store that changes lanes', () => {
  it('takes every write along, and is spread over the members there', () => {
    const world = aWorld({
      machines: [...[1, 2, 3].map(i => aMachine({ name: `b${i}` })), ...[1, 2, 3].map(i => aHypervisor(`h${i}`))],
      due: 60,
      spec: {
        replicas: 3,
        controller: 'StatefulSet',
        data: { sizeMiB: 3_000, copies: 'quorum', disk: 'local', writes: 1_000_000 },
      },
    })
    inBowl(world)
    pass(world, 100)
    inBoxes(world, 0, 3)
    pass(world, 250)
    if (theWorkload(world).standby >= 0) cutOver(world)
    pass(world, 60)
    expect([store(world).place, available(world), theTraffic(world).writesLost]).toEqual(['server', 3, 0])
    expect(store(world).ranges.map(({ replicas }) => replicas.length)).toEqual([3, 3, 3])
    expect(world.volumes.filter(({ state }) => state !== 'deleted')).toHaveLength(3)
    expect(theTraffic(world)).toMatchObject({ lostNow: 0, lateNow: 0 })
    expectLawful(world)
  })
})

describe('A law: a fork of a store goes the same way', () => {
  it('to the last bit', () => {
    const world = cluster('bowl', 5)
    kill(world, 1)
    const other = fork(world)
    pass(world, 500)
    pass(other, 500)
    expect(hashOf(other)).toBe(hashOf(world))
  })
})

describe('A law: what was acknowledged is on a living majority, on disks that are down, or counted as lost', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'whoever dies, comes back or loses its disk (seed %i)',
    seed => {
      const world = cluster('bowl', 4 + (seed % 3))
      for (let move = 0; move < 30; move += 1) {
        const luck = (sides: number, of: number) => roll(seed, 'bot', { owner: move, ordinal: of }, 0, sides)
        const host = { kind: 'machine', id: luck(world.machines.length, 1) } as const
        const { length } = store(world).members
        const some: readonly Order[] = [
          { order: 'bring-down', host },
          { order: 'bring-up', host },
          { order: 'bring-up', host },
          { order: 'cut-off', host },
          { order: 'reconnect', host },
          { order: 'lose-disk', workload: 0, disk: store(world).members[luck(length, 2)]?.volume },
          { order: 'recover-quorum', workload: 0 },
        ]
        const what = some[luck(seed < 4 ? 5 : some.length, 3)] as Order
        if (refusalOf(world, what) === undefined) order(world, what)
        pass(world, luck(400, 4))
        expectLawful(world)
        const { served, cutShort, writesLost } = theTraffic(world)
        const { written, ranges, members } = store(world)
        expect([seed, move, written + writesLost]).toEqual([seed, move, served + cutShort])
        expect(ranges.reduce((sum, range) => sum + range.written, 0)).toBe(written)
        for (const range of ranges) {
          const holders = range.replicas.filter(({ member, has }) => !members[member]?.wiped && has === range.written)
          expect(holders.length > 0 || range.written === 0).toBe(true)
          if (range.available) expect(holders.some(({ member }) => members[member]?.live)).toBe(true)
        }
        if (seed < 4) expect(writesLost).toBe(0)
      }
    },
  )
})
