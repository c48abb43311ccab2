import { describe, expect, it } from 'vitest'
import { budgetLeft, budgetLeftPpm, burnsFast, requestsOf, servedPpm } from '../../src/rules/meters'
import { anArrival, aRun, at, aWorkload, reasons, toEnd, told } from '../given'

describe('The error budget', () => {
  it('is what the objective leaves of all requests that are planned, known from the start', () => {
    const run = aRun({ slo: 990_000 }) // 540 s of ten requests
    expect(requestsOf(run.world).planned).toBe(5_400)
    expect([run.play.budget, budgetLeft(run), budgetLeftPpm(run)]).toEqual([54, 54, 1_000_000])
  })

  it('pays for every request that is lost', () => {
    const run = at(aRun({ slo: 900_000 }), 87) // 27 s with nobody to serve them
    expect([budgetLeft(run), budgetLeftPpm(run)]).toEqual([270, 500_000])
  })

  it('pays for every late one just the same', () => {
    const slow = aWorkload({ workers: 1, latencySloMs: 200, demand: [{ at: 0, perSecond: 12 }] })
    const run = aRun({ slo: 0, workloads: [slow] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 400)
    const { traffic } = run.world.workloads[0] as { traffic: { lost: number; late: number } }
    expect(traffic.late).toBeGreaterThan(10)
    expect(budgetLeft(run)).toBe(run.play.budget - traffic.lost - traffic.late)
  })

  it('says so once at a half and once at a quarter', () => {
    const run = toEnd(aRun({ slo: 900_000 }))
    const said = run.play.told.filter(({ reason }) => reason.startsWith('Budget'))
    expect(said.map(({ reason, tick }) => [reason, tick])).toEqual([
      ['BudgetHalf', 88],
      ['BudgetLow', 101],
      ['BudgetGone', 114],
    ])
    expect(said[0]?.note).toBe('48 % of the error budget is left')
  })

  it.each([
    ['as many as the objective allows', 980_000, 2, false],
    ['more of them', 980_000, 3, true],
  ])('burns fast when %s are lost in a second', (_, slo, lost, fast) => {
    const run = at(aRun({ slo }), 30)
    Object.assign(run.world.workloads[0]?.traffic ?? {}, {
      lostNow: lost - Math.floor(lost / 2),
      lateNow: Math.floor(lost / 2),
      servedNow: 100 - lost,
    })
    expect(burnsFast(run)).toBe(fast)
  })

  it('gone ends the run in that second', () => {
    const run = toEnd(aRun({ slo: 900_000 }))
    expect(run.play).toMatchObject({ outcome: 'wipedOut', endedAt: 114 })
    expect(budgetLeftPpm(run)).toBe(0)
  })

  it('can go at one blow: all that an abandoned rider had planned', () => {
    const run = toEnd(aRun({ slo: 900_000, arrivals: [anArrival('web', { patience: 30 })] }))
    expect(run.play).toMatchObject({ outcome: 'wipedOut', endedAt: 31 })
    expect(reasons(run.play.told)).toEqual(
      expect.arrayContaining(['Abandoned', 'BudgetHalf', 'BudgetLow', 'BudgetGone']),
    )
  })
})

describe('The share that was served', () => {
  it('is of all that was planned: what has not come yet is not lost', () => {
    const run = aRun({ slo: 0 })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    expect(servedPpm(at(run, 330))).toBe(1_000_000)
    expect(servedPpm(toEnd(run))).toBe(1_000_000)
  })

  it('is nothing where nobody is served', () => expect(servedPpm(toEnd(aRun({ slo: 0 })))).toBe(0))
})
