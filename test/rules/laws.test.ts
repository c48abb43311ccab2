import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Command, LANES, type Target, VERBS } from '../../src/model/command'
import { random, spam } from '../../src/proof/players'
import { playOut, replay, replayOn } from '../../src/proof/playing'
import { fork, give, hash, logOf, openRun, type Run, tick } from '../../src/rules/run'
import { hashOf } from '../../src/sim/plain'
import { aChart, aCourse, anArrival, aWorkload, holds, say } from '../given'
import { tries } from '../runs'
import { expectCausesToPointBack, expectLawful, notWhole } from '../sim/lawful'

const SEED = 19_890_401
const runs = (most: number) => tries(SEED, most)

/** Something for every lane, a crash in each of two, a chart with a delay, and money to lose. */
const COURSE = aCourse({
  slo: 0,
  lasts: 1_000,
  workloads: [
    aWorkload({ name: 'web', replicas: 3, warmup: 4, readinessProbe: { periodSeconds: 3 } }),
    aWorkload({
      name: 'till',
      kernel: 'own',
      warmup: 10,
      demand: [
        { at: 0, perSecond: 70 },
        { at: 300, perSecond: 100 },
      ],
    }),
    aWorkload({ name: 'gpu', requests: { cpuMillicores: 900, memoryMiB: 64, gpus: 2 }, workers: 1, latencySloMs: 200 }),
    aWorkload({ name: 'base', data: { sizeMiB: 10, copies: 'one' } }),
  ],
  arrivals: [
    anArrival('web'),
    anArrival('till', { up: 20, due: 80 }),
    anArrival('gpu', { announced: 30, up: 60, due: 70, patience: 600 }),
    anArrival('base', { up: 90, due: 200, patience: 200 }),
  ],
  incidents: [
    { id: 'crash', what: 'host-down', at: 400, target: 'machine/b1' },
    { id: 'burn', what: 'host-down', at: 600, target: 'hypervisor/h1' },
  ],
  ...aChart(
    {
      one: { after: { '200': 'two' }, on: { 'did.SCALE': 'two' } },
      two: {
        entry: [say('more')],
        always: {
          target: 'one',
          guard: holds({ is: 'for', ticks: 30, that: { is: 'metric', metric: 'riders.landed', gte: 2 } }),
        },
      },
    },
    ['web', 'till', 'gpu', 'base'],
  ),
})

const TARGETS: readonly Target[] = [
  'rider/web',
  'rider/web',
  'rider/till',
  'rider/gpu',
  'rider/base',
  'rider/nobody',
  'machine/s1',
  'machine/b1',
  'node/b1',
  'hypervisor/h1',
]
const PLATES = ['node/b2', 'hypervisor/h2', 'machine/s2', 'machine/none'] as const

const command: fc.Arbitrary<Command> = fc
  .record({
    verb: fc.constantFrom('ROUTE' as const, 'ROUTE' as const, 'LAND' as const, ...VERBS),
    target: fc.constantFrom(...TARGETS),
    lane: fc.constantFrom(undefined, ...LANES, ...LANES),
    plate: fc.option(fc.constantFrom(...PLATES), { nil: undefined, freq: 4 }),
  })
  .map(({ verb, target, lane, plate }) => ({
    verb,
    target,
    ...(lane && { lane }),
    ...(plate && { plate }),
    by: 'player',
  }))

const evening = fc.record({
  seed: fc.nat(),
  moves: fc.array(fc.tuple(fc.nat({ max: 90 }), command), { maxLength: 25 }),
})
type Evening = typeof evening extends fc.Arbitrary<infer Value> ? Value : never

function play({ seed, moves }: Evening, look: (run: Run) => void = () => {}): Run {
  const run = openRun(COURSE, seed)
  for (const [wait, each] of moves) {
    for (let i = 0; i < wait; i += 1) tick(run)
    give(run, each)
    look(run)
  }
  while (run.play.outcome === 'running') tick(run)
  look(run)
  return run
}

describe(`Whatever is given when (seed ${SEED}),`, () => {
  it('the laws of the cluster hold, and every number of the run is whole', () => {
    fc.assert(
      fc.property(evening, given => {
        play(given, ({ world, play: mine }) => {
          expectLawful(world)
          expect(notWhole(mine)).toEqual([])
        })
      }),
      runs(20),
    )
  })

  it('all that happened is told once, in order, and every cause points back', () => {
    fc.assert(
      fc.property(evening, given => {
        const { world, play: mine } = play(given)
        expect(mine.told).toHaveLength(world.told)
        expectCausesToPointBack(world, mine.told, mine.given.length)
      }),
      runs(15),
    )
  })

  it('the run ends, landed or wiped out', () => {
    fc.assert(
      fc.property(evening, given => {
        const { world, play: mine } = play(given)
        expect(['landed', 'wipedOut']).toContain(mine.outcome)
        expect(world.tick).toBeLessThanOrEqual(1_000)
      }),
      runs(10),
    )
  })

  it('a refused command changes nothing but its own record', () => {
    fc.assert(
      fc.property(evening, given => {
        const run = openRun(COURSE, given.seed)
        for (const [wait, each] of given.moves) {
          for (let i = 0; i < wait; i += 1) tick(run)
          const rest = () =>
            hashOf([
              run.world,
              { ...run.play, given: [] },
              run.lesson.value,
              run.lesson.since,
              run.play.given.slice(0, count),
            ])
          const count = run.play.given.length
          const before = rest()
          if (give(run, each)?.given.state === 'refused') expect(rest()).toBe(before)
        }
      }),
      runs(15),
    )
  })

  it('the log alone plays the same run again', () => {
    fc.assert(
      fc.property(evening, given => {
        const run = play(given)
        expect(hash(replay(COURSE, given.seed, logOf(run)))).toBe(hash(run))
      }),
      runs(12),
    )
  })

  it('branched anywhere, the log plays it to the same end, and the trunk is not touched', () => {
    fc.assert(
      fc.property(evening, fc.nat({ max: 999 }), (given, moment) => {
        const whole = play(given)
        const log = logOf(whole)
        const trunk = replay(COURSE, given.seed, log, moment)
        const before = hash(trunk)
        const branch = fork(trunk)
        expect(hash(branch)).toBe(before)
        replayOn(branch, log)
        expect(hash(branch)).toBe(hash(whole))
        expect(hash(trunk)).toBe(before)
      }),
      runs(12),
    )
  })
})

describe('Bots play the same run again for the same seed', () => {
  it.each([
    ['random', random],
    ['spam:SCALE', spam('SCALE')],
  ])('%s', (_, hire) => {
    const run = playOut(COURSE, 5, hire)
    expect(hash(playOut(COURSE, 5, hire))).toBe(hash(run))
    expect(hash(playOut(COURSE, 6, hire))).not.toBe(hash(run))
    expectLawful(run.world)
  })
})
