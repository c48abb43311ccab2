/** kubectl taint: who stays away, who has to go, who comes back. */

import { describe, expect, it } from 'vitest'
import type { TaintEffect, Toleration } from '../../src/model/placement'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { aMachine, asks, aWorld, bringDown, bringUp, inBowl, livePods, order, pass, reasons, refusalOf } from '../given'

const taint = (effect: TaintEffect) => ({ key: 'dedicated', value: 'db', effect })

/** Two pods that bear it and two that do not, all on b1. */
function running() {
  const machines = [aMachine({ name: 'b1' }), aMachine({ name: 'b2' })]
  const small = { requests: asks(100, 64), replicas: 2, minAvailable: 2 }
  const world = aWorld({
    machines,
    workloads: [
      { ...small, name: 'bears', tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
      { ...small, name: 'not' },
    ],
  })
  order(world, { order: 'cordon', node: 1 })
  for (const workload of [0, 1]) inBowl(world, workload)
  pass(world, 20)
  order(world, { order: 'uncordon', node: 1 })
  return world
}
const onFirst = (world: ReturnType<typeof running>) =>
  livePods(world)
    .filter(({ node }) => node === 0)
    .map(({ workload }) => workload)

/** One pod on b1, which has just been tainted; and when. */
function bearing(tolerations: readonly Toleration[], names: readonly string[] = ['b1', 'b2']) {
  const machines = names.map(name => aMachine({ name }))
  const world = aWorld({ machines, spec: { requests: asks(100, 64), tolerations } })
  inBowl(world, 0, 'b1')
  pass(world, 20)
  order(world, { order: 'taint', node: 0, taint: taint('NoExecute') })
  return [world, world.tick] as const
}

/** Seconds until its first pod is told to go. */
function goes(world: World, from: number, most: number): number | undefined {
  while (world.pods[0]?.deletedAt === -1 && world.tick < from + most) pass(world, 1)
  const at = world.pods[0]?.deletedAt ?? -1
  return at === -1 ? undefined : at - from
}

describe('A taint by hand', () => {
  it('stays when its node is missed and comes back', () => {
    const world = running()
    order(world, { order: 'taint', node: 0, taint: taint('NoSchedule') })
    bringDown(world, 'machine', 'b1')
    pass(world, 100)
    bringUp(world, 'b1')
    pass(world, 10)
    expect(explain(world, { kind: 'node', id: 0 })).toEqual(
      expect.arrayContaining(['Ready: True', 'Taints: dedicated=db:NoSchedule']),
    )
  })

  it.each<readonly [TaintEffect, readonly number[]]>([
    ['NoSchedule', [0, 0, 1, 1]],
    ['PreferNoSchedule', [0, 0, 1, 1]],
    ['NoExecute', [0, 0]],
  ])('%s leaves there', (effect, left) => {
    const world = running()
    const told = order(world, { order: 'taint', node: 0, taint: taint(effect) })
    expect(reasons(told).filter(reason => reason === 'TaintManagerEviction')).toHaveLength(4 - left.length)
    pass(world, 30)
    expect(onFirst(world)).toEqual(left)
    expect(livePods(world)).toHaveLength(4)
    expect(explain(world, { kind: 'node', id: 0 })).toContain(`Taints: dedicated=db:${effect}`)
  })

  it.each([
    ['at once, where it says nothing of it', [], 0],
    ['after its seconds', [{ key: 'dedicated', operator: 'Exists', tolerationSeconds: 90 }], 90],
    ['never, without seconds', [{ key: 'dedicated', operator: 'Exists' }], undefined],
    [
      'when the first of those that match says so',
      [
        { key: 'dedicated', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 40 },
        { key: 'dedicated', operator: 'Exists' },
      ],
      40,
    ],
    ['at once, with no seconds at all', [{ operator: 'Exists', tolerationSeconds: 0 }], 0],
  ] as const)('evicts %s', (_, tolerations, after) => {
    const [world, from] = bearing(tolerations)
    expect(goes(world, from, 200)).toBe(after)
  })

  it('evicts nobody when it was taken off meanwhile, though it is there again', () => {
    const [world, from] = bearing([{ key: 'dedicated', operator: 'Exists', tolerationSeconds: 90 }])
    pass(world, 30)
    order(world, { order: 'untaint', node: 0, taint: taint('NoExecute') })
    pass(world, 10)
    order(world, { order: 'taint', node: 0, taint: taint('NoExecute') })
    expect(goes(world, from, 200)).toBe(40 + 90)
  })

  it('evicts again whom the scheduler has let in again: a toleration is one', () => {
    const [world, from] = bearing([{ key: 'dedicated', operator: 'Exists', tolerationSeconds: 90 }], ['b1'])
    expect(goes(world, from, 200)).toBe(90)
    const bound = world.pods.at(-1)?.boundAt ?? 0
    expect(world.pods.at(-1)?.node).toBe(0)
    while (world.pods.at(-1)?.boundAt === bound && world.tick < bound + 200) pass(world, 1)
    expect(world.pods.at(-2)?.deletedAt).toBe(bound + 90)
  })

  it('is refused twice over, and cannot be taken off twice', () => {
    const world = running()
    const on = { order: 'taint', node: 0, taint: taint('NoSchedule') } as const
    const off = { ...on, order: 'untaint' } as const
    expect(refusalOf(world, off)).toBe('error: taint "dedicated:NoSchedule" not found')
    order(world, on)
    expect(refusalOf(world, on)).toBe(
      'error: node b1 already has dedicated taint(s) with same effect(s) and --overwrite is false',
    )
    order(world, off)
    expect(world.nodes[0]?.taints).toEqual([])
  })

  it('that is taken off lets those in who waited', () => {
    const world = aWorld({ machines: [aMachine()] })
    order(world, { order: 'taint', node: 0, taint: taint('NoSchedule') })
    inBowl(world)
    pass(world, 20)
    expect(world.pods[0]?.node).toBe(-1)
    order(world, { order: 'untaint', node: 0, taint: taint('NoSchedule') })
    pass(world, 1)
    expect(world.pods[0]?.node).toBe(0)
  })
})
