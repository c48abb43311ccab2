import { describe, expect, it } from 'vitest'
import type { Run } from '../../src/rules/run'
import { ui } from '../../src/view/phrase'
import { seeDebrief } from '../../src/view/see-debrief'
import { anArrival, aRun, at, aWorkload, toEnd, told } from '../given'

const LATE = 200
/** Ten requests a second from tick 60 on; routed at 200 to a machine, which takes eleven minutes. */
function late(patience = 900): Run {
  const run = aRun({ slo: 0, lasts: 1_200, arrivals: [anArrival('web', { due: 60, patience })] })
  at(run, LATE)
  return run
}

const rowsOf = (run: Run) => seeDebrief(run).ledger.rows
const lostIn = (rows: ReturnType<typeof rowsOf>) => rows.reduce((sum, { lost }) => sum + lost, 0)

describe('The verdict tells of one set of lost requests', () => {
  it('all that were lost while its users waited, by every reason they had, and for how long', () => {
    const run = late()
    told(run, 'ROUTE', 'rider/web', { lane: 'slab' })
    const { verdict, ledger, airTimes } = seeDebrief(toEnd(run))
    expect(verdict).toEqual({
      rider: 'web',
      lost: lostIn(ledger.rows),
      reasons: [ui('loss.NotRouted'), ui('loss.MachineDeploying'), ui('loss.WarmingUp'), ui('loss.NotInService')],
      waited: { due: 60, seconds: airTimes[0]?.late },
    })
    expect(verdict?.lost).toBe(10 * (verdict?.waited?.seconds ?? 0))
  })

  it('and not what was lost once it was served', () => {
    const run = late()
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 1_100)
    Object.assign(run.world.workloads[0]?.spec as object, { demand: [{ at: 0, perSecond: 81 }] })
    const { verdict, ledger } = seeDebrief(toEnd(run))
    expect(verdict?.reasons).toEqual([ui('loss.NotRouted'), ui('loss.PodStarting')])
    expect(verdict?.lost).toBeLessThan(lostIn(ledger.rows))
    expect(verdict?.lost).toBe(10 * (verdict?.waited?.seconds ?? 0))
  })

  it('which are the most: overload, where nobody had to wait', () => {
    const run = aRun({ slo: 0, workloads: [aWorkload({ demand: [{ at: 0, perSecond: 200 }] })] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    const { verdict, ledger } = seeDebrief(toEnd(run))
    expect(verdict).toEqual({
      rider: 'web',
      lost: ledger.rows[0]?.lost,
      reasons: [ui('loss.Overload')],
      waited: undefined,
    })
  })

  it('or of nothing', () => {
    const run = aRun({ slo: 0 })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    expect(seeDebrief(toEnd(run)).verdict).toBeUndefined()
  })
})

describe('A rider is late', () => {
  const servedAt = (servedFrom: number) => {
    const run = aRun({ slo: 0 })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    toEnd(run)
    Object.assign(run.play.riders[0] as object, { servedFrom })
    return seeDebrief(run).airTimes[0]?.late
  }

  it.each([
    [61, 0], // seen when the second is over in which it served
    [62, 0], // a thirtieth of a second of play
    [63, 2],
    [91, 30],
  ])('seen to land at %i, its users here since 60: by %i', (servedFrom, late) =>
    expect(servedAt(servedFrom)).toBe(late),
  )
})

describe('What goes by a clock', () => {
  const nightly = { schedule: '*/5 * * * *', requests: 50, runSeconds: 60, within: 120 } as const
  const ticking = (routedAt: number) => {
    const run = aRun({
      slo: 0,
      lasts: 1_200,
      workloads: [aWorkload({ name: 'tick', batch: nightly, demand: [{ at: 0, perSecond: 0 }] })],
      arrivals: [anArrival('tick', { due: 60, patience: 900 })],
    })
    at(run, routedAt)
    told(run, 'ROUTE', 'rider/tick', { lane: 'bowl' })
    return seeDebrief(toEnd(run))
  }

  it('is due when it first strikes, and its pod is asked for no earlier', () => {
    expect(ticking(250).airTimes[0]).toMatchObject({ due: 300, asked: 300, air: 1, late: 0 })
  })

  it('was asked for by hand where its pod was ready before the clock struck again', () => {
    const run = aRun({
      slo: 0,
      workloads: [aWorkload({ name: 'tick', batch: nightly, demand: [{ at: 0, perSecond: 0 }] })],
      arrivals: [anArrival('tick', { due: 60, patience: 900 })],
    })
    told(at(run, 310), 'ROUTE', 'rider/tick', { lane: 'bowl' })
    toEnd(run)
    Object.assign(run.play.riders[0] as object, { readyAt: 320 })
    expect(seeDebrief(run).airTimes[0]).toMatchObject({ asked: 310, ready: 320, air: 10 })
  })

  it('is late from its first deadline until a run of it is done', () => {
    const { airTimes, verdict } = ticking(400) // the second strike is at 600
    expect(airTimes[0]).toMatchObject({ due: 300, asked: 600, late: 663 - (300 + 120) }) // its pod has to start
    expect(verdict).toMatchObject({ lost: 50, reasons: [ui('loss.RunMissed')], waited: undefined })
  })
})
