/** What a node's condition Ready says is what was written last, and by whom. */

import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/model/kubernetes'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { aMachine, aPlane, aWorld, order, pass, startPart, stopPart } from '../given'

const cluster = (): World => {
  const world = aWorld({ park: aPlane(1) })
  pass(world, 100)
  return world
}
const node = (world: World, id = 0) => world.nodes[id] as Node
const said = (world: World) => explain(world, { kind: 'node', id: 0 })
const kill = (world: World) => order(world, { order: 'bring-down', host: { kind: 'node', id: 0 } })

const AWAY = {
  'etcd is full': {
    leave: (world: World) => order(world, { order: 'fill-etcd' }),
    back: (world: World) => order(world, { order: 'defragment-etcd' }),
  },
  'no controller manager runs': {
    leave: (world: World) => stopPart(world, 'kube-controller-manager'),
    back: (world: World) => startPart(world, 'kube-controller-manager'),
  },
  'no API server answers': {
    leave: (world: World) => stopPart(world, 'kube-apiserver'),
    back: (world: World) => startPart(world, 'kube-apiserver'),
  },
} as const

describe.each(Object.entries(AWAY))('While %s', (what, { leave, back }) => {
  it('a node that has died stays Ready: True with an old heartbeat, and is Unknown when it is seen again', () => {
    const world = cluster()
    leave(world)
    const { renewedAt, postedAt, turnedAt } = node(world)
    kill(world)
    pass(world, 200)
    expect(said(world)).toEqual(
      expect.arrayContaining([
        'Ready: True',
        'KubeletReady: kubelet is posting ready status',
        `LastHeartbeatTime: ${world.tick - postedAt}s ago, LastTransitionTime: ${world.tick - turnedAt}s ago`,
        `RenewTime: ${world.tick - renewedAt}s ago`,
      ]),
    )
    expect(said(world).some(line => line.startsWith('The connection to the server'))).toBe(
      what === 'no API server answers',
    )
    back(world)
    pass(world, 150)
    expect(node(world).turnedAt).toBeGreaterThan(world.tick - 150)
    expect(said(world)).toEqual(
      expect.arrayContaining([
        'Ready: Unknown',
        'NodeStatusUnknown: Kubelet stopped posting node status.',
        `LastHeartbeatTime: ${world.tick - postedAt}s ago, LastTransitionTime: ${world.tick - node(world).turnedAt}s ago`,
        `RenewTime: ${world.tick - renewedAt}s ago`, // whoever leads from now on has counted anew, and changed nothing of it
      ]),
    )
  })

  it('the kubelet of one that lives is heard where something can be written, and nowhere else', () => {
    const world = cluster()
    leave(world)
    const { renewedAt } = node(world, 1)
    pass(world, 100)
    expect(node(world, 1).renewedAt > renewedAt).toBe(what === 'no controller manager runs')
  })
})

describe('A kubelet', () => {
  it.each<readonly [Era, number]>([
    ['now', 300],
    ['2017', 10],
  ])('posts its status, in %s, every %i s though nothing has changed', (era, every) => {
    const world = aWorld({ era, machines: [aMachine()] })
    const posts = new Set<number>()
    for (let i = 0; i < 700; i += 1) {
      pass(world, 1)
      posts.add(node(world).postedAt)
    }
    const [, first = 0, second = 0] = [...posts]
    expect(second - first).toBe(every)
    expect(posts.size).toBe(1 + Math.floor((world.tick - first - 1) / every) + 1)
  })

  it('posts at once that its node is short of memory', () => {
    const memory = { baseMiB: 8_150, leakMiBPerMinute: 0, perRequestMiB: 0 }
    const world = aWorld({ machines: [aMachine()], spec: { memory } })
    order(world, { order: 'create', workload: 0, node: undefined })
    let told = false
    while (!told && world.tick < 60) {
      const happenings = pass(world, 1)
      told = happenings.some(({ reason }) => reason === 'NodeHasInsufficientMemory')
    }
    expect(told).toBe(true)
    expect(node(world).postedAt).toBe(world.tick - 1)
  })
})
