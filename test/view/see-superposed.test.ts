/** Where riders are, in a level in which nobody knows before they have looked. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import { hash, type Run } from '../../src/rules/run'
import { markedOn, NO_MARKS } from '../../src/view/aim'
import { mostUrgent } from '../../src/view/most-urgent'
import { flat } from '../../src/view/plate-tree'
import { seePark } from '../../src/view/see-park'
import { type Look, looked, lookedAway, looksUpTo, NO_LOOKS } from '../../src/view/unobserved'
import { anArrival, aRun, at, aWorkload, bringDown, told } from '../given'

const NAMES = ['cat', 'qubit'] as const

/** Both ride in the bowl, and the cat's process hangs. */
function aBox(more: object = { unobserved: { for: 150 } }): Run {
  const run = aRun({
    slo: 0,
    lasts: 900,
    workloads: NAMES.map(name => aWorkload({ name })),
    arrivals: NAMES.map(name => anArrival(name, { up: 0, due: 60 })),
    incidents: [{ id: 'hang', what: 'process-hung', at: 100, target: 'rider/cat' }],
    ...more,
  })
  for (const name of NAMES) told(run, 'ROUTE', `rider/${name}`, { lane: 'bowl' })
  return at(run, 200)
}

const shown = (run: Run, mark?: Target, looks: readonly Look[] | undefined = NO_LOOKS) =>
  seePark(run, mark ? markedOn(run, NO_MARKS, mark) : NO_MARKS, { looks })

type Park = ReturnType<typeof shown>
const ridersIn = ({ lanes }: Park) => lanes.map(({ riders }) => riders.map(({ name, state }) => `${name} ${state}`))
const pipsIn = ({ lanes }: Park) => flat(lanes.flatMap(({ plates }) => plates)).flatMap(({ pips }) => pips)
const nodeUnder = ({ world }: Run, name: string): Target =>
  `node/${world.nodes[world.pods.find(pod => world.workloads[pod.workload]?.spec.name === name)?.node ?? -1]?.name}`

const ANYWHERE = ['cat unknown', 'qubit unknown']

describe('Before anybody looks', () => {
  const run = aBox()
  const park = shown(run)

  it('a rider is in every lane, and for who listens in one', () => {
    expect(ridersIn(park)).toEqual([ANYWHERE, ANYWHERE, ANYWHERE])
    expect(park.lanes.map(({ riders }) => riders.map(({ echo }) => echo))).toEqual([
      [false, false],
      [true, true],
      [true, true],
    ])
  })

  it('nothing on the board tells where, or who is not served', () => {
    expect(pipsIn(park)).toEqual([])
    expect(park.lanes.every(({ tone, utilisation }) => tone === 'idle' && utilisation === 0)).toBe(true)
    expect(park.lanes.every(({ troubles }) => troubles.failing === 0)).toBe(true)
    expect(park.log.filter(({ kind }) => kind !== 'command')).toEqual([])
    expect([park.target, mostUrgent(run)]).toEqual([undefined, undefined])
    expect(park.targets.slice(0, 2)).toEqual(['rider/cat', 'rider/qubit'])
  })

  it('who has fallen is walked through in its turn, and is nobody that ROUTE means', () => {
    const fallen = aBox()
    bringDown(fallen.world, 'machine', nodeUnder(fallen, 'qubit').slice('node/'.length))
    const after = shown(at(fallen, 210))
    expect(after.targets.slice(0, 2)).toEqual(['rider/cat', 'rider/qubit'])
    expect(after.lanes.some(({ open }) => open)).toBe(false)
  })

  it('every plate says that nobody knows who stands on it', () =>
    expect(
      flat(park.lanes.flatMap(({ plates }) => plates))
        .filter(({ target }) => target)
        .every(({ unseen }) => unseen),
    ).toBe(true))

  it('that users are lost is seen all the same', () => {
    const { served, lost, losing } = shown(aBox({})).meters
    expect(park.meters).toMatchObject({ served, lost, losing })
    expect(lost).toBeGreaterThan(0)
  })
})

describe('A look', () => {
  it('at a rider finds it where it is, with what ails it', () => {
    const park = shown(aBox(), 'rider/cat')
    expect(ridersIn(park)).toEqual([['cat riding', 'qubit unknown'], ['qubit unknown'], ['qubit unknown']])
    expect(park.lanes[0]?.riders[0]).toMatchObject({ failing: true, marked: true })
    expect(pipsIn(park).map(({ rider, word }) => [rider, word])).toEqual([['rider/cat', 'Running']])
  })

  it('at a plate finds who stands there', () => {
    const run = aBox()
    const park = shown(run, nodeUnder(run, 'qubit'))
    expect(ridersIn(park)[0]).toContain('qubit riding')
    expect(flat(park.lanes[0]?.plates ?? []).find(({ marked }) => marked)).toMatchObject({ unseen: false })
  })

  it('lasts for as long as the level says, and then nobody knows again', () => {
    const run = aBox()
    const looks = lookedAway(NO_LOOKS, 'rider/cat', 'rider/qubit', 200)
    const known = (moment: number) => ridersIn(shown(at(run, moment), undefined, looks))[0]?.[0]
    expect([200, 350, 351].map(known)).toEqual(['cat riding', 'cat riding', 'cat unknown'])
  })

  it('is not over while the mark stays, and is undone by going back', () => {
    const looks = looked(NO_LOOKS, 'rider/cat', 10)
    expect(lookedAway(looks, 'rider/cat', 'rider/cat', 20)).toBe(looks)
    expect(lookedAway(looks, 'rider/cat', undefined, 20)).toEqual([{ target: 'rider/cat', at: 20 }])
    expect(looksUpTo(looks, 9)).toEqual([])
  })

  it('changes nothing: the scheduler decided long ago', () => {
    const [seen, unseen] = [aBox(), aBox({})]
    shown(seen, 'rider/cat')
    expect(hash(seen)).toBe(hash(unseen))
  })
})

describe('Everything is known', () => {
  it('in hindsight', () => expect(ridersIn(seeAll(aBox()))[0]).toEqual(['cat riding', 'qubit riding']))
  it('where the level does not say otherwise', () =>
    expect(ridersIn(shown(aBox({})))[0]).toEqual(['cat riding', 'qubit riding']))
})

const seeAll = (run: Run) => seePark(run, NO_MARKS)
