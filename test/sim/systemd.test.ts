import { describe, expect, it } from 'vitest'
import type { World } from '../../src/model/world'
import {
  aWorld,
  bringDown,
  cutOver,
  inBoxes,
  losses,
  order,
  pass,
  reasons,
  refusalOf,
  theServer,
  theTraffic,
  theUnit,
  when,
} from '../given'

/** A server whose process has just begun to warm up. */
function warming(warmup: number): World {
  const world = aWorld({ spec: { warmup } })
  inBoxes(world)
  when(world, 'UnitStarting')
  return world
}

/** One that is ready this second and that nobody has put in service. */
function ready(): World {
  const world = warming(5)
  when(world, 'UnitReady')
  return world
}

describe('A process under systemd', () => {
  it('starts when its server has booted, and is ready after its warm-up', () => {
    const world = aWorld({ spec: { warmup: 20 } })
    inBoxes(world)
    const { bootsAt } = theServer(world)
    expect(when(world, 'UnitStarting')).toBe(bootsAt)
    expect(theUnit(world)).toMatchObject({ state: 'activating', ready: false })
    expect(when(world, 'UnitReady')).toBe(bootsAt + 20)
    expect(theUnit(world)).toMatchObject({ state: 'active', ready: true })
  })

  it('loses its users while it warms up, as WarmingUp', () => {
    const world = warming(25)
    const before = theTraffic(world).lost
    pass(world, 20)
    expect(losses(world).WarmingUp).toBe(theTraffic(world).lost - before + 10) // and those of its first second
  })

  it('that is ready and out of service loses them still, as NotInService', () => {
    const world = ready()
    pass(world, 20)
    expect(losses(world).NotInService).toBe(210)
    expect(theTraffic(world).served).toBe(0)
  })

  it('takes at least a second to start, even without a warm-up', () => {
    const world = warming(0)
    expect(when(world, 'UnitReady')).toBe(theServer(world).bootsAt + 1)
  })
})

describe('The cut-over', () => {
  it('of what is ready: it serves from that second', () => {
    const world = ready()
    expect(cutOver(world)[0]).toMatchObject({ reason: 'CutOver', note: 'web is in service' })
    pass(world, 10)
    expect(theTraffic(world).served).toBe(100)
  })

  it('of what is not: its requests fail as CutOverEarly until it is', () => {
    const world = warming(31)
    pass(world, 10)
    expect(cutOver(world)[0]).toMatchObject({ reason: 'CutOver', note: 'web is in service before it is ready' })
    const lost = losses(world).WarmingUp
    pass(world, 10)
    expect(losses(world)).toMatchObject({ CutOverEarly: 100, WarmingUp: lost })
    when(world, 'UnitReady')
    pass(world, 10)
    expect(theTraffic(world).served).toBe(110)
  })

  it('of one of two too early spoils half of what the other would have served', () => {
    const world = aWorld()
    inBoxes(world, 0, 1)
    pass(world, 200)
    inBoxes(world, 0, 1)
    const { served } = theTraffic(world)
    cutOver(world)
    pass(world, 10)
    expect(theTraffic(world).served).toBe(served + 50)
    expect(losses(world).CutOverEarly).toBe(50)
  })

  it('is done by a health check 30 s after it is ready, if nobody does it', () => {
    const world = ready()
    const readyAt = world.tick - 1
    expect(when(world, 'CutOver')).toBe(readyAt + 30)
    pass(world, 10)
    expect(theTraffic(world).served).toBe(110)
  })

  it('is not done twice', () => {
    const world = ready()
    cutOver(world)
    expect(reasons(pass(world, 60))).not.toContain('CutOver')
    expect(refusalOf(world, { order: 'cut-over', workload: 0 })).toBe('web is in service already')
  })

  it('is not done by the health check for what is dead by then', () => {
    const world = ready()
    bringDown(world, 'hypervisor', 'h1')
    expect(reasons(pass(world, 60))).not.toContain('CutOver')
  })

  it('is nobody’s business in the bowl', () => {
    const world = aWorld()
    order(world, { order: 'create', workload: 0, node: undefined })
    pass(world, 20)
    expect(refusalOf(world, { order: 'cut-over', workload: 0 })).toBe('the readiness probe lands pods by itself')
  })
})

describe('A process that is stopped', () => {
  it('serves no more, and its server goes with it', () => {
    const world = ready()
    cutOver(world)
    const told = order(world, { order: 'delete-servers', workload: 0 })
    expect(told.map(({ note }) => note)).toEqual(['Stopped web.service', 'web is deleted'])
    const { served } = theTraffic(world)
    pass(world, 10)
    expect(theTraffic(world).served).toBe(served)
    expect(losses(world)).toHaveProperty('NotRouted')
  })
})
