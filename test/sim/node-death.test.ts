/**
 * What becomes of a workload whose node dies: by its controller and by its disk
 * (cluster-facts 1.2 and 6). Seconds are counted from the death of the node.
 */

import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/model/kubernetes'
import type { Toleration } from '../../src/model/placement'
import type { Era } from '../../src/model/units'
import type { DiskKind } from '../../src/model/volume'
import type { Controller } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { OUT_OF_SERVICE } from '../../src/sim/scheduling/taints'
import {
  aMachine,
  aWorld,
  bringDown,
  inBowl,
  order,
  pass,
  reasons,
  refusalOf,
  theTraffic,
  theWorkload,
  when,
} from '../given'

const DATA = (disk: DiskKind) => ({ sizeMiB: 1_024, copies: 'one' as const, disk, writes: 0 })

interface Kind {
  readonly controller: Controller
  readonly disk?: DiskKind
  readonly replicas?: number
  readonly era?: Era
}

/** It serves, and the node of its first pod has just died. */
function struck({ controller, disk, replicas = 1, era = 'now' }: Kind): World {
  const world = aWorld({
    era,
    machines: ['b1', 'b2', 'b3'].map(name => aMachine({ name })),
    spec: { controller, replicas, data: disk && DATA(disk) },
  })
  inBowl(world)
  pass(world, 40)
  expect(theWorkload(world).endpoints).toHaveLength(replicas)
  bringDown(world, 'node', nodeOfFirst(world))
  return world
}

const nodeOfFirst = (world: World) => world.nodes[world.pods[0]?.node ?? -1]?.name ?? ''

/** Seconds until so many of its pods are in its Service; undefined if not within the hour. */
function until(world: World, serving: number): number | undefined {
  const from = world.tick
  while (world.tick < from + 3_600) {
    pass(world, 1)
    if (answering(world) >= serving) return world.tick - from
  }
  return undefined
}

const answering = (world: World) =>
  theWorkload(world).endpoints.filter(id => world.nodes[world.pods[id]?.node ?? -1]?.up).length

const DETECTED = { now: 50, '2017': 40 } as const
const EVICTED = 300
const FORCED = 360

/** Its own, or what admission gives whoever says nothing of a lost node. */
describe('How long a pod bears that its node is lost', () => {
  const unreachable = 'node.kubernetes.io/unreachable'
  it.each<readonly [string, Era, readonly Toleration[], number | undefined]>([
    ['says nothing', 'now', [], 300],
    ['says 30 s', 'now', [{ key: unreachable, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }], 30],
    ['says 0 s', 'now', [{ key: unreachable, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 }], 1],
    ['bears it for good', 'now', [{ key: unreachable, operator: 'Exists' }], undefined],
    ['bears anything for good', 'now', [{ operator: 'Exists' }], undefined],
    ['bears something else', 'now', [{ key: 'dedicated', operator: 'Exists', tolerationSeconds: 30 }], 300],
    ['names it with a value that it has not', 'now', [{ key: unreachable, value: 'x', tolerationSeconds: 30 }], 1],
    ['says 30 s, in 2017', '2017', [{ key: unreachable, operator: 'Exists', tolerationSeconds: 30 }], 300],
  ])('%s (%s)', (_, era, tolerations, seconds) => {
    const world = aWorld({ era, machines: ['b1', 'b2'].map(name => aMachine({ name })), spec: { tolerations } })
    inBowl(world)
    pass(world, 40)
    bringDown(world, 'node', nodeOfFirst(world))
    const node = () => world.nodes[world.pods[0]?.node ?? -1]
    while (node()?.taintedAt === -1) pass(world, 1)
    const from = node()?.taintedAt ?? 0
    pass(world, 900)
    const at = world.pods[0]?.deletedAt ?? -1
    expect(at === -1 ? undefined : at - from).toBe(seconds)
  })
})

describe('A node dies, and capacity is back', () => {
  const eras: readonly Era[] = ['now', '2017']

  it.each(eras)('(%s) of a Deployment without a disk once it is evicted and started elsewhere', era => {
    const back = until(struck({ controller: 'Deployment', era }), 1) ?? 0
    expect(back).toBeGreaterThan(DETECTED[era] + EVICTED)
    expect(back).toBeLessThanOrEqual(DETECTED[era] + EVICTED + 9)
  })

  it.each(eras)('(%s) of a StatefulSet never, for it cannot know that the old one is dead', era => {
    const world = struck({ controller: 'StatefulSet', era })
    expect(until(world, 1)).toBeUndefined()
    expect(world.pods).toHaveLength(1)
  })

  it.each(eras)('(%s) of a bare Pod never: it is nobody’s', era => {
    expect(until(struck({ controller: 'Pod', era }), 1)).toBeUndefined()
  })

  it.each([
    ['now', 'FailedAttachVolume', /^Multi-Attach error for volume "web-data" Volume is already used by pod\(s\) web-/],
    [
      '2017',
      'FailedMount',
      /^Failed to attach volume "web-data" on node "b\d" with: Disk "web-data" is attached to a different compute: "b\d", should be detached before proceeding$/,
    ],
  ] as const)('(%s) of a Deployment with a network disk never while the old pod lingers: %s', (era, why, note) => {
    const world = struck({ controller: 'Deployment', disk: 'network', era })
    const told = pass(world, 1_000)
    expect(answering(world)).toBe(0)
    expect(told.find(({ reason }) => reason === why)?.note).toMatch(note)
  })

  it('of a Deployment with a local disk never: its pod is pinned to that node', () => {
    const world = struck({ controller: 'Deployment', disk: 'local' })
    pass(world, 600)
    expect(answering(world)).toBe(0)
    expect(world.pods.at(-1)?.message).toContain('1 node(s) had untolerated taint(s)')
    expect(world.pods.at(-1)?.message).toContain("2 node(s) didn't match PersistentVolume's node affinity")
  })
})

describe('Somebody vouches that the node is dead', () => {
  const vouched = (kind: Kind) => {
    const world = struck(kind)
    const node = world.nodes.findIndex(({ up }) => !up)
    pass(world, 60)
    order(world, { order: 'confirm-dead', node })
    return world
  }
  const back = (world: World, { id }: Node) => order(world, { order: 'bring-up', host: { kind: 'node', id } })
  /** The one that died. */
  const nodeOf = (world: World) => world.nodes.find(({ up }) => !up) as Node

  it('and a StatefulSet is back when the garbage collector has come, within twenty seconds, its disk with it (now)', () => {
    const world = vouched({ controller: 'StatefulSet', disk: 'network' })
    expect(world.pods[0]).toMatchObject({ status: 'Terminating', gone: false })
    const collected = when(world, 'ForceDeleted')
    expect(collected % 20).toBe(0)
    expect(until(world, 1)).toBeLessThanOrEqual(12)
    expect(world.volumes[0]).toMatchObject({ state: 'in-use' })
  })

  it('and nothing is placed there, though it comes back, before somebody takes the taint off (now)', () => {
    const world = vouched({ controller: 'Deployment' })
    const node = nodeOf(world)
    back(world, node)
    pass(world, 60)
    expect(node.ready).toBe(true)
    order(world, { order: 'scale', workload: 0, replicas: 8 })
    pass(world, 20)
    expect(node.pods).toEqual([])
    order(world, { order: 'untaint', node: node.id, taint: OUT_OF_SERVICE })
    order(world, { order: 'scale', workload: 0, replicas: 12 })
    pass(world, 20)
    expect(node.pods).not.toEqual([])
  })

  it('and in 2017 it is as good as another when it is back: nothing was written on it', () => {
    const world = vouched({ controller: 'Deployment', era: '2017' })
    const node = nodeOf(world)
    back(world, node)
    pass(world, 60)
    order(world, { order: 'scale', workload: 0, replicas: 8 })
    pass(world, 20)
    expect(node.pods).not.toEqual([])
  })

  it('and that it was said before is said by kubectl', () => {
    const world = vouched({ controller: 'Deployment' })
    const node = nodeOf(world)
    expect(refusalOf(world, { order: 'confirm-dead', node: node.id })).toBe(
      `error: node ${node.name} already has node.kubernetes.io/out-of-service taint(s) with same effect(s) and --overwrite is false`,
    )
  })

  it('and in 2017 its disk waits for the force detach', () => {
    const back = until(vouched({ controller: 'StatefulSet', disk: 'network', era: '2017' }), 1) ?? 0
    expect(back).toBeGreaterThanOrEqual(FORCED)
    expect(back).toBeLessThanOrEqual(FORCED + 12)
  })

  it('and in 2017, if the node is heard again before that, its disk goes when that has let go of it', () => {
    const world = vouched({ controller: 'StatefulSet', disk: 'network', era: '2017' })
    pass(world, 5)
    expect(theWorkload(world).endpoints).toEqual([])
    order(world, { order: 'bring-up', host: { kind: 'node', id: world.nodes.findIndex(({ up }) => !up) } })
    expect(until(world, 1)).toBeLessThanOrEqual(15)
  })

  it('and it lived: two copies write, until it is heard again and what it took is lost', () => {
    const world = aWorld({
      machines: ['b1', 'b2'].map(name => aMachine({ name })),
      spec: { controller: 'StatefulSet', data: { ...DATA('network'), writes: 1_000_000 } },
    })
    inBowl(world)
    pass(world, 40)
    const host = { kind: 'machine', id: world.pods[0]?.node ?? -1 } as const
    order(world, { order: 'cut-off', host })
    pass(world, 60)
    order(world, { order: 'confirm-dead', node: host.id })
    expect(reasons(pass(world, 21))).toContain('TwoWriters')
    pass(world, 80)
    order(world, { order: 'reconnect', host })
    pass(world, 2)
    expect(world.volumes[0]?.splitAt).toBe(-1)
  })
})

describe('The node comes back', () => {
  it('before it is missed: its containers start again where they are', () => {
    const world = struck({ controller: 'StatefulSet', disk: 'network' })
    pass(world, 20)
    order(world, { order: 'bring-up', host: { kind: 'node', id: world.nodes.findIndex(({ up }) => !up) } })
    expect(until(world, 1)).toBeLessThanOrEqual(6)
  })

  it('after its pods were replaced: the lingering ones are removed', () => {
    const world = struck({ controller: 'Deployment' })
    pass(world, 400)
    order(world, { order: 'bring-up', host: { kind: 'node', id: world.nodes.findIndex(({ up }) => !up) } })
    expect(world.pods[0]).toMatchObject({ gone: true })
    pass(world, 20)
    expect(theWorkload(world).endpoints).toHaveLength(1)
  })

  it('of a StatefulSet that lingered: it is made anew, under its own name', () => {
    const world = struck({ controller: 'StatefulSet', disk: 'network' })
    pass(world, 400)
    order(world, { order: 'bring-up', host: { kind: 'node', id: world.nodes.findIndex(({ up }) => !up) } })
    expect(until(world, 1)).toBeLessThanOrEqual(12)
    expect(world.pods.at(-1)).toMatchObject({ ordinal: 0, gone: false })
  })

  it('after it was only cut off: its pods ran on, and serve again at once', () => {
    const world = aWorld({ machines: [aMachine()] })
    inBowl(world)
    pass(world, 20)
    order(world, { order: 'cut-off', host: { kind: 'machine', id: 0 } })
    pass(world, 40)
    const lost = theTraffic(world).lost
    expect(lost).toBe(theTraffic(world).lost)
    pass(world, 60)
    expect(theWorkload(world).endpoints).toHaveLength(0)
    order(world, { order: 'reconnect', host: { kind: 'machine', id: 0 } })
    expect(theWorkload(world).endpoints).toHaveLength(1)
  })
})

describe('Evictions stop on purpose', () => {
  const nodes = (count: number) => Array.from({ length: count }, (_, i) => aMachine({ name: `b${i + 1}` }))
  const cases = [
    [1, 1, true],
    [2, 1, false],
    [2, 2, true],
    [3, 2, false],
    [3, 3, true],
    [4, 3, true],
    [5, 2, false],
    [5, 3, true],
    [6, 3, false],
    [6, 4, true],
  ] as const

  it.each(cases)('with %i nodes and %i silent: %s', (all, down, paused) => {
    const world = aWorld({ machines: nodes(all), spec: { replicas: all } })
    inBowl(world)
    pass(world, 20)
    for (let i = 1; i <= down; i += 1) bringDown(world, 'machine', `b${i}`)
    pass(world, 500)
    expect(world.work.evictionsPaused).toBe(paused)
    expect(world.pods.some(({ deletedAt }) => deletedAt >= 0)).toBe(!paused)
  })

  it('and go on when enough are heard again', () => {
    const world = aWorld({ machines: nodes(5), spec: { replicas: 5 } })
    inBowl(world)
    pass(world, 20)
    for (const name of ['b1', 'b2', 'b3']) bringDown(world, 'machine', name)
    pass(world, 100)
    const told = order(world, { order: 'bring-up', host: { kind: 'machine', id: 0 } })
    expect(reasons(told)).toContain('EvictionsResumed')
    expect(reasons(pass(world, 400))).toContain('TaintManagerEviction')
  })
})
