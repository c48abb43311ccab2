/** How many replicas the autoscaler's formula asks for, and whom it does not listen to. */

import { describe, expect, it } from 'vitest'
import {
  byPodMetric,
  byShare,
  byUtilisation,
  byValue,
  type ScaledPod,
  type Scaling,
} from '../../src/sim/controllers/autoscaling'

/** Requests 100, so what it uses is its percent. */
const aPod = (metric: number | undefined, over: Partial<ScaledPod> = {}): ScaledPod => ({
  phase: 'Running',
  deleting: false,
  ready: true,
  request: 100,
  ...(metric === undefined ? {} : { metric }),
  ...over,
})
const aScaling = (replicas: number, target: number, tolerance = 0.1): Scaling => ({ replicas, target, tolerance })
const pods = (...metrics: readonly (number | undefined)[]) => metrics.map(metric => aPod(metric))
const UNREADY = { ready: false }
const PENDING = { phase: 'Pending', ready: false } as const

const wanted = (
  all: readonly ScaledPod[],
  replicas: number,
  target: number,
  initialisation: number | undefined = 120,
) => {
  const advice = byUtilisation(all, aScaling(replicas, target), initialisation)
  return advice.kind === 'scale' ? advice.replicas : advice.why
}

describe('By utilisation, it asks for', () => {
  const cases: readonly (readonly [string, readonly ScaledPod[], number, number, number])[] = [
    ['as many as bring it to the target', pods(80, 80), 2, 40, 4],
    ['fewer', pods(10, 10, 10, 10), 4, 40, 1],
    ['none where nothing is used', pods(0, 0), 2, 50, 0],
    ['one more for any rest', pods(51, 50, 50), 3, 40, 4],
    ['more at 1.1 already: as doubles go, that is beyond a tolerance of 0.1', pods(55), 1, 50, 2],
    ['the same within the tolerance: 1.08', pods(54), 1, 50, 1],
    ['the same at the tolerance below: 0.9', pods(45), 1, 50, 1],
    ['by utilisation that was rounded down: 100.3 is 100', pods(101, 100, 100), 3, 50, 6],
    ['by requests, not by pods: 100 of 1100', [aPod(100, { request: 1_000 }), aPod(0)], 2, 9, 2],
    ['as many as are up, not as there should be', pods(80, 80), 5, 40, 4],
    [
      'not counting those that go or failed',
      [...pods(80), aPod(80, { deleting: true }), aPod(80, { phase: 'Failed' })],
      1,
      40,
      2,
    ],
  ]
  it.each(cases)('%s', (_, all, replicas, target, n) => expect(wanted(all, replicas, target)).toBe(n))
})

it('The tolerance itself is within it: 1.5 and 0.5 of 0.5', () => {
  const at = (metric: number) => byUtilisation(pods(metric), aScaling(1, 50, 0.5), 120)
  expect([at(75), at(76), at(25), at(24)]).toMatchObject([
    { replicas: 1 },
    { replicas: 2 },
    { replicas: 1 },
    { replicas: 1 },
  ])
})

describe('A pod that is not up', () => {
  it('counts as idle on the way up', () => expect(wanted([...pods(80), aPod(0, UNREADY)], 2, 20)).toBe(4))
  it('is not counted on the way down', () => expect(wanted([...pods(10, 10), aPod(90, UNREADY)], 3, 20)).toBe(1))
  it('holds it where it is, if with it all would be well, even when there are more pods than there should be', () => {
    expect(wanted([...pods(40), aPod(0, UNREADY)], 1, 20)).toBe(1)
  })
  it('does not hold it on the way down, even when there are more pods than there should be', () => {
    expect(wanted([...pods(40, 40, 40, 40), aPod(0, UNREADY)], 1, 50)).toBe(4)
  })
  it('holds it where it is, if it is one of those there should be', () =>
    expect(wanted([...pods(40), aPod(0, UNREADY)], 2, 20)).toBe(2))
  it('or if with it fewer would do', () => {
    expect(wanted([...pods(40), aPod(0, UNREADY), aPod(undefined, PENDING)], 3, 20)).toBe(3)
  })
  it('is one that is Pending, of which no metric is missed', () =>
    expect(wanted([...pods(10), aPod(undefined, PENDING)], 2, 20)).toBe(1))
  it('is one in its first seconds, though it is ready', () => {
    const young = (age: number) => wanted([...pods(40), aPod(40, { age })], 2, 20)
    expect([young(0), young(119), young(120)]).toEqual([2, 2, 4])
  })
  it('matters for cpu alone', () => {
    const all = [...pods(80), aPod(80, UNREADY)]
    expect(byUtilisation(all, aScaling(2, 40), undefined)).toMatchObject({ replicas: 4, measured: 80 })
    expect(byUtilisation(all, aScaling(2, 40), 120)).toMatchObject({ replicas: 2, measured: 80 })
  })
})

describe('A pod of which nothing is known', () => {
  it('counts as idle on the way up', () => expect(wanted(pods(80, undefined), 2, 20)).toBe(4))
  it('counts as all it requests on the way down', () => expect(wanted(pods(10, 10, undefined), 3, 80)).toBe(2))
  it('holds it where it is, if it might turn it round', () => expect(wanted(pods(10, undefined), 2, 40)).toBe(2))
  it('is left out at the target exactly', () => expect(wanted(pods(40, undefined), 2, 40)).toBe(2))
  it('does not make more of fewer: three that are counted, where there should be two', () => {
    expect(wanted(pods(10, 10, undefined), 2, 50)).toBe(2)
  })
  it('does not make fewer of more: two that are counted, where there should be nine', () => {
    expect(wanted(pods(100, undefined), 9, 20)).toBe(9)
  })
  it('does not change what is reported', () => {
    expect(byUtilisation(pods(80, undefined), aScaling(2, 20), 120)).toEqual({
      kind: 'scale',
      replicas: 4,
      measured: 80,
      average: 80,
    })
  })
})

describe('It can not tell', () => {
  const cases: readonly (readonly [string, readonly ScaledPod[]])[] = [
    ['without pods', []],
    ['without a metric', pods(undefined, undefined)],
    [
      'if one does not say what it requests',
      [...pods(80), { phase: 'Running', deleting: false, ready: true, metric: 80 }],
    ],
    ['if they request nothing', [aPod(80, { request: 0 })]],
    ['if none is up', [aPod(80, UNREADY), aPod(undefined, PENDING)]],
    ['if all are going', [aPod(80, { deleting: true })]],
  ]
  it.each(cases)('%s', (_, all) => expect(byUtilisation(all, aScaling(2, 40), 120).kind).toBe('unknown'))

  it('by a metric of pods, without pods or without one that has it', () => {
    expect([byPodMetric([], aScaling(2, 40)).kind, byPodMetric(pods(undefined), aScaling(2, 40)).kind]).toEqual([
      'unknown',
      'unknown',
    ])
  })

  it('by a value that is not there, or for no pods at all', () => {
    expect(byValue([], pods(1), aScaling(1, 10)).kind).toBe('unknown')
    expect(byValue([50], [], aScaling(1, 10)).kind).toBe('unknown')
    expect(byShare([], aScaling(1, 10)).kind).toBe('unknown')
  })
})

describe('By a metric of pods', () => {
  const asked = (all: readonly ScaledPod[], replicas: number, target: number) =>
    byPodMetric(all, aScaling(replicas, target))
  const cases: readonly (readonly [string, readonly ScaledPod[], number, number, number, number])[] = [
    ['their mean, rounded down', pods(10, 15, 10), 3, 4, 9, 11],
    ['whether they are ready or not', [...pods(20), aPod(20, UNREADY)], 2, 10, 4, 20],
    ['the same within the tolerance', pods(21, 21), 2, 20, 2, 21],
    ['one of which nothing is known counts as at the target on the way down', pods(2, undefined), 2, 10, 2, 2],
    ['and as nothing on the way up', pods(40, undefined), 2, 10, 4, 40],
  ]
  it.each(cases)('%s', (_, all, replicas, target, n, measured) =>
    expect(asked(all, replicas, target)).toEqual({ kind: 'scale', replicas: n, measured }),
  )
})

describe('By one value', () => {
  it.each([
    ['all of them together', [10, 20], pods(0, 0), 2, 10, 6, 30],
    ['only for pods that are up', [30], [...pods(0), aPod(0, UNREADY), aPod(0, { phase: 'Pending' })], 3, 10, 3, 30],
    ['the same within the tolerance, however few are up', [11], [aPod(0, UNREADY)], 3, 11, 3, 11],
    ['from none, as many as it takes, without a tolerance', [21], [], 0, 20, 2, 21],
    ['from none, none for nothing', [0], [], 0, 20, 0, 0],
  ] as const)('%s', (_, levels, all, replicas, target, n, measured) =>
    expect(byValue(levels, all, aScaling(replicas, target))).toEqual({ kind: 'scale', replicas: n, measured }),
  )
})

describe('By each replica’s share of a value', () => {
  it.each([
    ['as many as have no more than that', [20], 3, 5, 4, 7],
    ['all of them together', [10, 11], 3, 5, 5, 7],
    ['the same within the tolerance', [86], 3, 29, 3, 29],
    ['from none', [21], 0, 20, 2, 0],
    ['none from none for nothing', [0], 0, 20, 0, 0],
  ] as const)('%s', (_, levels, replicas, target, n, measured) =>
    expect(byShare(levels, aScaling(replicas, target))).toEqual({ kind: 'scale', replicas: n, measured }),
  )
})
