/** What a run knows of an incident: its sign, its blast radius, its end. */

import { describe, expect, it } from 'vitest'
import { rolledAway } from '../../src/rules/green'
import { NEVER } from '../../src/rules/play'
import type { Run } from '../../src/rules/run'
import { aMachine, aPark, aRun, at, aWorkload, told } from '../given'

type Incident = NonNullable<NonNullable<Parameters<typeof aRun>[0]>['incidents']>[number]

const POWER: Incident = { id: 'power', what: 'host-down', at: 300, target: 'hypervisor/h1' }

/** `old` in a VM on h1, `web` twice in the bowl. */
function town(incident: Incident, seed = 1): Run {
  const workloads = [aWorkload({ name: 'web', replicas: 2 }), aWorkload({ name: 'old', kernel: 'own' })]
  const run = aRun({ lasts: 2_000, slo: 500_000, workloads, incidents: [incident] }, seed)
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  told(run, 'ROUTE', 'rider/old', { lane: 'boxes', plate: 'hypervisor/h1' })
  return run
}

const names = (run: Run, ids: readonly number[] = []) => ids.map(id => run.world.workloads[id]?.spec.name)
const entry = (run: Run) => run.play.incidents[0]

describe('An incident', () => {
  it('is known from its first sign on, with whatever stands there', () => {
    const run = town({ ...POWER, warning: { kind: 'plan', sign: 'power', before: 180 } })
    expect(at(run, 120).play.incidents).toEqual([])
    expect(entry(at(run, 121))).toMatchObject({ entry: 'power', signAt: 121, struckAt: NEVER, closedAt: NEVER })
    expect(names(run, entry(run)?.workloads)).toEqual(['old'])
  })

  it('that comes unannounced is known when it strikes', () => {
    const run = town(POWER)
    expect(at(run, 300).play.incidents).toEqual([])
    expect(entry(at(run, 301))).toMatchObject({ signAt: 301, struckAt: 301 })
  })

  it('hits what still stands there; who has left was threatened all the same', () => {
    const run = at(town({ ...POWER, warning: { kind: 'plan', sign: 'power', before: 180 } }), 150)
    told(run, 'MOVE', 'rider/old')
    at(run, 301)
    expect(names(run, entry(run)?.workloads)).toEqual(['old'])
    expect(names(run, entry(run)?.hit)).toEqual([])
  })

  it('of a rider strikes what still stands: what is down falls no further', () => {
    const run = aRun({
      slo: 0,
      lasts: 900,
      park: aPark({ machines: ['b1', 'b2', 'b3'].map(name => aMachine({ name })) }) as never,
      workloads: [aWorkload({ name: 'web', replicas: 3, requests: { cpuMillicores: 3_000, memoryMiB: 64 } })],
      incidents: [100, 110, 120].map(
        (when, i) => ({ ...POWER, id: `loss-${i}`, at: when, target: 'rider/web' }) as const,
      ),
    })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    const up = () => run.world.machines.filter(machine => machine.up).length
    expect([101, 111, 121].map(tick => at(run, tick) && up())).toEqual([2, 1, 0])
  })

  it('takes in who comes to stand there before it strikes', () => {
    const run = aRun({
      lasts: 2_000,
      slo: 0,
      workloads: [aWorkload({ name: 'old', kernel: 'own' })],
      incidents: [{ ...POWER, warning: { kind: 'plan', sign: 'power', before: 290 } }],
    })
    at(run, 100)
    expect(names(run, entry(run)?.workloads)).toEqual([])
    told(run, 'ROUTE', 'rider/old', { lane: 'boxes', plate: 'hypervisor/h1' })
    expect(names(at(run, 200), entry(at(run, 200))?.workloads)).toEqual(['old'])
  })

  it('is over when those it threatened have been served for a minute', () => {
    const run = at(town(POWER), 301)
    expect(entry(at(run, 900))?.closedAt).toBe(NEVER)
    told(run, 'MOVE', 'rider/old')
    const { lossAt = NEVER, closedAt } = entry(at(run, 1_190)) ?? {}
    expect(closedAt).toBe(lossAt + 60)
  })

  it('is over after fifteen minutes, whatever the state', () => {
    expect(entry(at(town(POWER), 1_250))?.closedAt).toBe(301 + 900)
  })

  it('that hurts nobody is over after one', () => {
    expect(entry(at(town({ ...POWER, target: 'hypervisor/h2' }), 400))?.closedAt).toBe(301 + 60)
  })

  it('whose sign was wrong ends without having struck', () => {
    const sign: Incident = { ...POWER, warning: { kind: 'sign', sign: 'fan', before: 200 } }
    const wrong = Array.from({ length: 40 }, (_, i) => at(town(sign, i + 1), 500)).filter(
      run => entry(run)?.struckAt === NEVER,
    )
    expect(wrong.length).toBeGreaterThan(0)
    for (const run of wrong) expect(entry(run)?.closedAt).not.toBe(NEVER)
  })

  it('of a process is about its rider, wherever that is', () => {
    const run = at(town({ id: 'crash', what: 'process-crash', at: 300, target: 'rider/web' }), 301)
    expect(names(run, entry(run)?.hit)).toEqual(['web'])
  })
})

describe('Rolled away clean', () => {
  it('is a move after which everybody has been served for a minute', () => {
    const run = at(town(POWER), 290)
    expect(rolledAway(run, 200)).toBe(260)
    expect(rolledAway(run, 240)).toBe(NEVER) // fifty seconds only
    at(run, 500)
    expect(rolledAway(run, 240)).toBe(300) // the blow came a second later
    expect(rolledAway(run, 250)).toBe(NEVER)
    expect(run.play.greens.at(-1)?.until).toBe(302)
  })
})
