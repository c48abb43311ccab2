/** Whose turn it is, and what wakes whom. */

import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/model/kubernetes'
import type { WorkloadSpec } from '../../src/model/workload'
import { NONE, type World } from '../../src/model/world'
import { aMachine, asks, aWorld, inBowl, order, pass, theWorkload } from '../given'

const alone = (over: Partial<WorkloadSpec> = {}) => ({
  requests: asks(3_000, 64),
  demand: [{ at: 0, perSecond: 1 }],
  ...over,
})
const nameOf = (world: World, workload: number) => theWorkload(world, workload).spec.name

/** The order in which pods got their nodes: all wait for one node that is cordoned, and then is not. */
function orderOf(...workloads: readonly Partial<WorkloadSpec>[]): readonly string[] {
  const world = aWorld({ machines: [aMachine({ cores: 64 })], workloads })
  order(world, { order: 'cordon', node: 0 })
  workloads.forEach((_, i) => {
    inBowl(world, i)
    pass(world, 3)
  })
  pass(world, 20)
  order(world, { order: 'uncordon', node: 0 })
  const told = pass(world, 15).filter(({ reason }) => reason === 'Scheduled')
  return told.map(({ regarding }) => nameOf(world, world.pods[regarding.id]?.workload ?? NONE))
}

describe('activeQ', () => {
  it.each<readonly [string, readonly Partial<WorkloadSpec>[], readonly string[]]>([
    ['is first in, first out', [{ name: 'a' }, { name: 'b' }, { name: 'c' }], ['a', 'b', 'c']],
    [
      'has the higher priority first',
      [{ name: 'a' }, { name: 'b', priority: 10 }, { name: 'c', priority: -1 }],
      ['b', 'a', 'c'],
    ],
    [
      'is first in, first out in a priority',
      [{ name: 'a', priority: 5 }, { name: 'b' }, { name: 'c', priority: 5 }],
      ['a', 'c', 'b'],
    ],
  ])('%s', (_, workloads, names) => expect(orderOf(...workloads)).toEqual(names))
})

describe('A pod that found no node is woken', () => {
  const waiting = (over: Partial<WorkloadSpec> = {}, first: Partial<WorkloadSpec> = {}) => {
    const world = aWorld({
      machines: [aMachine(), aMachine({ name: 'b2' })],
      workloads: [alone({ name: 'first', replicas: 2, ...first }), alone({ name: 'second', ...over })],
    })
    inBowl(world, 0)
    pass(world, 20)
    inBowl(world, 1)
    pass(world, 20)
    return world
  }
  const tries = (world: World) => world.pods.filter(({ workload }) => workload === 1).map(({ attempts }) => attempts)

  it('by a pod that leaves, if it lacked room', () => {
    const world = waiting()
    order(world, { order: 'scale', workload: 0, replicas: 1 })
    pass(world, 3)
    expect(world.pods[2]?.node).not.toBe(NONE)
  })

  it('not by a pod that leaves, if it is kept off by something else', () => {
    const world = waiting({ kernel: 'own' })
    expect(tries(world)).toEqual([1])
    order(world, { order: 'scale', workload: 0, replicas: 1 })
    pass(world, 10)
    expect(tries(world)).toEqual([1])
    world.work.roomMade = true // a node has changed
    pass(world, 1)
    expect(tries(world)).toEqual([2])
  })

  it('by a pod that comes, if it wants to be near it', () => {
    const podAffinity = { required: [{ workload: 'first', topologyKey: 'kubernetes.io/hostname' }], preferred: [] }
    const world = aWorld({
      workloads: [alone({ name: 'first', requests: asks(100, 64) }), alone({ name: 'second', podAffinity })],
    })
    inBowl(world, 1)
    pass(world, 60)
    expect(world.pods[0]?.message.split(' preemption')[0]).toBe(
      "0/3 nodes are available: 3 node(s) didn't match pod affinity rules.",
    )
    inBowl(world, 0)
    pass(world, 3)
    expect(world.pods[0]?.node).toBe(world.pods[1]?.node)
  })

  it('in 2017 by nothing: it tries again after 1, 2, 4, … 60 seconds', () => {
    const world = aWorld({ era: '2017', machines: [aMachine({ cores: 1 })], workloads: [alone({ name: 'big' })] })
    inBowl(world, 0)
    const tried: number[] = []
    for (let i = 0; i < 200; i += 1) {
      const before = world.pods[0]?.attempts ?? 0
      pass(world, 1)
      if ((world.pods[0]?.attempts ?? 0) > before) tried.push(world.tick - 1)
    }
    expect(tried).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183])
  })
})

it('A node tainted against it is left alone, and taken once the pod bears the taint', () => {
  const taint = { key: 'dedicated', value: 'db', effect: 'NoSchedule' } as const
  const place = (over: Partial<WorkloadSpec>) => {
    const world = aWorld({ machines: [aMachine({ taints: [taint] })], workloads: [alone(over)] })
    inBowl(world)
    pass(world, 2)
    return world.pods[0]?.node
  }
  expect(place({})).toBe(NONE)
  expect(place({ tolerations: [{ key: 'dedicated', operator: 'Exists' }] })).toBe(0)
})

it('Replicas that must be apart by zone stand in as many zones, and the rest waits', () => {
  const podAntiAffinity = { required: [{ workload: 'web', topologyKey: 'topology.kubernetes.io/zone' }], preferred: [] }
  const machines = ['a', 'a', 'b'].map((zone, i) => aMachine({ name: `b${i + 1}`, zone }))
  const world = aWorld({ machines, spec: { replicas: 3, podAntiAffinity } })
  inBowl(world)
  pass(world, 5)
  const zones = world.pods.map(
    ({ node }) => (world.nodes[node] as Node | undefined)?.labels['topology.kubernetes.io/zone'],
  )
  expect(zones.filter(zone => zone !== undefined).sort()).toEqual(['a', 'b'])
  expect(world.pods.at(-1)?.message.split(' preemption')[0]).toBe(
    "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules.",
  )
})

it('Six replicas that must be spread stand two to a zone, and a zone that is full holds the rest back', () => {
  const spread = { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' } as const
  const machines = ['a', 'b', 'c'].map((zone, i) => aMachine({ name: `b${i + 1}`, zone, cores: zone === 'c' ? 1 : 8 }))
  const world = aWorld({ machines, spec: { replicas: 6, requests: asks(600, 64), topologySpread: [spread] } })
  inBowl(world)
  pass(world, 5)
  expect(world.nodes.map(({ pods }) => pods.length)).toEqual([2, 2, 1])
  expect(world.pods[5]?.message.split(' preemption')[0]).toBe(
    "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't match pod topology spread constraints.",
  )
})
