import { describe, expect, it } from 'vitest'
import { VERBS } from '../../src/model/command'
import { STICKERS, type Sticker, stickersOf } from '../../src/model/workload'
import { idle, random, scripted, spam, sticker, usualLane } from '../../src/proof/players'
import { playOut, replay } from '../../src/proof/playing'
import { prove } from '../../src/proof/prove'
import { hash, logOf } from '../../src/rules/run'
import { printRun, runFileOf } from '../../src/session/run-file'
import { parseRun } from '../../src/session/run-reading'
import { aCourse, aLevel, anArrival, aSpec, asks, aWorkload } from '../given'

describe('The sticker table of the design, first match wins:', () => {
  const cases: readonly [readonly Sticker[], string][] = [
    [['BOLT'], 'slab'],
    [['HEAVY'], 'slab'],
    [['BOLT', 'ANCHOR'], 'slab'],
    [['ANCHOR'], 'boxes'],
    [['LOCK', 'BALLOON'], 'boxes'],
    [['DISK'], 'boxes'],
    [['CREW'], 'boxes'],
    [['TICK'], 'boxes'],
    [['GHOST'], 'bowl'],
    [['BALLOON'], 'bowl'],
    [['SHIP'], 'bowl'],
    [[], 'bowl'],
  ]
  it.each(cases)('%j goes to the %s', (stickers, lane) => expect(usualLane(stickers)).toBe(lane))
})

describe('A sticker is read off what a workload really is:', () => {
  const data = { sizeMiB: 10, copies: 'one', disk: 'network', writes: 0 } as const
  const cases: readonly [Sticker, Parameters<typeof aSpec>[0]][] = [
    ['BOLT', { requests: asks(500, 256, 1) }],
    ['HEAVY', { requests: asks(9_000, 256) }],
    ['HEAVY', { requests: asks(500, 20_000) }],
    ['ANCHOR', { kernel: 'own' }],
    ['LOCK', { trusted: false }],
    ['DISK', { data }],
    ['CREW', { data: { ...data, copies: 'quorum', disk: 'network', writes: 0 } }],
    ['TICK', { schedule: true, data }],
    ['SHIP', { releases: 2, data }],
    ['BALLOON', { data, demand: [10, 20, 10].map((perSecond, i) => ({ at: i * 60, perSecond })) }],
    ['GHOST', {}],
  ]
  it.each(cases)('%s', (expected, over) => expect(stickersOf(aSpec(over), asks(16_000, 32_768))).toContain(expected))

  it('two at most, in the order of how much they decide', () => {
    const all = aSpec({ requests: asks(9_000, 256, 1), kernel: 'own', trusted: false, releases: 1 })
    expect(stickersOf(all, asks(16_000, 32_768))).toEqual(STICKERS.slice(0, 2))
  })

  it('a climb that stays up is growth, not a burst', () => {
    const climbs = [10, 30].map((perSecond, i) => ({ at: i * 60, perSecond }))
    expect(stickersOf(aSpec({ demand: climbs }), asks(16_000, 32_768))).toEqual(['GHOST'])
  })
})

describe('A player', () => {
  const course = aCourse({
    slo: 0,
    workloads: ['web', 'old'].map((name, i) => aWorkload({ name, kernel: i ? 'own' : 'shared' })),
  })
  const commands = (hire: typeof idle, seed = 3) => logOf(playOut(course, seed, hire))

  it('that is idle does nothing', () => expect(commands(idle)).toEqual([]))

  it('that goes by the stickers routes each rider once, and leaves it alone', () => {
    expect(commands(sticker).map(({ command }) => [command.target, command.lane])).toEqual([
      ['rider/web', 'bowl'],
      ['rider/old', 'boxes'],
    ])
  })

  it('with a script does each line once, at its second or when its condition holds', () => {
    const script = scripted([
      { when: 10, command: { verb: 'ROUTE', target: 'rider/old', lane: 'boxes' } },
      {
        when: { is: 'metric', metric: 'rider.ready', of: 'old', eq: 1 },
        command: { verb: 'LAND', target: 'rider/old' },
      },
      {
        when: { is: 'for', ticks: 60, that: { is: 'metric', metric: 'rider.landed', of: 'old', eq: 1 } },
        command: { verb: 'SCALE', target: 'rider/old' },
      },
    ])
    const run = playOut(course, 3, script)
    const [, rider] = run.play.riders
    const { readyAt = 0, landedAt = 0 } = rider ?? {}
    expect(logOf(run).map(({ tick }) => tick)).toEqual([10, readyAt, landedAt + 1 + 60]) // seen one tick later
  })

  it('at random does something now and then, and other things for another seed', () => {
    expect(commands(random).length).toBeGreaterThan(10)
    expect(commands(random)).toEqual(commands(random))
    expect(commands(random)).not.toEqual(commands(random, 4))
  })

  it.each([random, ...VERBS.map(spam)])(
    'aims each verb only at what it can be aimed at, or its run could not be kept (%#)',
    hire => {
      const run = playOut(course, 3, hire)
      const file = runFileOf(run, { planned: false, rewound: false })
      expect(parseRun(printRun(file))).toEqual({ kind: 'run', file })
    },
  )

  it('that knows one verb uses it on everything', () => {
    const verbs = commands(spam('SCALE')).map(({ command }) => command.verb)
    expect(new Set(verbs)).toEqual(new Set(['ROUTE', 'SCALE']))
  })
})

describe('The proof of a level', () => {
  const level = aLevel({ arrivals: [anArrival('web', { due: 30 })] })

  it('says of each of the four what came of it, over all seeds', () => {
    // by the sticker table this level lands: it teaches nothing, and the proof says so
    expect(prove(level, [1, 2, 3])).toMatchObject({
      solution: 'landed',
      losesWithout: 'wipedOut',
      untouched: 'landed',
      idle: 'wipedOut',
      proved: false,
    })
  })

  it('says mixed where it depends on the seed', () => {
    const lucky = aLevel({ slo: 994_000, arrivals: [anArrival('web', { due: 1 })] })
    const verdict = prove(
      lucky,
      Array.from({ length: 20 }, (_, i) => i + 1),
    ).solution
    expect(verdict).toBe('mixed')
  })

  it('and by how much', () => {
    const { margins } = prove(level, [1, 2, 3])
    expect(margins.solution).toEqual({
      leastBudgetLeft: 1_000_000,
      mostBudgetLeft: 1_000_000,
      shortest: 1_000_000,
      longest: 1_000_000,
    })
    expect(margins.idle.mostBudgetLeft).toBe(0)
    expect(margins.idle.longest).toBe(145_000) // 30 s, and a tenth of 570 s of users
  })
})

describe('A replay', () => {
  it('stops where it is asked to', () => {
    const course = aCourse()
    const run = playOut(course, 1, sticker)
    expect(replay(course, 1, logOf(run), 100).world.tick).toBe(100)
    expect(hash(replay(course, 1, logOf(run)))).toBe(hash(run))
  })
})
