import { describe, expect, it } from 'vitest'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { anArrival, aRun, at, aWorkload, told } from '../given'

const SECOND = 30

/** In a VM that could serve; its health check would land it half a minute later. */
function ready() {
  const run = aRun({ slo: 0, workloads: [aWorkload({ kernel: 'own' })], arrivals: [anArrival('web', { due: 400 })] })
  told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
  while (seen(run).state !== 'ready') at(run, run.world.tick + 1)
  return run
}
const seen = (run: ReturnType<typeof aRun>) => {
  const rider = seePark(run, NO_MARKS).lanes.flatMap(({ riders }) => riders)[0]
  if (!rider) throw new Error('nobody rides')
  return rider
}

describe('Who has just landed', () => {
  it('is seen so in the tick of the press, and for a second of play', () => {
    const run = ready()
    expect(seen(run).justLanded).toBeUndefined()
    told(run, 'LAND', 'rider/web')
    expect(seen(run)).toMatchObject({ state: 'riding', landed: 'clean', justLanded: true })
    at(run, run.world.tick + SECOND - 2)
    expect(seen(run).justLanded).toBe(true)
    at(run, run.world.tick + 3)
    expect(seen(run)).toMatchObject({ landed: 'clean' })
    expect(seen(run).justLanded).toBeUndefined()
  })
})
