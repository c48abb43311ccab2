import { describe, expect, it } from 'vitest'
import type { Defect } from '../../src/model/rollout'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { templateOf } from '../../src/sim/controllers/templates'
import { podName } from '../../src/sim/names'
import { aMachine, aSpare, asks, aWorld, inBowl, livePods, order, pass, reasons, theDeployment } from '../given'

const IMAGES = ['web', 'web:v2'].map(name => ({ name, sizeMiB: 10, cached: true }))

function serving(era: Era = 'now', cpu = 500): World {
  const machines = [...['b1', 'b2', 'b3'].map(name => aMachine({ name })), aSpare('s1')]
  const spec = { controller: 'DaemonSet', requests: asks(cpu, 256), readinessProbe: { periodSeconds: 2 } } as const
  const world = aWorld({ machines, era, park: { images: IMAGES }, workloads: [spec, { name: 'app', replicas: 2 }] })
  inBowl(world)
  pass(world, 30)
  return world
}

const nodesOf = (world: World) =>
  livePods(world)
    .filter(({ workload }) => workload === 0)
    .map(({ node }) => node)
    .sort()

const release = (world: World, image: string, defect: Defect = 'none') =>
  order(world, { order: 'set-template', workload: 0, template: { image, requests: asks(500, 256), defect } })

const images = (world: World) =>
  [...livePods(world)].sort((a, b) => a.node - b.node).map(pod => templateOf(world, pod).image)

describe.each(['now', '2017'] as const)('A DaemonSet (%s)', era => {
  it('has a pod on each node, also on one that is cordoned', () => {
    const world = serving(era)
    expect(nodesOf(world)).toEqual([0, 1, 2])
    order(world, { order: 'cordon', node: 1 })
    order(world, { order: 'delete-pod', pod: livePods(world).find(({ node }) => node === 1)?.id ?? -1 })
    pass(world, 30)
    expect(nodesOf(world)).toEqual([0, 1, 2])
  })

  it('names its pods after itself, with no hash between', () => {
    const world = serving(era)
    const names = livePods(world).map(pod => podName(world, pod))
    expect(names.every(name => /^[a-z]+-[a-z0-9]{5}$/.test(name))).toBe(true)
  })

  it('has one on a node that joins', () => {
    const world = serving(era)
    order(world, { order: 'deploy', machine: 3, becomes: 'kubelet' })
    pass(world, 800)
    expect(world.nodes).toHaveLength(4)
    expect(nodesOf(world)).toEqual([0, 1, 2, 3])
  })

  it('is passed over by a drain, and one that does not say so cordons and evicts nothing', () => {
    const world = serving(era)
    const told = order(world, { order: 'drain', node: 0, ignoreDaemonSets: false })
    expect(told.map(({ reason }) => reason)).toEqual(['NodeNotSchedulable', 'DrainFailed'])
    expect(told[1]?.note).toMatch(/DaemonSet-managed pods \(use --ignore-daemonsets to ignore\): /i)
    const here = livePods(world).filter(({ workload }) => workload === 0)
    order(world, { order: 'drain', node: 0 })
    pass(world, 30)
    expect(livePods(world)).toEqual(expect.arrayContaining(here))
    expect(world.nodes[0]).toMatchObject({ unschedulable: true, draining: false })
    expect(nodesOf(world)).toEqual([0, 1, 2])
  })

  it('is neither moved nor marked when its node is lost', () => {
    const world = serving(era)
    order(world, { order: 'bring-down', host: { kind: 'machine', id: 0 } })
    const told = pass(world, 900)
    expect(reasons(told)).toContain('NodeNotReady')
    expect(reasons(told)).not.toContain('TaintManagerEviction')
    expect(nodesOf(world)).toEqual([0, 1, 2])
  })

  it('goes with its owner', () => {
    const world = serving(era)
    order(world, { order: 'delete-deployment', workload: 0 })
    pass(world, 5)
    expect(nodesOf(world)).toEqual([])
  })
})

describe('A rolling update of a DaemonSet', () => {
  it('takes one node after the other', () => {
    const world = serving()
    release(world, 'web:v2')
    for (let i = 0; i < 60; i += 1) {
      pass(world, 1)
      expect(livePods(world).filter(({ ready }) => ready).length).toBeGreaterThanOrEqual(2)
    }
    expect(images(world)).toEqual(['web:v2', 'web:v2', 'web:v2'])
  })

  it('of an image that hangs costs one node, and is undone', () => {
    const world = serving()
    release(world, 'web:v2', 'hangs')
    pass(world, 300)
    expect(images(world)).toEqual(['web:v2', 'web', 'web'])
    order(world, { order: 'rollout-undo', workload: 0, to: 0 })
    pass(world, 60)
    expect(images(world)).toEqual(['web', 'web', 'web'])
    expect(theDeployment(world).progress.settled).toBe(true)
  })

  it('was by hand in 2017', () => {
    const world = serving('2017')
    release(world, 'web:v2')
    pass(world, 60)
    expect(images(world)).toEqual(['web', 'web', 'web'])
  })
})

describe('Where a DaemonSet has no room', () => {
  it('its pod waits, as any other, today', () => {
    const world = serving('now', 64_000)
    expect(nodesOf(world)).toEqual([-1, -1, -1])
    expect(livePods(world)[0]?.message).toContain("2 node(s) didn't match Pod's node affinity/selector")
  })

  it('it makes none, and says so, in 2017', () => {
    const machines = [aMachine()]
    const world = aWorld({ machines, era: '2017', spec: { controller: 'DaemonSet', requests: asks(64_000, 256) } })
    inBowl(world)
    const told = pass(world, 30).find(({ reason }) => reason === 'FailedPlacement')
    expect(told?.note).toBe(
      `failed to place pod on "b1": Node didn't have enough resource: cpu, requested: 64000, used: 0, capacity: 4000`,
    )
    expect(livePods(world)).toEqual([])
  })
})
