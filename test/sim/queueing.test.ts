import { describe, expect, it } from 'vitest'
import { PPB } from '../../src/model/units'
import { answerTo, calmUpTo, type Load, NONE_LOST, utilisation, waitingRoom } from '../../src/sim/traffic/queueing'
import { exactly, type Queue } from './oracles'

interface Backend {
  readonly workers: number
  readonly serviceMs: number
  readonly latencySloMs: number
}

const WEB: Backend = { workers: 4, serviceMs: 50, latencySloMs: 1_000 }
/** Where lateness is no rarity: one worker, and an objective of four services. */
const TIGHT: Backend = { workers: 1, serviceMs: 50, latencySloMs: 200 }
const WIDE: Backend = { workers: 16, serviceMs: 100, latencySloMs: 400 }

/** A backend at a load, 1 being as much as it can do. */
const loaded = (backend: Backend, load: number): Load => ({
  ...backend,
  offeredMilli: Math.round((load * backend.workers * 1_000_000) / backend.serviceMs),
})

const asQueue = (load: Load): Queue => ({
  arrivalsPerSecond: load.offeredMilli / 1_000,
  workers: load.workers,
  serviceMs: load.serviceMs,
  sloMs: load.latencySloMs,
  room: waitingRoom(load),
})

describe('The waiting room is 0.7 of what the workers can do within the objective:', () => {
  it.each([
    ['4 workers, 50 ms, 1 s', WEB, 56],
    ['1 worker, 50 ms, 200 ms', TIGHT, 2],
    ['16 workers, 100 ms, 400 ms', WIDE, 44],
    [
      'nobody waits where one service takes as long as the objective allows',
      { ...WEB, workers: 1, serviceMs: 1_000 },
      0,
    ],
  ] as const)('%s', (_, backend, room) => expect(waitingRoom(loaded(backend, 1))).toBe(room))
})

describe('Utilisation is the share of the workers’ time that is asked for:', () => {
  it.each([
    [0, 0],
    [0.5, 500_000_000],
    [1, PPB],
    [1.4, 1_400_000_000],
  ])('at load %f', (load, ppb) => expect(utilisation(loaded(WEB, load))).toBe(ppb))
})

describe('What a backend loses is M/M/c/K to a part per million,', () => {
  const loads = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1, 1.1, 1.5, 3]
  const backends = { 'four workers': WEB, 'one worker, a tight objective': TIGHT, 'sixteen workers': WIDE }

  describe.each(Object.entries(backends))('with %s', (_, backend) => {
    it.each(loads)('at load %f', load => {
      const answer = answerTo(loaded(backend, load))
      const { lost } = exactly(asQueue(loaded(backend, load)))
      expect(Math.abs(answer.lost / PPB - lost)).toBeLessThan(1e-6)
    })

    it.each(loads)('and so is what it answers late of those it lets in, at load %f', load => {
      const answer = answerTo(loaded(backend, load))
      const { lost, late } = exactly(asQueue(loaded(backend, load)))
      expect(Math.abs(answer.late / PPB - late / (1 - lost))).toBeLessThan(1e-6)
    })
  })
})

describe('A backend', () => {
  it('that nobody asks loses nothing', () => expect(answerTo(loaded(WEB, 0))).toEqual(NONE_LOST))

  it('loses more with every request more', () => {
    const lost = [0.5, 0.7, 0.9, 0.95, 1, 1.05, 1.2, 2].map(load => answerTo(loaded(WEB, load)).lost)
    expect(lost).toEqual([...lost].sort((a, b) => a - b))
    expect(new Set(lost).size).toBeGreaterThan(5)
  })

  it('with twice too much loses half', () => expect(answerTo(loaded(WEB, 2)).lost / PPB).toBeCloseTo(0.5, 3))

  it('slower than its objective answers everybody late who has to wait, and nobody can: there is no room', () => {
    expect(answerTo(loaded({ workers: 2, serviceMs: 500, latencySloMs: 100 }, 0.5)).late).toBe(0)
  })
})

describe('Every load that a level may write has an answer between nothing and all:', () => {
  it.each([
    ['a patient objective, overloaded', { workers: 4, serviceMs: 15, latencySloMs: 10_000 }, 1.5],
    ['many workers, a usual load', { workers: 1_600, serviceMs: 100, latencySloMs: 1_000 }, 0.8],
    ['many workers, overloaded', { workers: 1_600, serviceMs: 100, latencySloMs: 1_000 }, 1.25],
    ['a thousand times too much', WEB, 1_000],
    ['a ten-thousandth of what it could', WEB, 0.0001],
  ] as const)('%s', (_, backend, load) => {
    const { lost, late } = answerTo(loaded(backend, load))
    expect(Number.isInteger(lost) && lost >= 0 && lost <= PPB).toBe(true)
    expect(Number.isInteger(late) && late >= 0 && late <= PPB).toBe(true)
    if (load > 1) expect(lost / PPB).toBeCloseTo(1 - 1 / load, 2)
  })
})

describe('With very many slow workers', () => {
  it('a crowd that has to wait too long is late, however many there are', () => {
    const { late } = answerTo(loaded({ workers: 1_600, serviceMs: 500, latencySloMs: 1_000 }, 1.2))
    expect(late / PPB).toBeGreaterThan(0.9)
  })
})

describe('An answer follows from its load alone,', () => {
  const backends = Array.from({ length: 300 }, (_, i) => ({ ...WEB, serviceMs: 20 + i }))
  const loads = [...backends, WEB, WIDE, TIGHT].flatMap(backend => [0.9, 3, 1].map(load => loaded(backend, load)))

  it('whatever was asked before: forwards, backwards, and after more queues than are kept', () => {
    const forwards = loads.map(answerTo)
    expect([...loads].reverse().map(answerTo).reverse()).toEqual(forwards)
    expect(loads.map(load => calmUpTo(load) >= 0 && answerTo(load))).toEqual(forwards)
  })
})
