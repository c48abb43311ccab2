/** Memory: limits, the kernel's choice, and the kubelet's (cluster-facts 1.4). */

import { describe, expect, it } from 'vitest'
import { BYTES_PER_MIB, type Era } from '../../src/model/units'
import type { WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { before, rankForMemory, type Stand } from '../../src/sim/kubelet/eviction'
import { oomPoints, oomScoreAdj, qosClass } from '../../src/sim/kubelet/qos'
import { aMachine, asks, aWorld, inBowl, losses, order, pass, reasons, theWorkload, when } from '../given'
import { expectLawful } from './lawful'

const GIB = 1_024
const MIB = BYTES_PER_MIB
const limits = (cpu: number | undefined, memoryMiB: number | undefined) => ({
  cpu,
  memory: memoryMiB === undefined ? undefined : memoryMiB * MIB,
})

describe('A pod’s quality of service', () => {
  it.each([
    [asks(0, 0), undefined, 'BestEffort'],
    [asks(100, 0), undefined, 'Burstable'],
    [asks(0, 64), undefined, 'Burstable'],
    [asks(100, 64), limits(100, undefined), 'Burstable'],
    [asks(100, 64), limits(200, 64), 'Burstable'],
    [asks(100, 64), limits(100, 64), 'Guaranteed'],
  ] as const)('%o, limits %o: %s', (requests, limited, qos) => {
    expect(qosClass({ requests, limits: limited })).toBe(qos)
  })

  it.each([
    ['now', asks(100, 64), limits(100, 64), -997],
    ['2017', asks(100, 64), limits(100, 64), -998],
    ['now', asks(0, 0), undefined, 1_000],
    ['now', asks(100, 1), undefined, 999], // 1000 - 0
    ['now', asks(100, 2 * GIB), undefined, 750],
    ['now', asks(100, 8 * GIB), undefined, 3],
    ['2017', asks(100, 8 * GIB), undefined, 2],
  ] as const)('(%s) on a node of 8 GiB gives %o, limits %o, an oom_score_adj of %i', (era, requests, limited, adj) => {
    expect(oomScoreAdj({ requests, limits: limited }, 8 * GIB * MIB, era)).toBe(adj)
  })

  it('decides before use does whom the kernel kills', () => {
    const capacity = 8 * GIB * MIB
    const points = (requests: WorkloadSpec['requests'], usesMiB: number, limited?: ReturnType<typeof limits>) =>
      oomPoints({ requests, limits: limited }, usesMiB * MIB, capacity, 'now')
    const guaranteed = points(asks(100, 4 * GIB), 4 * GIB, limits(100, 4 * GIB))
    const burstable = points(asks(100, 2 * GIB), 3 * GIB)
    const bestEffort = points(asks(0, 0), 900)
    expect([guaranteed, burstable, bestEffort]).toEqual([500 - 997, 375 + 750, 109 + 1_000])
  })
})

const LEAKY = { baseMiB: 100, leakMiBPerMinute: 60, perRequestMiB: 0 }

describe('A container beyond its memory limit', () => {
  it.each([
    [{ ...LEAKY }, 200, 101], // 1 MiB a second: 200 are not too many, 201 are
    [{ ...LEAKY, leakMiBPerMinute: 6 }, 110, 101],
    [{ ...LEAKY, leakMiBPerMinute: 30 }, 101, 3],
  ])('%o is killed at %i MiB after %i s, and it alone', (memory, limitMiB, seconds) => {
    const world = aWorld({
      machines: [aMachine()],
      workloads: [{ memory, limits: limits(undefined, limitMiB) }, { name: 'other' }],
    })
    inBowl(world, 0)
    inBowl(world, 1)
    const started = when(world, 'Started')
    const from =
      world.pods.find(({ startedAt }) => startedAt === started)?.workload === 0 ? started : when(world, 'Started')
    expect(when(world, 'OOMKilled') - from).toBe(seconds)
    expect(world.pods.map(({ restarts, lastExit }) => [restarts, lastExit?.reason, lastExit?.code])).toEqual([
      [1, 'OOMKilled', 137],
      [0, undefined, undefined],
    ])
  })

  it('starts with an empty memory, and is killed again after as long', () => {
    const world = aWorld({ machines: [aMachine()], spec: { memory: LEAKY, limits: limits(undefined, 200) } })
    inBowl(world)
    const lives = Array.from({ length: 3 }, () => {
      const from = when(world, 'Started')
      return when(world, 'OOMKilled') - from
    })
    expect(lives).toEqual([101, 101, 101])
    expect(explain(world, { kind: 'pod', id: 0 })).toContain('Last State: Terminated (OOMKilled, exit code 137)')
    expect(losses(world)).toHaveProperty('ProcessRestarting')
    expectLawful(world)
  })

  it('by what its load takes is killed when the load comes, within ten seconds', () => {
    const memory = { baseMiB: 100, leakMiBPerMinute: 0, perRequestMiB: 10 }
    const demand = [
      { at: 0, perSecond: 5 },
      { at: 100, perSecond: 5 },
      { at: 101, perSecond: 20 },
    ]
    const world = aWorld({ machines: [aMachine()], spec: { memory, demand, limits: limits(undefined, 200) } })
    inBowl(world)
    const killed = when(world, 'OOMKilled')
    expect(killed).toBeGreaterThan(100)
    expect(killed).toBeLessThanOrEqual(112)
  })

  it('is left alone where it has none, as long as its node has enough', () => {
    const world = aWorld({ machines: [aMachine()], spec: { memory: LEAKY } })
    inBowl(world)
    expect(reasons(pass(world, 3_000))).not.toContain('OOMKilled')
  })
})

describe('Of pods on a node that is short of memory', () => {
  const stand = (qos: number, usesMiB: number, requestsMiB: number, priority = 0): Stand => ({
    qos,
    uses: usesMiB,
    requests: requestsMiB,
    priority,
  })
  const bestEffort = stand(0, 50, 0)
  const modest = stand(1, 400, 500)
  const greedy = stand(1, 800, 500)
  const precious = stand(1, 900, 500, 1_000)
  const guaranteed = stand(2, 700, 700)
  const big = stand(0, 200, 0)

  it.each([
    ['now', [greedy, big, bestEffort, precious, guaranteed, modest]],
    ['2017', [big, bestEffort, precious, greedy, modest, guaranteed]],
  ] as const)('(%s) they go in this order', (era, expected) => {
    const all = [modest, guaranteed, bestEffort, precious, greedy, big]
    expect([...all].sort((a, b) => before(a, b, era))).toEqual(expected)
  })
})

describe('A node with less than 100 MiB available', () => {
  /** 2 GiB of memory; `hog` asks for little and takes ever more; `shop` uses what it asks for. */
  function squeezed(era: Era = 'now', over: Partial<WorkloadSpec> = {}, leak = 120): World {
    const world = aWorld({
      era,
      machines: [aMachine({ memoryMiB: 2_048 })],
      workloads: [
        { name: 'hog', requests: asks(100, 200), memory: { ...LEAKY, leakMiBPerMinute: leak }, ...over },
        { name: 'shop', requests: asks(100, 1_024) },
      ],
    })
    inBowl(world, 0)
    inBowl(world, 1)
    return world
  }

  it('is under pressure; the pod that is beyond its request is evicted, whatever its budget says', () => {
    const world = squeezed('now', { minAvailable: 1 })
    const told = pass(world, 460)
    expect(reasons(told).filter(each => /Memory|Evict/.test(each))).toEqual([
      'EvictionThresholdMet',
      'NodeHasInsufficientMemory',
      'Evicted',
    ])
    const evicted = told.find(({ reason }) => reason === 'Evicted')
    expect(evicted?.note).toMatch(
      /^The node was low on resource: memory\. Threshold quantity: 100Mi, available: \d+[KM]i\. Container hog was using \d+[KM]i, request is 200Mi, has larger consumption of memory\.$/,
    )
    expect(world.pods.find(({ id }) => id === evicted?.regarding.id)?.gone).toBe(true)
    expect(explain(world, { kind: 'node', id: 0 })).toEqual(
      expect.arrayContaining(['MemoryPressure: True', 'Taints: node.kubernetes.io/memory-pressure:NoSchedule']),
    )
    expectLawful(world)
  })

  it.each([
    ['now', '0/1 nodes are available: 1 node(s) had untolerated taint(s).'],
    ['2017', 'No nodes are available that match all of the following predicates:: NodeUnderMemoryPressure (1).'],
  ] as const)('(%s) takes no BestEffort pods meanwhile; others in 2017 alone, for today it is a taint', (era, why) => {
    const world = aWorld({
      era,
      machines: [aMachine({ memoryMiB: 2_048 })],
      workloads: [
        { name: 'hog', requests: asks(100, 200), memory: { ...LEAKY, leakMiBPerMinute: 600 }, controller: 'Pod' },
        { name: 'shop', requests: asks(100, 1_024) },
        { name: 'idle', requests: asks(0, 0) },
        { name: 'late', requests: asks(100, 64) },
      ],
    })
    inBowl(world, 0)
    inBowl(world, 1)
    when(world, 'Evicted')
    inBowl(world, 2)
    inBowl(world, 3)
    pass(world, 10)
    const [idle, late] = [2, 3].map(workload => world.pods.find(pod => pod.workload === workload))
    expect(idle).toMatchObject({ node: -1, message: expect.stringContaining(why) })
    expect(late).toMatchObject(era === '2017' ? { node: 0 } : { node: -1, message: expect.stringContaining(why) })
  })

  it('is so until five minutes after it has had enough again', () => {
    const world = squeezed()
    const met = when(world, 'NodeHasInsufficientMemory')
    order(world, { order: 'delete-deployment', workload: 0 })
    expect(when(world, 'NodeHasSufficientMemory') - met).toBe(300)
  })

  it('looks every ten seconds: what takes more than the rest in that time meets the kernel first', () => {
    const world = squeezed('now', {}, 3_000)
    const told = pass(world, 60)
    expect(told.find(({ reason }) => reason === 'SystemOOM')?.note).toBe('System OOM encountered, victim process: hog')
    expect(world.pods[0]?.lastExit?.reason).toBe('OOMKilled')
    expect(theWorkload(world, 1).endpoints).toHaveLength(1)
  })

  it('and the kernel kills whoever has most points, which need not be who takes ever more', () => {
    const world = aWorld({
      machines: [aMachine({ memoryMiB: 2_048 })],
      workloads: [
        { name: 'hog', requests: asks(100, 1_024), memory: { ...LEAKY, leakMiBPerMinute: 4_800 } },
        { name: 'idle', requests: asks(0, 0), memory: { baseMiB: 850, leakMiBPerMinute: 0, perRequestMiB: 0 } },
      ],
    })
    inBowl(world, 0)
    inBowl(world, 1)
    const told = pass(world, 60) // 600 + 500 points against 415 + 1,000
    expect(told.find(({ reason }) => reason === 'SystemOOM')?.note).toContain('idle')
  })

  it('says in 2017 no more than what is low', () => {
    const world = squeezed('2017')
    const told = pass(world, 500)
    expect(told.find(({ reason }) => reason === 'Evicted')?.note).toBe('The node was low on resource: memory.')
  })

  it('never comes about where all use what they ask for', () => {
    const world = aWorld({ machines: [aMachine()], spec: { requests: asks(100, 1_000), replicas: 8 } })
    inBowl(world)
    pass(world, 100)
    expect(rankForMemory(world, world.nodes[0] as World['nodes'][number])).toHaveLength(8)
    expect(world.nodes[0]).toMatchObject({ memoryCheck: -1, shortSince: -1 })
  })
})
