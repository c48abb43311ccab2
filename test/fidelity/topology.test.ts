/** A Pod that says how it wants to be spread: over which labels, how evenly, and counting whom. */

import { describe, expect, it } from 'vitest'
import { matchesRequired } from '../../src/sim/scheduling/node-affinity'
import {
  type Constraint,
  type SpreadNode,
  type SpreadPod,
  spreadVerdicts,
  topologyScores,
} from '../../src/sim/scheduling/topology'

const HOSTNAME = 'kubernetes.io/hostname'
const ANYWHERE = () => true

const hard = (over: Partial<Constraint> = {}): Constraint => ({
  topologyKey: 'zone',
  maxSkew: 1,
  whenUnsatisfiable: 'DoNotSchedule',
  selects: 'web',
  minDomains: 1,
  nodeAffinityPolicy: 'Honor',
  nodeTaintsPolicy: 'Ignore',
  ...over,
})
const soft = (over: Partial<Constraint> = {}) => hard({ whenUnsatisfiable: 'ScheduleAnyway', ...over })

const aPod = (...constraints: readonly Constraint[]): SpreadPod => ({
  labels: ['web'],
  namespace: 'default',
  constraints,
  tolerations: [],
  admits: ANYWHERE,
})

const aStanding = { labels: ['web'], namespace: 'default', terminating: false }

/** In that zone (or in none), with so many pods alike. */
const aNode = (zone: string | undefined, alike: number, over: Partial<SpreadNode> = {}): SpreadNode => ({
  labels: zone === undefined ? {} : { zone },
  taints: [],
  pods: Array.from({ length: alike }, () => aStanding),
  candidate: true,
  ...over,
})
const aHost = (name: string, zone: string, alike: number, candidate = true) =>
  aNode(zone, alike, { labels: { zone, [HOSTNAME]: name }, candidate })

const TAINTED = { taints: [{ key: 'gpu', value: '', effect: 'NoSchedule' }] } as const

/** One letter a node: fits, full for now, never. */
const told = (pod: SpreadPod, nodes: readonly SpreadNode[]) =>
  spreadVerdicts(pod, nodes)
    .map(({ reason, resolvable }) => (reason ? (resolvable ? 'x' : 'n') : 'f'))
    .join('')

describe('DoNotSchedule lets a Pod go', () => {
  const cases: readonly (readonly [string, SpreadPod, readonly SpreadNode[], string])[] = [
    ['nowhere if there are no nodes', aPod(hard()), [], ''],
    ['anywhere if it asks for nothing', aPod(), [aNode('a', 9), aNode(undefined, 0)], 'ff'],
    ['anywhere if it only asks softly', aPod(soft()), [aNode('a', 9), aNode(undefined, 0)], 'ff'],
    ['where it would not be more than maxSkew ahead of the least', aPod(hard()), [aNode('a', 1), aNode('b', 0)], 'xf'],
    ['as far ahead as maxSkew says', aPod(hard({ maxSkew: 2 })), [aNode('a', 1), aNode('b', 0)], 'ff'],
    ['by the zone together, not by the node', aPod(hard()), [aNode('a', 1), aNode('a', 0), aNode('b', 0)], 'xxf'],
    [
      'one further if it is not of those that are counted',
      aPod(hard({ selects: 'db' })),
      [aNode('a', 1), aNode('b', 0)],
      'ff',
    ],
    ['anywhere if nobody is counted', aPod(hard({ selects: undefined })), [aNode('a', 9), aNode('b', 0)], 'ff'],
    [
      'never where the label is missing, and those there count for nothing',
      aPod(hard()),
      [aNode('a', 1), aNode(undefined, 0)],
      'fn',
    ],
    ['never where one of two labels is missing', aPod(hard(), hard({ topologyKey: 'rack' })), [aNode('a', 0)], 'n'],
    [
      'only as if one domain were empty while there are fewer than minDomains',
      aPod(hard({ minDomains: 3 })),
      [aNode('a', 1), aNode('b', 1)],
      'xx',
    ],
    ['once there are minDomains', aPod(hard({ minDomains: 2 })), [aNode('a', 1), aNode('b', 1)], 'ff'],
    ['to a zone named like something every object has', aPod(hard({ topologyKey: 'toString' })), [aNode('a', 0)], 'n'],
  ]
  it.each(cases)('%s', (_, pod, nodes, letters) => expect(told(pod, nodes)).toBe(letters))

  it('by those that are counted, of whom it need not be one', () => {
    const withDb = (zone: string, alike: number) =>
      aNode(zone, 0, { pods: Array.from({ length: alike }, () => ({ ...aStanding, labels: ['db'] })) })
    const pod = aPod(hard({ selects: 'db' }))
    expect(told(pod, [withDb('a', 1), withDb('b', 0)])).toBe('ff')
    expect(told(pod, [withDb('a', 2), withDb('b', 0)])).toBe('xf')
    expect(told({ ...pod, labels: ['web', 'db'] }, [withDb('a', 1), withDb('b', 0)])).toBe('xf')
  })

  it('by the first constraint that objects', () => {
    const pod = aPod(hard(), hard({ topologyKey: 'rack', selects: 'db' }))
    const inRack = (zone: string, alike: number) => aNode(zone, alike, { labels: { zone, rack: 'r1' } })
    expect(spreadVerdicts(pod, [inRack('a', 1), inRack('b', 0), aNode('c', 0)])).toEqual([
      { reason: "node(s) didn't match pod topology spread constraints", resolvable: true },
      { resolvable: true },
      { reason: "node(s) didn't match pod topology spread constraints (missing required label)", resolvable: false },
    ])
  })
})

describe('Nobody counts', () => {
  it.each([
    ['in another namespace', { namespace: 'other' }],
    ['who is going', { terminating: true }],
    ['with another label', { labels: ['db'] }],
  ])('%s', (_, over) => {
    const crowded = aNode('a', 0, { pods: [{ ...aStanding, ...over }] })
    expect(told(aPod(hard()), [crowded, aNode('b', 0)])).toBe('ff')
  })
})

describe('A node that the Pod could not use', () => {
  const ofKind = (kind: string, alike: number, zone: string) => aNode(zone, alike, { labels: { zone, kind } })
  const nodes = [ofKind('ssd', 1, 'a'), ofKind('hdd', 0, 'b')]
  const within = (operator: 'In' | 'NotIn', values: readonly string[], over: Partial<Constraint> = {}): SpreadPod => ({
    ...aPod(hard(over)),
    admits: labels => matchesRequired([{ matchExpressions: [{ key: 'kind', operator, values }] }], labels),
  })

  it.each([
    ['by a label that must be so', 'In', ['ssd']],
    ['by one that must be one of some', 'In', ['ssd', 'nvme']],
    ['by one that must be none of some', 'NotIn', ['hdd']],
  ] as const)('%s is no domain, unless the constraint ignores it', (_, operator, values) => {
    expect(told(within(operator, values), nodes)).toBe('ff') // zone b has no least to be behind
    expect(told(within(operator, values, { nodeAffinityPolicy: 'Ignore' }), nodes)).toBe('xf')
  })

  it('lacks a label that must be one of some, but not one that must be none of some', () => {
    const bare = [ofKind('ssd', 1, 'a'), aNode('b', 0)]
    expect(told(within('In', ['ssd']), bare)).toBe('ff')
    expect(told(within('NotIn', ['hdd']), bare)).toBe('xf')
  })

  it('by a taint is a domain, unless the constraint honours taints and the Pod does not bear it', () => {
    const tainted = [aNode('a', 1), aNode('b', 0, TAINTED)]
    const honours = aPod(hard({ nodeTaintsPolicy: 'Honor' }))
    expect(told(aPod(hard()), tainted)).toBe('xf')
    expect(told(honours, tainted)).toBe('ff')
    expect(told({ ...honours, tolerations: [{ operator: 'Exists' }] }, tainted)).toBe('xf')
  })

  it('is counted for minDomains no more than it is a domain', () => {
    const pod = within('In', ['ssd'], { minDomains: 2 })
    expect(told(pod, nodes)).toBe('xf') // one domain of two: as if one were empty
  })
})

describe('ScheduleAnyway scores', () => {
  const cases: readonly (readonly [string, SpreadPod, readonly SpreadNode[], readonly number[] | undefined])[] = [
    ['nothing if it is not asked for: the plugin is skipped', aPod(hard()), [aNode('a', 1)], undefined],
    ['nobody if there are no candidates', aPod(soft()), [], []],
    ['only candidates', aPod(soft()), [aNode('a', 1, { candidate: false }), aNode('b', 0)], [100]],
    ['all alike where nobody stands', aPod(soft()), [aNode('a', 0), aNode('b', 0)], [100, 100]],
    ['all alike where as many stand everywhere', aPod(soft()), [aNode('a', 2), aNode('b', 2)], [100, 100]],
    ['nothing where a label is missing', aPod(soft()), [aNode('a', 0), aNode(undefined, 0)], [100, 0]],
    [
      'nothing anywhere where it is missing everywhere',
      aPod(soft()),
      [aNode(undefined, 0), aNode(undefined, 1)],
      [0, 0],
    ],
    // raw = round(count * ln 4): 3, 0
    ['fewest best, most worst', aPod(soft()), [aNode('a', 2), aNode('b', 0)], [0, 100]],
    // maxSkew 5 adds 4 to each: 7, 4; the difference is watered down
    [
      'with less of a difference where more skew is allowed',
      aPod(soft({ maxSkew: 5 })),
      [aNode('a', 2), aNode('b', 0)],
      [57, 100],
    ],
    // minDomains would hold everybody back, were it hard
    ['without regard to minDomains', aPod(soft({ minDomains: 9 })), [aNode('a', 2), aNode('b', 0)], [0, 100]],
    // zone a has 2 + 1: round(3 * ln 4) = 4; b: 0
    [
      'a zone with those on nodes that are no candidates',
      aPod(soft()),
      [aNode('a', 2), aNode('a', 1, { candidate: false }), aNode('b', 0)],
      [0, 100],
    ],
    // two domains among candidates: round(3 * ln 4 + 4) = 8, 4; with three it would be 9, 4
    [
      'by as many domains as candidates have',
      aPod(soft({ maxSkew: 5 })),
      [aNode('a', 3), aNode('b', 0), aNode('c', 0, { candidate: false })],
      [50, 100],
    ],
    // by the host's own count, whatever the policy says of its taint: round(2 * ln 4) = 3, 0
    [
      'a host by all that stand on it, taint or no taint',
      aPod(soft({ topologyKey: HOSTNAME, nodeTaintsPolicy: 'Honor' })),
      [{ ...aHost('h1', 'a', 2), ...TAINTED }, aHost('h2', 'a', 0)],
      [0, 100],
    ],
    // a zone not: those on the tainted node are left out
    [
      'a zone without those that stand behind a taint',
      aPod(soft({ nodeTaintsPolicy: 'Honor' })),
      [aNode('a', 2, TAINTED), aNode('b', 0)],
      [100, 100],
    ],
    // hosts of candidates: 3, so ln 5: round(2 * ln 5) = 3, round(ln 5) = 2, 0
    [
      'a host by itself, of as many as are candidates',
      aPod(soft({ topologyKey: HOSTNAME })),
      [aHost('h1', 'a', 2), aHost('h2', 'a', 1), aHost('h3', 'a', 0), aHost('h4', 'a', 5, false)],
      [0, 33, 100],
    ],
    // ln 4 * zone + ln 4 * host: a/h1 3+2, a/h2 3+1, b/h3 0: 7, 6, 0 (ln 5 for hosts: 4.16 + 3.22, 4.16 + 1.61)
    [
      'several constraints together',
      aPod(soft(), soft({ topologyKey: HOSTNAME })),
      [aHost('h1', 'a', 2), aHost('h2', 'a', 1), aHost('h3', 'b', 0)],
      [0, 14, 100],
    ],
  ]
  it.each(cases)('%s', (_, pod, nodes, scores) => expect(topologyScores(pod, nodes)).toEqual(scores))
})
