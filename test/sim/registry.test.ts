/** One registry for all nodes: what a mass reschedule does to it (cluster-facts 1.6). */

import { describe, expect, it } from 'vitest'
import type { World } from '../../src/model/world'
import { aMachine, aWorld, bringDown, bringUp, inBowl, order, pass, when } from '../given'

/** So many nodes, each of which pulls 240 MiB at no more than 40 a second, of a registry that has so much for all. */
function crowd(nodes: number, registryTotalMiBPerSecond: number | undefined, replicas = nodes): World {
  const machines = Array.from({ length: nodes }, (_, i) => aMachine({ name: `b${i + 1}`, cores: 1 }))
  const images = [{ name: 'web', sizeMiB: 240, cached: false }]
  const world = aWorld({ park: { machines, images, registryTotalMiBPerSecond }, spec: { replicas } })
  inBowl(world)
  return world
}

const pulled = (world: World, seconds: number) =>
  pass(world, seconds)
    .filter(({ reason }) => reason === 'Pulled')
    .map(({ tick }) => tick)

describe('Nodes that pull at the same time', () => {
  it.each([
    [1, undefined, 6],
    [10, undefined, 6],
    [1, 40, 6],
    [1, 400, 6], // no faster than a node can
    [2, 40, 12],
    [10, 40, 60],
    [10, 100, 24],
    [10, 400, 6],
  ])('%i of a registry of %s MiB a second: all have it after %i s', (nodes, total, seconds) => {
    const at = pulled(crowd(nodes, total), 200)
    expect(at).toEqual(Array.from({ length: nodes }, () => seconds))
  })

  it('do so one image after the other, and a second pod finds there what the first has pulled', () => {
    expect(pulled(crowd(1, 40, 2), 60)).toEqual([6, 6])
  })

  it('go on faster when one of them dies: its half is the other’s', () => {
    const world = crowd(2, 40)
    pass(world, 6) // each has a quarter of it in six seconds at 20: 120 of 240
    bringDown(world, 'machine', 'b1')
    expect(when(world, 'Pulled')).toBe(6 + 3)
  })

  it('are slowed down by who comes later, and are then ahead of them', () => {
    const machines = ['b1', 'b2'].map(name => aMachine({ name, cores: 1 }))
    const images = ['web', 'other'].map(name => ({ name, sizeMiB: 240, cached: false }))
    const world = aWorld({
      park: { machines, images, registryTotalMiBPerSecond: 40 },
      workloads: [
        { requests: { cpu: 900, memory: 0, gpus: 0 } },
        { name: 'other', image: 'other', requests: { cpu: 900, memory: 0, gpus: 0 } },
      ],
    })
    inBowl(world, 0)
    pass(world, 3)
    inBowl(world, 1)
    expect(pulled(world, 60)).toEqual([9, 12]) // 120, then 20 a second; the other has 120 by then
  })

  it.each([undefined, 40])('(%s) begin anew when their host was down meanwhile', total => {
    const world = crowd(1, total)
    pass(world, 4) // of six seconds
    bringDown(world, 'machine', 'b1')
    pass(world, 1)
    bringUp(world, 'b1')
    expect(pulled(world, 60)).toEqual([5 + 6])
  })

  it('of one that does not answer wait, and share it when it does', () => {
    const world = crowd(2, 40)
    order(world, { order: 'stop-registry' })
    pass(world, 100)
    expect(world.pods.every(({ status }) => status === 'ImagePullBackOff' || status === 'Pulling')).toBe(true)
    order(world, { order: 'start-registry' })
    expect(pulled(world, 200)).toHaveLength(2)
  })
})
