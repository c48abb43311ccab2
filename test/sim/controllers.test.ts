import { describe, expect, it } from 'vitest'
import type { Pod } from '../../src/model/kubernetes'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import {
  aMachine,
  asks,
  aWorld,
  inBowl,
  livePods,
  order,
  pass,
  podNames,
  reasons,
  refusalOf,
  theDeployment,
} from '../given'

const scale = (world: World, replicas: number) => order(world, { order: 'scale', workload: 0, replicas })

function serving(replicas: number, machines = [aMachine()]): World {
  const world = aWorld({ machines, spec: { replicas } })
  inBowl(world)
  pass(world, 20)
  return world
}

describe('A ReplicaSet', () => {
  it('makes as many Pods as its Deployment wants, numbered from 0', () => {
    expect(podNames(serving(3))).toEqual(['web-0', 'web-1', 'web-2'])
  })

  it('makes one more for one that was taken away, and its number is new', () => {
    const world = serving(2)
    order(world, { order: 'evict', pod: 0 })
    expect(podNames(world)).toEqual(['web-0', 'web-1']) // the first one stops
    pass(world, 2)
    expect(podNames(world)).toEqual(['web-1', 'web-2'])
  })

  it('makes more when it is scaled up', () => {
    const world = serving(1)
    scale(world, 3)
    expect(reasons(pass(world, 1))).toEqual(expect.arrayContaining(['SuccessfulCreate', 'Scheduled']))
    expect(podNames(world)).toEqual(['web-0', 'web-1', 'web-2'])
  })

  it('tells what it was told, in the words of kubectl describe', () => {
    const world = serving(1)
    expect(scale(world, 3)[0]?.note).toMatch(/^Scaled up replica set web-[456789bcdf]{10} from 1 to 3$/)
    expect(scale(world, 1)[0]?.note).toMatch(/^Scaled down replica set web-[456789bcdf]{10} from 3 to 1$/)
  })
})

describe('Scaled down, the first to go is', () => {
  it('the Pod that has no node', () => {
    const world = serving(9) // eight of 500 millicores fit on four cores
    expect(livePods(world).filter(pod => pod.node < 0)).toHaveLength(1)
    scale(world, 8)
    pass(world, 1)
    expect(livePods(world).every(pod => pod.ready)).toBe(true)
  })

  it('then the one that is not Ready, however old', () => {
    const world = serving(3)
    Object.assign(world.pods[0] as Pod, { ready: false })
    world.workloads[0]?.endpoints.shift()
    scale(world, 2)
    pass(world, 2)
    expect(podNames(world)).toEqual(['web-1', 'web-2'])
  })

  it.each([0, 1, 2])('then, today, the one that costs less to delete: of three the %ith', i => {
    const world = serving(3)
    const cheap = livePods(world)[i]
    order(world, { order: 'set-deletion-cost', pod: cheap?.id ?? -1, cost: -100 })
    scale(world, 2)
    pass(world, 2)
    expect(livePods(world)).not.toContain(cheap)
    const dear = { order: 'set-deletion-cost', pod: livePods(world)[0]?.id ?? -1, cost: 0.5 } as const
    expect(refusalOf(world, dear)).toContain('must be a 32bit integer')
  })

  it('and of those Ready since the same second the one that was started again more often', () => {
    for (let seed = 0; seed < 6; seed += 1) {
      const world = aWorld({ machines: [aMachine()], spec: { replicas: 2 }, seed })
      inBowl(world)
      pass(world, 100)
      const [first, second] = livePods(world) as [Pod, Pod]
      Object.assign(second, { readySince: first.readySince, restarts: 2 })
      scale(world, 1)
      pass(world, 2)
      expect(livePods(world)).toEqual([first])
    }
  })

  it('then, today, one of several on a node, however long it has been Ready', () => {
    const world = serving(
      3,
      ['b1', 'b2'].map(name => aMachine({ name })),
    )
    const alone = livePods(world).find(pod => livePods(world).filter(({ node }) => node === pod.node).length === 1)
    scale(world, 2)
    pass(world, 2)
    expect(livePods(world)).toContain(alone)
    expect(new Set(livePods(world).map(({ node }) => node)).size).toBe(2)
  })

  it('then the one that has been Ready for a far shorter time', () => {
    const world = serving(1)
    pass(world, 600)
    scale(world, 3)
    pass(world, 20)
    scale(world, 1)
    pass(world, 2)
    expect(podNames(world)).toEqual(['web-0'])
  })

  it('and among those ready for about as long, in 2017 the one that became so last, today any', () => {
    const left = (era: Era, seed: number) => {
      const world = aWorld({ machines: [aMachine()], spec: { replicas: 3 }, era, seed })
      inBowl(world)
      pass(world, 400)
      const first = [...livePods(world)].sort((a, b) => a.readySince - b.readySince || a.ordinal - b.ordinal)[0]
      scale(world, 1)
      pass(world, 2)
      return livePods(world)[0] === first
    }
    const seeds = Array.from({ length: 20 }, (_, seed) => seed)
    expect(seeds.every(seed => left('2017', seed))).toBe(true)
    expect(new Set(seeds.map(seed => left('now', seed))).size).toBe(2)
  })
})

describe('A Deployment', () => {
  it('that is deleted takes its Pods, their endpoints and their requests with it', () => {
    const world = serving(3)
    order(world, { order: 'delete-deployment', workload: 0 })
    pass(world, 5)
    expect(livePods(world)).toEqual([])
    expect(world.workloads[0]?.endpoints).toEqual([])
    expect(world.nodes[0]).toMatchObject({ requested: asks(0, 0), pods: [] })
  })

  it('can be made again afterwards', () => {
    const world = serving(1)
    order(world, { order: 'delete-deployment', workload: 0 })
    expect(refusalOf(world, { order: 'create', workload: 0, node: undefined })).toBeUndefined()
    inBowl(world)
    pass(world, 10)
    expect(theDeployment(world).id).toBe(1)
    expect(livePods(world)).toHaveLength(1)
  })

  it('is refused twice, in the words of kubectl', () => {
    const why = 'Error from server (AlreadyExists): deployments.apps "web" already exists'
    expect(refusalOf(serving(1), { order: 'create', workload: 0, node: undefined })).toBe(why)
  })

  it('that is not there cannot be scaled', () => {
    const why = 'Error from server (NotFound): deployments.apps "web" not found'
    expect(refusalOf(aWorld(), { order: 'scale', workload: 0, replicas: 2 })).toBe(why)
  })

  it('that has so many already is not scaled', () => {
    expect(refusalOf(serving(2), { order: 'scale', workload: 0, replicas: 2 })).toBe(
      'deployment.apps/web already has 2',
    )
  })

  it('whose Pod is gone has nothing to evict', () => {
    const world = serving(1)
    order(world, { order: 'evict', pod: 0 })
    pass(world, 2) // it stops in one
    expect(refusalOf(world, { order: 'evict', pod: 0 })).toBe('Error from server (NotFound): pods not found')
  })
})
