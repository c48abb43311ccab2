/** Incidents of kernels and of neighbours: whom they hit, and what ends them. */

import { describe, expect, it } from 'vitest'
import type { Run } from '../../src/rules/run'
import { aRun, at, aWorkload, told, whyNot } from '../given'

type Incident = NonNullable<NonNullable<Parameters<typeof aRun>[0]>['incidents']>[number]

/** `old` and `till` in VMs on h1, `web` and `shop` on the node b1. */
function town(incident: Incident): Run {
  const workloads = ['web', 'shop', 'old', 'till'].map(name => aWorkload({ name }))
  const run = aRun({ lasts: 2_000, slo: 0, workloads, incidents: [incident] })
  for (const name of ['web', 'shop']) told(run, 'ROUTE', `rider/${name}`, { lane: 'bowl', plate: 'node/b1' })
  for (const name of ['old', 'till']) told(run, 'ROUTE', `rider/${name}`, { lane: 'boxes', plate: 'hypervisor/h1' })
  return run
}

const hit = (run: Run) => (run.play.incidents[0]?.hit ?? []).map(id => run.world.workloads[id]?.spec.name)
const server = (run: Run, name: string) => run.world.servers.find(each => each.name === name)

describe('A kernel panic under a rider hits', () => {
  it.each([
    ['in the bowl, whoever shares its node', 'rider/web', ['web', 'shop']],
    ['in the boxes, it alone', 'rider/old', ['old']],
    ['of their hypervisor, all its guests', 'hypervisor/h1', ['old', 'till']],
  ] as const)('%s', (_, target, names) => {
    const run = at(town({ id: 'oops', what: 'kernel-panic', at: 400, target }), 402)
    expect(hit(run)).toEqual(names)
  })

  it('a guest stands still until UNDO resets it, or its watchdog does', () => {
    const by = (incident: Partial<Incident>) =>
      at(town({ id: 'oops', what: 'kernel-panic', at: 400, target: 'rider/old', ...incident } as Incident), 500)
    const alone = by({})
    expect(server(alone, 'old')).toMatchObject({ status: 'ACTIVE', hung: true })
    expect(whyNot(told(alone, 'UNDO', 'rider/old'))).toBeUndefined()
    expect(server(at(alone, 800), 'old')).toMatchObject({ hung: false, booted: true })
    expect(server(at(by({ lasts: 60 } as Partial<Incident>), 700), 'old')).toMatchObject({ hung: false, booted: true })
  })
})

describe('A noisy neighbour', () => {
  it('takes all that its servers are promised, for as long as it lasts', () => {
    const run = at(town({ id: 'loud', what: 'noisy-neighbour', at: 400, target: 'rider/old', lasts: 60 }), 430)
    expect(server(run, 'old')?.burns).toBe(true)
    expect(server(at(run, 470), 'old')?.burns).toBe(false)
  })

  it('threatens whoever stood on its host when it was announced, and hits who stands there still', () => {
    const warning = { kind: 'plan', sign: 'load', before: 100 } as const
    const run = town({ id: 'loud', what: 'noisy-neighbour', at: 400, target: 'rider/old', warning })
    const threatened = () => run.play.incidents[0]?.workloads.map(id => run.world.workloads[id]?.spec.name)
    at(run, 320)
    told(run, 'MOVE', 'rider/till')
    at(run, 402)
    expect([threatened(), hit(run)]).toEqual([['old', 'till'], ['old']])
  })
})

describe('An intruder', () => {
  it('asks for as long as it lasts, and whom it asks is hit', () => {
    const incident = {
      id: 'rake',
      what: 'intruder',
      at: 400,
      target: 'rider/shop',
      from: 'web',
      perSecond: 50,
      lasts: 60,
    }
    const run = at(town(incident as Incident), 430)
    expect(hit(run)).toEqual(['shop'])
    expect(run.world.intrusions).toMatchObject([{ from: 0, to: 1, perSecond: 50, passes: true }])
    expect(at(run, 470).world.intrusions).toEqual([])
  })
})
