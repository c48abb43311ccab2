/** minReadySeconds: what is Ready is not yet available, and a rollout goes on by what is available. */

import { describe, expect, it } from 'vitest'
import { BYTES_PER_MIB } from '../../src/model/units'
import type { Controller } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { ask, aWorkload, aWorld, only, until, wait } from '../../src/proof/inquiry'
import { explain } from '../../src/sim/explain/explain'

const machines = ['b1', 'b2'].map(name => ({ name, cores: 16, memoryMiB: 65_536, gpus: 0, runs: 'kubelet' }))
const images = ['web:v1', 'web:v2'].map(name => ({ name, sizeMiB: 10, cached: true }))

function rolledOut(minReadySeconds: number, controller: Controller = 'Deployment'): World {
  const rollout = { minReadySeconds, ...(controller === 'Deployment' && { maxSurge: 1, maxUnavailable: 0 }) }
  const spec = aWorkload({ image: 'web:v1', replicas: 3, controller, rollout, warmup: 0 })
  const world = aWorld({ park: { machines, images }, workloads: [spec] })
  ask(world, { order: 'create', workload: 0, node: undefined })
  wait(world, 600)
  return world
}

const release = (world: World) =>
  ask(world, {
    order: 'set-template',
    workload: 0,
    template: { image: 'web:v2', defect: 'none', requests: { cpu: 200, memory: 256 * BYTES_PER_MIB, gpus: 0 } },
  })
const described = (world: World) => explain(world, { kind: 'deployment', id: 0 })
const replicas = (world: World) => described(world).find(line => line.startsWith('Replicas'))

describe('A pod', () => {
  it('that is Ready is available when it has been so for minReadySeconds, and not before', () => {
    const world = rolledOut(30)
    release(world)
    const [ready] = only(until(world, 'Ready'), 'Ready')
    wait(world, 28)
    expect(replicas(world)).toBe('Replicas: 3 desired | 1 updated | 4 total | 3 available | 1 unavailable')
    const [less] = only(until(world, 'ScalingReplicaSet'), 'ScalingReplicaSet')
    expect((less?.tick ?? 0) - (ready?.tick ?? 0)).toBe(30)
    expect(described(world)).toContain('MinReadySeconds: 30')
  })

  it('that was not Ready in between begins anew', () => {
    const world = rolledOut(30)
    release(world)
    const [ready] = only(until(world, 'Ready'), 'Ready')
    wait(world, 10)
    const pod = world.pods[ready?.regarding.id ?? -1]
    ask(world, { order: 'crash', workload: 0 }) // of an old one: the number that is available falls too
    expect(pod?.ready).toBe(true)
    const told = only(wait(world, 400), 'NewReplicaSetAvailable')
    expect(told.length).toBe(1)
    expect(told[0]?.tick ?? 0).toBeGreaterThan((ready?.tick ?? 0) + 90)
  })
})

describe('A rollout of three, one more at a time', () => {
  it.each([
    [0, 20],
    [20, 80],
    [60, 200],
  ])('with minReadySeconds %i takes at least three times as long', (minReadySeconds, most) => {
    const world = rolledOut(minReadySeconds)
    const from = world.tick
    release(world)
    const done = until(world, 'NewReplicaSetAvailable').at(-1)?.tick ?? 0
    expect(done - from).toBeGreaterThanOrEqual(3 * minReadySeconds)
    expect(done - from).toBeLessThan(most)
  })

  it('that takes longer than its deadline in all has progressed all the time', () => {
    const world = rolledOut(500)
    release(world)
    expect(only(wait(world, 1_800), 'ProgressDeadlineExceeded')).toEqual([])
  })
})

describe('A StatefulSet', () => {
  it('waits for each pod to be available before it goes on to the next', () => {
    const world = rolledOut(40, 'StatefulSet')
    const made = world.pods.map(({ createdAt }) => createdAt)
    expect((made[1] ?? 0) - (made[0] ?? 0)).toBeGreaterThanOrEqual(40)
    expect((made[2] ?? 0) - (made[1] ?? 0)).toBeGreaterThanOrEqual(40)
    release(world)
    wait(world, 300)
    const since = world.pods.filter(({ gone }) => !gone).map(({ readySince }) => readySince)
    const sorted = [...since].sort((a, b) => a - b)
    expect((sorted[1] ?? 0) - (sorted[0] ?? 0)).toBeGreaterThanOrEqual(40)
  })
})
