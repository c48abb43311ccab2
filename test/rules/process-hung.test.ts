/** What a level's timetable can do to a process, other than kill it. */

import { describe, expect, it } from 'vitest'
import { aRun, at, aWorkload, told } from '../given'

describe('A process that hangs by the timetable', () => {
  const hung = (livenessProbe?: { periodSeconds: number }) => {
    const run = aRun({
      slo: 0,
      workloads: [aWorkload(livenessProbe && { livenessProbe })],
      incidents: [{ id: 'hang', what: 'process-hung', at: 200, target: 'rider/web' }],
    })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    return at(run, 400)
  }

  it('is seen by its liveness probe alone, and started again', () => {
    expect(hung({ periodSeconds: 10 }).world.pods[0]).toMatchObject({ restarts: 1, ready: true, hungAt: -1 })
  })

  it('is seen by nobody without one', () => {
    expect(hung().world.pods[0]).toMatchObject({ restarts: 0, ready: true, hungAt: 201 })
  })
})
