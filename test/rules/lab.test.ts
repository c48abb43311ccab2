/** The Lab: a level's park without a verdict, and what can be asked there and nowhere else. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LabWish, labOf } from '../../src/level/lab'
import type { Incident, Level } from '../../src/level/level'
import type { Command } from '../../src/model/command'
import { FAILURES, type Failure, type Knob, type LabCommand } from '../../src/model/lab'
import { replay } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { settleable } from '../../src/rules/impact'
import { mends, struck } from '../../src/rules/lab-targets'
import { fork, give, hash, openRun, type Run, tick, wholeLogOf } from '../../src/rules/run'
import { hashOf } from '../../src/sim/plain'
import { aLevel, anArrival, aPark, aPlane, at, aWorkload, told } from '../given'
import { usualWish } from '../given-lab'
import { tries } from '../runs'

const SEED = 20_261_126

const LEVEL = aLevel({
  park: { ...aPark(), ...aPlane(3), tool: 'kubeadm' } as never,
  workloads: [
    aWorkload({ name: 'web', replicas: 2 }),
    aWorkload({ name: 'till', kernel: 'own' }),
    aWorkload({ name: 'base', data: { sizeMiB: 10, copies: 'one' } }),
  ],
  arrivals: [anArrival('web'), anArrival('till'), anArrival('base', { up: 400, due: 500 })],
  incidents: [{ id: 'crash', what: 'host-down', at: 300, target: 'node/b1' }],
})

const courseIn = (level: Level, wish: Partial<LabWish> = {}) => courseOf(labOf(level, { ...usualWish(level), ...wish }))

function aLab(wish: Partial<LabWish> = {}, level = LEVEL): Run {
  const run = openRun(courseIn(level, wish))
  tick(run)
  return run
}

/** Everybody who is up at first has a place, and serves. */
function underWay(run = aLab()): Run {
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  told(run, 'ROUTE', 'rider/till', { lane: 'boxes' })
  return at(run, 200)
}

function asked(run: Run, command: LabCommand): string {
  const refusal = give(run, command)?.given.refusal
  if (!refusal) return 'done'
  return refusal.by === 'system' ? refusal.text : refusal.key
}

const fire = (run: Run, what: Failure['what'], target: string, more: Partial<Failure> = {}) =>
  asked(run, { verb: 'FIRE', target, fire: { what, ...more } })

const traffic = ({ world }: Run, name: string) => world.workloads.find(({ spec }) => spec.name === name)!.traffic

describe('A Lab', () => {
  it('never ends, not even when all is lost', () => {
    const run = aLab()
    run.world.workloads[0]!.traffic.lost = 1_000_000_000
    expect(at(run, 1_300).play.outcome).toBe('running')
  })

  it('lets who waits wait', () => expect(at(aLab(), 2_000).play.riders[0]!.state).toBe('deck'))

  it.each([
    ['stays away unless it is wished for', false, []],
    ['comes if it is', true, ['crash']],
  ])('what the timetable breaks %s', (_, timetable, entries) => {
    expect(at(aLab({ timetable }), 310).play.incidents.map(({ entry }) => entry)).toEqual(entries)
  })

  it('in an empty park nobody comes who is not called', () => {
    const run = at(aLab({ riders: 'none' }), 1_000)
    expect(run.play.riders.filter(({ state }) => state !== 'coming')).toEqual([])
  })

  it('has as many hands as are needed, or two', () => {
    const routed = (hands: LabWish['hands']) => {
      const run = at(aLab({ hands }), 450)
      return ['web', 'till', 'base'].map(name => told(run, 'ROUTE', `rider/${name}`, { lane: 'bowl' }).state)
    }
    expect([routed('free'), routed('two')]).toEqual([
      ['done', 'done', 'done'],
      ['done', 'done', 'waiting'],
    ])
  })

  it('settles nothing', () => {
    const run = underWay()
    fire(run, 'host-down', 'hypervisor/h1')
    fire(run, 'host-down', 'hypervisor/h2')
    at(run, 1_500)
    expect(run.play.incidents.map(({ closedAt }) => closedAt > 0)).toEqual([true, true])
    expect(settleable(run)).toEqual([])
  })

  it('elsewhere none of its commands is heard, and nothing is changed', () => {
    const run = openRun(courseOf(LEVEL))
    const before = hash(run)
    expect([
      fire(run, 'host-down', 'node/b1'),
      asked(run, { verb: 'MEND', target: 'node/b1', fire: { what: 'host-down' } }),
      asked(run, { verb: 'LOAD', target: 'park/all', percent: 200 }),
      asked(run, { verb: 'ADD', target: 'rider/base' }),
      asked(run, { verb: 'TUNE', target: 'knob/quota', value: '50' }),
    ]).toEqual(Array(5).fill('refused.notHere'))
    expect(hash(run)).toBe(before)
  })
})

describe('FIRE', () => {
  /** With what it needs besides, and who has to be there. */
  const ALL: readonly (Failure & { readonly target: string })[] = [
    { what: 'host-down', target: 'node/b1', lasts: 40 },
    { what: 'host-cut-off', target: 'node/b1' },
    { what: 'kernel-panic', target: 'rider/till' },
    { what: 'kubelet-down', target: 'node/b2', lasts: 300 },
    { what: 'runtime-restart', target: 'node/b2' },
    { what: 'process-crash', target: 'rider/web' },
    { what: 'process-hung', target: 'rider/web' },
    { what: 'noisy-neighbour', target: 'rider/till' },
    { what: 'intruder', target: 'rider/web', from: 'till', perSecond: 5 },
    { what: 'api-server-down', target: 'control-plane/k1' },
    { what: 'scheduler-down', target: 'machine/m1' },
    { what: 'controller-manager-down', target: 'machine/m2' },
    { what: 'etcd-member-down', target: 'machine/m1' },
    { what: 'etcd-disk-slow', target: 'machine/m1', byMs: 2_000 },
    { what: 'etcd-full', target: 'control-plane/k1' },
    { what: 'certificates-expire', target: 'control-plane/k1' },
    { what: 'registry-down', target: 'registry/images', lasts: 60 },
    { what: 'cluster-upgrade', target: 'control-plane/k1' },
    { what: 'days-pass', target: 'park/all', days: 400 },
  ]

  it.each(ALL.map(each => [each.what, each] as const))('%s is what the timetable would have done', (_, one) => {
    const { target, ...failure } = one
    const incident = { ...failure, id: 'fire-0', at: 199, target } as Incident
    const planned = underWay(aLab({ timetable: true }, { ...LEVEL, incidents: [incident] }))
    const run = underWay()
    expect(asked(run, { verb: 'FIRE', target, fire: failure })).toBe('done')
    const ends = [run, planned].map(each => at(each, 900))
    expect(hashOf(ends[0]!.world)).toBe(hashOf(ends[1]!.world))
    expect(ends[0]!.play.incidents).toEqual(ends[1]!.play.incidents)
    expect(hashOf(ends[0]!.world)).not.toBe(hashOf(at(underWay(), 900).world))
  })

  it('can strike whatever it is offered', () => {
    const extra: Partial<Record<Failure['what'], object>> = {
      intruder: { from: 'web', perSecond: 5 },
      'etcd-disk-slow': { byMs: 900 },
      'days-pass': { days: 3 },
    }
    const start = underWay()
    for (const what of FAILURES) {
      for (const target of struck(start, what)) {
        const run = fork(start)
        expect([what, target, fire(run, what, target, extra[what])]).toEqual([what, target, 'done'])
        at(run, 230)
      }
    }
  })

  it.each([
    ['a host that there is not', 'host-down', 'node/nobody'],
    ['a host that is down already', 'host-down', 'node/b1'],
    ['who is nowhere yet', 'process-crash', 'rider/base'],
    ['a noise in pods', 'noisy-neighbour', 'rider/web'],
    ['a rack without a name', 'power-lost', 'rack/'],
    ['somebody from nowhere', 'intruder', 'rider/web', { from: 'ghost', perSecond: 5 }],
    ['what no level could say', 'days-pass', 'park/all'],
  ] as const)('does not strike %s', (_, what, target, more?: Partial<Failure>) => {
    const run = underWay()
    fire(run, 'host-down', 'node/b1')
    expect(fire(run, what, target, more)).toBe('refused.strikesNothing')
  })
})

describe('MEND', () => {
  it('brings back what was brought down', () => {
    const run = underWay()
    fire(run, 'host-down', 'hypervisor/h1')
    expect(run.world.hypervisors[0]!.up).toBe(false)
    expect(asked(run, { verb: 'MEND', target: 'hypervisor/h1', fire: { what: 'host-down' } })).toBe('done')
    expect(at(run, 500).world.hypervisors[0]!.up).toBe(true)
  })

  it('is for what was fired, once, and not for what is done and over', () => {
    const run = underWay()
    const mend = (target: string, what: Failure['what']) => asked(run, { verb: 'MEND', target, fire: { what } })
    expect(mend('node/b1', 'host-down')).toBe('refused.notFired')
    fire(run, 'host-down', 'node/b1')
    fire(run, 'process-crash', 'rider/web')
    expect(['host-down', 'host-down'].map(what => mend('node/b1', what as Failure['what']))).toEqual([
      'done',
      'refused.notFired',
    ])
    expect(mend('rider/web', 'process-crash')).toBe('refused.doesNotMend')
  })

  it('knows what it is for', () => {
    const start = underWay()
    const extra: Partial<Record<Failure['what'], object>> = {
      intruder: { from: 'web', perSecond: 5 },
      'etcd-disk-slow': { byMs: 900 },
      'days-pass': { days: 3 },
    }
    for (const what of FAILURES) {
      const target = struck(start, what).at(-1)
      if (target === undefined) continue
      const run = fork(start)
      fire(run, what, target, extra[what])
      const answer = asked(run, { verb: 'MEND', target, fire: { what, ...extra[what] } })
      expect([what, answer === 'done']).toEqual([what, mends(what)])
    }
  })
})

describe('LOAD', () => {
  it.each([
    [0, 0, 10],
    [50, 5, 10],
    [400, 40, 10],
  ])('%i %% of one rider is so much, and of no other', (percent, web, till) => {
    const run = underWay()
    expect(asked(run, { verb: 'LOAD', target: 'rider/web', percent })).toBe('done')
    at(run, 220)
    expect([traffic(run, 'web').perSecond, traffic(run, 'till').perSecond]).toEqual([web, till])
  })

  it('of all is of all, also of who comes later', () => {
    const run = underWay()
    asked(run, { verb: 'LOAD', target: 'park/all', percent: 200 })
    told(at(run, 450), 'ROUTE', 'rider/base', { lane: 'boxes' })
    at(run, 900)
    expect(['web', 'till', 'base'].map(name => traffic(run, name).perSecond)).toEqual([20, 20, 20])
  })

  it('plans for what will be asked', () => {
    const run = underWay(aLab())
    asked(run, { verb: 'LOAD', target: 'rider/web', percent: 300 })
    const { plannedRequests } = run.world.workloads[0]!
    expect(plannedRequests - traffic(run, 'web').planned).toBe(30 * (86_400 - 200))
  })
})

describe('ADD', () => {
  it('calls a rider up before its time, and its users come as long after it', () => {
    const run = at(aLab(), 100)
    expect(asked(run, { verb: 'ADD', target: 'rider/base' })).toBe('done')
    expect(run.play.riders[2]!.state).toBe('deck')
    expect(run.world.workloads[2]!.due).toBe(200)
    expect(asked(run, { verb: 'ADD', target: 'rider/base' })).toBe('refused.isHere')
  })

  it('calls up one of the palette, which then serves like any other', () => {
    const run = aLab({ riders: 'none' })
    asked(run, { verb: 'ADD', target: 'rider/cart' })
    told(run, 'ROUTE', 'rider/cart', { lane: 'bowl' })
    expect(traffic(at(run, 400), 'cart').servedNow).toBe(140)
  })
})

describe('TUNE', () => {
  const tuned = (knob: Knob, value: string) => {
    const run = aLab()
    expect(asked(run, { verb: 'TUNE', target: `knob/${knob}`, value })).toBe('done')
    return run
  }

  it('quota: no more servers than that', () => {
    const run = tuned('quota', '50')
    expect(run.world.projects[0]!.quota).toMatchObject({ instances: 5, cores: 10, ram: 25_600 * 2 ** 20 })
    expect(tuned('quota', '100').world).toEqual(aLab().world)
  })

  it.each([
    ['park', 3],
    ['LeastAllocated', 3],
    ['MostAllocated', 2],
  ])('scheduler: scored as %s, two riders stand on %i nodes', (value, nodes) => {
    const run = tuned('scheduler', value)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    asked(at(run, 20), { verb: 'ADD', target: 'rider/guests' })
    told(run, 'ROUTE', 'rider/guests', { lane: 'bowl' })
    at(run, 100)
    expect(new Set(run.world.pods.map(({ node }) => node)).size).toBe(nodes)
  })

  it.each([
    ['registry', 'pullPerSecond', 4],
    ['storage', 'storagePerSecond', 10],
    ['network', 'memoryPerSecond', 100],
  ] as const)('%s: a tenth of what the park has', (knob, field, left) =>
    expect(tuned(knob, '10').world[field]).toBe(left),
  )

  it('goes nowhere else', () => {
    const run = aLab()
    const turn = (target: string, value: string) => asked(run, { verb: 'TUNE', target, value })
    expect([turn('knob/quota', '3'), turn('knob/hasOwn', '100'), turn('knob/quota', 'park')]).toEqual(
      Array(3).fill('refused.noKnob'),
    )
  })
})

describe('A run in the Lab', () => {
  const commands: fc.Arbitrary<Command | LabCommand> = fc.oneof(
    fc.record({
      verb: fc.constant('ROUTE' as const),
      target: fc.constantFrom('rider/web', 'rider/till', 'rider/base', 'rider/cart'),
      lane: fc.constantFrom('bowl', 'boxes', 'slab'),
      by: fc.constant('player' as const),
    }) as fc.Arbitrary<Command>,
    fc.record({
      verb: fc.constantFrom('FIRE', 'MEND'),
      target: fc.constantFrom('node/b1', 'node/b2', 'hypervisor/h1', 'machine/m1', 'rider/web'),
      fire: fc.record({
        what: fc.constantFrom('host-down', 'host-cut-off', 'etcd-member-down', 'process-crash', 'kubelet-down'),
      }),
    }) as fc.Arbitrary<LabCommand>,
    fc.record({
      verb: fc.constant('LOAD'),
      target: fc.constantFrom('park/all', 'rider/web'),
      percent: fc.integer({ min: 0, max: 400 }),
    }) as fc.Arbitrary<LabCommand>,
    fc.record({
      verb: fc.constant('TUNE'),
      target: fc.constantFrom('knob/quota', 'knob/registry', 'knob/scheduler'),
      value: fc.constantFrom('50', '200', 'MostAllocated'),
    }) as fc.Arbitrary<LabCommand>,
    fc.record({
      verb: fc.constant('ADD'),
      target: fc.constantFrom('rider/cart', 'rider/base'),
    }) as fc.Arbitrary<LabCommand>,
  )
  const played = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 40 }), command: commands }), { maxLength: 25 })

  it(`comes to the same end from its log, forked or not (seed ${SEED})`, () => {
    const course = courseIn(LEVEL, { timetable: true })
    fc.assert(
      fc.property(played, moves => {
        const run = openRun(course, 3)
        let copy: Run | undefined
        for (const [i, { wait, command }] of moves.entries()) {
          at(run, run.world.tick + wait)
          if (i === 5) copy = fork(run)
          give(run, command)
        }
        at(run, run.world.tick + 100)
        const log = wholeLogOf(run)
        expect(hash(replay(course, 3, log, run.world.tick))).toBe(hash(run))
        if (!copy) return
        for (const [i, { wait, command }] of moves.entries()) {
          if (i > 5) at(copy, copy.world.tick + wait)
          if (i >= 5) give(copy, command)
        }
        expect(hash(at(copy, run.world.tick))).toBe(hash(run))
      }),
      tries(SEED, 60),
    )
  })
})
