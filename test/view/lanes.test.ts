import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { markedOn, NO_MARKS } from '../../src/view/aim'
import { laneTone } from '../../src/view/lane-tones'
import { ui } from '../../src/view/phrase'
import type { RiderState } from '../../src/view/rider-view'
import { seePark } from '../../src/view/see-park'
import type { Tone } from '../../src/view/tone'
import { aMachine, anArrival, aPark, aPlane, aRun, at, aWorkload, stopPart, told } from '../given'
import { aRider } from '../given-view'
import { INCIDENTS, machineOf, riding, strike } from '../incidents'

const lane = (run: Run, name: Lane) => {
  const found = seePark(run, NO_MARKS).lanes.find(each => each.lane === name)
  if (!found) throw new Error(name)
  return found
}
const GPU = { requests: { cpuMillicores: 100, memoryMiB: 64, gpus: 1 } }
/** More than four workers of 50 ms can do is 80 a second. */
const users = (perSecond: number) => ({ demand: [{ at: 0, perSecond }] })

describe('A lane’s lamp is', () => {
  const cases: readonly [string, readonly (readonly [RiderState, Tone])[], Tone][] = [
    ['dark without riders', [], 'idle'],
    [
      'that of the worst it serves',
      [
        ['riding', 'well'],
        ['riding', 'strained'],
      ],
      'strained',
    ],
    [
      'not down because one of several hangs',
      [
        ['riding', 'well'],
        ['hung', 'down'],
      ],
      'well',
    ],
    [
      'not failing because somebody is not there yet',
      [
        ['riding', 'well'],
        ['air', 'failing'],
      ],
      'well',
    ],
    [
      'that of who is on the way where nobody rides',
      [
        ['air', 'waiting'],
        ['hung', 'down'],
      ],
      'waiting',
    ],
    [
      'down if all are',
      [
        ['hung', 'down'],
        ['bailed', 'down'],
      ],
      'down',
    ],
  ]
  it.each(cases)('%s', (_, riders, tone) =>
    expect(laneTone(riders.map(([state, tone], i) => aRider({ name: `r${i}`, state, tone })))).toBe(tone),
  )

  it.each([
    [59, 'well'],
    [60, 'strained'],
    [75, 'strained'],
    [76, 'failing'],
  ] as const)('at %i of 80 requests a second: %s', (perSecond, tone) => {
    const run = aRun({ slo: 0, workloads: [aWorkload(users(perSecond))] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    expect(lane(at(run, 100), 'bowl').tone).toBe(tone)
  })

  it('strained where answers come too late, however idle', () => {
    const run = aRun({ slo: 0, workloads: [aWorkload(users(40))] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 100)
    expect(lane(run, 'bowl').tone).toBe('well')
    Object.assign(run.world.workloads[0]?.traffic as object, { lateNow: 1 })
    expect(lane(run, 'bowl').tone).toBe('strained')
  })
})

it('A rider of the bowl belongs to the node that most of its pods are on', () => {
  const run = aRun({ slo: 0, workloads: [aWorkload({ name: 'web', replicas: 3 })] })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  at(run, 100)
  const on = (nodes: readonly number[]) => {
    const pods = run.world.pods.filter(({ gone }) => !gone)
    for (const [i, pod] of pods.entries()) Object.assign(pod, { node: nodes[i] })
    return lane(run, 'bowl').riders[0]?.plate
  }
  const [first, second] = run.world.nodes.map(({ name }) => `node/${name}`)
  expect([on([0, 1, 1]), on([0, 0, 1]), on([1, 0, -1])]).toEqual([second, first, second])
})

it('Who hangs is counted apart', () => {
  const run = aRun({ slo: 0, workloads: [aWorkload({ name: 'web' }), aWorkload({ name: 'big', ...GPU })] })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  told(run, 'ROUTE', 'rider/big', { lane: 'bowl' })
  const { tone, troubles, riders } = lane(at(run, 50), 'bowl')
  expect({ tone, troubles }).toEqual({ tone: 'well', troubles: { hung: 1, bailed: 0, failing: 0, of: 2 } })
  expect(riders.map(({ why }) => why)).toEqual(['', '0/3 nodes are available: 3 Insufficient nvidia.com/gpu.'])
})

describe('Before ROUTE a lane says', () => {
  const run = () => aRun({ workloads: [aWorkload(GPU)] })

  it('in the system’s words that there is no place for who is up', () => {
    const why = '0/3 nodes are available: 3 Insufficient nvidia.com/gpu.'
    expect(lane(run(), 'bowl').noPlace).toEqual({ count: 1, of: 1, why })
    expect(lane(run(), 'slab').noPlace).toBeUndefined()
  })

  const LATER = [anArrival('web', { up: 90, due: 120 })]
  const later = (park: object = {}) =>
    aRun({ workloads: [aWorkload(GPU)], arrivals: LATER, park: aPark(park) as never })

  it.each(['bowl', 'boxes', 'slab'] as const)('nothing in the %s while nobody is up', name =>
    expect(lane(later(), name).noPlace).toBeUndefined(),
  )

  it('while nobody is up what anybody would be told: of an API server that does not answer', () => {
    const run = later(aPlane(1))
    stopPart(run.world, 'kube-apiserver')
    expect(lane(run, 'bowl').noPlace).toMatchObject({
      refused: true,
      anybody: true,
      why: expect.stringMatching(/6443/),
    })
  })

  it('of a slab that has no machine to give', () => {
    const run = later()
    for (const machine of run.world.machines) Object.assign(machine, { up: false })
    const why = 'no available nodes match the resource class baremetal'
    expect(lane(run, 'slab').noPlace).toEqual({ count: 1, of: 1, why, anybody: true })
  })

  it('of boxes in which nova would not put the smallest server', () => {
    const run = later()
    for (const host of run.world.hypervisors) Object.assign(host, { disabled: true })
    expect(lane(run, 'boxes').noPlace).toMatchObject({ why: expect.stringMatching(/^No valid host/), anybody: true })
  })

  it('of a quota that is used up', () => {
    const run = later({ quota: { instances: 0, cores: 20, ramMiB: 51_200 } })
    expect(lane(run, 'boxes').noPlace?.why).toMatch(/^Quota exceeded for instances/)
  })

  it('who rides here already is not told of', () => {
    const run = later(aPlane(1))
    at(run, 91)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    stopPart(run.world, 'kube-apiserver')
    const seen = seePark(run, markedOn(run, NO_MARKS, 'rider/web')).lanes.find(each => each.lane === 'bowl')
    expect(seen?.noPlace).toMatchObject({ refused: true, anybody: true })
  })
})

describe('With nobody up, ROUTE says', () => {
  const refusal = (run: Run) => seePark(run, NO_MARKS).verbs.find(({ verb }) => verb === 'ROUTE')?.refusal
  const coming = (announced: number) =>
    aRun({ arrivals: [anArrival('web', { announced, up: 151, due: 200, patience: 300 })] })

  it('who comes, and in how many seconds of play', () => {
    expect(refusal(coming(0))).toEqual(ui('refused.nobodyYet', { name: 'web', seconds: 5 }))
    expect(refusal(at(coming(0), 90))).toEqual(ui('refused.nobodyYet', { name: 'web', seconds: 3 }))
  })

  it('that it is kept for who comes so soon that it will be obeyed', () => {
    const run = at(coming(0), 91)
    expect(refusal(run)).toEqual(ui('route.kept', { name: 'web' }))
  })

  it('nothing of who is not announced', () => expect(refusal(coming(100))).toEqual(ui('refused.nobodyUp')))
})

describe('What is promised of a plate is counted', () => {
  const plates = (run: Run, name: Lane) => lane(run, name).plates.map(({ above }) => above[0])

  it('by what there is least left of: cores or memory', () => {
    const park = { machines: [aMachine()] }
    const of = (requests: { cpuMillicores: number; memoryMiB: number }) => {
      const run = aRun({
        slo: 0,
        workloads: [aWorkload({ requests })],
        park: { ...aRun().level.park, ...park } as never,
      })
      told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
      return plates(at(run, 10), 'bowl')[0]
    }
    expect(of({ cpuMillicores: 1_000, memoryMiB: 64 })).toMatchObject({
      promised: 250_000,
      amount: { what: 'cpu', asked: 1_000, has: 4_000 },
    })
    expect(of({ cpuMillicores: 100, memoryMiB: 4_046 })).toMatchObject({
      promised: 500_000,
      amount: { what: 'memory' },
    })
  })

  it('of a hypervisor as placement does', () => {
    const run = aRun({ slo: 0 })
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    expect(plates(at(run, 10), 'boxes')[0]?.amount).toMatchObject({ what: 'memory', asked: 4_096 * 1_048_576 })
  })
})

describe('A node in a guest of the cloud', () => {
  const withGuest = () => {
    const servers = [
      { name: 'w1', flavor: aRun().level.park.flavors[0]?.name ?? '', hypervisor: 'h1', runs: 'kubelet' },
    ]
    return aRun({ slo: 0, park: { ...aRun().level.park, servers } as never })
  }

  it('stands on its server, as that stands on its hypervisor, and can be marked', () => {
    const [machine] = lane(withGuest(), 'boxes').plates
    const names = (plate: typeof machine): readonly string[] =>
      plate ? [`${plate.kind}/${plate.name}`, ...names(plate.above[0])] : []
    expect(names(machine)).toEqual(['machine/h1', 'hypervisor/h1', 'server/w1', 'node/w1'])
    expect(machine?.above[0]?.above[0]?.above[0]).toMatchObject({ target: 'node/w1', believed: 'up' })
  })

  it('carries the pips of its pods', () => {
    const run = withGuest()
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl', plate: 'node/w1' })
    const node = lane(at(run, 30), 'boxes').plates[0]?.above[0]?.above[0]?.above[0]
    expect(node?.pips).toHaveLength(1)
  })
})

describe('LAND with nobody to land', () => {
  const refused = (run: Run) => seePark(run, NO_MARKS).verbs.find(({ verb }) => verb === 'LAND')?.refusal

  it('says so, and for a second of play who was put in service by itself', () => {
    const run = aRun()
    expect(refused(run)).toEqual(ui('refused.nothingReady'))
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    while (!run.play.told.some(({ reason }) => reason === 'CutOver')) at(run, run.world.tick + 1)
    expect(refused(run)).toEqual(ui('refused.landedItself', { name: 'web' }))
    expect(refused(at(run, run.world.tick + 31))).toEqual(ui('refused.nothingReady'))
  })
})

describe('A lane is in trouble', () => {
  const strict = (run: Run): Run => ({ ...run, level: { ...run.level, slo: 980_000 } })

  it('not while all are served', () => expect(lane(riding(), 'bowl').trouble).toBeUndefined())

  it('while a host that is counted on lies under it, and says how much is lost', () => {
    const { trouble } = lane(strict(INCIDENTS.slam()), 'bowl')
    expect(trouble?.host).toEqual({ name: 'b1', how: 'down' })
    expect(trouble?.losing).toBeGreaterThan(200_000)
  })

  it('not any more once everybody rides on another host', () => {
    const run = strict(strike(riding(), 'bring-down', 0, 900))
    expect(lane(run, 'bowl').riders.every(({ replicas }) => replicas.ready === replicas.wanted)).toBe(true)
    expect(lane(run, 'bowl').trouble).toBeUndefined()
  })

  it('because somebody in it is not served, whatever the others do', () => {
    const run = riding()
    const { trouble, troubles } = lane(strike(run, 'bring-down', machineOf(run, 'orders'), 5), 'boxes')
    expect(troubles.bailed).toBeGreaterThan(0)
    expect(trouble).toBeDefined()
  })

  it('and no other lane is', () => {
    const run = riding()
    expect(lane(strike(run, 'bring-down', machineOf(run, 'orders'), 5), 'bowl').trouble).toBeUndefined()
  })
})
