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

  it('what a press on its row marks: the plate, though nobody stands there; nothing of several', () => {
    const spare = at(struckBy('plan'), 750)
    spare.level.incidents[0]!.target = 'machine/b2'
    const [row] = seePark(spare, NO_MARKS).incoming
    expect(row).toMatchObject({ marks: 'node/b2', on: undefined, marked: false })
    const looked = { ...NO_MARKS, plate: 'node/b2', last: 'plate' } as const
    expect(seePark(spare, looked).incoming[0]?.marked).toBe(true)
    const hall = seePark(at(everythingAtOnce(), 450), NO_MARKS).incoming.find(({ name }) => name === 'hall')
    expect(hall?.marks).toBeUndefined()
  })

  it('and looking changes no run', () => {
    const run = at(struckBy('sign'), 600)
    const before = hash(run)
    seePark(run, NO_MARKS, { sight: { longerWarnings: true } })
    expect(hash(run)).toBe(before)
  })
})

describe('After it has struck INCOMING shows', () => {
  /** So many seconds after second 900, in which it strikes; a sign strikes in a window around that. */
  const backIn = (kind: 'sign' | 'plan', lasts: number | undefined, after: number) => {
    const run = struckBy(kind)
    Object.assign(run.level.incidents[0]!, { ...(lasts && { lasts }) })
    return seePark(at(run, 900 + after), NO_MARKS).incoming.find(({ kind }) => kind === 'back')
  }

  it('of a plan when it is back, until it is', () => {
    const back = backIn('plan', 300, 30)
    expect(back).toMatchObject({ name: 'b1', inSeconds: 270, done: 100_000, marks: 'node/b1' })
    expect(back?.on).toBeUndefined() // nothing to be warned of any more
    expect(backIn('plan', 300, 299)?.inSeconds).toBe(1)
    expect(backIn('plan', 300, 300)).toBeUndefined()
  })

  it('nothing of what nobody has planned, or of what stays', () => {
    expect(backIn('sign', 300, 120)).toBeUndefined()
    expect(backIn('plan', undefined, 30)).toBeUndefined()
  })
})
