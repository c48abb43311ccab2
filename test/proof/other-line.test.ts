import { describe, expect, it } from 'vitest'
import type { Command, LoggedCommand } from '../../src/model/command'
import { type Change, changed, changesOf, firstChange } from '../../src/proof/change'
import { changedCommand, figuresOf, parting, playOther } from '../../src/proof/other-line'
import { type Hire, random, scripted } from '../../src/proof/players'
import { playOut, replay } from '../../src/proof/playing'
import { COPY_EVERY, fromLog, type Recording, record, runAt } from '../../src/proof/recording'
import { finished } from '../../src/proof/work'
import { hash, logOf, openRun } from '../../src/rules/run'
import { aCourse, anArrival, aWorkload } from '../given'
import { firstOf } from '../runs'

const route = (tick: number, lane: Command['lane'] = 'bowl', name = 'web'): LoggedCommand => ({
  tick,
  command: { verb: 'ROUTE', target: `rider/${name}`, ...(lane && { lane }), by: 'player' },
})
const order = (tick: number, name = 's1'): LoggedCommand => ({
  tick,
  command: { verb: 'SCALE', target: `machine/${name}`, by: 'player' },
})

/** Two riders, one of which hangs in the bowl, and a crash. */
const COURSE = aCourse({
  slo: 500_000,
  lasts: 500,
  workloads: [
    aWorkload({ name: 'web', replicas: 2, warmup: 4 }),
    aWorkload({ name: 'gpu', requests: { cpuMillicores: 900, memoryMiB: 64, gpus: 2 } }),
  ],
  arrivals: [anArrival('web'), anArrival('gpu', { up: 60, due: 100 })],
  incidents: [{ id: 'crash', what: 'host-down', at: 300, target: 'machine/b1' }],
})

function recorded(log: readonly LoggedCommand[], seed = 1, course = COURSE): Recording {
  return { ...finished(record(openRun(course, seed), fromLog(log))), log }
}

const played = (hire: Hire, seed: number) => recorded(logOf(playOut(COURSE, seed, hire)), seed)
const other = (yours: Recording, change: Change) => finished(playOther(yours, change, []))

describe('A log with one decision changed', () => {
  const log = [route(2), order(10), route(70, 'slab', 'gpu')]
  const solution = [order(5)]
  const cases: readonly (readonly [string, Change, readonly LoggedCommand[]])[] = [
    ['left out', { what: 'leaveOut', entry: 1 }, [route(2), route(70, 'slab', 'gpu')]],
    ['earlier', { what: 'shift', entry: 1, by: -9 }, [order(1), route(2), route(70, 'slab', 'gpu')]],
    ['never before the start', { what: 'shift', entry: 1, by: -99 }, [order(0), route(2), route(70, 'slab', 'gpu')]],
    ['later', { what: 'shift', entry: 1, by: 70 }, [route(2), route(70, 'slab', 'gpu'), order(80)]],
    ['not at all', { what: 'shift', entry: 1, by: 0 }, log],
    [
      'to another lane',
      { what: 'lane', entry: 0, lane: 'boxes' },
      [route(2, 'boxes'), order(10), route(70, 'slab', 'gpu')],
    ],
    [
      'to another machine',
      { what: 'plate', entry: 1, plate: 'machine/s2' },
      [route(2), order(10, 's2'), route(70, 'slab', 'gpu')],
    ],
    [
      'with a move of the solution',
      { what: 'add', move: order(5) },
      [route(2), order(5), order(10), route(70, 'slab', 'gpu')],
    ],
    ['as if nobody had played', { what: 'nothing' }, []],
    ['as the author would', { what: 'solution' }, solution],
  ]
  it.each(cases)('%s', (_, change, expected) => expect(changed(log, change, solution)).toEqual(expected))

  it('to one plate keeps its lane, and to another lane drops its plate', () => {
    const bound = changed([route(2)], { what: 'plate', entry: 0, plate: 'node/b2' }, [])
    expect(bound[0]?.command).toMatchObject({ lane: 'bowl', plate: 'node/b2' })
    expect(changed(bound, { what: 'lane', entry: 0, lane: 'slab' }, [])).toEqual([route(2, 'slab')])
  })

  it.each([
    [{ what: 'leaveOut', entry: 1 }, 10],
    [{ what: 'shift', entry: 1, by: -9 }, 1],
    [{ what: 'shift', entry: 1, by: 70 }, 10],
    [{ what: 'shift', entry: 1, by: 0 }, Infinity],
    [{ what: 'nothing' }, 2],
  ] as const)('%j differs from %s on', (change, tick) => expect(firstChange(log, changed(log, change, []))).toBe(tick))
})

describe('The changes worth trying', () => {
  const changes = (log: readonly LoggedCommand[], solution: readonly LoggedCommand[] = []) => {
    const { run } = recorded(log)
    return changesOf(run, log, solution)
  }

  it('move a command no further forward than to when its rider was up', () => {
    const shifts = changes([route(30)]).filter(change => change.what === 'shift')
    expect(shifts.map(change => change.what === 'shift' && change.by)).toEqual([-29, 120, 240])
  })

  it('leave out no command that was refused, for it changed nothing', () => {
    const left = changes([route(2), route(3)]).filter(({ what }) => what === 'leaveOut')
    expect(left).toEqual([{ what: 'leaveOut', entry: 0 }])
  })

  describe('of what takes something back', () => {
    const [hold, save, undo] = [
      { verb: 'HOLD', target: 'rider/web', by: 'player' },
      { verb: 'SAVE', target: 'node/b3', by: 'player' },
      { verb: 'UNDO', target: 'node/b3', by: 'player' },
    ] as const
    const log = [
      route(2),
      { tick: 200, command: hold },
      { tick: 210, command: hold },
      { tick: 220, command: save },
      { tick: 235, command: undo },
      { tick: 300, command: hold },
      { tick: 310, command: hold },
    ]

    it('never pass what it takes back, in either direction', () => {
      const by = (entry: number) =>
        changes(log).flatMap(change => (change.what === 'shift' && change.entry === entry ? [change.by] : []))
      expect([1, 2, 4, 5].map(by)).toEqual([
        [-120, -197, 9],
        [-9, 89],
        [-14, 120, 240],
        [-89, 9],
      ])
    })

    it('leave both out together', () => {
      const left = changes(log).flatMap(change => (change.what === 'leaveOut' ? [[change.entry, change.also]] : []))
      expect(left).toEqual([
        [0, undefined],
        [1, [2]],
        [2, undefined],
        [3, [4]],
        [4, undefined],
        [5, [6]],
        [6, undefined],
      ])
    })

    it('press a key that opens and closes a gate only where it does what it did', () => {
      const yours = recorded(log.map(({ tick, command }) => ({ tick, command: { ...command } })))
      expect(yours.run.play.given.map(({ state }) => state)).toEqual(log.map(() => 'done'))
      const opened = (change: Change) =>
        other(yours, change).run.play.given.flatMap(({ command: { verb }, line, state }) =>
          verb === 'HOLD' && state === 'done' ? [line.includes(' -1 ')] : [],
        )
      expect(opened({ what: 'shift', entry: 2, by: -20 })).toEqual([false, true])
      expect(opened({ what: 'shift', entry: 1, by: -197 })).toEqual([false, true])
      expect(opened({ what: 'leaveOut', entry: 1 })).toEqual([false, true])
      expect(opened({ what: 'leaveOut', entry: 2 })).toEqual([false, true])
      expect(opened({ what: 'leaveOut', entry: 5 })).toEqual([false, true])
    })

    it('add a gate that is closed, and not the hand that opens it', () => {
      const solution = log.slice(1, 3)
      expect(changes([route(2)], solution).filter(({ what }) => what === 'add')).toHaveLength(1)
    })
  })

  it('have each other lane for a ROUTE, and each other machine for an order', () => {
    const all = changes([route(2), order(10)])
    expect(all).toContainEqual({ what: 'lane', entry: 0, lane: 'slab' })
    expect(all).not.toContainEqual({ what: 'lane', entry: 0, lane: 'bowl' })
    expect(all).toContainEqual({ what: 'plate', entry: 1, plate: 'machine/s2' })
    expect(all).not.toContainEqual({ what: 'plate', entry: 1, plate: 'machine/s1' })
  })

  it('begin with what the solution does and this run never asked for', () => {
    expect(changes([route(2)], [route(9), order(5)])[0]).toEqual({ what: 'add', move: order(5) })
  })
})

const SEEDS = Array.from({ length: 50 }, (_, i) => i + 1)

describe('The other line', () => {
  it(`with nothing changed differs by exactly nothing, on ${firstOf(SEEDS).length} seeds`, () => {
    for (const seed of firstOf(SEEDS)) {
      const yours = played(random, seed)
      const line = other(yours, { what: 'shift', entry: 0, by: 0 })
      expect(figuresOf(line.run), `seed ${seed}`).toEqual(figuresOf(yours.run))
      expect(line.lost).toEqual(yours.lost)
      expect(hash(line.run)).toBe(hash(yours.run))
      expect(parting(yours.run, line.run)).toBeUndefined()
    }
  }, 30_000)

  it('without a refused command differs by exactly nothing', () => {
    let tried = 0
    const seeds = firstOf(SEEDS.slice(0, 15))
    for (const seed of seeds) {
      const yours = played(random, seed)
      const entry = yours.run.play.given.findIndex(({ state }) => state === 'refused')
      if (entry < 0) continue
      tried += 1
      const line = other(yours, { what: 'leaveOut', entry })
      expect(figuresOf(line.run), `seed ${seed}`).toEqual(figuresOf(yours.run))
      expect(parting(yours.run, line.run)).toBeUndefined()
    }
    expect(tried).toBeGreaterThan((seeds.length * 2) / 3)
  }, 30_000)

  it('from a copy is the run that its log plays from the start', () => {
    for (const seed of firstOf(SEEDS.slice(0, 12))) {
      const yours = played(random, seed)
      const change: Change = { what: 'leaveOut', entry: Math.floor(yours.log.length / 2) }
      const line = other(yours, change)
      expect(hash(line.run), `seed ${seed}`).toBe(hash(replay(COURSE, seed, changed(yours.log, change, []))))
      expect(line.lost).toHaveLength(line.run.play.endedAt + 1)
    }
  }, 30_000)

  it('leaves yours as it was', () => {
    const yours = played(random, 3)
    const before = [hash(yours.run), ...yours.copies.map(hash)]
    other(yours, { what: 'nothing' })
    expect([hash(yours.run), ...yours.copies.map(hash)]).toEqual(before)
  })

  it('does nothing where it cannot be done, and says why', () => {
    const yours = recorded([route(2), route(70, 'slab', 'gpu')])
    const early = other(yours, { what: 'shift', entry: 1, by: -60 }) // nobody of that name is up yet
    const without = other(yours, { what: 'leaveOut', entry: 1 })
    expect(figuresOf(early.run)).toEqual(figuresOf(without.run))
    expect(changedCommand(yours.log, early.run)?.refusal).toMatchObject({ key: 'refused.nobody' })
    expect(changedCommand(yours.log, other(yours, { what: 'lane', entry: 0, lane: 'boxes' }).run)?.state).toBe('done')
  })

  it('parts from yours at what is felt first, by whichever line has it', () => {
    const yours = recorded([route(2)])
    const late = other(yours, { what: 'shift', entry: 0, by: 20 })
    expect(parting(yours.run, late.run)).toMatchObject({ where: 'yours', happening: { reason: 'Ready' } })
    expect(parting(late.run, yours.run)).toMatchObject({ where: 'other', happening: { reason: 'Ready' } })
  })
})

describe('A recording', () => {
  it('is the run, and knows what was lost by each tick', () => {
    const { log, run, lost, copies } = played(scripted([{ when: 150, command: route(0).command }] as never), 4)
    expect(hash(run)).toBe(hash(replay(COURSE, 4, log)))
    expect(lost).toHaveLength(run.play.endedAt + 1)
    expect(lost[0]).toBe(0)
    expect(copies).toHaveLength(Math.ceil(run.play.endedAt / COPY_EVERY))
  })

  it('gives the run back as it stood at any moment', () => {
    const recording = played(random, 5)
    for (const moment of [0, 1, 119, 120, 121, 333, 499]) {
      expect(hash(runAt(recording, moment))).toBe(hash(replay(COURSE, 5, recording.log, moment)))
    }
  })
})
