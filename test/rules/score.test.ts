/** The score, of 100,000, and what its parts are given for. */

import { describe, expect, it } from 'vitest'
import { type Combo, combosOf } from '../../src/rules/combos'
import { creditOf, earned, type Impact, isCredited } from '../../src/rules/impact'
import { lettersOf } from '../../src/rules/letters'
import { linesDone } from '../../src/rules/named-lines'
import { type Given, NEVER } from '../../src/rules/play'
import type { Run } from '../../src/rules/run'
import { scoreOf } from '../../src/rules/score'
import { aRun, at, aWorkload, toEnd, told } from '../given'

const POWER = { id: 'power', what: 'host-down', at: 300, target: 'hypervisor/h1' } as const

/** A run without a loss that has landed. */
function landed(over: Parameters<typeof aRun>[0] = {}): Run {
  const run = aRun({ slo: 0, ...over })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return toEnd(run)
}

/** Its budget is 1,000, so that an impact can be said in thousandths. */
function withBudget(run: Run): Run {
  Object.assign(run.play, { budget: 1_000 })
  return run
}

const impact = (over: Partial<Impact> = {}): Impact => ({
  entry: 'power',
  struckAt: 300,
  closedAt: 400,
  cost: 0,
  untouched: 0,
  credits: [],
  ...over,
})

const total = (run: Run, impacts: readonly Impact[] = []) => scoreOf(run, impacts).total

describe('The score of a level without incidents', () => {
  it('is full for all served, landed, and cleanly', () => expect(total(landed())).toBe(100_000))

  it('is 70 % requests served in time', () => {
    const run = landed()
    const { traffic, plannedRequests } = run.world.workloads[0] as Run['world']['workloads'][number]
    traffic.lost = plannedRequests / 2
    expect(total(run)).toBe(65_000)
  })

  it('is what was served, and nothing else, where it was not landed', () => {
    const run = landed()
    run.play.outcome = 'wipedOut'
    expect(total(run)).toBe(70_000)
  })

  it.each([
    [10, 10_000],
    [11, 0],
  ])('is 10 %% style: a landing %i s after ready brings %i', (late, style) => {
    const run = landed()
    Object.assign(run.play.riders[0] as object, { readyAt: 100, landedAt: 100 + late })
    expect(total(run)).toBe(90_000 + style)
  })

  it('shares the style among all riders: one of two lands, and half of all is served', () => {
    const run = aRun({ slo: 0, workloads: ['a', 'b'].map(name => aWorkload({ name })) })
    told(run, 'ROUTE', 'rider/a', { lane: 'bowl' })
    expect(total(toEnd(run))).toBe(35_000 + 20_000 + 5_000)
  })
})

describe('An incident pays, of what it can', () => {
  // the budget is 1,000: an incident can pay 100, and counts from 5
  const cases: readonly [string, Partial<Impact>, number, number][] = [
    ['all of it where it was planned for', { untouched: 1_000, cost: 0 }, 100, 100],
    ['a tenth of the budget at most', { untouched: 900, cost: 300 }, 100, 100],
    ['what was saved, where that is less', { untouched: 900, cost: 840 }, 60, 100],
    ['no more than there was to save', { untouched: 40, cost: 10 }, 30, 40],
    ['nothing where nothing was done', { untouched: 900, cost: 900 }, 0, 100],
    ['nothing where hands made it worse', { untouched: 50, cost: 400 }, 0, 50],
    ['all where there was nothing to save and nothing was lost', { untouched: 0, cost: 0 }, 100, 100],
    ['nothing where hands broke what was whole', { untouched: 0, cost: 200 }, 0, 100],
  ]
  it.each(cases)('%s', (_, of, requests, most) => {
    expect(earned(withBudget(landed()), impact(of))).toEqual({ requests, of: most })
  })

  it('its share of a fifth of the score', () => {
    const run = withBudget(landed({ incidents: [POWER] }))
    const [won, lost] = [impact({ untouched: 900 }), impact({ untouched: 900, cost: 900 })]
    expect(scoreOf(run, [won]).incidents).toBe(20_000)
    expect(scoreOf(run, [won, lost]).incidents).toBe(10_000)
    expect(scoreOf(run, [won, won, won]).incidents).toBe(20_000)
  })

  it('nothing in a run that wiped out, however well it went before', () => {
    const run = withBudget(toEnd(aRun({ slo: 999_000, incidents: [POWER] })))
    expect(run.play.outcome).toBe('wipedOut')
    expect(scoreOf(run, [impact({ untouched: 900 })])).toMatchObject({ incidents: 0, style: { landings: 0 } })
  })
})

/** A run in which these moves were done at these ticks, everything was green but for those spans, and somebody fell then. */
function history(
  moves: readonly number[],
  reds: readonly (readonly [number, number])[],
  falls: readonly number[] = [],
): Run {
  const run = withBudget(landed({ incidents: [POWER] }))
  const given = moves.map(
    (doneAt, id): Given => ({
      id,
      tick: doneAt,
      command: { verb: 'MOVE', target: 'rider/web', by: 'player' },
      line: '',
      state: 'done',
      doneAt,
      after: 0,
      refusal: undefined,
    }),
  )
  const fall = { id: 0, type: 'Warning', reason: 'Failing', regarding: { kind: 'workload', id: 0 }, note: '' } as const
  const told = falls.map(tick => ({ ...fall, tick, cause: { by: 'scenario', id: '' } as const }))
  const edges = [0, ...reds.flat(), NEVER]
  const greens = reds
    .concat([[0, 0]])
    .map((_, i) => ({ from: edges[2 * i] as number, until: edges[2 * i + 1] as number }))
  Object.assign(run.play, { given, greens, told })
  return run
}

/** Each of so many moves has saved a hundredth of the budget. */
const saving = (...ids: readonly number[]) => [impact({ credits: ids.map(given => ({ given, requests: 10 })) })]
const strings = (combos: readonly Combo[]) => combos.map(({ moves, state }) => `${moves.join(' ')} ${state}`)

describe('A combo', () => {
  const cases: readonly [string, Run, readonly Impact[], readonly string[]][] = [
    [
      'is a string of credited moves, banked when all has been green',
      history([10, 20], []),
      saving(0, 1),
      ['0 1 banked'],
    ],
    ['leaves out a move that saved nothing', history([10, 20, 30], []), saving(0, 2), ['0 2 banked']],
    ['is banked before a move that comes much later', history([10, 90], []), saving(0, 1), ['0 banked', '1 banked']],
    ['goes on while it is not green', history([10, 90], [[30, 100]]), saving(0, 1), ['0 1 banked']],
    ['is dropped by a bail', history([10, 20], [[50, 60]], [50]), saving(0, 1), ['0 1 dropped']],
    [
      'is safe from one that comes after it was banked',
      history([10, 20], [[90, 95]], [90]),
      saving(0, 1),
      ['0 1 banked'],
    ],
    ['begins anew after one', history([10, 60], [[50, 55]], [50]), saving(0, 1), ['0 dropped', '1 banked']],
    ['is open until then', history([10, 20], [[30, 9_999]]), saving(0, 1), ['0 1 open']],
    ['is none without credit', history([10, 20], []), [], []],
  ]
  it.each(cases)('%s', (_, run, impacts, expected) => expect(strings(combosOf(run, impacts))).toEqual(expected))

  it('counts a move from half a percent of the budget', () => {
    const run = history([10], [])
    const credited = (requests: number) => isCredited(run, [impact({ credits: [{ given: 0, requests }] })], 0)
    expect([credited(4), credited(5), credited(-5)]).toEqual([false, true, false])
  })

  it('adds up what a move has saved in several incidents', () => {
    expect(creditOf([...saving(0), ...saving(0, 1)], 0)).toBe(20)
  })

  const style = (run: Run, impacts: readonly Impact[]) => scoreOf(run, impacts).style.combos
  /** Two moves have saved 60 and 30 of 100 that were at stake. */
  const most = [impact({ untouched: 100, cost: 10, credits: [60, 30].map((requests, given) => ({ given, requests })) })]

  it('brings three thousand for all there was to save, if it is banked, and a part for a part', () => {
    expect(style(history([10, 20], []), most)).toBe(2_700)
    expect(style(history([10, 60], [[50, 55]], [50]), most)).toBe(900) // the first was dropped
    expect(style(history([10, 20], [[50, 60]], [50]), most)).toBe(0)
  })

  it('brings no more by being kept red for longer, nor by more moves', () => {
    expect(style(history([10, 200], [[30, 190]]), most)).toBe(style(history([10, 200], []), most))
    const more = [
      impact({ untouched: 100, cost: 10, credits: [30, 30, 15, 15].map((requests, given) => ({ given, requests })) }),
    ]
    expect(style(history([10, 20, 30, 40], []), more)).toBe(2_700)
  })

  it('brings all where nothing was at stake, and nothing before an incident', () => {
    expect(style(history([], []), [impact()])).toBe(3_000)
    expect(style(history([], []), [])).toBe(0)
  })
})

const DB = aWorkload({
  name: 'db',
  kernel: 'own',
  data: { sizeMiB: 1_024, copies: 'one', disk: 'network', writes: 100_000 },
})

/** A database on h1 that loses power at 300; `moves` come before and after. */
function dbRun(moves: (run: Run) => void, disk: 'network' | 'local' = 'network'): Run {
  const run = aRun({
    lasts: 1_000,
    slo: 100_000,
    workloads: [{ ...DB, data: { ...DB.data, disk } as NonNullable<typeof DB.data> }],
    incidents: [{ ...POWER, warning: { kind: 'plan', sign: 'power', before: 180 } }],
  })
  told(run, 'ROUTE', 'rider/db', { lane: 'boxes', plate: 'hypervisor/h1' })
  moves(at(run, 250))
  return toEnd(run)
}

const MOVED = (run: Run) => told(run, 'MOVE', 'rider/db')

describe('A letter is earned by data', () => {
  it('that left shortly before its host failed, and serves', () => expect(lettersOf(dbRun(MOVED))).toEqual([0]))

  it('that was brought back after it, with every write', () => {
    expect(
      lettersOf(
        dbRun(run => {
          MOVED(at(run, 400))
        }),
      ),
    ).toEqual([0])
  })

  it('but not while it lies where it fell', () => expect(lettersOf(dbRun(() => {}))).toEqual([]))

  it('nor if it had left long before', () => {
    const run = aRun({ lasts: 1_500, slo: 0, workloads: [DB], incidents: [{ ...POWER, at: 900 }] })
    told(run, 'ROUTE', 'rider/db', { lane: 'boxes', plate: 'hypervisor/h1' })
    MOVED(at(run, 250))
    expect(lettersOf(toEnd(run))).toEqual([])
  })

  it('nor if a write was lost', () => {
    const run = dbRun(MOVED)
    Object.assign(run.world.workloads[0]?.traffic as object, { writesLost: 1 })
    expect(lettersOf(run)).toEqual([])
  })
})

describe('The line', () => {
  const moved = (run: Run): readonly Impact[] => {
    const id = run.play.given.find(({ command }) => command.verb === 'MOVE')?.id ?? -1
    return [impact({ credits: [{ given: id, requests: run.play.budget }] })]
  }

  it('HOST EVAC is done when everything had left, by a move that was needed', () => {
    const run = dbRun(MOVED)
    expect(linesDone(run, moved(run))).toContain('hostEvac')
    expect(linesDone(run, [])).not.toContain('hostEvac')
  })

  it('HOST EVAC is not done by evacuating what has fallen', () => {
    const run = dbRun(each => {
      MOVED(at(each, 400))
    })
    expect(linesDone(run, moved(run))).not.toContain('hostEvac')
  })

  it.each([
    ['is done when metal serves by the time its users come', 1_200, ['acidDrop']],
    ['is not when it comes later', 60, []],
  ])('ACID DROP %s', (_, due, lines) => {
    const run = aRun({
      lasts: 2_400,
      slo: 0,
      workloads: [aWorkload()],
      arrivals: [{ id: 'web', workload: 'web', announced: 0, up: 0, due, patience: 2_000 }],
    })
    told(run, 'ROUTE', 'rider/web', { lane: 'slab' })
    expect(linesDone(toEnd(run), [])).toEqual(lines)
  })
})
