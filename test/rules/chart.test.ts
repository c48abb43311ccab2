import { describe, expect, it } from 'vitest'
import { fork, hash, openRun } from '../../src/rules/run'
import { aChart, aCourse, anArrival, aRun, at, aWorkload, holds, losses, say, toEnd, told } from '../given'

const from = (states: object, over: Parameters<typeof aCourse>[0] = {}) =>
  openRun(
    aCourse({
      slo: 0,
      ...aChart(
        states,
        over.workloads?.map(({ name }) => name),
      ),
      ...over,
    }),
  )

const start = (entry: string) => ({ type: 'start', params: { entry } })
const stop = (entry: string) => ({ type: 'stop', params: { entry } })
const hint = (key: string) => ({ type: 'hint', params: { hint: key } })

describe('The chart of a level', () => {
  it('speaks from the first moment', () => {
    const run = from({ one: { entry: [say('hello'), hint('tip')] } })
    expect(run.play).toMatchObject({ says: 'hello', hint: 'tip' })
  })

  it('hears what occurs', () => {
    const run = from({ one: { on: { RiderUp: 'two' } }, two: { entry: [say('up')] } })
    expect(at(run, 1).play.says).toBe('up')
  })

  it('hears what the player did, and not what was refused', () => {
    const run = at(from({ one: { on: { 'did.ROUTE': 'two' } }, two: { entry: [say('routed')] } }), 1)
    told(run, 'ROUTE', 'rider/web')
    expect(run.play.says).toBe('')
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    expect(run.play.says).toBe('routed')
  })

  it('sees its conditions come true', () => {
    const guard = holds({ is: 'metric', metric: 'riders.landed', gte: 1 })
    const run = at(from({ one: { always: { target: 'two', guard } }, two: { entry: [say('landed')] } }), 1)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    const { landedAt } = run.play.riders[0] as { landedAt: number }
    expect(landedAt).toBe(-1)
    expect(at(run, 20).play.says).toBe('landed')
  })
})

describe('A delay of the chart', () => {
  const states = {
    one: { after: { '100': 'two' }, on: { 'did.HOLD': 'three' } },
    two: { entry: [say('later')] },
    three: {},
  }

  it('comes after so many cluster seconds', () => {
    const run = from(states)
    expect(at(run, 99).play.says).toBe('')
    expect(at(run, 102).play.says).toBe('later')
  })

  it('is forgotten when its state is left', () => {
    const run = at(from(states), 1)
    told(run, 'HOLD', 'rider/web')
    expect(at(run, 300).play.says).toBe('')
  })

  it('begins anew when its state is entered again', () => {
    const again = {
      one: { on: { 'did.HOLD': 'aside' }, after: { '100': 'two' } },
      aside: { always: 'one' },
      two: { entry: [say('later')] },
    }
    const run = at(from(again), 1)
    at(run, 60)
    told(run, 'HOLD', 'rider/web')
    expect(at(run, 150).play.says).toBe('')
    expect(at(run, 165).play.says).toBe('later')
  })

  it('is carried by a fork', () => {
    const run = at(from(states), 50)
    const other = fork(run)
    expect(at(other, 120).play.says).toBe('later')
    expect(run.play.says).toBe('')
    expect(hash(at(run, 120))).toBe(hash(other))
  })
})

describe('Of the timetable the chart may', () => {
  const incident = { id: 'crash', what: 'host-down', at: null, target: 'machine/b1' } as const

  it('start an incident that has no time of its own', () => {
    const run = from(
      { one: { on: { RiderLanded: 'two' } }, two: { entry: [start('crash')] } },
      { incidents: [incident] },
    )
    at(run, 1)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    expect(at(run, 30).world.machines[0]?.up).toBe(false)
    expect(run.play.told.find(({ reason }) => reason === 'HostDown')?.cause).toEqual({ by: 'scenario', id: 'crash' })
  })

  it('stop an incident before it strikes', () => {
    const incidents = [{ ...incident, at: 50 }]
    expect(at(from({ one: {} }, { incidents }), 60).world.machines[0]?.up).toBe(false)
    expect(at(from({ one: { entry: [stop('crash')] } }, { incidents }), 60).world.machines[0]?.up).toBe(true)
  })

  it('start an arrival before its time', () => {
    const arrivals = [anArrival('web', { up: 200, announced: 200, due: 300 })]
    const run = at(from({ one: { entry: [start('web')] } }, { arrivals }), 2)
    expect(run.play.riders[0]?.state).toBe('deck')
  })

  it('stop an arrival: nobody comes, and no users of it either', () => {
    const workloads = ['web', 'other'].map(name => aWorkload({ name }))
    const run = toEnd(from({ one: { entry: [stop('other')] } }, { workloads }))
    expect(run.play.riders[1]?.state).toBe('gone')
    expect(run.world.workloads[1]?.traffic.lost).toBe(0)
  })
})

describe('An incident', () => {
  it('strikes by its name in its second, and is the cause of what is lost', () => {
    const run = aRun({ slo: 0, incidents: [{ id: 'crash', what: 'host-down', at: 120, target: 'hypervisor/h1' }] })
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    at(run, 200)
    const down = run.play.told.find(({ reason }) => reason === 'HostDown')
    expect(down).toMatchObject({ note: 'hypervisor h1 went down', cause: { by: 'scenario', id: 'crash' } })
    expect(down?.tick).toBe(121)
    expect(losses(run.world)).toHaveProperty('HostDown')
  })
})
