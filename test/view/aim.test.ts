/** Whom a key means, where more than one could be meant. */

import { describe, expect, it } from 'vitest'
import type { Run } from '../../src/rules/run'
import { marksFor } from '../../src/session/meaning'
import { aimHold, aimRoute, aimTrick, type Marks, marked, markedOn, NO_MARKS } from '../../src/view/aim'
import { ui } from '../../src/view/phrase'
import { seePark } from '../../src/view/see-park'
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

describe('With nobody up, ROUTE', () => {
  /** `big` hangs, and `web` comes in a while. */
  function hanging(): Run {
    const big = aWorkload({ name: 'big', requests: { cpuMillicores: 1, memoryMiB: 1, gpus: 9 } })
    const arrivals = [anArrival('big', { up: 0 }), anArrival('web', { up: 300, due: 400 })]
    const run = aRun({ slo: 0, lasts: 900, workloads: [big, aWorkload({ name: 'web' })], arrivals })
    told(run, 'ROUTE', 'rider/big', { lane: 'bowl' })
    return at(run, 100)
  }
  const answer = (run: Run, marks: Marks) => {
    const verb = seePark(run, marks).verbs.find(each => each.verb === 'ROUTE' && each.lane === 'boxes')
    return [verb?.target, verb?.target ? undefined : verb?.refusal]
  }

  it('routes nobody again unasked, and says who comes', () => {
    const values = { name: 'web', seconds: 7, lost: 'big' }
    expect(answer(hanging(), NO_MARKS)).toEqual([undefined, ui('refused.nobodyYet.lost', values)])
  })

  it('means a rider without a place that was marked for it', () => {
    const run = hanging()
    expect(answer(run, markedOn(run, NO_MARKS, 'rider/big'))[0]).toBe('rider/big')
  })

  it('which is the first that is marked', () => {
    const run = hanging()
    expect(marked(marksFor(run, NO_MARKS, { do: 'markNext' }))).toBe('rider/big')
  })
})

describe('What is shown as the target', () => {
  const cases: readonly (readonly [string, Marks | undefined])[] = [
    ['of itself', undefined],
    ['by hand, long ago', { ...NO_MARKS, rider: 'rider/web', last: 'rider', since: -900 }],
    ['by hand, a plate', { ...NO_MARKS, plate: 'node/b1', last: 'plate' }],
  ]
  it.each(cases)('%s is what the tricks and, with nobody up, HOLD act on, if it can be held', (_, marks = NO_MARKS) => {
    const run = at(town(), 100)
    told(run, 'ROUTE', 'rider/blog', { lane: 'boxes' })
    const shown = seePark(run, marks).target?.target
    expect(shown).toBeDefined()
    expect(aimTrick(run, marks, 'SCALE')?.target).toBe(shown)
    expect(aimHold(run, marks)?.target).toBe(shown?.startsWith('rider/') ? shown : undefined)
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
