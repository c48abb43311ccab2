/** Requests that need others: calls and their retries, layer upon layer, and names that are looked up. */

import { describe, expect, it } from 'vitest'
import type { WorkloadSpec } from '../../src/model/workload'
import type { Workload, World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { countAgain } from '../../src/sim/traffic/answering'
import { aWorld, inBowl, losses, order, pass, theTraffic, type WorldWish } from '../given'
import { expectLawful } from './lawful'

const IDLE = [{ at: 0, perSecond: 0 }]
const USERS = 10

const placed = (wish: WorldWish, all = wish.workloads?.length ?? 1, seconds = 30): World => {
  const world = aWorld({ due: 20, ...wish })
  for (let id = 0; id < all; id += 1) inBowl(world, id)
  pass(world, seconds)
  return world
}

/** Each layer calls the next; the last has no place, so nothing answers there. */
function tower(layers: number, attempts: number): World {
  const workloads = Array.from(
    { length: layers },
    (_, i): Partial<WorkloadSpec> => ({
      name: `w${i}`,
      workers: 1_000,
      serviceMs: 1,
      demand: i === 0 ? [{ at: 0, perSecond: USERS }] : IDLE,
      ...(i === 0 ? { client: { timeoutMs: 500, attempts, backoffMs: 0 } } : {}),
      ...(i < layers - 1 ? { calls: [{ workload: `w${i + 1}`, perRequest: 1, attempts }] } : {}),
    }),
  )
  return placed({ workloads }, layers - 1, 60)
}

describe('Of one request, r attempts at each of n layers make r to the nth calls to what lies dead at the bottom:', () => {
  const cases = [1, 2, 3, 4].flatMap(layers => [1, 2, 3, 4].map(attempts => [layers, attempts] as const))

  it.each(cases)('%i layers, %i attempts', (layers, attempts) => {
    const world = tower(layers, attempts)
    const { calledNow, perSecond, againNow } = theTraffic(world, layers - 1)
    const asked = layers === 1 ? perSecond + againNow : calledNow / 1_000
    expect(asked).toBe(USERS * attempts ** layers)
  })
})

describe('A request whose call fails', () => {
  const chain = (attempts: number) => [
    { calls: [{ workload: 'db', perRequest: 1, attempts }] },
    { name: 'db', demand: IDLE, replicas: 2 },
  ]

  it('is lost, and its loss leads to what became of the callee', () => {
    expect(losses(placed({ workloads: chain(1) }))).toEqual({})
    const world = placed({ workloads: chain(1) }, 1)
    expect(losses(world).CallFailed).toBe(USERS * 9) // a caller sees how its callee did in the second before
    const row = world.ledger.find(({ loss }) => loss === 'CallFailed')
    expect(row?.cause).toEqual(theTraffic(world, 1).cause)
    expect(explain(world, { kind: 'workload', id: 0 })).toContain('calls db: 1 for each request, 1 attempt; 100 % fail')
  })

  it.each([
    [1, 500],
    [2, 250],
    [3, 125],
  ])('counts its callee’s failures so often as all of %i attempts fail', (attempts, share) => {
    const world = placed({ workloads: chain(attempts) })
    for (const pod of world.pods) if (pod.workload === 1 && pod.ordinal === 0) pod.warmAt = 1_000_000 // half of the db is cold
    countAgain(world.workloads[1] as Workload)
    pass(world, 1)
    const before = losses(world).CallFailed ?? 0
    pass(world, 100)
    expect(((losses(world).CallFailed ?? 0) - before) / USERS).toBeCloseTo(share / 10, 0)
    expectLawful(world)
  })

  it('loads its callee like a user’s own: with ten calls each, a hundred users a second are too many', () => {
    const calls = [{ workload: 'db', perRequest: 10, attempts: 1 }]
    const world = placed({ workloads: [{ calls }, { name: 'db', demand: IDLE }] })
    expect(theTraffic(world, 1)).toMatchObject({ calledNow: 100_000, state: 'overloaded', planned: 0 })
    expect(losses(world).CallFailed).toBeGreaterThan(10)
  })
})

describe('A name that is looked up', () => {
  const asking = (names: 'service' | 'external', perSecond: number, era: '2017' | 'now' = '2017', replicas = 3) =>
    placed(
      {
        era,
        workloads: [
          { workers: 100, demand: [{ at: 0, perSecond }], resolves: { names, everyRequests: 1 } },
          {
            name: 'kube-dns',
            demand: IDLE,
            dns: true,
            replicas,
            requests: { cpu: 100, memory: 0, gpus: 0 },
            workers: 200,
            serviceMs: 1,
          },
        ],
      },
      2,
    )

  it.each([
    ['of a Service takes a query for each address family', 'service', 2],
    ['of the outside is looked for in three search domains first, as ndots:5 has it', 'external', 8],
  ] as const)('%s', (_, names, queries) => expect(theTraffic(asking(names, 10), 1).calledNow).toBe(10_000 * queries))

  it.each([
    [50, 0], // 100 queries a second: all are answered
    [125, 63], // 250: 96.8 % of queries, and so of pairs of them 93.7 %
    [275, 263], // 550: 85.8 %
    [500, 857], // 1,000: 37.8 %
    [1_000, 964], // no more than at 1,000
  ])('in 2017 fails as kube-dns was measured: at %i requests a second in %i of 1,000', (perSecond, share) => {
    const world = asking('service', perSecond)
    const before = losses(world).NameResolution ?? 0
    pass(world, 100)
    const lost = (losses(world).NameResolution ?? 0) - before
    expect(Math.abs((lost * 10) / perSecond - share)).toBeLessThanOrEqual(1)
    expectLawful(world)
  })

  it('does not fail for want of a measurement today: CoreDNS is as fast as its queue', () =>
    expect(losses(asking('service', 500, 'now'))).toEqual({}))

  /** CoreDNS, two copies, and the resolver that it forwards to. */
  const forwarding = (perSecond: number, distinct?: number, names: 'service' | 'external' = 'external') =>
    placed(
      {
        workloads: [
          { workers: 100, demand: [{ at: 0, perSecond }], resolves: { names, everyRequests: 1, distinct } },
          {
            name: 'coredns',
            demand: IDLE,
            dns: true,
            replicas: 2,
            requests: { cpu: 100, memory: 0, gpus: 0 },
            workers: 200,
            serviceMs: 1,
            calls: [{ workload: 'resolver', perRequest: 1, attempts: 1 }],
          },
          { name: 'resolver', demand: IDLE, workers: 100, serviceMs: 1 },
        ],
      },
      3,
    )

  it.each([
    ['one name: one query in 30 s for each copy and family, whatever is asked', 100, 1, 'external', 133],
    ['a hundred names: no more than a hundred times that', 100, 100, 'external', 12_500],
    ['a name of a Service is never forwarded', 100, 1, 'service', 0],
  ] as const)('of CoreDNS goes upstream only when it is not cached: %s', (_, perSecond, distinct, names, milli) => {
    const { calledNow } = theTraffic(forwarding(perSecond, distinct, names), 2)
    expect(Math.abs(calledNow - milli)).toBeLessThanOrEqual(milli / 50)
  })

  it('of the outside fails for want of an upstream, not at once but within 30 s; one of the cluster never', () => {
    const world = forwarding(100)
    order(world, { order: 'hang', workload: 2 })
    const lost = (seconds: number) => {
      const before = losses(world).NameResolution ?? 0
      pass(world, seconds)
      return (losses(world).NameResolution ?? 0) - before
    }
    expect(lost(6) / 6).toBeLessThan(40)
    pass(world, 40)
    expect(lost(10)).toBe(1_000)
    expectLawful(world)
    const inside = forwarding(100, 1, 'service')
    order(inside, { order: 'hang', workload: 2 })
    pass(inside, 60)
    expect(losses(inside)).toEqual({})
  })

  it('fails for fewer copies at a smaller load, and no more once there are enough', () => {
    const world = asking('service', 90, '2017', 1)
    const lost = () => losses(world).NameResolution ?? 0
    expect(lost()).toBeGreaterThan(10)
    order(world, { order: 'scale', workload: 1, replicas: 6 })
    pass(world, 20)
    const before = lost()
    pass(world, 60)
    expect(lost()).toBe(before)
  })
})
