/** Container runtimes: what becomes of containers when the daemon is started again, and who gives GPUs. */

import { describe, expect, it } from 'vitest'
import type { Runtime } from '../../src/model/runtime'
import { explain } from '../../src/sim/explain/explain'
import { aMachine, asks, aWorld, inBowl, livePods, order, pass, when } from '../given'

const on = (runtime: Runtime | undefined, era: '2017' | 'now' = '2017', gpus = 0) =>
  aWorld({
    era,
    machines: [aMachine({ gpus })],
    park: { runtime },
    spec: { replicas: 3, requests: asks(100, 64, gpus && 1) },
  })

describe('When the container runtime is started again,', () => {
  it.each<[Runtime, number]>([
    ['docker', 3], // its containers are its children
    ['rkt', 0],
    ['cri-o', 0],
    ['containerd', 0],
  ])('under %s %i of three containers are shut down', (runtime, shut) => {
    const world = on(runtime)
    inBowl(world)
    pass(world, 30)
    const [told] = order(world, { order: 'restart-runtime', node: 0 })
    expect(told?.reason).toBe('RuntimeRestarted')
    expect(livePods(world).reduce((sum, { restarts }) => sum + restarts, 0)).toBe(shut)
    expect(world.workloads[0]?.endpoints).toHaveLength(3 - shut)
    if (shut > 0) expect(when(world, 'Ready')).toBeGreaterThan(30) // the kubelet starts them again
  })
})

describe('Which runtime a kubelet has', () => {
  it.each([
    ['2017', 'docker'],
    ['now', 'containerd'],
  ] as const)('goes by the era if nobody says: %s %s', (era, runtime) =>
    expect(explain(on(undefined, era), { kind: 'node', id: 0 })).toContain(`Container Runtime: ${runtime}`),
  )

  it.each<[Runtime, '2017' | 'now', number]>([
    ['docker', '2017', 4],
    ['rkt', '2017', 0],
    ['cri-o', '2017', 0],
    ['cri-o', 'now', 4],
    ['containerd', 'now', 4],
  ])('decides whether it gives GPUs: %s in %s %i of 4', (runtime, era, gpus) =>
    expect(on(runtime, era, 4).nodes[0]?.allocatable.gpus).toBe(gpus),
  )

  it('leaves a pod that wants one Pending, in the scheduler’s words', () => {
    const world = on('rkt', '2017', 4)
    inBowl(world)
    const told = pass(world, 5)
    expect(told.find(({ reason }) => reason === 'FailedScheduling')?.note).toMatch(/Insufficient .*nvidia.*gpu/)
  })
})
