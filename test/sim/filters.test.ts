/** Each filter's own words, which of them is told, and whether taking pods away could help. */

import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/model/kubernetes'
import type { NodeRequirement, Taint, Toleration } from '../../src/model/placement'
import { NONE, type World } from '../../src/model/world'
import type { Gathered } from '../../src/sim/scheduling/company'
import { verdictsOn } from '../../src/sim/scheduling/filter'
import { matchesTerm } from '../../src/sim/scheduling/node-affinity'
import { place } from '../../src/sim/scheduling/scheduler'
import type { Wish } from '../../src/sim/scheduling/wish'
import { aMachine, asks, aWorld } from '../given'

const ZONE = 'topology.kubernetes.io/zone'
const HOST = 'kubernetes.io/hostname'

/** b1 and b2 in zone a, b3 in zone b, b4 in none; b2 has an SSD. */
const park = (era: World['era'] = 'now') =>
  aWorld({
    era,
    machines: [
      aMachine({ name: 'b1', zone: 'a' }),
      aMachine({ name: 'b2', zone: 'a', labels: { disk: 'ssd', gen: '3' } }),
      aMachine({ name: 'b3', zone: 'b' }),
      aMachine({ name: 'b4' }),
    ],
  })

const aWish = (over: Partial<Wish> = {}): Wish => ({
  requests: asks(500, 256),
  kernel: 'shared',
  machine: NONE,
  nodeSelector: [],
  ...over,
})

/** By Node: who objects first and what it says; `-` if it fits, and `!` where no victim could help. */
const told = (wish: Partial<Wish>, world = park()) =>
  verdictsOn(aWish(wish), world).map(({ by, reasons, resolvable }) =>
    by ? `${by}: ${reasons.join(', ')}${resolvable ? '' : ' !'}` : '-',
  )

const gpu = (effect: Taint['effect']): Taint => ({ key: 'dedicated', value: 'gpu', effect })
const tainted = (...taints: Taint[]) => {
  const world = park()
  ;(world.nodes[0] as Node).taints.push(...taints)
  return world
}

describe('TaintToleration', () => {
  const KEEPS = 'TaintToleration: node(s) had untolerated taint(s) !'
  const cases: readonly (readonly [string, Taint, readonly Toleration[], string])[] = [
    ['NoSchedule keeps off', gpu('NoSchedule'), [], KEEPS],
    ['NoExecute keeps off too', gpu('NoExecute'), [], KEEPS],
    ['PreferNoSchedule does not', gpu('PreferNoSchedule'), [], '-'],
    ['whoever bears it', gpu('NoSchedule'), [{ key: 'dedicated', value: 'gpu' }], '-'],
    ['whoever bears all', gpu('NoSchedule'), [{ operator: 'Exists' }], '-'],
    ['not who bears another effect', gpu('NoSchedule'), [{ operator: 'Exists', effect: 'NoExecute' }], KEEPS],
  ]
  it.each(cases)('%s', (_, taint, tolerations, first) => {
    expect(told({ tolerations }, tainted(taint))).toEqual([first, '-', '-', '-'])
  })
})

describe('NodeUnschedulable', () => {
  it('is asked before all others, and a toleration of its own taint gets by', () => {
    const world = tainted(gpu('NoSchedule'))
    Object.assign(world.nodes[0] as Node, { unschedulable: true })
    expect(told({}, world)[0]).toBe('NodeUnschedulable: node(s) were unschedulable !')
    const bears = { key: 'node.kubernetes.io/unschedulable', operator: 'Exists' } as const
    expect(told({ tolerations: [bears] }, world)[0]).toContain('TaintToleration')
    expect(told({ tolerations: [bears, { key: 'dedicated', operator: 'Exists' }] }, world)[0]).toBe('-')
  })
})

describe('NodeAffinity', () => {
  const OFF = "NodeAffinity: node(s) didn't match Pod's node affinity/selector !"
  const needs = (...terms: readonly (readonly NodeRequirement[])[]) => ({
    nodeAffinity: { required: terms.map(matchExpressions => ({ matchExpressions })), preferred: [] },
  })
  const ssd = { key: 'disk', operator: 'In', values: ['ssd'] } as const
  const inB = { key: ZONE, operator: 'In', values: ['b'] } as const

  it.each([
    ['one term', needs([ssd]), [OFF, '-', OFF, OFF]],
    ['any of two terms', needs([ssd], [inB]), [OFF, '-', '-', OFF]],
    ['both expressions of one', needs([ssd, inB]), [OFF, OFF, OFF, OFF]],
    ['the nodeSelector besides', { ...needs([ssd]), nodeSelector: ['b1'] }, [OFF, OFF, OFF, OFF]],
  ])('wants %s', (_, wish, verdicts) => expect(told(wish)).toEqual(verdicts))

  const labels = { disk: 'ssd', gen: '3' }
  const expressions: readonly (readonly [NodeRequirement['operator'], string, readonly string[], boolean])[] = [
    ['In', 'disk', ['hdd', 'ssd'], true],
    ['In', 'none', ['x'], false],
    ['NotIn', 'disk', ['ssd'], false],
    ['NotIn', 'none', ['x'], true],
    ['Exists', 'disk', [], true],
    ['DoesNotExist', 'disk', [], false],
    ['DoesNotExist', 'none', [], true],
    ['Gt', 'gen', ['2'], true],
    ['Gt', 'gen', ['3'], false],
    ['Lt', 'gen', ['10'], true],
    ['Gt', 'disk', ['2'], false],
    ['Lt', 'none', ['2'], false],
  ]
  it.each(expressions)('%s %s %j: %s', (operator, key, values, matches) => {
    expect(matchesTerm({ matchExpressions: [{ key, operator, values }] }, labels)).toBe(matches)
  })

  it('a term without expressions matches nothing', () =>
    expect(matchesTerm({ matchExpressions: [] }, labels)).toBe(false))
})

describe('VolumeBinding', () => {
  it('comes after fit: a Node without the disk that is full is told to be full', () => {
    const world = park()
    Object.assign(world.nodes[0] as Node, { requested: asks(4_000, 0) })
    const there = world.nodes[3]?.on.id as number
    const conflict = "VolumeBinding: node(s) didn't match PersistentVolume's node affinity !"
    expect(told({ machine: there }, world)).toEqual(['NodeResourcesFit: Insufficient cpu', conflict, conflict, '-'])
  })
})

describe('PodTopologySpread', () => {
  const UNEVEN = "PodTopologySpread: node(s) didn't match pod topology spread constraints"
  const MISSING = `${UNEVEN} (missing required label) !`
  const byZone = { topologyKey: ZONE, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' } as const

  it.each([
    ['nobody stands anywhere', [0, 0, 0, 0], {}, ['-', '-', '-', MISSING]],
    ['zone a is one ahead', [1, 0, 0, 0], {}, [UNEVEN, UNEVEN, '-', MISSING]],
    ['both zones are alike', [1, 0, 1, 0], {}, ['-', '-', '-', MISSING]],
    ['two may be between them', [1, 0, 0, 0], { maxSkew: 2 }, ['-', '-', '-', MISSING]],
    ['a third domain is asked for', [1, 0, 1, 0], { minDomains: 3 }, [UNEVEN, UNEVEN, UNEVEN, MISSING]],
    ['by host', [1, 0, 0, 0], { topologyKey: HOST }, [UNEVEN, '-', '-', '-']],
    ['it only minds', [5, 0, 0, 0], { whenUnsatisfiable: 'ScheduleAnyway' as const }, ['-', '-', '-', '-']],
  ])('%s', (_, kin, over, verdicts) => {
    expect(told({ kin, topologySpread: [{ ...byZone, ...over }] })).toEqual(verdicts)
  })

  it('does not count a zone that it may not use, unless it says so', () => {
    const nodeAffinity = {
      required: [{ matchExpressions: [{ key: ZONE, operator: 'In' as const, values: ['a'] }] }],
      preferred: [],
    }
    const spread = (over: object) =>
      told({ kin: [1, 1, 0, 0], nodeAffinity, topologySpread: [{ ...byZone, ...over }] }).slice(0, 2)
    expect(spread({})).toEqual(['-', '-'])
    expect(spread({ nodeAffinityPolicy: 'Ignore' })).toEqual([UNEVEN, UNEVEN])
  })
})

describe('InterPodAffinity', () => {
  const at = (topologyKey: string, ...here: number[]): Gathered => ({ topologyKey, here, own: 0 })
  const none = { near: undefined, likesItsOwn: false, apart: [], resented: [], leanings: [] }
  const NEAR = "InterPodAffinity: node(s) didn't match pod affinity rules !"
  const APART = "InterPodAffinity: node(s) didn't match pod anti-affinity rules"
  const RESENTED = "InterPodAffinity: node(s) didn't satisfy existing pods anti-affinity rules"

  it.each([
    ['near by zone', { near: [at(ZONE, 1)] }, ['-', '-', NEAR, NEAR]],
    ['near by host', { near: [at(HOST, 0, 1)] }, [NEAR, '-', NEAR, NEAR]],
    ['near nobody there is', { near: [at(ZONE)] }, [NEAR, NEAR, NEAR, NEAR]],
    ['near its own, the first of them', { near: [at(ZONE)], likesItsOwn: true }, ['-', '-', '-', NEAR]],
    ['apart by host', { apart: [at(HOST, 1, 0, 1)] }, [APART, '-', APART, '-']],
    ['apart by zone: who has none is apart', { apart: [at(ZONE, 1)] }, [APART, APART, '-', '-']],
    ['away from those who cannot bear it', { resented: [at(ZONE, 0, 0, 2)] }, ['-', '-', RESENTED, '-']],
    ['its affinity is told first', { near: [at(HOST, 1)], apart: [at(ZONE, 1)] }, [APART, NEAR, NEAR, NEAR]],
  ])('%s', (_, over, verdicts) => expect(told({ company: { ...none, ...over } })).toEqual(verdicts))
})

describe('2017', () => {
  const then = (wish: Partial<Wish>, done: (node: Node) => unknown) => {
    const world = park('2017')
    world.nodes.forEach(done)
    const decision = place(aWish(wish), world, () => 0)
    return decision.kind === 'bind' ? 'bound' : decision.message.replace(/^.*predicates:: /, '')
  }

  it('tells every predicate that fails, and needs no order for that', () => {
    const full = (node: Node) => {
      node.taints.push(gpu('NoSchedule'))
      Object.assign(node, { requested: asks(4_000, 8_000) })
    }
    expect(then({ nodeSelector: ['b9'] }, full)).toBe(
      'Insufficient cpu (4), Insufficient memory (4), MatchNodeSelector (4), PodToleratesNodeTaints (4).',
    )
  })

  it('has heard of no topology spread', () => {
    const hard = { topologyKey: 'rack', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' } as const
    expect(then({ topologySpread: [hard], kin: [] }, () => {})).toBe('bound')
  })
})
