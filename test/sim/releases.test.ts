import { describe, expect, it } from 'vitest'
import type { Defect } from '../../src/model/rollout'
import type { World } from '../../src/model/world'
import { aWorld, inBowl, inBoxes, livePods, onSlab, order, pass, reasons, refusalOf, theTraffic } from '../given'

const IMAGES = ['web', 'web:v2'].map(name => ({ name, sizeMiB: 10, cached: true }))

const aShip = (over = {}) =>
  aWorld({
    park: { images: IMAGES },
    spec: { warmup: 20, readinessProbe: { periodSeconds: 2 }, ...over },
    lasts: 9_000,
  })

const ship = (world: World, defect: Defect = 'none', image = 'web:v2') => {
  const { requests } = (world.workloads[0] as World['workloads'][number]).spec
  return order(world, { order: 'release', workload: 0, template: { image, requests, defect } })
}

const lostBy = (world: World, seconds: number) => {
  const before = theTraffic(world).lost
  const told = pass(world, seconds)
  return { lost: theTraffic(world).lost - before, told: reasons(told) }
}

const unitImages = (world: World) => world.units.map(({ template }) => template.image)

describe('A release in the bowl', () => {
  it('is a rollout', () => {
    const world = aShip({ replicas: 4 })
    inBowl(world)
    pass(world, 60)
    ship(world)
    pass(world, 200)
    expect(new Set(livePods(world).map(({ replicaSet }) => replicaSet))).toEqual(new Set([1]))
  })

  it('of an image that the registry has not got stalls, and its users notice nothing', () => {
    const world = aShip({ replicas: 4 })
    inBowl(world)
    pass(world, 60)
    ship(world, 'none', 'web:v3')
    const { lost } = lostBy(world, 700)
    expect(livePods(world).filter(({ status }) => status === 'ImagePullBackOff')).toHaveLength(2)
    expect(lost).toBeLessThan(5)
  })

  it('that answers wrongly is rolled out, for no probe notices, and costs every request until it is undone', () => {
    const world = aShip({ replicas: 4 })
    inBowl(world)
    pass(world, 60)
    ship(world, 'wrong-answers')
    pass(world, 200)
    expect(lostBy(world, 60).lost).toBe(600)
    expect(world.ledger.map(({ loss }) => loss)).toContain('WrongAnswer')
    order(world, { order: 'rollout-undo', workload: 0, to: 0 })
    pass(world, 200)
    expect(lostBy(world, 60).lost).toBe(0)
  })

  it('of what is placed later is there from the start', () => {
    const world = aShip()
    ship(world)
    inBowl(world)
    pass(world, 60)
    expect(world.replicaSets.map(({ template }) => template.image)).toEqual(['web:v2'])
    expect(refusalOf(world, { order: 'rollout-undo', workload: 0, to: 0 })).toContain('no rollout history found')
  })
})

describe('A release in the boxes', () => {
  function riding(servers: number) {
    const world = aShip()
    inBoxes(world, 0, servers)
    pass(world, 300)
    return world
  }

  it('replaces one process after the other behind the balancer, and nobody is refused', () => {
    const world = riding(3)
    ship(world)
    for (let i = 0; i < 90; i += 1) {
      pass(world, 1)
      expect(world.units.filter(({ ready }) => ready).length).toBeGreaterThanOrEqual(2)
    }
    expect(unitImages(world)).toEqual(['web:v2', 'web:v2', 'web:v2'])
    expect(world.units.every(({ inService, ready }) => inService && ready)).toBe(true)
    expect(theTraffic(world)).toMatchObject({ lostNow: 0 })
  })

  it('of a single server costs as long as it takes to warm up', () => {
    const world = riding(1)
    ship(world)
    expect(lostBy(world, 60).lost).toBe(200) // 20 s of ten requests each
  })

  it('that hangs stops at the first, and the others serve on', () => {
    const world = riding(3)
    ship(world, 'hangs')
    expect(lostBy(world, 600).lost).toBe(0)
    order(world, { order: 'crash', workload: 0 }) // one of the others is back a little later
    pass(world, 60)
    expect(unitImages(world).filter(image => image === 'web:v2')).toHaveLength(1)
  })

  it('is undone by the image that was made before, and not deployed again over it', () => {
    const world = riding(1)
    order(world, { order: 'create-image', server: 0 })
    pass(world, 60)
    ship(world, 'hangs')
    pass(world, 60)
    order(world, { order: 'rebuild', server: 0 })
    pass(world, 300)
    expect(unitImages(world)).toEqual(['web'])
    expect(lostBy(world, 60).lost).toBe(0)
  })
})

describe('A release on the slab', () => {
  it('is a redeployment, during which nobody answers', () => {
    const world = aShip()
    onSlab(world)
    pass(world, 900)
    ship(world)
    expect(lostBy(world, 60).lost).toBeGreaterThanOrEqual(150)
    expect(lostBy(world, 60).lost).toBe(0)
    expect(unitImages(world)).toEqual(['web:v2'])
  })
})
