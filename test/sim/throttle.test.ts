/** A CPU limit slows and never kills (cluster-facts 1.4). */

import { describe, expect, it } from 'vitest'
import type { WorkloadSpec } from '../../src/model/workload'
import { explain } from '../../src/sim/explain/explain'
import { throttledMs, throttledWorkers } from '../../src/sim/kubelet/throttle'
import { aMachine, aSpec, aWorld, inBowl, losses, pass, reasons, theTraffic } from '../given'

describe('Under a CPU limit', () => {
  const cases: readonly [number | undefined, number, number, number | undefined, number, number][] = [
    [undefined, 4, 50, undefined, 4, 50],
    [4_000, 4, 50, undefined, 4, 50],
    [8_000, 4, 50, undefined, 4, 50],
    [2_000, 4, 50, undefined, 2, 50],
    [1_500, 4, 50, undefined, 2, 67],
    [1_000, 4, 50, undefined, 1, 50],
    [500, 4, 50, undefined, 1, 100],
    [100, 4, 50, undefined, 1, 500],
    [500, 4, 50, 10, 3, 60], // it waits for 40 of the 50 ms: 2.5 workers are kept busy
    [500, 1, 50, 10, 1, 50],
  ]
  it.each(cases)('of %s m, %i workers at %i ms (of which they compute %s) do what %i do at %i ms', (...each) => {
    const [cpu, workers, serviceMs, cpuMs, as, at] = each
    const spec = aSpec({ limits: { cpu }, workers, serviceMs, cpuMs })
    expect([throttledWorkers(spec, serviceMs), throttledMs(spec, serviceMs)]).toEqual([as, at])
    const perSecond = (as * 1_000) / at
    const most = cpu === undefined ? Number.POSITIVE_INFINITY : cpu / (cpuMs ?? serviceMs)
    expect(perSecond).toBeLessThanOrEqual(Math.min(most, (workers * 1_000) / serviceMs) + 1e-9)
  })

  const served = (spec: Partial<WorkloadSpec>) => {
    const world = aWorld({ machines: [aMachine()], spec: { demand: [{ at: 0, perSecond: 30 }], ...spec } })
    inBowl(world)
    const told = pass(world, 120)
    return { world, told, share: theTraffic(world).served / theTraffic(world).planned }
  }

  it('that is less than it needs a workload is slow, and nobody kills it', () => {
    const { world, told, share } = served({ limits: { cpu: 500 } })
    expect(share).toBeLessThan(0.4) // ten a second of thirty
    expect(losses(world)).toHaveProperty('Overload')
    expect(reasons(told)).not.toContain('OOMKilled')
    expect(world.pods[0]?.restarts).toBe(0)
    expect(explain(world, { kind: 'pod', id: 0 })).toEqual(
      expect.arrayContaining(['Limits: cpu 500m', 'Throttled: 4 workers at 50 ms get done what 1 do at 100 ms']),
    )
  })

  it('that leaves room it is served as without', () => {
    expect(served({ limits: { cpu: 4_000 } }).share).toBe(served({}).share)
  })
})
