import { describe, expect, it } from 'vitest'
import type { Lane, Target, Verb } from '../../src/model/command'
import { toilPpm } from '../../src/rules/meters'
import { riderUp } from '../../src/rules/riders'
import type { Run } from '../../src/rules/run'
import { aChart, aRun, at, aWorkload, say, told, whyNot } from '../given'

const many = (...names: readonly string[]) => aRun({ slo: 0, workloads: names.map(name => aWorkload({ name })) })
const busy = (run: Run) => run.play.hands.filter(hand => hand.busyUntil > run.world.tick).length
const state = (run: Run, name: string) => run.play.riders.find(rider => rider.entry === name)?.state

/** Both hands at work: on two servers, until 120 s later. */
function bothBusy(...more: readonly string[]): Run {
  const run = many('a', 'b', ...more)
  told(run, 'ROUTE', 'rider/a', { lane: 'boxes' })
  told(run, 'ROUTE', 'rider/b', { lane: 'boxes' })
  return run
}

describe('A hand is kept busy by', () => {
  const cases: readonly [string, number, (run: Run) => void][] = [
    ['ROUTE to the bowl', 60, run => told(run, 'ROUTE', 'rider/a', { lane: 'bowl' })],
    ['ROUTE to the boxes', 120, run => told(run, 'ROUTE', 'rider/a', { lane: 'boxes' })],
    ['ROUTE to the slab', 120, run => told(run, 'ROUTE', 'rider/a', { lane: 'slab' })],
    ['SCALE of a machine', 120, run => told(run, 'SCALE', 'machine/s1')],
  ]

  it.each(cases)('%s for %i s, and it acts at once', (_, seconds, act) => {
    const run = many('a')
    const now = run.world.tick
    act(run)
    expect(run.play.given[0]).toMatchObject({ state: 'done', doneAt: now })
    expect(run.play.hands[0]).toMatchObject({ busyFrom: now, busyUntil: now + seconds })
    expect(run.play.handTime).toBe(seconds)
    expect([busy(at(run, now + seconds - 1)), busy(at(run, now + seconds))]).toEqual([1, 0])
  })

  const tricks: readonly [Verb, Lane, number][] = [
    ['SCALE', 'bowl', 60],
    ['MOVE', 'bowl', 60],
    ['SCALE', 'boxes', 120],
    ['SCALE', 'slab', 120],
  ]

  it.each(tricks)('%s of a rider in the %s for %i s', (verb, lane, seconds) => {
    const run = many('a')
    told(run, 'ROUTE', 'rider/a', { lane })
    at(run, 300)
    const before = run.play.handTime
    expect(told(run, verb, 'rider/a').state).toBe('done')
    expect(run.play.handTime - before).toBe(seconds)
  })
})

describe('No hand is needed', () => {
  it('to LAND', () => {
    const run = bothBusy()
    at(run, 40)
    expect(busy(run)).toBe(2)
    expect(told(run, 'LAND', 'rider/a').state).toBe('done')
  })

  it('to HOLD', () => expect(told(bothBusy('c'), 'HOLD', 'rider/c').state).toBe('done'))

  it('for what is refused', () => {
    const run = many('a')
    expect(told(run, 'SCALE', 'rider/a').state).toBe('refused')
    expect([busy(run), run.play.handTime]).toEqual([0, 0])
  })
})

describe('With both hands busy a command', () => {
  it('waits, and its rider leaves the deck: the next ROUTE means the next rider', () => {
    const run = bothBusy('c', 'd')
    expect(told(run, 'ROUTE', 'rider/c', { lane: 'bowl' })).toMatchObject({ state: 'waiting', doneAt: -1 })
    expect(state(run, 'c')).toBe('asked')
    expect(riderUp(run)?.entry).toBe('d')
    expect(run.world.deployments).toEqual([])
  })

  it('is done in the very second in which a hand comes free', () => {
    const run = bothBusy('c')
    const late = told(run, 'ROUTE', 'rider/c', { lane: 'bowl' })
    const free = run.play.hands[0]?.busyUntil as number
    at(run, free - 1)
    expect(late.state).toBe('waiting')
    at(run, free)
    expect(late).toMatchObject({ state: 'done', doneAt: free })
    expect(state(run, 'c')).toBe('placed')
  })

  it('is done in its turn: the oldest first, each with the hand that comes free', () => {
    const run = bothBusy('c', 'd', 'e')
    const names = ['c', 'd', 'e'] as const
    const given = names.map(name => told(run, 'ROUTE', `rider/${name}`, { lane: 'bowl' }))
    at(run, 300)
    expect(given.map(({ doneAt }) => doneAt)).toEqual([121, 121, 181])
  })

  it('is not overtaken by one that is given in the second in which a hand comes free', () => {
    const run = bothBusy('c', 'd', 'e')
    const waiting = (['c', 'd'] as const).map(name => told(run, 'ROUTE', `rider/${name}`, { lane: 'bowl' }))
    at(run, 121)
    const newcomer = told(run, 'ROUTE', 'rider/e', { lane: 'bowl' })
    at(run, 200)
    expect(waiting.map(({ doneAt }) => doneAt)).toEqual([121, 121])
    expect(newcomer.doneAt).toBe(181)
  })

  it('is checked when it is given: what cannot be done does not wait', () => {
    expect(told(bothBusy(), 'SCALE', 'machine/b1').state).toBe('refused')
  })

  it('is checked again when it starts: the second order of one machine is refused by Ironic', () => {
    const run = bothBusy()
    const [first, second] = [told(run, 'SCALE', 'machine/s1'), told(run, 'SCALE', 'machine/s1')]
    expect([first.state, second.state]).toEqual(['waiting', 'waiting'])
    at(run, 125)
    expect(first.state).toBe('done')
    expect(whyNot(second)).toBe(
      'The requested action "active" can not be performed on node "s1" while it is in state "deploying".',
    )
    expect(busy(run)).toBe(1)
  })

  it('is heard by the chart when it is done, not when it is given', () => {
    const run = aRun({
      slo: 0,
      workloads: ['a', 'b'].map(name => aWorkload({ name })),
      ...aChart({ wait: { on: { 'did.SCALE': 'seen' } }, seen: { entry: [say('seen')] } }, ['a', 'b']),
    })
    for (const target of ['rider/a', 'rider/b'] as Target[]) told(run, 'ROUTE', target, { lane: 'boxes' })
    told(run, 'SCALE', 'machine/s1')
    expect(run.play.says).toBe('')
    at(run, 121)
    expect(run.play.says).toBe('seen')
  })
})

describe('Toil', () => {
  it('is the share of two people’s time that commands have kept busy', () => {
    const run = many('a')
    told(run, 'ROUTE', 'rider/a', { lane: 'bowl' })
    expect(toilPpm(at(run, 100))).toBe(300_000)
    expect(toilPpm(at(run, 600))).toBe(50_000)
  })

  it('never passes the whole, though a hand is busy for longer than the run has lasted', () => {
    expect(toilPpm(bothBusy())).toBe(1_000_000)
  })
})
