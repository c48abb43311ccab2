/** What bots that look ahead do without thinking, each where it is called for and nowhere else. */

import { describe, expect, it } from 'vitest'
import { type Command, type Lane, VERBS } from '../../src/model/command'
import type { Tick } from '../../src/model/units'
import { ALL_MEANS, type Means } from '../../src/proof/autopilot'
import { habit } from '../../src/proof/habits'
import { second } from '../../src/proof/looking-ahead'
import { give, type Run } from '../../src/rules/run'
import { anArrival, aRun, aWorkload } from '../given'

const MAY = { slo: 0, may: [...VERBS] }
const told = (command: Command | undefined) => command && `${command.verb} ${command.target}`

/** Everything that habit wants up to then, none of it done. */
function wanted(run: Run, until: Tick, means: Means = ALL_MEANS): readonly string[] {
  const all = new Set<string>()
  while (run.world.tick < until && run.play.outcome === 'running') {
    const one = told(habit(run, means))
    if (one) all.add(one)
    second(run, { ...means, verbs: ['LAND'] })
  }
  return [...all]
}

function routed(run: Run, lane: Lane): Run {
  while (run.play.riders[0]?.state !== 'deck') second(run, ALL_MEANS)
  give(run, { verb: 'ROUTE', target: 'rider/web', lane, by: 'player' })
  return run
}

describe('A machine is ordered', () => {
  const coming = (gpus: number) =>
    aRun({
      ...MAY,
      workloads: [aWorkload({ requests: { cpuMillicores: 500, memoryMiB: 256, gpus } })],
      arrivals: [anArrival('web', { announced: 10, up: 500, due: 560 })],
    })

  it('for who is announced and belongs on one', () => expect(wanted(coming(1), 60)).toEqual(['SCALE machine/s1']))
  it('for nobody else', () => expect(wanted(coming(0), 60)).toEqual([]))
  it('not where it was decided to do without', () =>
    expect(wanted(coming(1), 60, { ...ALL_MEANS, spared: [0] })).toEqual([]))
  it('not without SCALE', () => expect(wanted(coming(1), 60, { ...ALL_MEANS, verbs: ['MOVE'] })).toEqual([]))
})

describe('Who lies on the ground', () => {
  const struck = (lane: Lane) =>
    routed(aRun({ ...MAY, incidents: [{ id: 'dies', what: 'host-down', at: 200, target: 'rider/web' }] }), lane)

  it('in the boxes is built anew elsewhere once nova knows', () =>
    expect(wanted(struck('boxes'), 300)).toContain('MOVE rider/web'))
  it('in the bowl has its node vouched for once it is NotReady', () => {
    const all = wanted(struck('bowl'), 300)
    expect(all.some(one => one.startsWith('MOVE node/'))).toBe(true)
  })
  it('and nobody who stands', () => expect(wanted(routed(aRun(MAY), 'bowl'), 300)).toEqual([]))
})
