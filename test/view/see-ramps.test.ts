import { describe, expect, it } from 'vitest'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { aRun, at, aWorkload, told } from '../given'

/** From 400 on its users grow, to so many at 500. */
function growingTo(to: number) {
  const run = aRun({
    workloads: [
      aWorkload({
        demand: [
          { at: 0, perSecond: 20 },
          { at: 400, perSecond: 20 },
          { at: 500, perSecond: to },
        ],
      }),
    ],
    lasts: 1_200,
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return run
}

const board = (run: ReturnType<typeof growingTo>, tick: number) =>
  seePark(at(run, tick), NO_MARKS).incoming.filter(({ id }) => id.startsWith('web.ramp'))

describe('Users that grow by the timetable', () => {
  it.each([
    [30, 1],
    [29, 0],
  ])('from 20 to %i a second are on the INCOMING board %i times', (to, times) => {
    const run = growingTo(to)
    const due = run.world.workloads[0]?.due ?? 0
    expect(board(run, due + 150)).toHaveLength(times)
  })

  it('are there to the second, and no more once they come', () => {
    const run = growingTo(60)
    const due = run.world.workloads[0]?.due ?? 0
    expect(board(run, due + 50)).toEqual([])
    expect(board(run, due + 380)).toMatchObject([{ inSeconds: 20, about: { values: { from: 20, to: 60 } } }])
    expect(board(run, due + 400)).toEqual([])
  })
})
