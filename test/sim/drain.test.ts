/** Drains against disruption budgets, and what is asked of nodes by hand. */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { refusal } from '../../src/sim/orders/orders'
import { aMachine, aWorld, inBowl, losses, order, pass, reasons, theTraffic, theWorkload } from '../given'

function spread(replicas: number, minAvailable: number | undefined, era: Era = 'now'): World {
  const machines = ['b1', 'b2', 'b3', 'b4'].map(name => aMachine({ name }))
  const world = aWorld({ era, machines, spec: { replicas, minAvailable } })
  inBowl(world)
  pass(world, 30)
  return world
}

const busiest = (world: World) =>
  world.nodes.reduce((best, node) => (node.pods.length > best.pods.length ? node : best))

describe('A drain', () => {
  const cases = [
    [1, 1, true],
    [2, 2, true],
    [2, 1, false],
    [3, 3, true],
    [3, 2, false],
    [4, 4, true],
    [4, 1, false],
    [1, undefined, false],
  ] as const

  it.each(cases)(
    'of one of %s replicas of which %s must stay waits for their budget: %s',
    (replicas, minAvailable, waits) => {
      const world = spread(replicas, minAvailable)
      const node = busiest(world)
      const told = reasons(order(world, { order: 'drain', node: node.id }))
      expect(node.unschedulable).toBe(true)
      expect(told).toContain(waits ? 'EvictionRefused' : 'Evicted')
      const before = theWorkload(world).endpoints.length
      pass(world, 3_600)
      expect(node).toMatchObject(
        waits ? { draining: true, heldDrains: 1 } : { draining: false, heldDrains: 0, pods: [] },
      )
      if (waits) expect(theWorkload(world).endpoints).toHaveLength(before)
    },
  )

  it.each([
    ['now', /^error when evicting pods\/"web-\S+" -n "default" \(will retry after 5s\): Cannot evict pod as it would/],
    ['2017', /^error when evicting pod "web-\S+" \(will retry after 5s\): Cannot evict pod as it would violate/],
  ] as const)(
    '(%s) that is held back says so at once and only once, and goes on by itself when the budget allows it',
    (era, words) => {
      const world = spread(2, 2, era)
      const node = busiest(world)
      const told = order(world, { order: 'drain', node: node.id })
      const [refused] = told.filter(({ reason }) => reason === 'EvictionRefused')
      expect(refused).toMatchObject({ type: 'Warning', note: expect.stringMatching(words) })
      expect(explain(world, { kind: 'node', id: node.id }).join()).toContain(refused?.note)
      expect(reasons(pass(world, 60))).toEqual([])
      order(world, { order: 'scale', workload: 0, replicas: 3 })
      expect(reasons(pass(world, 30))).toContain('Drained')
      expect(theWorkload(world).endpoints.length).toBeGreaterThanOrEqual(2)
    },
  )

  it('is over when somebody uncordons its node, and a second one asks anew', () => {
    const world = spread(2, 2)
    const node = busiest(world)
    order(world, { order: 'drain', node: node.id })
    order(world, { order: 'uncordon', node: node.id })
    order(world, { order: 'scale', workload: 0, replicas: 3 })
    expect(reasons(pass(world, 60))).not.toContain('Evicted')
    order(world, { order: 'drain', node: node.id })
    expect(reasons(pass(world, 60))).toContain('Drained')
  })

  it('asks every five seconds also if it is begun twice', () => {
    const world = spread(2, 2)
    const node = busiest(world)
    order(world, { order: 'drain', node: node.id })
    pass(world, 2)
    order(world, { order: 'drain', node: node.id })
    const [first, ...asks] = [0, 1, 2, 3, 4].map(() => {
      pass(world, 3)
      return node.drainsAt
    })
    expect(asks.map(at => at - (first ?? 0))).toEqual([5, 5, 10, 10])
  })

  it.each([
    ['now', 3],
    ['2017', 0],
  ] as const)(
    '(%s) is let through once there is one more than must stay, and loses %i of a second’s ten',
    (era, few) => {
      const world = spread(2, 2, era)
      const node = busiest(world)
      order(world, { order: 'scale', workload: 0, replicas: 3 })
      pass(world, 20)
      const lost = theTraffic(world).lost
      order(world, { order: 'drain', node: node.id })
      const told = pass(world, 60)
      expect(node.pods).toEqual([])
      expect(reasons(told).filter(reason => reason === 'NodeNotSchedulable')).toEqual([])
      expect(theTraffic(world).lost - lost).toBe(few)
      expect(losses(world).PodStopping ?? 0).toBe(few)
      expect(theWorkload(world).endpoints.length).toBeGreaterThanOrEqual(2)
    },
  )

  it.each([
    ['now', undefined],
    ['2017', "Cannot evict pod as it would violate the pod's disruption budget."],
  ] as const)('(%s) a pod that does not run yet: what its budget says to its eviction is %s', (era, why) => {
    const machines = [aMachine({ name: 'b1' })]
    const images = [{ name: 'web', sizeMiB: 4_000, cached: false }]
    const world = aWorld({ era, park: { machines, images }, spec: { replicas: 2, minAvailable: 2 } })
    inBowl(world)
    pass(world, 10)
    expect(world.pods[0]?.status).toBe('Pulling')
    const refused = refusal(world, { order: 'evict', pod: 0 })
    expect(refused).toBe(why && `Error from server (TooManyRequests): ${why}`)
  })

  it.each([
    ['now', undefined],
    ['2017', "Cannot evict pod as it would violate the pod's disruption budget."],
  ] as const)(
    '(%s) a pod that is not Ready, beside as many as its budget asks for: what that says to its eviction is %s',
    (era, why) => {
      const world = aWorld({
        era,
        machines: ['b1', 'b2', 'b3'].map(name => aMachine({ name })),
        spec: { replicas: 3, minAvailable: 2 },
      })
      inBowl(world)
      pass(world, 30)
      const [first] = world.pods
      Object.assign(first as object, { ready: false })
      const { endpoints } = theWorkload(world)
      endpoints.splice(endpoints.indexOf(first?.id ?? -1), 1)
      const refused = refusal(world, { order: 'evict', pod: first?.id ?? -1 })
      expect(refused).toBe(why && `Error from server (TooManyRequests): ${why}`)
    },
  )

  it('goes on asking every five seconds for what a budget holds back', () => {
    const world = aWorld({
      machines: ['b1', 'b2'].map(name => aMachine({ name })),
      spec: { replicas: 4, minAvailable: 3 },
    })
    inBowl(world)
    pass(world, 30)
    order(world, { order: 'drain', node: 0 })
    pass(world, 2) // it stops in one
    expect(world.nodes[0]?.pods).toHaveLength(1)
    pass(world, 30)
    expect(world.nodes[0]).toMatchObject({ draining: false, unschedulable: true, pods: [] })
  })

  it('of a dead node asks in vain: its pods linger', () => {
    const world = spread(2, undefined)
    const node = busiest(world)
    order(world, { order: 'bring-down', host: { kind: 'node', id: node.id } })
    pass(world, 60)
    order(world, { order: 'drain', node: node.id })
    pass(world, 30)
    expect(node.pods).toHaveLength(1)
    expect(node.draining).toBe(true)
  })
})

it('A cordoned node takes nothing new, keeps what it has, and is refused a second cordon', () => {
  const world = spread(1, undefined)
  const node = busiest(world)
  order(world, { order: 'cordon', node: node.id })
  expect(refusal(world, { order: 'cordon', node: node.id })).toBe(`node/${node.name} already cordoned`)
  order(world, { order: 'scale', workload: 0, replicas: 4 })
  pass(world, 30)
  expect(node.pods).toHaveLength(1)
  order(world, { order: 'uncordon', node: node.id })
  expect(refusal(world, { order: 'uncordon', node: node.id })).toBe(`node/${node.name} already uncordoned`)
})

describe('A process that dies', () => {
  const down = (world: World) => {
    const from = world.tick
    order(world, { order: 'crash', workload: 0 })
    while (theWorkload(world).endpoints.length === 0 && world.tick < from + 1_000) pass(world, 1)
    return world.tick - from
  }

  it('is started again where it was: at once, then after 10, 20, 40 … 300 s', () => {
    const world = spread(1, undefined)
    const node = busiest(world).id
    const waits = Array.from({ length: 8 }, () => down(world))
    const least = [1, 11, 21, 41, 81, 161, 301, 301]
    waits.forEach((wait, i) => {
      expect(wait).toBeGreaterThanOrEqual(least[i] as number)
      expect(wait).toBeLessThanOrEqual((least[i] as number) + 5)
    })
    expect(busiest(world).id).toBe(node)
  })

  it('is forgiven after ten minutes of running well', () => {
    const world = spread(1, undefined)
    down(world)
    pass(world, 600)
    expect(down(world)).toBeLessThanOrEqual(6)
  })
})
