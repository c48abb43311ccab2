import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LEVEL_IDS } from '../../src/level/catalogue'
import { diagnose } from '../../src/level/diagnose'
import type { Level } from '../../src/level/level'
import { comersOf } from '../../src/view/see-comers'
import { seeEndCard } from '../../src/view/see-end-card'
import { placeOf } from '../../src/view/spots'
import { anArrival, aRun, aWorkload, toEnd, told } from '../given'

const landing = () => {
  const run = aRun({ slo: 0, lasts: 400 })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return toEnd(run)
}

/** Nobody ever gives it a lane. */
const waiting = () => toEnd(aRun({ lasts: 1_200, arrivals: [anArrival('web', { due: 60, patience: 900 })] }))

/** Its machine dies under its VM, and too much of its users' requests with it. */
const losingItsHost = () => {
  const run = aRun({
    lasts: 1_200,
    workloads: [aWorkload({ kernel: 'own' })],
    incidents: [{ id: 'woe', at: 300, what: 'host-down', target: 'machine/h1' }],
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
  return toEnd(run)
}

describe('The picture after a run', () => {
  it('that landed has who came last, and the medal', () => {
    expect(seeEndCard(landing())).toMatchObject({ of: 'landed', riders: [{ name: 'web' }] })
  })

  it('that was lost by waiting alone has the face of time, and whom it threw', () => {
    const run = waiting()
    expect(run.play.outcome).toBe('wipedOut')
    expect(seeEndCard(run)).toMatchObject({ of: 'wipedOut', face: 'time', bail: 'crash', riders: [{ name: 'web' }] })
  })

  it('that a fault ended has the face of that fault, and whom it threw lies flat', () => {
    expect(seeEndCard(losingItsHost())).toMatchObject({ of: 'wipedOut', face: 'host', bail: 'host' })
  })

  it('is as late as the run was when it ended', () => {
    expect(seeEndCard(landing()).late).toBe(1_000_000)
    expect(seeEndCard(waiting()).late).toBeLessThan(1_000_000)
  })
})

describe('The picture before a run', () => {
  const level = (id: string) => diagnose(readFileSync(`levels/${id}.json`, 'utf8')).level as Level

  it('has all who will come, in their order, with the stickers that they will have', () => {
    const names = comersOf(level('L01-drop-in')).map(({ name }) => name)
    expect(names).toEqual(['hello', 'till', 'blog', 'render', 'chat'])
    expect(comersOf(level('L01-drop-in'))[0]?.stickers).toContain('GHOST')
  })

  it('is of the house that its level has on the street', () => {
    expect(placeOf('C1-fifty-fifty-grind')).toEqual({ front: 'street/hall-0', piece: 'spot/rail' })
    expect(new Set(LEVEL_IDS.slice(0, 5).map(id => placeOf(id).front)).size).toBe(5)
    expect(placeOf('of-somebody').front).toBe('street/house-0')
  })
})
