/** A rider does the trick that a hand does with it, and no other. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { aRun, at, aWorkload, told } from '../given'

const ridden = () => {
  const run = aRun({ slo: 0, lasts: 1_000, workloads: [aWorkload({}), aWorkload({ name: 'api' })] })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  told(run, 'ROUTE', 'rider/api', { lane: 'bowl' })
  return at(run, 200)
}
const trickOf = (run: ReturnType<typeof ridden>, target: Target) =>
  seePark(run, NO_MARKS)
    .lanes.flatMap(({ riders }) => riders)
    .find(rider => rider.target === target)?.trick

describe('A rider', () => {
  it('does none while nobody does anything with it, and none for its drop-in', () => {
    const run = aRun({ slo: 0, lasts: 1_000, workloads: [aWorkload({})] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    expect(trickOf(at(run, 20), 'rider/web')).toBeUndefined()
    expect(trickOf(ridden(), 'rider/web')).toBeUndefined()
  })

  it('does it from when a hand begins until the hand is free, and nobody else does', () => {
    const run = ridden()
    told(run, 'SCALE', 'rider/web')
    expect(trickOf(run, 'rider/web')).toEqual({ verb: 'SCALE', since: 0 })
    expect(trickOf(run, 'rider/api')).toBeUndefined()
    at(run, run.world.tick + 15)
    expect(trickOf(run, 'rider/web')).toEqual({ verb: 'SCALE', since: (15 * 1_000) / run.level.timeScale })
    at(run, run.world.tick + 60)
    expect(trickOf(run, 'rider/web')).toBeUndefined()
  })
})
