/** Zones and the rates at which nodes are given up, and how soon they are missed at all (cluster-facts 1.2). */

import { describe, expect, it } from 'vitest'
import type { ZoneState } from '../../src/model/kubernetes'
import { NODE_TUNINGS } from '../../src/model/park'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { nodeUpdatesPerMinute } from '../../src/sim/controllers/node-timers'
import { evictionEvery, zoneState } from '../../src/sim/controllers/zones'
import { explain } from '../../src/sim/explain/explain'
import { aMachine, aWorld, bringDown, bringUp, inBowl, pass, reasons, when } from '../given'

describe('A zone is', () => {
  const cases: readonly [number, number, ZoneState][] = [
    [3, 0, 'Normal'],
    [1, 2, 'Normal'], // 67 %, but no more than two
    [0, 1, 'FullDisruption'],
    [0, 3, 'FullDisruption'],
    [1, 3, 'PartialDisruption'],
    [3, 3, 'Normal'], // 50 %
    [9, 11, 'PartialDisruption'], // 55 %
    [46, 54, 'Normal'],
    [45, 55, 'PartialDisruption'],
  ]
  it.each(cases)('with %i nodes ready and %i not: %s', (ready, notReady, state) => {
    expect(zoneState(ready, notReady, { percent: 55, atLeast: 3 })).toBe(state)
  })
})

describe('In such a zone one node is given up', () => {
  const cases: readonly [ZoneState, number, number][] = [
    ['Normal', 5, 10],
    ['FullDisruption', 5, 10],
    ['PartialDisruption', 50, 0],
    ['PartialDisruption', 51, 100],
  ]
  it.each(cases)('(%s, %i nodes) in %i s; 0: none is', (state, nodes, every) => {
    expect(evictionEvery({ era: 'now' }, state, nodes)).toBe(every)
  })
})

/** A pod on each of so many nodes to a zone. */
function zoned(zones: Readonly<Record<string, number>>, era: Era = 'now'): World {
  const machines = Object.entries(zones).flatMap(([zone, count]) =>
    Array.from({ length: count }, (_, i) => aMachine({ name: `${zone}${i + 1}`, zone, cores: 1 })),
  )
  const world = aWorld({ era, machines, spec: { replicas: machines.length } })
  inBowl(world)
  pass(world, 20)
  return world
}

const strike = (world: World, zone: string, count: number) => {
  for (let i = 1; i <= count; i += 1) bringDown(world, 'machine', `${zone}${i}`)
}

/** Seconds after the blow at which nodes were tainted. */
const tainted = (world: World, struck: number) =>
  world.nodes
    .filter(({ taintedAt }) => taintedAt >= 0)
    .map(({ taintedAt }) => taintedAt - struck)
    .sort((a, b) => a - b)

describe.each([
  ['now', 50],
  ['2017', 40],
] as const)('Of nodes that all fall silent at once (%s)', (era, grace) => {
  const turns = (world: World, zone: string, count: number) => {
    const struck = world.tick
    strike(world, zone, count)
    pass(world, 260)
    return tainted(world, struck)
  }

  it('one after the other is given up, ten seconds apart', () => {
    expect(turns(zoned({ a: 8 }, era), 'a', 4)).toEqual([1, 11, 21, 31].map(each => grace + each))
  })

  it('none is in a small zone that is silent for the most part', () => {
    expect(turns(zoned({ a: 5 }, era), 'a', 3)).toEqual([])
  })

  it('all are, at the usual pace, in a zone that is silent as a whole while another is not', () => {
    expect(turns(zoned({ a: 3, b: 3 }, era), 'a', 3)).toEqual([1, 11, 21].map(each => grace + each))
  })

  it('each zone has a pace of its own', () => {
    const world = zoned({ a: 6, b: 6 }, era)
    const struck = world.tick
    strike(world, 'a', 2)
    strike(world, 'b', 2)
    pass(world, 100)
    expect(tainted(world, struck)).toEqual([1, 1, 11, 11].map(each => grace + each))
  })

  it('one in a hundred seconds is where the zone has more than fifty', () => {
    expect(turns(zoned({ a: 51 }, era), 'a', 29)).toEqual([1, 101, 201].map(each => grace + each))
  })
})

describe('Where no node of any zone is ready', () => {
  it('taints come off and nothing is given up: it is taken for the control plane’s own fault', () => {
    const world = zoned({ a: 3, b: 1 })
    strike(world, 'a', 3)
    pass(world, 100)
    expect(tainted(world, 0)).toHaveLength(3)
    strike(world, 'b', 1)
    const told = pass(world, 600)
    expect(tainted(world, 0)).toEqual([])
    expect(reasons(told)).not.toContain('TaintManagerEviction')
    expect(told.find(({ reason }) => reason === 'EvictionsPaused')?.note).toBe(
      'Controller detected that all Nodes are not-Ready. Entering master disruption mode.',
    )
  })

  it('all is counted anew when one is heard: the first goes ten seconds later, and its pods after five minutes', () => {
    const world = zoned({ a: 3, b: 1 })
    strike(world, 'a', 3)
    strike(world, 'b', 1)
    pass(world, 400)
    bringUp(world, 'b1')
    const heard = world.tick
    expect(when(world, 'TaintManagerEviction') - heard).toBe(10 + 300)
    expect(tainted(world, heard)).toEqual([10, 20, 30])
  })
})

describe('A zone that comes to be silent for the most part', () => {
  it('keeps the taints it has, and goes on when enough are heard again', () => {
    const world = zoned({ a: 5 })
    strike(world, 'a', 2)
    pass(world, 65)
    expect(tainted(world, 0)).toHaveLength(2)
    bringDown(world, 'machine', 'a3')
    pass(world, 60)
    expect(world.work.zones[0]).toMatchObject({ state: 'PartialDisruption', every: 0, waiting: [2] })
    expect(tainted(world, 0)).toHaveLength(2)
    bringUp(world, 'a1')
    const heard = world.tick
    pass(world, 30)
    expect(world.nodes[2]?.taintedAt).toBe(heard + 10)
  })

  it('says in kubectl describe how it stands', () => {
    const world = zoned({ a: 5 })
    strike(world, 'a', 3)
    pass(world, 60)
    expect(explain(world, { kind: 'node', id: 0 })).toEqual(
      expect.arrayContaining([
        'Labels: kubernetes.io/hostname=a1, topology.kubernetes.io/zone=a',
        'Zone: a, PartialDisruption: no evictions',
      ]),
    )
  })
})

describe('How soon a silent node’s pods are given up, and what it costs', () => {
  const cases = [
    ['now', undefined, 350, 6],
    ['2017', undefined, 340, 6],
    ['now', 'Fast', 50, 15],
    ['now', 'Medium', 180, 3],
    ['now', 'Low', 360, 1],
  ] as const

  it.each(cases)('(%s, %s): after %i s, with %i updates a minute from each node', (era, nodeTuning, after, updates) => {
    const machines = ['b1', 'b2'].map(name => aMachine({ name }))
    const world = aWorld({ era, park: { machines, nodeTuning }, spec: { replicas: 2 } })
    inBowl(world)
    pass(world, 20)
    const struck = world.tick
    bringDown(world, 'machine', 'b1')
    const evicted = era === 'now' ? 'TaintManagerEviction' : 'NodeControllerEviction'
    expect(when(world, evicted) - struck).toBe(after + 1) // tainted in the second after it is missed
    expect(nodeUpdatesPerMinute(world)).toBe(2 * updates)
  })

  it('so that a thousand nodes at the fastest write fifteen thousand times a minute', () => {
    expect(NODE_TUNINGS[0]).toBe('Fast')
    const machines = Array.from({ length: 1_000 }, (_, i) => aMachine({ name: `n${i}` }))
    expect(nodeUpdatesPerMinute(aWorld({ park: { machines, nodeTuning: 'Fast' } }))).toBe(15_000)
  })
})
