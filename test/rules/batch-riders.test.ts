/** Riders that go by the clock, and riders whose number somebody else decides. */

import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import { commandLine } from '../../src/rules/runbook'
import { explain } from '../../src/sim/explain/explain'
import { anArrival, aRun, at, aWorkload, losses, told } from '../given'

const NIGHTLY = {
  schedule: '*/2 * * * *',
  requests: 50,
  runSeconds: 10,
  within: 60,
} as const

const aTicker = (era: Era = 'now') =>
  aRun({
    era,
    workloads: [aWorkload({ name: 'tick', batch: NIGHTLY, demand: [{ at: 0, perSecond: 0 }] })],
    arrivals: [anArrival('tick', { due: 0 })],
  })

describe('A rider that goes by the clock', () => {
  it('is planned for as many requests as its runs are worth', () => {
    expect(aTicker().world.workloads[0]?.plannedRequests).toBe(4 * 50) // of 120, 240, 360 and 480
  })

  it.each<[Lane, number]>([
    ['bowl', 200],
    ['boxes', 200],
    ['slab', 0], // its machine is not there before the end
  ])('does them in the %s as far as there is something to run on: %i', (lane, served) => {
    const run = aTicker()
    told(run, 'ROUTE', 'rider/tick', { lane })
    at(run, 599)
    expect(run.world.workloads[0]?.traffic.served).toBe(served)
  })

  it('lands in the bowl with its first Job', () => {
    const run = aTicker()
    told(run, 'ROUTE', 'rider/tick', { lane: 'bowl' })
    at(run, 125)
    expect(run.play.riders[0]?.landedAt).toBeGreaterThanOrEqual(0)
  })

  it.each<[string | undefined, string]>([
    ['*/2 * * * *', 'ssh tick sudo crontab -l'],
    [undefined, 'ssh tick sudo systemctl status tick'],
  ])('has no users (%s): LAND makes it a member of no pool, and nor does a health check', (schedule, line) => {
    const batch = { ...NIGHTLY, within: 400, schedule } as never
    const run = aRun({
      slo: 0,
      workloads: [aWorkload({ name: 'tick', batch, demand: [{ at: 0, perSecond: 0 }] })],
      arrivals: [anArrival('tick', { due: 0 })],
    })
    told(run, 'ROUTE', 'rider/tick', { lane: 'boxes' })
    while (!run.world.units[0]?.ready && run.world.tick < 300) at(run, run.world.tick + 1)
    expect(commandLine(run, { verb: 'LAND', target: 'rider/tick', by: 'player' })).toBe(line)
    at(run, run.world.tick + 60)
    expect(run.world.units[0]?.inService).toBe(true)
    expect(run.play.told.map(({ note }) => note).join()).not.toContain('loadbalancer')
    expect(explain(run.world, { kind: 'workload', id: 0 }).join()).not.toMatch(/pool|operating_status/)
  })

  it('that nobody routes loses run by run', () => {
    const run = at(aTicker(), 250)
    expect(losses(run.world)).toEqual({ NotRouted: 50 })
  })

  it('is run now by SAVE', () => {
    const run = aTicker()
    told(run, 'ROUTE', 'rider/tick', { lane: 'bowl' })
    at(run, 70)
    expect(told(run, 'SAVE', 'rider/tick').state).toBe('done')
    expect(run.world.jobs.map(({ name }) => name)).toEqual(['tick-manual-1'])
  })

  it.each<[Era, readonly string[]]>([
    ['now', ['tick-manual-1', 'tick-manual-2'].map(name => `kubectl create job ${name} --from=cronjob/tick`)],
    ['2017', ['kubectl create -f tick-manual-1.yaml', 'kubectl create -f tick-manual-2.yaml']],
  ])('a second time under a name that is not taken yet (%s)', (era, lines) => {
    const run = aTicker(era)
    told(run, 'ROUTE', 'rider/tick', { lane: 'bowl' })
    at(run, 70)
    const asked = [told(run, 'SAVE', 'rider/tick').line]
    at(run, 71)
    asked.push(told(run, 'SAVE', 'rider/tick').line)
    expect(asked).toEqual(lines)
    expect(run.world.jobs.map(({ name }) => name)).toEqual(['tick-manual-1', 'tick-manual-2'])
  })
})

describe('A rider that is autoscaled', () => {
  const autoscale = { minReplicas: 1, maxReplicas: 2 }
  const aScaled = () => {
    const run = aRun({ workloads: [aWorkload({ replicas: 1, autoscale })] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    return at(run, 70)
  }

  it('has its minimum raised by SCALE, and with the next sync it is one more', () => {
    const run = aScaled()
    const command = { verb: 'SCALE', target: 'rider/web', by: 'player' } as const
    expect(commandLine(run, command)).toBe(`kubectl patch hpa web -p '{"spec":{"minReplicas":2}}'`)
    told(run, 'SCALE', 'rider/web')
    at(run, 160)
    expect(run.world.workloads[0]?.endpoints).toHaveLength(2)
  })

  it('goes no further than its maximum', () => {
    const run = aScaled()
    told(run, 'SCALE', 'rider/web')
    at(run, 160)
    expect(told(run, 'SCALE', 'rider/web').refusal).toMatchObject({ by: 'system' })
  })
})
