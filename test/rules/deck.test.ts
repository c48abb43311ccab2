import { describe, expect, it } from 'vitest'
import { deckOf, riderUp } from '../../src/rules/riders'
import { openRun, type Run, tick } from '../../src/rules/run'
import { aCourse, anArrival, at, aWorkload, losses, reasons, toEnd, told } from '../given'

/** Three riders, one after the other; nobody is held to account for what is lost. */
const three = (over: object = {}) =>
  openRun(
    aCourse({
      slo: 0,
      workloads: ['one', 'two', 'three'].map(name => aWorkload({ name })),
      arrivals: [
        anArrival('one', { announced: 10, up: 20, due: 60, patience: 100, ...over }),
        anArrival('two', { announced: 15, up: 30, due: 70, patience: 500 }),
        anArrival('three', { announced: 0, up: 40, due: 80, patience: 500 }),
      ],
    }),
  )

const state = (run: Run, name: string) => run.play.riders.find(rider => rider.entry === name)?.state
const nameOf = (run: Run, rider: { workload: number } | undefined) =>
  rider && run.world.workloads[rider.workload]?.spec.name
const upIn = (run: Run) => nameOf(run, riderUp(run))

describe('A rider', () => {
  it.each([
    [10, 'coming'],
    [11, 'announced'],
    [20, 'announced'],
    [21, 'deck'],
  ] as const)('announced for second 10 and up in second 20 is, after %i s, %s', (moment, expected) => {
    expect(state(at(three(), moment), 'one')).toBe(expected)
  })

  it('says when it is coming and when it is up', () => {
    const run = at(three(), 50)
    expect(run.play.told.map(({ note }) => note)).toEqual([
      'three is coming',
      'one is coming',
      'two is coming',
      'one is up',
      'two is up',
      'three is up',
    ])
    expect(new Set(reasons(run.play.told))).toEqual(new Set(['RiderAnnounced', 'RiderUp']))
  })

  it('cannot be routed before it is up', () => {
    expect(told(at(three(), 15), 'ROUTE', 'rider/one', { lane: 'bowl' })).toMatchObject({
      state: 'refused',
      refusal: { key: 'refused.nobody' },
    })
  })
})

describe('The rider that is up', () => {
  it('is the one that has waited longest', () => {
    const run = at(three(), 50)
    expect(deckOf(run).map(rider => nameOf(run, rider))).toEqual(['one', 'two', 'three'])
    expect(upIn(run)).toBe('one')
  })

  it('is the next when it has been routed', () => {
    const run = at(three(), 50)
    told(run, 'ROUTE', 'rider/one', { lane: 'bowl' })
    expect(upIn(run)).toBe('two')
  })

  it('is the next one when it is put on HOLD, and it again when HOLD is said again', () => {
    const run = at(three(), 50)
    told(run, 'HOLD', 'rider/one')
    expect(upIn(run)).toBe('two')
    told(run, 'HOLD', 'rider/one')
    expect(upIn(run)).toBe('one')
  })

  it('is the first of those on HOLD when all are', () => {
    const run = at(three(), 50)
    for (const name of ['one', 'two', 'three'] as const) told(run, 'HOLD', `rider/${name}`)
    expect(upIn(run)).toBe('one')
  })

  it('is nobody when the deck is empty', () => expect(riderUp(three())).toBeUndefined())
})

describe('Patience', () => {
  it('ends when it was said to: the rider is gone, and all that was planned for it is lost', () => {
    const run = at(three(), 120)
    expect(state(run, 'one')).toBe('deck')
    tick(run)
    expect(state(run, 'one')).toBe('gone')
    expect(losses(run.world).Abandoned).toBe((600 - 121) * 10)
    expect(run.world.workloads[0]?.traffic.planned).toBe(run.world.workloads[0]?.plannedRequests)
  })

  it('is kept by HOLD neither longer nor shorter', () => {
    const run = at(three(), 50)
    told(run, 'HOLD', 'rider/one')
    expect(state(at(run, 121), 'one')).toBe('gone')
  })

  it('is no matter any more for one that has a place', () => {
    const run = at(three(), 50)
    told(run, 'ROUTE', 'rider/one', { lane: 'slab' })
    expect(state(toEnd(run), 'one')).toBe('placed')
    expect(losses(run.world).Abandoned).not.toBe(5_400)
  })

  it('ends also for one whose ROUTE still waits for a hand', () => {
    const run = at(three({ patience: 60 }), 50)
    told(run, 'ROUTE', 'rider/two', { lane: 'boxes' })
    told(run, 'ROUTE', 'rider/three', { lane: 'boxes' })
    const late = told(run, 'ROUTE', 'rider/one', { lane: 'bowl' })
    expect([late.state, state(run, 'one')]).toEqual(['waiting', 'asked'])
    at(run, 81)
    expect(state(run, 'one')).toBe('gone')
    at(run, 171)
    expect(late).toMatchObject({ state: 'refused', refusal: { key: 'refused.gone' } })
  })
})
