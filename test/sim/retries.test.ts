/** Clients that ask again: how load is multiplied, and how a storm outlives what began it. */

import { describe, expect, it } from 'vitest'
import type { ClientSpec, WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import type { Order } from '../../src/sim/orders/orders'
import { allLost } from '../../src/sim/traffic/ledger'
import { waitingToRetry } from '../../src/sim/traffic/retries'
import { aWorld, inBowl, losses, order, pass, theTraffic } from '../given'

const patient = (over: Partial<ClientSpec> = {}): ClientSpec => ({
  timeoutMs: 500,
  attempts: 3,
  backoffMs: 0,
  ...over,
})

describe('When nothing answers, users who ask r times ask r times as often,', () => {
  it.each([1, 2, 3, 4])('r = %i', attempts => {
    const world = aWorld({ spec: { demand: [{ at: 0, perSecond: 10 }], client: patient({ attempts }) } })
    pass(world, 20)
    const { perSecond, againNow } = theTraffic(world)
    expect(perSecond + againNow).toBe(10 * attempts)
  })
})

describe('A request that failed is made again', () => {
  /** Ten requests in the first second and none after it; nothing answers. */
  const burst = [
    { at: 0, perSecond: 10 },
    { at: 1, perSecond: 0 },
  ]
  const againAt = (client: ClientSpec, seconds: number) => {
    const world = aWorld({ spec: { demand: burst, client } })
    return Array.from({ length: seconds }, () => {
      pass(world, 1)
      return theTraffic(world).againNow
    })
  }

  it('after its timeout and a back-off that doubles', () =>
    expect(againAt(patient({ timeoutMs: 500, backoffMs: 1_500, attempts: 4 }), 17)).toEqual(
      [0, 0, 10, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0], // 2 s, 3.5 s and 6.5 s later, in whole seconds
    ))

  it('no more often than its budget lets it: the others are lost at once', () => {
    const world = aWorld({ spec: { demand: burst, client: patient({ retryPercent: 30 }) } })
    pass(world, 1)
    expect(waitingToRetry(theTraffic(world))).toBe(3)
    expect(losses(world)).toEqual({ NotRouted: 7 })
  })

  it('no more often than that in any second, whichever attempt it is', () => {
    const world = aWorld({ spec: { demand: [{ at: 0, perSecond: 10 }], client: patient({ retryPercent: 30 }) } })
    pass(world, 30)
    expect(theTraffic(world).againNow).toBe(3)
  })

  it('until it has been asked as often as its client cares to: then it is lost, once', () => {
    const world = aWorld({ spec: { demand: burst, client: patient() } })
    pass(world, 2)
    expect(allLost(world)).toBe(0)
    pass(world, 1)
    expect(losses(world)).toEqual({ NotRouted: 10 })
  })

  it('and served, if meanwhile somebody answers', () => {
    const world = aWorld({ spec: { demand: burst, client: patient({ backoffMs: 5_000, attempts: 3 }) } })
    inBowl(world)
    pass(world, 20)
    expect(theTraffic(world)).toMatchObject({ planned: 10, served: 10, lost: 0 })
  })

  it('never, once its users have given up', () => {
    const world = aWorld({ lasts: 10, spec: { demand: burst, client: patient({ backoffMs: 5_000 }) } })
    pass(world, 1)
    order(world, { order: 'abandon', workload: 0 })
    expect(waitingToRetry(theTraffic(world))).toBe(0)
    expect(losses(world)).toEqual({ Abandoned: 10 })
  })
})

const BASE = 60
/** A pod of four workers can do 80 a second. For one minute more than that come, once it serves. */
const TRIGGER = [
  { at: 0, perSecond: BASE },
  { at: 59, perSecond: BASE },
  { at: 60, perSecond: 150 },
  { at: 119, perSecond: 150 },
  { at: 120, perSecond: BASE },
]

function afterTheTrigger(spec: Partial<WorkloadSpec>, seconds: number): World {
  const world = aWorld({ due: 60, lasts: 7_200, spec: { demand: TRIGGER, ...spec } })
  inBowl(world)
  pass(world, 60 + 120 + seconds)
  return world
}

const recovered = (world: World) => theTraffic(world).servedNow >= BASE - 1

describe('A storm of a minute', () => {
  it('is over with its trigger where nobody asks twice', () =>
    expect(recovered(afterTheTrigger({ client: patient({ attempts: 1 }) }, 10))).toBe(true))

  it.each([2, 3])('outlives it for an hour where a client asks %i times: all work is done for nobody', attempts => {
    const world = afterTheTrigger({ client: patient({ attempts }) }, 3_600)
    const { perSecond, againNow, servedNow, utilisation } = theTraffic(world)
    expect(perSecond).toBe(BASE)
    expect(againNow).toBeGreaterThan((attempts - 1) * BASE - 3)
    expect(servedNow).toBeLessThan(3)
    expect(utilisation).toBeGreaterThan(1_400_000_000)
    expect(losses(world).TimedOut).toBeGreaterThan(50_000)
    expect(explain(world, { kind: 'workload', id: 0 })).toContainEqual(
      expect.stringMatching(/^1 backend of 4 workers, 50 ms: .*refused .* %, late 0 %, timed out 99 %$/),
    )
  })

  it.each<[string, Partial<WorkloadSpec>]>([
    ['with a retry budget of 10 %', { client: patient({ retryPercent: 10 }) }],
    ['with clients who wait longer than a full queue takes', { client: patient({ timeoutMs: 1_000 }) }],
    ['with a queue so short that nobody in it waits too long', { client: patient(), backlog: 20 }],
    ['with twice the workers', { client: patient(), workers: 8 }],
  ])('is over with its trigger %s', (_, spec) => expect(recovered(afterTheTrigger(spec, 20))).toBe(true))

  it.each<[string, Order]>([
    ['load is shed', { order: 'shed', workload: 0 }],
    ['capacity is added', { order: 'scale', workload: 0, replicas: 3 }],
  ])('that would not end is over when %s, and stays so', (_, remedy) => {
    const world = afterTheTrigger({ client: patient() }, 300)
    expect(recovered(world)).toBe(false)
    order(world, remedy)
    pass(world, 60)
    if (remedy.order === 'shed') order(world, remedy) // asked again, it opens the gate
    pass(world, 60)
    expect(recovered(world)).toBe(true)
  })
})
