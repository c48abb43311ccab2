/** Each score, worked by hand from the plugins' rules, and what they are worth together. */

import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/model/kubernetes'
import type { SchedulerProfile, Taint } from '../../src/model/placement'
import { NONE, type World } from '../../src/model/world'
import type { Gathered } from '../../src/sim/scheduling/company'
import { imageScore } from '../../src/sim/scheduling/image-locality'
import { SCORE_PLUGINS, type Scored, scored, total } from '../../src/sim/scheduling/score'
import {
  balanced,
  byPreference,
  byTaints,
  leastRequested,
  mostRequested,
  selectorSpread,
} from '../../src/sim/scheduling/score-2017'
import { spreadScores } from '../../src/sim/scheduling/spread'
import type { Wish } from '../../src/sim/scheduling/wish'
import { aMachine, asks, aWorld, type WorldWish } from '../given'

const MIB = 1_048_576
const aWish = (over: Partial<Wish> = {}): Wish => ({
  requests: asks(1_000, 2_048),
  kernel: 'shared',
  machine: NONE,
  nodeSelector: [],
  ...over,
})

/** 4 cores and 8 GiB to give each, in zones a, a, b. */
const three = (over: WorldWish = {}) =>
  aWorld({
    machines: ['a', 'a', 'b'].map((zone, i) => aMachine({ name: `b${i + 1}`, memoryMiB: 8_292, zone })),
    ...over,
  })

const give = (part: Exclude<keyof Scored, 'node'>, wish: Partial<Wish>, world: World = three()) =>
  scored(aWish(wish), world.nodes, world).map(score => score[part])

describe('The plugins', () => {
  it('weigh what the default profile says', () => {
    expect(SCORE_PLUGINS.now.map(({ name, weight }) => `${name} ${weight}`)).toEqual([
      'TaintToleration 3',
      'NodeAffinity 2',
      'NodeResourcesFit 1',
      'PodTopologySpread 2',
      'InterPodAffinity 2',
      'NodeResourcesBalancedAllocation 1',
      'ImageLocality 1',
    ])
    expect(SCORE_PLUGINS['2017'].map(({ weight }) => weight)).toEqual([1, 1, 1, 1, 1, 1])
  })

  it('are added up by weight', () => {
    const each = {
      taintToleration: 1,
      nodeAffinity: 10,
      resourcesFit: 100,
      topologySpread: 1_000,
      interPodAffinity: 10_000,
    }
    const score = { node: 0, ...each, balancedAllocation: 100_000, imageLocality: 1_000_000 }
    expect(total(score, 'now')).toBe(3 + 20 + 100 + 2_000 + 20_000 + 100_000 + 1_000_000)
    expect(total(score, '2017')).toBe(1 + 10 + 100 + 1_000 + 10_000 + 100_000)
  })
})

describe('NodeResourcesFit by strategy', () => {
  const used = (profile?: SchedulerProfile) => {
    const world = three(profile ? { park: { scheduler: profile } } : {})
    ;[asks(0, 0), asks(1_000, 2_048), asks(3_000, 6_144)].forEach((scored, i) => {
      Object.assign(world.nodes[i] as Node, { scored, requested: scored })
    })
    return give('resourcesFit', {}, world)
  }
  const shape = [
    { utilization: 0, score: 0 },
    { utilization: 50, score: 10 },
    { utilization: 100, score: 2 },
  ]

  it.each<readonly [string, SchedulerProfile | undefined, readonly number[]]>([
    ['LeastAllocated, unless something else is said', undefined, [75, 50, 0]],
    ['MostAllocated', { strategy: 'MostAllocated', shape: [] }, [25, 50, 100]],
    ['a shape of three points', { strategy: 'RequestedToCapacityRatio', shape }, [50, 100, 20]],
  ])('%s', (_, profile, scores) => expect(used(profile)).toEqual(scores))
})

describe('NodeResourcesBalancedAllocation', () => {
  it('gives nothing to a Pod of GPUs alone, however the others stand', () => {
    expect(give('balancedAllocation', { requests: asks(0, 0, 1) })).toEqual([0, 0, 0])
  })
})

describe('TaintToleration', () => {
  const soft = (key: string): Taint => ({ key, value: '', effect: 'PreferNoSchedule' })

  it('takes off by how many taints would rather not have it, of the most on any Node', () => {
    const world = three()
    world.nodes[0]?.taints.push(soft('x'), soft('y'), soft('z'))
    world.nodes[1]?.taints.push(soft('x'))
    expect(give('taintToleration', {}, world)).toEqual([0, 67, 100])
    expect(give('taintToleration', { tolerations: [{ key: 'x', operator: 'Exists' }] }, world)).toEqual([0, 100, 100])
    const another = [{ operator: 'Exists', effect: 'NoSchedule' }] as const
    expect(give('taintToleration', { tolerations: another }, world)).toEqual([0, 67, 100])
  })

  it('gives all to all where nobody has any', () => expect(give('taintToleration', {})).toEqual([100, 100, 100]))
})

describe('NodeAffinity', () => {
  const likes = (weight: number, zone: string) => ({
    weight,
    matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In' as const, values: [zone] }],
  })

  it('gives the sum of the weights that match, of the most that any Node has', () => {
    const preferred = [likes(20, 'a'), likes(10, 'a'), likes(100, 'b')]
    expect(give('nodeAffinity', { nodeAffinity: { required: [], preferred } })).toEqual([30, 30, 100])
  })

  it('gives nothing where no term matches', () => {
    expect(give('nodeAffinity', { nodeAffinity: { required: [], preferred: [likes(9, 'x')] } })).toEqual([0, 0, 0])
  })
})

describe('PodTopologySpread', () => {
  // by default: ln(3 + 2) a pod on the host, ln(2 + 2) a pod in the zone, and (3 - 1) + (5 - 1)
  it.each([
    [
      [0, 0, 0],
      [100, 100, 100],
    ],
    [
      [1, 0, 0], // 9, 7, 6
      [66, 88, 100],
    ],
    [
      [0, 0, 1], // 6, 6, 9
      [100, 100, 66],
    ],
    [
      [1, 0, 1], // 9, 7, 9
      [77, 100, 77],
    ],
  ])('by default over hosts and zones: %j gives %j', (alike, scores) => {
    const world = three()
    expect(spreadScores(alike, world.nodes, world.nodes)).toEqual(scores)
  })

  it('counts pods in a zone wherever they stand, also on Nodes that are no candidates', () => {
    const world = three()
    const [, second, third] = world.nodes as [Node, Node, Node]
    expect(spreadScores([2, 0, 0], [second, third], world.nodes)).toEqual([66, 100]) // 9 and 6
  })

  it('by its own constraints instead, if it states any', () => {
    const soft = { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' } as const
    // ln(3 + 2) a pod and 1 - 1: 3, 0, 2
    expect(give('topologySpread', { topologySpread: [soft], kin: [2, 0, 1], alike: [0, 9, 0] })).toEqual([0, 100, 33])
    const hard = { ...soft, whenUnsatisfiable: 'DoNotSchedule' } as const
    expect(give('topologySpread', { topologySpread: [hard], kin: [2, 0, 1] })).toEqual([0, 0, 0])
  })
})

describe('InterPodAffinity', () => {
  const none = { near: undefined, likesItsOwn: false, apart: [], resented: [], leanings: [] }
  const at = (topologyKey: string, ...here: number[]): Gathered => ({ topologyKey, here, own: 0 })
  const zone = 'topology.kubernetes.io/zone'

  it.each([
    ['for it, by zone', [at(zone, 10)], [100, 100, 0]],
    ['against it, by host', [at('kubernetes.io/hostname', -5, -1)], [0, 80, 100]],
    ['both at once', [at(zone, 10, 0, 4), at('kubernetes.io/hostname', -8)], [0, 100, 25]],
    ['all alike gives nobody anything', [at(zone, 3, 0, 3)], [0, 0, 0]],
    ['nobody has a say', [at(zone)], [0, 0, 0]],
  ])('%s', (_, leanings, scores) => {
    expect(give('interPodAffinity', { company: { ...none, leanings } })).toEqual(scores)
  })
})

describe('ImageLocality', () => {
  it.each([
    [0, 0],
    [23, 0],
    [24, 0], // a 977th
    [33, 1],
    [511, 49],
    [512, 50],
    [1_000, 100],
    [4_000, 100],
  ])('%i MiB are worth %i', (mib, score) => expect(imageScore(mib * MIB)).toBe(score))

  it('counts an image less, the fewer Nodes have it', () => {
    const world = three({ park: { images: [{ name: 'big', sizeMiB: 900, cached: false }] } })
    world.nodes[1]?.images.push('big')
    expect(give('imageLocality', { image: 'big' }, world)).toEqual([0, 28, 0]) // 300 MiB
    world.nodes[2]?.images.push('big')
    expect(give('imageLocality', { image: 'big' }, world)).toEqual([0, 59, 59]) // 600 MiB
    expect(give('imageLocality', {}, world)).toEqual([0, 0, 0])
  })
})

describe('In 2017, from 0 to 10,', () => {
  const share = (asks: number, has: number) => ({ asks, has, weight: 1 })

  it.each([
    ['a quarter of both', share(1, 4), share(1, 4), 7, 2, 10],
    ['all of one', share(4, 4), share(1, 4), 3, 6, 0],
    ['more than there is', share(5, 4), share(1, 4), 3, 1, 0],
    ['none of one to have', share(1, 0), share(1, 4), 3, 1, 0],
    ['half and a quarter', share(2, 4), share(1, 4), 6, 3, 7],
  ])('%s', (_, cpu, memory, least, most, even) => {
    expect([leastRequested([cpu, memory]), mostRequested([cpu, memory]), balanced([cpu, memory])]).toEqual([
      least,
      most,
      even,
    ])
  })

  it('preferences and taints are stretched from nothing and from all', () => {
    expect(byPreference([0, 1, 3])).toEqual([0, 3, 10])
    expect(byPreference([0, 0])).toEqual([0, 0])
    expect(byTaints([0, 1, 3])).toEqual([10, 6, 0])
    expect(byTaints([0, 0])).toEqual([10, 10])
  })

  it('a third of the spread is by host and two are by zone', () => {
    const { nodes } = three({ era: '2017' })
    expect(selectorSpread([0, 0, 0], nodes)).toEqual([10, 10, 10])
    expect(selectorSpread([2, 0, 0], nodes)).toEqual([0, 3, 10])
    expect(selectorSpread([2, 0, 1], nodes)).toEqual([0, 3, 5])
  })
})
