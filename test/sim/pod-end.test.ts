/** A pod that is told to go: what it leaves at once, what it keeps until it has stopped, and who pays for it (cluster-facts 1.3). */

import { describe, expect, it } from 'vitest'
import type { Pod } from '../../src/model/kubernetes'
import type { Era } from '../../src/model/units'
import type { Controller, WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import {
  aMachine,
  asks,
  aWorld,
  bringDown,
  inBowl,
  losses,
  order,
  pass,
  reasons,
  theTraffic,
  theWorkload,
  when,
} from '../given'
import { expectLawful } from './lawful'

function riding(spec: Partial<WorkloadSpec> = {}, era: Era = 'now', nodes = 2): World {
  const machines = Array.from({ length: nodes }, (_, i) => aMachine({ name: `b${i + 1}` }))
  const world = aWorld({ era, machines, due: 30, spec })
  inBowl(world)
  pass(world, 40)
  expect(theTraffic(world)).toMatchObject({ lost: 0, state: 'serving' })
  return world
}

const evict = (world: World, pod = 0) => order(world, { order: 'evict', pod })
const first = (world: World) => world.pods[0] as Pod

/** Seconds until its object is gone. */
function stops(world: World): number {
  const from = world.tick
  while (!first(world).gone && world.tick < from + 100) pass(world, 1)
  return world.tick - 1 - from
}

describe('A pod that is told to go', () => {
  it.each([
    [100, 1],
    [1_000, 1],
    [1_001, 2],
    [12_000, 12],
    [60_000, 30], // killed
  ])('with answers in time up to %i ms has stopped after %i s', (latencySloMs, seconds) => {
    const world = riding({ latencySloMs })
    evict(world)
    expect(stops(world)).toBe(seconds)
  })

  it('and hangs heeds nothing: it is killed when its grace is over', () => {
    const world = riding({ latencySloMs: 1_000 })
    order(world, { order: 'hang', workload: 0 })
    evict(world)
    expect(stops(world)).toBe(30)
  })

  /** Twenty requests in hand; of those an e to the minus grace by service time is not finished. The second itself loses one more. */
  it.each([
    ['finishes all that it has in hand', 30, 30, 0],
    ['within 10 s, of answers that take 20 s, leaves 61 in 100 undone', 60, 10, 12],
    ['within 20 s leaves 37 in 100', 60, 20, 7],
    ['and hangs leaves all', 20, 30, 20],
  ] as const)('%s', (how, latencySloSeconds, graceSeconds, cutOff) => {
    const latencySloMs = latencySloSeconds * 1_000
    const demand = [{ at: 0, perSecond: 1 }]
    const world = riding({ serviceMs: 20_000, latencySloMs, graceSeconds, workers: 40, demand })
    pass(world, 60)
    if (how === 'and hangs leaves all') order(world, { order: 'hang', workload: 0 })
    order(world, { order: 'scale', workload: 0, replicas: 0 })
    let before = 0
    while (!first(world).gone) {
      before = theTraffic(world).lost
      pass(world, 1)
    }
    expect(theTraffic(world).lost - before - 1).toBe(cutOff)
    expectLawful(world)
  })

  it('is Terminating, and no endpoint any more, from that moment', () => {
    const world = riding({ latencySloMs: 5_000 })
    expect(reasons(evict(world))).toEqual(['Evicted', 'Killing'])
    expect(first(world)).toMatchObject({ status: 'Terminating', ready: false, gone: false })
    expect(theWorkload(world).endpoints).toEqual([])
    expectLawful(world)
    pass(world, 3)
    expect(explain(world, { kind: 'pod', id: 0 })).toEqual(
      expect.arrayContaining(['Terminating (lasts 3s)', 'Termination Grace Period: 30s']),
    )
  })

  it('keeps its place on its node until it has stopped', () => {
    const world = riding({ latencySloMs: 5_000, replicas: 1 }, 'now', 1)
    evict(world)
    pass(world, 4)
    expect(world.nodes[0]?.requested).toEqual(asks(1_000, 512)) // its own and its successor's
    pass(world, 2)
    expect(world.nodes[0]?.requested).toEqual(asks(500, 256))
  })

  it('and never ran goes at once', () => {
    const world = riding({ requests: asks(3_000, 64), replicas: 2 }, 'now', 1)
    expect(world.pods[1]?.node).toBe(-1)
    order(world, { order: 'scale', workload: 0, replicas: 1 })
    pass(world, 1)
    expect(world.pods[1]?.gone).toBe(true)
  })

  it('is not told twice', () => {
    const world = riding({ latencySloMs: 5_000 })
    evict(world)
    pass(world, 2)
    expect(evict(world)).toEqual([])
    expect(stops(world)).toBe(3)
  })
})

describe('Its successor', () => {
  const cases: readonly [Controller, number][] = [
    ['Deployment', 1], // a ReplicaSet counts it no longer
    ['StatefulSet', 11], // its name is taken until it is gone
  ]
  it.each(cases)('of a %s is made after %i s', (controller, seconds) => {
    const world = riding({ controller, latencySloMs: 10_000 })
    const from = world.tick
    evict(world)
    while (world.pods.length < 2) pass(world, 1)
    expect(world.tick - from).toBe(seconds)
  })

  it('gets its disk when it has stopped, and not before', () => {
    const data = { sizeMiB: 10, copies: 'one', disk: 'network', writes: 0 } as const
    const world = riding({ latencySloMs: 20_000, data })
    const node = first(world).node
    const from = world.tick
    order(world, { order: 'cordon', node })
    evict(world)
    expect(when(world, 'VolumeDetached') - from).toBe(20 + 3)
  })
})

describe('Requests that are still sent to it', () => {
  const cases: readonly [Era, number, number][] = [
    ['now', 1, 10],
    ['now', 2, 5],
    ['now', 5, 2],
    ['2017', 1, 0],
    ['2017', 2, 0],
  ]
  it.each(cases)('(%s) with %i replicas: %i of a second’s ten are lost to it', (era, replicas, few) => {
    const world = riding({ replicas }, era)
    evict(world)
    pass(world, 30)
    expect(losses(world).PodStopping ?? 0).toBe(few)
    expect(theWorkload(world).stopping).toEqual([])
    expectLawful(world)
  })

  it('are its eviction’s doing', () => {
    const world = riding({ replicas: 2 })
    const [evicted] = evict(world)
    pass(world, 1)
    expect(world.ledger).toMatchObject([{ loss: 'PodStopping', cause: { by: 'happening', id: evicted?.id } }])
  })

  it('are none where the Service goes with its pods: nobody asks it any more', () => {
    const world = riding({ replicas: 2 })
    order(world, { order: 'delete-deployment', workload: 0 })
    pass(world, 5)
    expect(losses(world)).toEqual({ NotRouted: 50 })
  })
})

describe('Its node is lost while it stops', () => {
  it('and it lingers, Terminating, until the node is heard again', () => {
    const world = riding({ controller: 'StatefulSet', latencySloMs: 20_000 })
    const node = first(world).node
    evict(world)
    pass(world, 5)
    bringDown(world, 'node', world.nodes[node]?.name ?? '')
    pass(world, 600)
    expect(first(world)).toMatchObject({ status: 'Terminating', gone: false })
    expect(explain(world, { kind: 'pod', id: 0 }).join()).toContain('does not answer')
    order(world, { order: 'bring-up', host: { kind: 'node', id: node } })
    expect(first(world).gone).toBe(true)
    pass(world, 20)
    expect(theWorkload(world).endpoints).toEqual([1])
  })
})

describe('A drain', () => {
  it('is over when the last pod has stopped', () => {
    const world = riding({ replicas: 2, latencySloMs: 8_000 }, 'now', 3)
    const node = first(world).node
    const from = world.tick
    order(world, { order: 'drain', node })
    expect(when(world, 'Drained') - from).toBe(8)
    expect(world.nodes[node]).toMatchObject({ draining: false, pods: [] })
  })
})

describe('A preStop hook that sleeps', () => {
  it.each([
    [0, 10],
    [1, 0],
    [5, 0],
  ])('%i s: of the requests that are still sent to its only pod %i are lost to it', (preStopSeconds, few) => {
    const world = riding({ preStopSeconds })
    evict(world)
    pass(world, 30)
    expect(losses(world).PodStopping ?? 0).toBe(few)
    expectLawful(world)
  })

  it.each([
    [undefined, undefined, 5_000, 5],
    [10, undefined, 5_000, 15],
    [28, undefined, 5_000, 30], // killed: the grace period counts from before the hook
    [29, undefined, 5_000, 31], // no less than two seconds are left to its process
    [30, undefined, 5_000, 32],
    [60, undefined, 1_000, 31], // the hook itself is cut off
    [undefined, 1, 5_000, 2],
    [10, 60, 60_000, 60],
    [undefined, 2, 5_000, 2],
  ])('of %s s, with a grace of %s s and answers of up to %i ms: it has stopped after %i s', (...each) => {
    const [preStopSeconds, graceSeconds, latencySloMs, seconds] = each
    const world = riding({ preStopSeconds, graceSeconds, latencySloMs })
    evict(world)
    expect(stops(world)).toBe(seconds)
  })
})
