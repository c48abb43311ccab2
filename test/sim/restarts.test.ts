/** Crash-loop and image-pull back-off (cluster-facts 1.3). */

import { describe, expect, it } from 'vitest'
import type { Pod } from '../../src/model/kubernetes'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { crashBackOff } from '../../src/sim/kubelet/restarts'
import { aMachine, aWorld, inBowl, order, pass, when } from '../given'

const first = (world: World) => world.pods[0] as Pod
const crash = (world: World) => order(world, { order: 'crash', workload: 0 })

function running(era: Era = 'now'): World {
  const world = aWorld({ era, machines: [aMachine()] })
  inBowl(world)
  when(world, 'Started')
  return world
}

describe('A container that dies again and again', () => {
  it('waits 0, 10, 20, 40, 80, 160, 300, 300 seconds, and the one to five of each start', () => {
    const world = running()
    const waits = Array.from({ length: 8 }, () => {
      const died = world.tick
      crash(world)
      return when(world, 'Started') - died
    })
    const least = [0, 10, 20, 40, 80, 160, 300, 300]
    waits.forEach((wait, i) => {
      expect(wait - (least[i] as number)).toBeGreaterThanOrEqual(1)
      expect(wait - (least[i] as number)).toBeLessThanOrEqual(5)
    })
    expect(first(world).restarts).toBe(8)
    expect(least.map((_, before) => crashBackOff({ era: 'now' }, before))).toEqual(least)
  })

  it('is forgiven when it has run for ten minutes, and its restarts are counted on', () => {
    const world = running()
    for (let i = 0; i < 3; i += 1) {
      crash(world)
      when(world, 'Started')
    }
    pass(world, 600)
    crash(world)
    expect(first(world)).toMatchObject({ restarts: 4, status: 'ContainerCreating' })
  })

  it('is shown as CrashLoopBackOff while it waits, with how it ended', () => {
    const world = running()
    crash(world)
    expect(first(world).status).toBe('ContainerCreating')
    when(world, 'Started')
    crash(world)
    pass(world, 1)
    expect(first(world).status).toBe('CrashLoopBackOff')
    const lines = explain(world, { kind: 'pod', id: 0 })
    expect(lines).toEqual(expect.arrayContaining(['Restart Count: 2', 'Last State: Terminated (Error, exit code 137)']))
    expect(lines.at(-1)).toMatch(/^Waiting: CrashLoopBackOff \(\d+s left\)$/)
  })
})

describe('An image that cannot be pulled', () => {
  /** Seconds from one attempt to the next. */
  function attempts(world: World, seconds: number): readonly number[] {
    const at = pass(world, seconds)
      .filter(({ reason }) => reason === 'Failed')
      .map(({ tick }) => tick)
    return at.slice(1).map((tick, i) => tick - (at[i] as number))
  }

  it('is asked for again after 10, 20, 40, 80, 160, 300 seconds, and the second that each takes', () => {
    const world = aWorld({ machines: [aMachine()], spec: { image: 'wbe' } })
    inBowl(world)
    expect(attempts(world, 1_200)).toEqual([11, 21, 41, 81, 161, 301, 301])
    expect(first(world)).toMatchObject({ status: 'ImagePullBackOff', phase: 'Pending' })
    expect(explain(world, { kind: 'pod', id: 0 }).at(-1)).toBe('Waiting: ImagePullBackOff')
  })

  it.each([
    ['now', /code = NotFound .* not found$/],
    ['2017', /^Failed to pull image "wbe": rpc error: code = 2 desc = Error: image wbe:latest not found$/],
  ] as const)('in the words of %s', (era, words) => {
    const world = aWorld({ era, machines: [aMachine()], spec: { image: 'wbe' } })
    inBowl(world)
    expect(pass(world, 5).find(({ reason }) => reason === 'Failed')?.note).toMatch(words)
  })

  it('because the registry does not answer is pulled when it does; what a node has already starts all the same', () => {
    const images = [
      { name: 'web', sizeMiB: 240, cached: true },
      { name: 'big', sizeMiB: 240, cached: false },
    ]
    const world = aWorld({ park: { machines: [aMachine()], images }, workloads: [{}, { name: 'big', image: 'big' }] })
    order(world, { order: 'stop-registry' })
    inBowl(world, 0)
    inBowl(world, 1)
    pass(world, 60)
    expect(world.pods.map(({ status }) => status)).toEqual(['Running', 'ImagePullBackOff'])
    order(world, { order: 'start-registry' })
    pass(world, 100)
    expect(world.pods.map(({ status }) => status)).toEqual(['Running', 'Running'])
  })
})
