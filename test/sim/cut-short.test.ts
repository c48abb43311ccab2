/** What a process that dies without warning had in hand and waiting is lost with it, once. */

import { describe, expect, it } from 'vitest'
import type { WorkloadSpec } from '../../src/model/workload'
import { NONE, type World } from '../../src/model/world'
import { aMachine, aWorld, bringDown, inBowl, inBoxes, livePods, losses, order, pass, theTraffic } from '../given'
import { expectLawful } from './lawful'

/** Of twenty workers ten are busy on average. */
const HALF: Partial<WorkloadSpec> = {
  workers: 20,
  serviceMs: 1_000,
  latencySloMs: 5_000,
  demand: [{ at: 0, perSecond: 10 }],
  warmup: 1,
}

function riding(spec: Partial<WorkloadSpec>, seed = 1): World {
  const world = aWorld({ machines: ['b1', 'b2'].map(name => aMachine({ name })), spec, seed, due: 20 })
  inBowl(world)
  pass(world, 60)
  return world
}

/** At that moment. */
function lostBy(world: World, does: (world: World) => void): number {
  const before = theTraffic(world).lost
  does(world)
  return theTraffic(world).lost - before
}

const crash = (world: World) => void order(world, { order: 'crash', workload: 0 })
const dies = (world: World) => {
  const { node } = livePods(world)[0] ?? { node: NONE }
  bringDown(world, 'node', world.nodes[node]?.name ?? '')
}

describe('Lost at the moment when it dies is what it was at:', () => {
  it.each([
    ['a container that dies', 'ProcessRestarting', crash],
    ['a pod whose node goes down', 'HostDown', dies],
  ] as const)('%s', (_, loss, does) => {
    const world = riding(HALF)
    const lost = lostBy(world, does)
    expect(Math.abs(lost - 10)).toBeLessThanOrEqual(1)
    expect(losses(world)).toEqual({ [loss]: lost })
    expectLawful(world)
    pass(world, 120)
    expectLawful(world)
  })

  it('of two pods that share the load half, each for itself', () => {
    const world = riding({ ...HALF, replicas: 2 })
    expect(Math.abs(lostBy(world, crash) - 5)).toBeLessThanOrEqual(1)
  })

  it('a container that is beyond its limit of memory, under that cause', () => {
    const memory = { baseMiB: 200, leakMiBPerMinute: 60, perRequestMiB: 0 }
    const world = riding({ ...HALF, memory, limits: { memory: 250 * 1_048_576 } })
    let told = pass(world, 1)
    let before = 0
    while (!told.some(({ reason }) => reason === 'OOMKilled')) {
      before = theTraffic(world).lost
      told = pass(world, 1)
    }
    const [killed] = told.filter(({ reason }) => reason === 'OOMKilled')
    const row = world.ledger.find(({ cause }) => cause.id === killed?.id)
    expect(Math.abs(theTraffic(world).lost - before - 20)).toBeLessThanOrEqual(1) // ten, and that second's
    expect(row).toMatchObject({ loss: 'ProcessRestarting', cause: { by: 'happening', id: killed?.id } })
  })

  it('a unit on a server whose hypervisor goes down', () => {
    const machines = [aMachine({ name: 'h1', runs: 'nova-compute', cores: 16, memoryMiB: 65_536 })]
    const world = aWorld({ machines, spec: HALF, due: 250 })
    inBoxes(world)
    pass(world, 240)
    pass(world, 60)
    expect(theTraffic(world).utilisation).toBeGreaterThan(0)
    const lost = lostBy(world, () => bringDown(world, 'hypervisor', 'h1'))
    expect(Math.abs(lost - 10)).toBeLessThanOrEqual(1)
    expectLawful(world)
  })

  it('nobody, where nobody asks', () => {
    const world = riding({ ...HALF, demand: [{ at: 0, perSecond: 0 }] })
    expect(lostBy(world, crash)).toBe(0)
  })
})

describe('What waits is lost too', () => {
  /** M/M/1/K. */
  const inside = (load: number, most: number): number => {
    const weights = Array.from({ length: most + 1 }, (_, n) => load ** n)
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    return weights.reduce((sum, weight, n) => sum + n * weight, 0) / all
  }

  it.each([
    [10, 0.5],
    [19, 0.95],
    [30, 1.5],
  ])('at %i a second, for a load of %d, as many as its queue has on average (seeds 0 to 39)', (perSecond, load) => {
    const one = { workers: 1, serviceMs: 50, latencySloMs: 1_000, demand: [{ at: 0, perSecond }], warmup: 1 }
    const seeds = Array.from({ length: 40 }, (_, seed) => seed)
    const all = seeds.map(seed => lostBy(riding(one, seed), crash))
    const mean = all.reduce((sum, lost) => sum + lost, 0) / seeds.length
    expect(Math.abs(mean - inside(load, 15))).toBeLessThan(0.25) // three sigma of what is left to chance
  })
})

describe('Nothing is lost twice', () => {
  it('that hung before its node went down', () => {
    const world = riding({ ...HALF, demand: [{ at: 0, perSecond: 40 }] })
    order(world, { order: 'hang', workload: 0 })
    expect(lostBy(world, dies)).toBe(20)
    expect(lostBy(world, dies)).toBe(0)
    expectLawful(world)
  })

  it('of one that still serves in its preStop hook, and was to be killed with some of them undone', () => {
    const world = riding({ ...HALF, serviceMs: 20_000, latencySloMs: 60_000, preStopSeconds: 25 })
    pass(world, 100)
    order(world, { order: 'delete-pod', pod: 0 })
    const inside = lostBy(world, dies)
    expect(inside).toBeGreaterThanOrEqual(20)
    expect(world.pods[0]?.inHand).toBe(0)
    expect(lostBy(world, dies)).toBe(0)
    expectLawful(world)
  })

  it('by a client that asks again: it is neither served nor lost until it has', () => {
    const world = riding({ ...HALF, client: { timeoutMs: 10_000, attempts: 3, backoffMs: 1_000 } })
    const { served } = theTraffic(world)
    expect(lostBy(world, crash)).toBe(0)
    const again = theTraffic(world).retries.reduce((sum, { requests }) => sum + requests, 0)
    expect(served - theTraffic(world).served).toBe(again)
    expect(Math.abs(again - 10)).toBeLessThanOrEqual(1)
    expectLawful(world)
  })
})
