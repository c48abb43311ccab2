/** For how long one sees what is coming. */

import { describe, expect, it } from 'vitest'
import { hash } from '../../src/rules/run'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { aMachine, anArrival, aPark, aRun, at, aWorkload, told } from '../given'

function struckBy(kind: 'sign' | 'plan') {
  const run = aRun({
    slo: 0,
    lasts: 1_500,
    park: aPark({ machines: [aMachine({ name: 'b1' }), aMachine({ name: 'b2' })] }) as never,
    incidents: [
      { id: 'fan', what: 'host-down', at: 900, target: 'machine/b1', warning: { kind, sign: 'fan', before: 200 } },
    ] as never,
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return run
}

/** A hall that goes dark, between the users of one rider and those of another. */
const everythingAtOnce = () =>
  aRun({
    slo: 0,
    lasts: 1_500,
    park: aPark({ machines: ['b1', 'b2'].map(name => aMachine({ name, powerFeed: 'hall' })) }) as never,
    workloads: [aWorkload({ name: 'late' }), aWorkload({ name: 'wiki' })],
    arrivals: [
      anArrival('late', { announced: 400, up: 580, due: 600 }),
      anArrival('wiki', { announced: 420, up: 480, due: 500 }),
    ],
    incidents: [
      {
        id: 'dark',
        what: 'power-lost',
        at: 540,
        target: 'feed/hall',
        warning: { kind: 'plan', sign: 'power', before: 200 },
      },
    ] as never,
  })

/** Seconds in which the board shows it, from the first to the last. */
function shown(kind: 'sign' | 'plan', longerWarnings: boolean) {
  const run = struckBy(kind)
  const ticks: number[] = []
  for (let tick = 450; tick < 1_000; tick += 1) {
    const entry = seePark(at(run, tick), NO_MARKS, { sight: { longerWarnings } }).incoming.find(
      ({ id }) => id === 'fan',
    )
    if (entry) ticks.push(tick)
  }
  return [ticks[0], ticks.at(-1)]
}

describe('INCOMING shows', () => {
  const until = { plan: 899, sign: shown('sign', false)[1] }
  const cases = [
    ['plan', false, 700],
    ['plan', true, 500],
    ['sign', false, 700],
    ['sign', true, 500],
  ] as const

  it.each(cases)('a %s, longer warnings: %s, from second %i on, and never longer than it lasts', (kind, longer, from) =>
    expect(shown(kind, longer)).toEqual([from, until[kind]]),
  )

  it('when to expect it, which looking earlier does not change', () => {
    const run = at(struckBy('sign'), 750)
    const soon = (longerWarnings: boolean) =>
      seePark(run, NO_MARKS, { sight: { longerWarnings } }).incoming[0]?.inSeconds
    expect(soon(true)).toBe(soon(false))
  })

  it('who comes or goes first, first', () => {
    const seen = seePark(at(everythingAtOnce(), 450), NO_MARKS).incoming
    expect(seen.map(({ inSeconds }) => inSeconds)).toEqual([50, 90, 150])
    expect(seen.map(({ name }) => name)).toEqual(['wiki', 'hall', 'late'])
  })

  it('of what goes dark together, who that is', () => {
    const hall = seePark(at(everythingAtOnce(), 450), NO_MARKS).incoming.find(({ name }) => name === 'hall')
    expect(hall?.about).toMatchObject({ key: 'sign.power.of', values: { hosts: 'b1, b2' } })
  })

  it('and looking changes no run', () => {
    const run = at(struckBy('sign'), 600)
    const before = hash(run)
    seePark(run, NO_MARKS, { sight: { longerWarnings: true } })
    expect(hash(run)).toBe(before)
  })
})
