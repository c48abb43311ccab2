import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import {
  aMachine,
  aPark,
  aWorld,
  bringDown,
  inBowl,
  livePods,
  losses,
  order,
  pass,
  reasons,
  theTraffic,
  theWorkload,
  when,
} from '../given'

/** Two replicas, each on a node of its own, serving. */
function twoNodes(era: Era = 'now'): World {
  const world = aWorld({ era, machines: [aMachine(), aMachine({ name: 'b2' })], spec: { replicas: 2 } })
  inBowl(world)
  pass(world, 20)
  expect(world.pods.map(pod => pod.node).sort()).toEqual([0, 1])
  return world
}

describe('A node that goes silent is NotReady', () => {
  it.each([
    ['now', 50],
    ['2017', 40],
  ] as const)('in %s after %i s, not before', (era, grace) => {
    const world = twoNodes(era)
    const gone = world.tick
    bringDown(world, 'node', 'b1')
    expect(world.nodes[0]).toMatchObject({ up: false, ready: true })
    expect(when(world, 'NodeNotReady')).toBe(gone + grace)
    expect(world.nodes[0]).toMatchObject({ up: false, ready: false })
  })

  it('because of what brought it down', () => {
    const world = twoNodes()
    const [down] = bringDown(world, 'machine', 'b1')
    const notReady = pass(world, 60).find(({ reason }) => reason === 'NodeNotReady')
    expect(notReady).toMatchObject({ note: 'Node b1 status is now: NodeNotReady', type: 'Normal' })
    expect(notReady?.cause).toEqual({ by: 'happening', id: down?.id })
  })

  it('and takes no new Pods from then on; until then it is still given some', () => {
    const world = aWorld({ machines: [aMachine()], workloads: [{ name: 'early' }, { name: 'late' }] })
    bringDown(world, 'node', 'b1')
    inBowl(world, 0)
    pass(world, 55)
    inBowl(world, 1)
    pass(world, 2)
    expect(world.pods.map(pod => pod.node)).toEqual([0, -1])
    expect(world.pods[1]?.message).toBe(
      '0/1 nodes are available: 1 node(s) had untolerated taint(s). preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    )
  })
})

describe('Users of its Pods', () => {
  it('are sent there all the while, and half of their requests are lost as HostDown', () => {
    const world = twoNodes()
    const before = { ...theTraffic(world) }
    bringDown(world, 'machine', 'b1')
    pass(world, 40)
    expect(losses(world).HostDown).toBe(200)
    expect(theTraffic(world).served).toBe(before.served + 200)
  })

  it('are sent elsewhere as soon as it is NotReady: traffic heals before capacity does', () => {
    const world = twoNodes()
    bringDown(world, 'machine', 'b1')
    when(world, 'NodeNotReady')
    expect(theWorkload(world).endpoints).toHaveLength(1)
    const lost = theTraffic(world).lost
    pass(world, 60)
    expect(theTraffic(world).lost).toBe(lost)
  })

  it('are lost altogether where all Pods stood on it', () => {
    const world = aWorld({ machines: [aMachine()] })
    inBowl(world)
    pass(world, 20)
    bringDown(world, 'machine', 'b1')
    const told = pass(world, 100)
    expect(losses(world).HostDown).toBe(1_000)
    expect(reasons(told)).toContain('Failing')
  })
})

describe('A dead node', () => {
  it.each([
    ['now', 50],
    ['2017', 40],
  ] as const)('keeps its Pods for five minutes more; then, in %s, they are replaced and linger', (era, grace) => {
    const world = twoNodes(era)
    bringDown(world, 'machine', 'b1')
    pass(world, grace + 301)
    expect(world.pods).toHaveLength(2)
    const told = pass(world, 1)
    expect(told.find(({ reason }) => /Eviction/.test(reason))?.note).toMatch(
      era === 'now' ? /^Marking for deletion Pod default\/web-/ : /^Marking for deletion Pod web-\S+ from Node b1$/,
    )
    expect(world.pods).toHaveLength(3)
    expect(world.nodes[0]?.pods).toHaveLength(1)
    expect(world.pods[world.nodes[0]?.pods[0] ?? -1]).toMatchObject({ status: 'Terminating', gone: false })
  })
})

describe('A pod that was being made when its host died', () => {
  const cases = [
    ['its image was being pulled', { image: 'big' }, 3],
    ['its container was being created', {}, 1],
  ] as const

  it.each(cases)('(%s) is made anew when the host is back', (_, spec, after) => {
    const images = [...aPark().images, { name: 'big', sizeMiB: 4_000, cached: false }]
    const world = aWorld({ park: { machines: [aMachine()], images }, spec })
    inBowl(world)
    pass(world, after)
    expect(livePods(world)[0]?.ready).toBe(false)
    bringDown(world, 'machine', 'b1')
    pass(world, 60)
    order(world, { order: 'bring-up', host: { kind: 'machine', id: 0 } })
    when(world, 'Ready')
    expect(livePods(world).map(({ ordinal, ready }) => [ordinal, ready])).toEqual([[0, true]])
  })
})
