/** The sum that turns servers, utilisation and bound into waiting and loss, against exact M/M/c/K and against every request by itself. */

import { describe, expect, it } from 'vitest'
import { PPB } from '../../src/model/units'
import { answerTo, type Load } from '../../src/sim/traffic/queueing'
import { exactQueue, simulatedPicks, simulatedQueue } from './exact-queue'

const SERVICE = 100
const LOADS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1, 1.05, 1.2, 2, 5]
const BOUNDS = [0, 1, 5, 20, 100, 400]
const SERVERS = [1, 2, 3, 4, 5, 8, 11, 16, 23, 32]

/** An objective under which as many may wait as the bound says, and which some miss all the same. */
const queue = (servers: number, load: number, bound: number, patience: number): Load => ({
  offeredMilli: Math.round((load * servers * 1_000_000) / SERVICE),
  workers: servers,
  serviceMs: SERVICE,
  latencySloMs: 60_000,
  backlog: bound,
  timeoutMs: SERVICE + patience * SERVICE,
})

const ours = (load: Load) => {
  const { lost, timedOut, waiting } = answerTo(load)
  return { lost: lost / PPB, late: timedOut / PPB, waiting: waiting / PPB }
}

describe('Loss, waiting and who waits too long are those of exact M/M/c/K, to 1e-6,', () => {
  describe.each(SERVERS)('with %i servers', servers => {
    it.each(LOADS)('at a load of %f of what they can do, for bounds of 0 to 400', load => {
      for (const bound of BOUNDS) {
        const patience = 1 + Math.floor(bound / servers / 2)
        const asked = queue(servers, load, bound, patience)
        const truth = exactQueue({
          servers,
          load: BigInt(asked.offeredMilli * SERVICE),
          room: Math.min(bound, Math.floor(420 * servers)),
          patience: BigInt(patience * 1_000),
        })
        const got = ours(asked)
        for (const key of ['lost', 'late', 'waiting'] as const) {
          expect(Math.abs(got[key] - truth[key]), `${key}, bound ${bound}`).toBeLessThan(1e-6)
        }
      }
    })
  })
})

const REQUESTS = 4_000
const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1)

describe('They are also those of a queue of single requests, within 3 sigma over 40 seeds (1 to 40):', () => {
  it.each([
    [1, 0.5, 4],
    [1, 0.83, 9],
    [2, 0.95, 6],
    [4, 0.71, 3],
    [4, 1.27, 20],
    [8, 0.9, 16],
    [16, 1.06, 12],
    [32, 0.95, 24],
    [32, 2.4, 40],
  ])('%i servers at %f, and %i may wait', (servers, load, bound) => {
    const patience = Math.max(0.5, Math.round((10 * bound) / servers / 2) / 10)
    const got = ours(queue(servers, load, bound, patience))
    const asked = { servers, arrivals: load * servers, room: bound, patience }
    const runs = SEEDS.map(seed => simulatedQueue(asked, seed, REQUESTS))
    for (const key of ['lost', 'late', 'waiting'] as const) {
      const { mean, error } = estimated(runs.map(run => run[key]))
      expect(Math.abs(got[key] - mean), key).toBeLessThanOrEqual(3 * error)
    }
  })
})

describe('Backends behind a random pick are each a queue with its share of the load, within 3 sigma over the same seeds:', () => {
  it.each<[string, readonly (readonly [number, number])[], number]>([
    [
      'three alike, nearly full',
      [
        [2, 1],
        [2, 1],
        [2, 1],
      ],
      5.6,
    ],
    [
      'one of three is throttled to a quarter',
      [
        [2, 1],
        [2, 1],
        [2, 4],
      ],
      3,
    ],
    [
      'one of two has an eighth of the workers, and there is too much for both',
      [
        [8, 1],
        [1, 1],
      ],
      18,
    ],
  ])('%s', (_, sizes, arrivals) => {
    const backends = sizes.map(([servers, slowness]) => ({
      servers,
      slowness,
      arrivals,
      room: 6 * servers,
      patience: 3,
    }))
    const runs = SEEDS.map(seed => simulatedPicks(backends, arrivals, seed, REQUESTS))
    const answers = backends.map(({ servers, slowness, room, patience }) => {
      const serviceMs = SERVICE * slowness
      return answerTo({
        offeredMilli: Math.round((arrivals / backends.length) * (1_000_000 / SERVICE)),
        workers: servers,
        serviceMs,
        latencySloMs: 600_000,
        backlog: room,
        timeoutMs: patience * SERVICE + serviceMs,
      })
    })
    const mean = (of: (answer: ReturnType<typeof answerTo>) => number) =>
      answers.reduce((sum, answer) => sum + of(answer), 0) / answers.length / PPB
    const got = { lost: mean(({ lost }) => lost), late: mean(({ lost, timedOut }) => timedOut * (1 - lost / PPB)) }
    for (const key of ['lost', 'late'] as const) {
      const seen = estimated(runs.map(run => run[key]))
      expect(Math.abs(got[key] - seen.mean), key).toBeLessThanOrEqual(3 * seen.error)
    }
  })
})

function estimated(samples: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = samples.reduce((all, each) => all + each, 0) / samples.length
  const variance = samples.reduce((all, each) => all + (each - mean) ** 2, 0) / (samples.length - 1)
  return { mean, error: Math.sqrt(variance / samples.length) }
}
