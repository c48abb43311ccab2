import { describe, expect, it } from 'vitest'
import type { Autoscaler, AutoscaleSpec } from '../../src/model/autoscaling'
import type { Happening } from '../../src/model/happening'
import type { DemandPoint } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { bounded, scaleUpLimit, stabilised } from '../../src/sim/controllers/hpa-limits'
import { explain } from '../../src/sim/explain/explain'
import {
  aPlane,
  asks,
  aWorld,
  bringDown,
  inBowl,
  order,
  pass,
  refusalOf,
  startPart,
  stopPart,
  theDeployment,
  type WorldWish,
} from '../given'

const HALF: AutoscaleSpec = { minReplicas: 2, maxReplicas: 20, targetCpuPercent: 50, behavior: false }

/** Eighty requests a second are all that one replica has workers for. */
function scaled(demand: readonly DemandPoint[], wish: WorldWish = {}): World {
  const spec = { replicas: 2, requests: asks(200, 64), autoscale: HALF, demand, ...wish.spec }
  const world = aWorld({ ...wish, spec })
  inBowl(world)
  return world
}

const steady = (perSecond: number): readonly DemandPoint[] => [{ at: 0, perSecond }]
const jump = (at: number, from: number, to: number): readonly DemandPoint[] => [
  { at: 0, perSecond: from },
  { at: at - 1, perSecond: from },
  { at, perSecond: to },
]

const rescales = (told: readonly Happening[]) =>
  told
    .filter(({ reason }) => reason === 'SuccessfulRescale')
    .map(({ tick, note }) => `${tick} ${note.slice('New size: '.length, note.indexOf(';'))}`)

const theAutoscaler = (world: World) => world.autoscalers[0] as Autoscaler

describe('A jump to five times the load, from 25 % of what is requested, at second 400', () => {
  it.each([
    ['now', ['420 4', '450 8', '480 10']],
    ['2017', ['480 4', '720 8', '960 10']],
  ] as const)('is followed in %s as late as readings, syncs and windows make it', (era, sizes) => {
    expect(rescales(pass(scaled(jump(400, 40, 400), { era }), 1_000))).toEqual(sizes)
  })

  it('brings it back when the highest recommendation of five minutes is forgotten', () => {
    const demand = [...jump(400, 40, 200), { at: 449, perSecond: 200 }, { at: 450, perSecond: 40 }]
    expect(rescales(pass(scaled(demand), 900))).toEqual(['420 4', '450 5', '750 2'])
  })
})

it('what a hand takes away it brings back while it remembers more, and names no metric for it', () => {
  const demand = [...jump(400, 40, 400), { at: 499, perSecond: 400 }, { at: 500, perSecond: 320 }]
  const world = scaled(demand)
  pass(world, 560)
  order(world, { order: 'scale', workload: 0, replicas: 8 })
  const told = pass(world, 120).filter(({ reason }) => reason === 'SuccessfulRescale')
  expect(told[0]?.note).toBe('New size: 10; reason: ')
})

describe('Within a tenth of the target it leaves well alone', () => {
  it.each([
    [87, [], 54],
    [90, ['30 3'], 37],
  ])('%i requests a second: %j', (perSecond, sizes, measured) => {
    const world = scaled(steady(perSecond))
    expect(rescales(pass(world, 331))).toEqual(sizes)
    expect(theAutoscaler(world).measured).toBe(measured)
  })
})

it('does not count pods that warm up, for they work for nobody yet, however hard', () => {
  const world = scaled(jump(400, 40, 400), { spec: { warmup: 100, readinessProbe: { periodSeconds: 10 } } })
  expect(rescales(pass(world, 510))).toEqual(['420 4'])
})

const NOW = { era: 'now', tick: 1_000 } as const
const hpa = (over: Partial<Autoscaler> = {}) => ({ ...theAutoscaler(scaled(steady(1))), ...over })

describe('One step goes no further than', () => {
  it.each([
    ['twice as many', 10, hpa(), 20],
    ['four, from one', 1, hpa(), 4],
    ['four more with a behavior', 1, hpa({ behavior: true }), 5],
    ['twice as many with a behavior', 10, hpa({ behavior: true }), 20],
    ['what fifteen seconds allow in all', 13, hpa({ behavior: true, scaleUps: [{ at: 990, replicas: 3 }] }), 20],
    ['nothing more, once they are used up', 20, hpa({ behavior: true, scaleUps: [{ at: 990, replicas: 10 }] }), 20],
    ['what is allowed anew', 20, hpa({ behavior: true, scaleUps: [{ at: 985, replicas: 10 }] }), 40],
  ])('%s', (_, current, autoscaler, limit) => {
    expect(scaleUpLimit(NOW, current, autoscaler)).toBe(limit)
  })
})

describe('Of recent recommendations', () => {
  it.each([
    ['a higher one counts', 2, [{ at: 701, replicas: 6 }], 6],
    ['one of five minutes ago no longer', 2, [{ at: 700, replicas: 6 }], 2],
    ['a lower one never', 6, [{ at: 990, replicas: 2 }], 6],
  ])('%s', (_, wanted, recent, replicas) => expect(stabilised(NOW, wanted, recent)).toBe(replicas))
})

describe('The condition ScalingLimited says', () => {
  it.each([
    [2, 1, 'TooFewReplicas', 2],
    [15, 30, 'TooManyReplicas', 20],
    [2, 9, 'ScaleUpLimit', 4],
    [2, 3, 'DesiredWithinRange', 3],
  ])('of %i that are to be %i: %s', (current, wanted, reason, replicas) => {
    const { scalingLimited, replicas: given } = bounded(NOW, current, wanted, hpa())
    expect([scalingLimited.reason, given]).toEqual([reason, replicas])
  })
})

describe('It cannot tell', () => {
  it.each([
    ['now', 'failed to get cpu utilization: missing request for cpu in container web of Pod web-'],
    ['2017', 'failed to get cpu utilization: missing request for cpu on container web in pod default/web-'],
  ] as const)('in %s of pods that request no cpu', (era, why) => {
    const told = pass(scaled(steady(40), { era, spec: { requests: asks(0, 64) } }), 100)
    expect(told.filter(({ reason }) => reason === 'FailedGetResourceMetric')).toHaveLength(1)
    expect(told.find(({ reason }) => reason === 'FailedGetResourceMetric')?.note).toContain(why)
  })
})

it('takes a pod whose node is not heard to be idle: the other is worked to death and nothing is scaled', () => {
  const world = scaled(steady(80))
  pass(world, 300)
  bringDown(world, 'node', world.nodes[world.pods[0]?.node ?? 0]?.name ?? '')
  expect(rescales(pass(world, 200))).toEqual([])
  expect(theAutoscaler(world).measured).toBe(100) // of the one that is measured
})

describe('By hand', () => {
  it('it is scaled back once the window has forgotten that the new pods were not measured yet', () => {
    const world = scaled(steady(40))
    pass(world, 400)
    order(world, { order: 'scale', workload: 0, replicas: 6 })
    expect(rescales(pass(world, 400))).toEqual(['705 2'])
  })

  it('its minimum is raised, and holds', () => {
    const world = scaled(steady(40))
    pass(world, 400)
    order(world, { order: 'set-min-replicas', workload: 0, replicas: 3 })
    expect(rescales(pass(world, 400))).toEqual(['405 3'])
    expect(refusalOf(world, { order: 'set-min-replicas', workload: 0, replicas: 21 })).toBe(
      'The HorizontalPodAutoscaler "web" is invalid: spec.maxReplicas: Invalid value: 20: must be greater than or equal to `minReplicas`',
    )
  })
})

describe('Without a controller manager', () => {
  const demand = [...jump(400, 40, 400), { at: 520, perSecond: 400 }, { at: 521, perSecond: 40 }]

  it('nothing is scaled', () => {
    const world = scaled(demand, { park: aPlane(1) })
    pass(world, 400)
    stopPart(world, 'kube-controller-manager')
    expect(rescales(pass(world, 100))).toEqual([])
    startPart(world, 'kube-controller-manager')
    expect(rescales(pass(world, 60)).length).toBeGreaterThan(0)
  })

  it('the next one has no memory of what was recommended: today it waits the whole window anew', () => {
    const world = scaled(demand, { park: aPlane(1) })
    pass(world, 700)
    expect(theDeployment(world).replicas).toBe(10)
    stopPart(world, 'kube-controller-manager')
    pass(world, 60)
    startPart(world, 'kube-controller-manager')
    const [first] = rescales(pass(world, 500))
    expect(Number.parseInt(first ?? '', 10)).toBeGreaterThan(760 + 300)
  })
})

it('scales a Deployment that is being rolled out: the pods of both templates count, and both sets grow', () => {
  const slow = { replicas: 4, warmup: 60, readinessProbe: { periodSeconds: 5 }, autoscale: { ...HALF, minReplicas: 4 } }
  const world = scaled(jump(400, 80, 300), { spec: slow })
  pass(world, 395)
  const template = { ...theDeployment(world).template, image: 'web:2' }
  order(world, { order: 'set-template', workload: 0, template })
  const told = pass(world, 40)
  expect(rescales(told)).toHaveLength(1)
  const sets = theDeployment(world).replicaSets.map(id => world.replicaSets[id]?.replicas ?? 0)
  expect(sets.every(replicas => replicas > 1)).toBe(true)
  expect(world.workloads[0]?.endpoints.length).toBeGreaterThanOrEqual(3)
})

it('is described as kubectl does', () => {
  const world = scaled(steady(80))
  pass(world, 320)
  expect(explain(world, { kind: 'workload', id: 0 }).slice(1, 10)).toEqual([
    'Reference: Deployment/web',
    'Metrics: ( current / target )',
    '  resource cpu on pods  (as a percentage of request):  50% (100m) / 50%',
    'Min replicas: 2',
    'Max replicas: 20',
    'Deployment pods: 2 current / 2 desired',
    'Conditions:',
    '  AbleToScale  True  ReadyForNewScale  recommended size matches current size',
    '  ScalingActive  True  ValidMetricFound  the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
  ])
})
