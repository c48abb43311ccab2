/** Whom a key means, where more than one could be meant. */

import { describe, expect, it } from 'vitest'
import type { Run } from '../../src/rules/run'
import { aimHold, aimRoute, markedOn, NO_MARKS } from '../../src/view/aim'
import { anArrival, aRun, at, aWorkload, told } from '../given'

/** `web` rides in the bowl, `blog` is up. */
function town(): Run {
  const workloads = ['web', 'blog'].map(name => aWorkload({ name }))
  const arrivals = [anArrival('web', { up: 0 }), anArrival('blog', { up: 60 })]
  const run = aRun({ slo: 0, lasts: 900, workloads, arrivals })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return at(run, 100)
}

const routed = (run: Run, marks = markedOn(run, NO_MARKS, 'rider/web')) => aimRoute(run, marks, 'boxes')?.target

describe('ROUTE means', () => {
  it('whoever is up, though one that rides was marked: people mark riders to look at them', () =>
    expect(routed(town())).toBe('rider/blog'))

  it('the marked one, once whoever is up was told to let others go first', () => {
    const run = town()
    const marks = markedOn(run, NO_MARKS, 'rider/web')
    told(run, 'HOLD', 'rider/blog')
    expect([routed(run, marks), routed(run, NO_MARKS)]).toEqual(['rider/web', 'rider/blog'])
    expect(aimRoute(run, marks, 'bowl')?.target, 'where it rides already it is not meant').toBe('rider/blog')
    expect(routed(at(run, 300), marks), 'and while the mark is fresh').toBe('rider/blog')
  })
})

describe('HOLD means', () => {
  const held = (run: Run, marks = NO_MARKS) => aimHold(run, marks)?.target

  it('whoever is up', () => expect(held(town())).toBe('rider/blog'))

  it('but one that rides and was marked a moment ago: its load is to be shed', () => {
    const run = town()
    const marks = markedOn(run, NO_MARKS, 'rider/web')
    expect(held(run, marks)).toBe('rider/web')
    expect(held(at(run, 300), marks), 'once the mark is old').toBe('rider/blog')
  })
})
