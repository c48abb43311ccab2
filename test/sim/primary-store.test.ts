/**
 * PostgreSQL under Patroni: who writes, when another does, and what an acknowledged
 * write is worth (cluster-facts 6).
 */

import { describe, expect, it } from 'vitest'
import { PARTS } from '../../src/model/control-plane'
import type { PrimaryStore } from '../../src/model/store'
import type { Copies } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { roll } from '../../src/sim/chance'
import { explain } from '../../src/sim/explain/explain'
import { machineUnder } from '../../src/sim/hosts/hosts'
import type { Order } from '../../src/sim/orders/orders'
import {
  aHypervisor,
  aMachine,
  aPlane,
  aSpare,
  aWorld,
  bringDown,
  bringUp,
  inBowl,
  inBoxes,
  losses,
  onSlab,
  order,
  pass,
  reasons,
  refusalOf,
  startPart,
  stopPart,
  theMachine,
  theTraffic,
  when,
} from '../given'
import { expectLawful } from './lawful'

type Place = 'bowl' | 'boxes' | 'slab'
const PLACES: readonly Place[] = ['bowl', 'boxes', 'slab']
const USERS = { bowl: 60, boxes: 160, slab: 720 } as const satisfies Record<Place, number>
const PER_SECOND = 10

interface Wish {
  readonly place?: Place
  readonly copies?: Copies
  readonly members?: number
  readonly seed?: number
  /** A control plane, whose etcd is the lease store. */
  readonly plane?: boolean
}

/** A primary with replicas, each on a machine of its own; ten requests a second, of which half write. */
function postgres({ place = 'bowl', copies = 'async', members = 2, seed = 1, plane = false }: Wish = {}): World {
  const make = {
    bowl: (i: number) => aMachine({ name: `x${i}` }),
    boxes: (i: number) => aHypervisor(`x${i}`, { cores: 2, memoryMiB: 4_096 }),
    slab: (i: number) => aSpare(`x${i}`),
  }[place]
  const machines = Array.from({ length: members }, (_, i) => make(i + 1))
  const world = aWorld({
    seed,
    machines: plane ? [...machines, aMachine({ name: 'm1', runs: 'control-plane' })] : machines,
    park: { ...(plane ? { controlPlane: aPlane(1).controlPlane } : {}) },
    due: USERS[place],
    lasts: 7_200,
    spec: {
      name: 'pg',
      replicas: members,
      requests: { cpu: 3_000, memory: 1_000_000, gpus: 0 },
      controller: 'StatefulSet',
      workers: 20,
      demand: [{ at: 0, perSecond: PER_SECOND }],
      data: { sizeMiB: 3_000, copies, disk: 'local', writes: 500_000 },
    },
  })
  if (place === 'bowl') inBowl(world)
  if (place === 'boxes') inBoxes(world, 0, members)
  if (place === 'slab') for (let i = 0; i < members; i += 1) onSlab(world)
  pass(world, USERS[place] + 20)
  expect([theTraffic(world).lost, theTraffic(world).late]).toEqual([0, 0])
  return world
}
const store = (world: World) => world.stores[0] as PrimaryStore
const hostOf = (world: World, member: number) => {
  const holder = world.volumes[store(world).members[member]?.volume ?? -1]?.holder
  return world.machines[holder ? machineUnder(world, holder) : -1]?.name ?? ''
}
const leaderHost = (world: World) => hostOf(world, store(world).leader)
const otherHost = (world: World) => hostOf(world, 1 - store(world).leader)
const hears = (world: World, name: string, how: 'cut-off' | 'reconnect') =>
  order(world, { order: how, host: { kind: 'machine', id: theMachine(world, name) } })

describe.each(PLACES)('A primary with a replica in the %s', place => {
  it('when the primary’s host dies another writes 30 to 60 s later', () => {
    const world = postgres({ place })
    const since = world.tick
    bringDown(world, 'machine', leaderHost(world))
    const promoted = when(world, 'PrimaryPromoted') - since
    expect(promoted).toBeGreaterThanOrEqual(30)
    expect(promoted).toBeLessThanOrEqual(60)
    pass(world, 60)
    expect(store(world)).toMatchObject({ leader: 1, timeline: 2 })
    expectLawful(world)
  })

  it.each([
    ['async' as const, 'the writes of the last second', PER_SECOND / 2],
    ['sync' as const, 'none', 0],
  ])('%s: what was acknowledged and is lost with it is %s', (copies, _, most) => {
    const world = postgres({ place, copies, members: 3 })
    bringDown(world, 'machine', leaderHost(world))
    when(world, 'PrimaryPromoted')
    expect(theTraffic(world).writesLost).toBe(most)
    expectLawful(world)
  })

  it('whose replica dies goes on writing', () => {
    const world = postgres({ place })
    bringDown(world, 'machine', otherHost(world))
    const { written } = store(world)
    pass(world, 100)
    expect(store(world).written).toBeGreaterThan(written + 300)
    expect(reasons(pass(world, 100))).not.toContain('PrimaryPromoted')
  })
})

describe('The timeline of a failover, over many seeds', () => {
  it('reaches both ends of half a minute to a minute, and none beyond', () => {
    const took = Array.from({ length: 40 }, (_, seed) => {
      const world = postgres({ seed })
      const since = world.tick
      bringDown(world, 'machine', leaderHost(world))
      return when(world, 'PrimaryPromoted') - since
    })
    expect(Math.min(...took)).toBeGreaterThanOrEqual(30)
    expect(Math.min(...took)).toBeLessThan(36)
    expect(Math.max(...took)).toBeGreaterThan(54)
    expect(Math.max(...took)).toBeLessThanOrEqual(60)
  })

  it('meanwhile writes are lost and reads are answered by the replica', () => {
    const world = postgres()
    bringDown(world, 'machine', leaderHost(world))
    pass(world, 60) // half of the requests go to the dead one until it is taken out of the Service
    const { NoLeader = 0 } = losses(world)
    expect(NoLeader).toBeGreaterThan(30)
    expect(theTraffic(world).served).toBeGreaterThan(200)
  })

  it('a primary that is back before anybody has its key keeps it', () => {
    const world = postgres()
    const host = leaderHost(world)
    bringDown(world, 'machine', host)
    pass(world, 5)
    bringUp(world, host)
    const told = reasons(pass(world, 120))
    expect(told).not.toContain('PrimaryPromoted')
    expect([store(world).leader, store(world).timeline, theTraffic(world).writesLost]).toEqual([0, 1, 0])
  })

  it('one that is back later follows', () => {
    const world = postgres()
    const host = leaderHost(world)
    bringDown(world, 'machine', host)
    when(world, 'PrimaryPromoted')
    pass(world, 40)
    bringUp(world, host)
    pass(world, 60)
    const { leader, has, written } = store(world)
    expect([leader, written - (has[0] ?? 0)]).toEqual([1, PER_SECOND / 2])
  })
})

describe('A synchronous store', () => {
  it('without its only standby takes no writes, and goes on when it is back', () => {
    const world = postgres({ copies: 'sync' })
    const host = otherHost(world)
    bringDown(world, 'machine', host)
    pass(world, 2)
    const { written } = store(world)
    pass(world, 200)
    expect(store(world).written).toBe(written)
    expect(losses(world).WritesBlocked).toBeGreaterThan(850)
    bringUp(world, host)
    pass(world, 30)
    expect(store(world).written).toBeGreaterThan(written)
    expect(theTraffic(world).writesLost).toBe(0)
  })

  it('names another in its next loop, ten seconds later', () => {
    const world = postgres({ copies: 'sync', members: 3 })
    const since = world.tick
    bringDown(world, 'machine', hostOf(world, store(world).standby))
    expect(when(world, 'SyncStandbyAssigned') - since).toBe(10)
    const { written } = store(world)
    pass(world, 10)
    expect(store(world).written).toBeGreaterThan(written)
  })
})

describe('Without its lease store', () => {
  it('a primary that is well demotes itself after ten seconds, and all of it is read-only', () => {
    const world = postgres({ plane: true })
    const since = world.tick
    for (const part of PARTS) stopPart(world, part)
    expect(when(world, 'PrimaryDemoted') - since).toBe(10)
    pass(world, 1)
    const { written } = store(world)
    pass(world, 300)
    expect([store(world).leader, store(world).written, theTraffic(world).writesLost]).toEqual([-1, written, 0])
    expect(explain(world, { kind: 'workload', id: 0 })).toContain('no leader: read-only')
  })

  it('for a few seconds it does not', () => {
    const world = postgres({ plane: true })
    stopPart(world, 'kube-apiserver')
    pass(world, 8)
    startPart(world, 'kube-apiserver')
    expect(reasons(pass(world, 60))).not.toContain('PrimaryDemoted')
  })

  it('when it is back, the one that was primary is again, within a loop', () => {
    const world = postgres({ plane: true })
    stopPart(world, 'kube-apiserver')
    pass(world, 200)
    startPart(world, 'kube-apiserver')
    const since = world.tick
    expect(when(world, 'PrimaryPromoted') - since).toBeLessThanOrEqual(10)
    expect([store(world).leader, theTraffic(world).writesLost]).toEqual([0, 0])
  })

  it('one that alone is cut off demotes itself before another is promoted', () => {
    const world = postgres({ members: 3 })
    hears(world, leaderHost(world), 'cut-off')
    const told = pass(world, 70)
    const at = (reason: string) => told.find(each => each.reason === reason)?.tick ?? -1
    expect(at('PrimaryDemoted')).toBeLessThan(at('PrimaryPromoted'))
    expect(theTraffic(world).writesLost).toBe(0) // it sent what it had while it lived
  })
})

describe('A switchover by hand', () => {
  const SWITCH = { order: 'switchover', workload: 0 } as const

  it('takes a few seconds and loses nothing', () => {
    const world = postgres()
    const since = world.tick
    order(world, SWITCH)
    expect(when(world, 'PrimaryPromoted') - since).toBe(3)
    pass(world, 10)
    expect([store(world).leader, theTraffic(world).writesLost]).toEqual([1, 0])
  })

  it.each([
    [
      'without a replica',
      (world: World) => bringDown(world, 'machine', otherHost(world)),
      'Error: No candidates found to switchover to',
    ],
    [
      'without a primary',
      (world: World) => bringDown(world, 'machine', leaderHost(world)),
      'Error: This cluster has no leader',
    ],
  ])('%s is refused', (_, does, why) => {
    const world = postgres()
    does(world)
    pass(world, 2)
    expect(refusalOf(world, SWITCH)).toBe(why)
  })
})

describe('It is explained', () => {
  it('as patronictl list has it', () => {
    const lines = explain(postgres({ copies: 'sync', members: 3 }), { kind: 'workload', id: 0 })
    const from = lines.indexOf('+ Cluster: pg +')
    expect(lines.slice(from + 1, from + 5).map(line => line.replace(/x\d/, 'x'))).toEqual([
      '| Member | Host | Role | State | TL | Lag in writes |',
      '| pg-0 | x | Leader | running | 1 |  |',
      '| pg-1 | x | Sync Standby | streaming | 1 | 0 |',
      '| pg-2 | x | Replica | streaming | 1 | 5 |',
    ])
  })

  it('nobody streams from a primary that has died', () => {
    const world = postgres({ members: 3 })
    bringDown(world, 'machine', leaderHost(world))
    pass(world, 2)
    const lines = explain(world, { kind: 'workload', id: 0 })
    expect(lines.filter(line => line.includes('| streaming |'))).toEqual([])
    expect(lines.filter(line => line.includes('| running |'))).toHaveLength(2)
  })
})

describe('A law: there are never two primaries, and a synchronous store loses no write', () => {
  it.each(Array.from({ length: 16 }, (_, seed) => seed))('whoever dies, is cut off or comes back (seed %i)', seed => {
    const copies = seed % 2 === 0 ? 'sync' : 'async'
    const world = postgres({ seed, copies, members: 3, plane: seed % 4 < 2 })
    let before = store(world).leader
    for (let move = 0; move < 40; move += 1) {
      const luck = (sides: number, of: number) => roll(seed, 'bot', { owner: move, ordinal: of }, 0, sides)
      const host = { kind: 'machine', id: luck(world.machines.length, 1) } as const
      const some: readonly Order[] = [
        { order: 'bring-down', host },
        { order: 'bring-up', host },
        { order: 'bring-up', host },
        { order: 'cut-off', host },
        { order: 'reconnect', host },
        { order: 'switchover', workload: 0 },
        { order: 'crash', workload: 0 },
      ]
      const what = some[luck(some.length, 2)] as Order
      if (refusalOf(world, what) === undefined) order(world, what)
      for (let i = luck(80, 3); i > 0; i -= 1) {
        const old = store(world).members[before]
        const wrote = old?.live === true && store(world).leader === before
        const told = reasons(pass(world, 1))
        const { leader } = store(world)
        // whoever led and lives has stepped down before another is promoted
        if (told.includes('PrimaryPromoted') && leader !== before)
          expect([seed, move, wrote && old?.live]).toEqual([seed, move, false])
        before = leader
      }
      if (world.controlPlanes[0]?.working['kube-controller-manager'] !== false) expectLawful(world)
    }
    if (copies === 'sync') expect(theTraffic(world).writesLost).toBe(0)
  })
})
