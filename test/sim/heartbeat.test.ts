/** Nodes are heard beat by beat, and missed by their last one. */

import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/model/kubernetes'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { aMachine, aPlane, aWorld, order, pass, stopPart, when } from '../given'

const many = (count: number, era: Era = 'now') =>
  aWorld({ era, machines: Array.from({ length: count }, (_, i) => aMachine({ name: `n${i}` })) })

const beats = (world: World, seconds: number): readonly (readonly number[])[] => {
  const heard = world.nodes.map(() => [] as number[])
  for (let i = 0; i < seconds; i += 1) {
    pass(world, 1)
    world.nodes.forEach(({ id, heardAt }) => {
      if (heardAt === world.tick - 1) heard[id]?.push(heardAt)
    })
  }
  return heard
}

describe('A node', () => {
  it('is heard every ten seconds, each at moments of its own', () => {
    const world = many(40)
    pass(world, 11)
    const heard = beats(world, 60)
    const moments = heard.map(([first = 0, ...more]) => {
      more.forEach((at, i) => {
        expect(at).toBe(first + 10 * (i + 1))
      })
      expect(more.length).toBeGreaterThanOrEqual(4)
      return first % 10
    })
    expect(new Set(moments).size).toBeGreaterThan(7)
  })

  it.each<readonly [Era, number]>([
    ['now', 50],
    ['2017', 40],
  ])('that dies is missed, in %s, %i s after it was heard last, and not before', (era, grace) => {
    const world = many(3, era)
    pass(world, 34)
    order(world, { order: 'bring-down', host: { kind: 'node', id: 1 } })
    const { heardAt } = world.nodes[1] as Node
    expect(world.tick - heardAt).toBeLessThanOrEqual(10)
    expect(when(world, 'NodeNotReady')).toBe(heardAt + grace)
  })

  it('that is cut off renews nothing, and does so as soon as it is heard again', () => {
    const world = many(2)
    pass(world, 20)
    order(world, { order: 'cut-off', host: { kind: 'machine', id: 0 } })
    const { heardAt } = world.nodes[0] as Node
    pass(world, 25)
    expect(world.nodes[0]).toMatchObject({ heardAt, ready: true })
    order(world, { order: 'reconnect', host: { kind: 'machine', id: 0 } })
    expect(world.nodes[0]?.heardAt).toBe(world.tick)
  })

  it('is not heard while no API server can write', () => {
    const world = aWorld({ park: aPlane(1) })
    pass(world, 15)
    stopPart(world, 'kube-apiserver')
    const before = world.nodes.map(({ heardAt }) => heardAt)
    pass(world, 25)
    expect(world.nodes.map(({ heardAt }) => heardAt)).toEqual(before)
  })
})
