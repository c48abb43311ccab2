/**
 * What a move was worth: the run is played again without it.
 *
 * The ordinary town: `web` in the bowl on b1, b2 or b3, `db` with its data on a network
 * disk in a VM on h1; h1 loses power at 300, announced at 120.
 */

import { describe, expect, it } from 'vitest'
import { readLevel } from '../../src/cli/files'
import type { Command, Target, Verb } from '../../src/model/command'
import { NONE } from '../../src/model/world'
import { scripted } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { impactsOf } from '../../src/proof/settling'
import { courseOf } from '../../src/rules/course'
import { creditOf, type Impact, saved } from '../../src/rules/impact'
import { linesDone } from '../../src/rules/named-lines'
import type { Run } from '../../src/rules/run'
import { aCourse, anArrival, aWorkload } from '../given'
import { firstOf } from '../runs'

const L04 = readLevel('levels/L04-crew-of-three.json')

const DB = aWorkload({
  name: 'db',
  kernel: 'own',
  demand: [{ at: 0, perSecond: 14 }],
  data: { sizeMiB: 1_024, copies: 'one', disk: 'network', writes: 100_000 },
})

const course = (over: object = {}) =>
  aCourse({
    lasts: 1_500,
    slo: 500_000,
    workloads: [aWorkload({ name: 'web', replicas: 2 }), DB],
    arrivals: [anArrival('web', { due: 30 }), anArrival('db', { due: 180 })],
    incidents: [
      {
        id: 'power',
        what: 'host-down',
        at: 300,
        target: 'hypervisor/h1',
        warning: { kind: 'plan', sign: 'power', before: 180 },
      },
    ],
    ...over,
  })

type Move = readonly [tick: number, verb: Verb, target: Target, more?: Partial<Command>]

const BEGIN: readonly Move[] = [
  [1, 'ROUTE', 'rider/web', { lane: 'bowl' }],
  [1, 'ROUTE', 'rider/db', { lane: 'boxes', plate: 'hypervisor/h1' }],
]

/** Its moves, given at their ticks. */
function played(moves: readonly Move[], seed = 1, of = course()): Run {
  return playOut(of, seed, () => run => {
    const now = moves.filter(([tick]) => tick === run.world.tick)
    return now.map(([, verb, target, more]): Command => ({ verb, target, ...more, by: 'player' }))
  })
}

/** Worked out once for each run. */
const settled = new WeakMap<Run, readonly Impact[]>()
function impacts(run: Run): readonly Impact[] {
  const all = settled.get(run) ?? impactsOf(run)
  settled.set(run, all)
  return all
}

const power = (run: Run): Impact => impacts(run).find(({ entry }) => entry === 'power') as Impact

/** What a verb on a target was credited with in all. */
const worth = (run: Run, verb: Verb, target: Target): number => {
  return run.play.given
    .filter(({ command }) => command.verb === verb && command.target === target)
    .reduce((sum, { id }) => sum + creditOf(impacts(run), id), 0)
}

describe('An incident', () => {
  it('costs what was lost since its first sign, and would have cost the same where nothing was done', () => {
    const { cost, untouched } = power(played(BEGIN))
    expect(cost).toBeGreaterThan(1_500)
    expect(untouched).toBe(cost)
  })

  it('that was planned for costs next to nothing, and the move is credited with all of it', () => {
    const run = played([...BEGIN, [200, 'MOVE', 'rider/db']])
    const impact = power(run)
    expect(impact.cost).toBeLessThanOrEqual(1)
    expect(worth(run, 'MOVE', 'rider/db')).toBe(saved(impact))
    expect(saved(impact)).toBeGreaterThan(1_500)
  })

  it('that is mended late saves less than one that is planned for', () => {
    const late = played([...BEGIN, [380, 'MOVE', 'rider/db']])
    const planned = played([...BEGIN, [200, 'MOVE', 'rider/db']])
    expect(saved(power(late))).toBeGreaterThan(0)
    expect(saved(power(late))).toBeLessThan(saved(power(planned)))
  })
})

describe('A move', () => {
  /** Each is done, touches the incident, and changes nothing of what it costs. */
  const idle: readonly [string, Move][] = [
    ['an image of a server that nobody needs', [150, 'SAVE', 'rider/db']],
    ['a host disabled that nothing more is placed on', [150, 'SAVE', 'hypervisor/h1']],
    ['a snapshot that nobody restores', [150, 'SAVE', 'volume/db']],
  ]
  it.each(idle)('that does nothing gets exactly nothing, on 200 seeds: %s', (_, move) => {
    for (const seed of firstOf(Array.from({ length: 200 }, (_, i) => i + 1))) {
      const run = played([...BEGIN, move], seed)
      expect(run.play.given.at(-1)?.state).toBe('done')
      expect(power(run).credits.map(({ given }) => given)).toContain(run.play.given.at(-1)?.id)
      expect(worth(run, move[1], move[2])).toBe(0)
    }
  })

  it('is credited though it came before: a SAVE without which the UNDO could not be', () => {
    const saving = course({
      incidents: [{ id: 'power', what: 'disk-lost', at: 300, target: 'rider/db' }],
      workloads: [
        aWorkload({ name: 'web', replicas: 2 }),
        { ...DB, data: { sizeMiB: 1_024, copies: 'one', disk: 'local', writes: 100_000 } },
      ],
    })
    const run = played([...BEGIN, [270, 'SAVE', 'volume/db'], [310, 'UNDO', 'volume/db']], 1, saving)
    expect(power(run).cost).toBeLessThan(power(run).untouched)
    expect(worth(run, 'SAVE', 'volume/db')).toBeGreaterThan(0)
  })

  it('that suffices as well as another shares with it: off its host, or off into the bowl', () => {
    const free = course({ workloads: [aWorkload({ name: 'web', replicas: 2 }), { ...DB, kernel: 'shared' }] })
    const moves: readonly Move[] = [...BEGIN, [200, 'MOVE', 'rider/db'], [240, 'ROUTE', 'rider/db', { lane: 'bowl' }]]
    const run = played(moves, 1, free)
    expect(power(run).cost).toBeLessThan(30)
    const [moved, routed] = power(run).credits.slice(-2)
    expect(moved?.requests).toBeGreaterThan(saved(power(run)) / 3)
    expect(routed?.requests).toBeGreaterThan(saved(power(run)) / 3)
  })

  it('that makes it worse is charged with it', () => {
    const run = played([...BEGIN, [200, 'MOVE', 'rider/db'], [400, 'UNDO', 'rider/db'], [305, 'SAVE', 'rider/db']])
    expect(power(run).credits.every(({ requests }) => requests <= saved(power(run)))).toBe(true)
  })
})

describe('What takes back the player’s own move', () => {
  /** Each mends what was done a minute before, or `db` could not be moved or would go on losing requests. */
  const mended: readonly [string, Move, Move][] = [
    ['a host disabled and enabled', [120, 'SAVE', 'hypervisor/h2'], [180, 'UNDO', 'hypervisor/h2']],
    ['a gate shut and opened', [240, 'HOLD', 'rider/db'], [250, 'HOLD', 'rider/db']],
  ]
  it.each(mended)('gets nothing, nor does the pair: %s', (_, does, undoes) => {
    const move: Move = [200, 'MOVE', 'rider/db']
    const run = played([...BEGIN, does, undoes, move].sort(([one], [other]) => one - other))
    expect(run.play.given.map(({ state }) => state)).toEqual(Array(5).fill('done'))
    expect(worth(run, undoes[1], undoes[2])).toBeLessThanOrEqual(0)
    expect(worth(run, does[1], does[2])).toBeLessThanOrEqual(0)
    expect(worth(run, 'MOVE', 'rider/db')).toBe(Math.max(0, saved(power(run))))
    expect(linesDone(run, impacts(run))).toEqual(linesDone(run, []).concat('hostEvac'))
  })
})

describe('A move made before anybody could know', () => {
  it('counts as well: what it took away had stood there', () => {
    const early = course({ arrivals: [anArrival('web', { due: 30 }), anArrival('db', { due: 130 })] })
    const run = played([...BEGIN, [110, 'MOVE', 'rider/db']], 1, early)
    expect(power(run).struckAt).toBe(301)
    expect(worth(run, 'MOVE', 'rider/db')).toBe(saved(power(run)))
    expect(saved(power(run))).toBeGreaterThan(1_500)
  })
})

describe('A move on another plate', () => {
  it('counts in the incident that it made them ready for: who is replaced before the second loss', () => {
    const run = playOut(courseOf(L04), 1, scripted(L04.solution))
    const [first, second] = impacts(run)
    const replaced = run.play.given.find(({ command }) => command.verb === 'MOVE')?.id ?? NONE
    expect([first?.entry, second?.entry]).toEqual(['first-loss', 'second-loss'])
    expect(second?.credits.find(({ given }) => given === replaced)?.requests).toBeGreaterThan(500)
  })
})

describe('The first ROUTE of a rider', () => {
  it('is measured by the lane of the sticker table, not by its absence', () => {
    const asTold = played([...BEGIN.slice(0, 1), [1, 'ROUTE', 'rider/db', { lane: 'boxes' }]])
    const touched = impacts(asTold).flatMap(({ credits }) => credits)
    expect(touched.map(({ given }) => asTold.play.given[given]?.command.target)).not.toContain('rider/db')
  })
})
