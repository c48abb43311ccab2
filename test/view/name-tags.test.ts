import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import type { LaneView } from '../../src/view/lane-view'
import type { Rect } from '../../src/view/layout-shapes'
import { layoutOf } from '../../src/view/layouts'
import { nameTags } from '../../src/view/name-tags'
import type { PlateView } from '../../src/view/plate-view'
import type { RiderView } from '../../src/view/rider-view'
import { seated } from '../../src/view/tag-rows'
import type { Type } from '../../src/view/tag-shapes'
import { aLane, aPlate, aRider } from '../given-view'

const SCREENS: readonly (readonly [string, number, number, Type])[] = [
  ['a laptop, 1280x720', 640, 360, { letter: 4.2, line: 8 }],
  ['a phone, 390x844', 390, 844, { letter: 7.3, line: 14 }],
  ['a phone, 390x844 at 3', 292, 633, { letter: 5.5, line: 11 }],
]
const NAMES = ['archive', 'erp', 'newsletter', 'orders-db', 'mail-db', 'fax', 'invoices', 'canteen', 'wiki-db', 'menu']
const HOSTS = ['h1', 'h2', 'h3', 'h4']

/** So many on each host, one after another. */
function aCrowd(
  lane: Lane,
  perHost: readonly number[],
  over: (at: number) => Partial<RiderView> = () => ({}),
): LaneView {
  const names = perHost.flatMap((many, host) => NAMES.slice(0, many).map(name => ({ host, name: `${name}${host}` })))
  const kind = { bowl: 'node', rail: 'node', boxes: 'hypervisor', slab: 'machine' } as const
  const plates = HOSTS.slice(0, perHost.length).map((name, host): PlateView => {
    const guests = names.filter(rider => rider.host === host).map(rider => aPlate({ kind: 'server', name: rider.name }))
    const above = lane === 'slab' ? [] : [aPlate({ kind: kind[lane], name, above: lane === 'boxes' ? guests : [] })]
    return aPlate({ kind: 'machine', name, above })
  })
  const riders = names.map(({ host, name }, at) =>
    aRider({ name, plate: lane === 'boxes' ? `server/${name}` : `${kind[lane]}/${HOSTS[host]}`, ...over(at) }),
  )
  return aLane(lane, { plates, riders })
}

const tagsOf = (view: LaneView, [, width, height, type]: (typeof SCREENS)[number]) =>
  nameTags(view, layoutOf(width, height, { lanes: [view] }).lanes[view.lane], { beside: () => 0, onPlate: {} }, type)

const overlap = (one: Rect, other: Rect) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height
const clashes = (all: readonly Rect[]) =>
  all.flatMap((one, at) => all.slice(at + 1).filter(other => overlap(one, other)))

describe.each(SCREENS)('On %s', (...screen) => {
  const STATES = ['riding', 'riding', 'ready', 'bailed', 'air', 'hung'] as const

  it('no name lies on another, whoever is where (seed 20261126)', () => {
    const crowd = fc.record({
      lane: fc.constantFrom<Lane>('bowl', 'boxes', 'slab'),
      perHost: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 4 }),
      states: fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: 9 }),
      done: fc.integer({ min: 0, max: 1_000_000 }),
    })
    const law = fc.property(crowd, ({ lane, perHost, states, done }) => {
      const view = aCrowd(lane, perHost, at => ({ state: states[at % states.length] ?? 'riding', done }))
      expect(clashes(Object.values(tagsOf(view, screen)))).toEqual([])
    })
    fc.assert(law, { seed: 20261126, numRuns: 60 })
  })

  it('whoever is marked has all of its name, in any crowd', () => {
    const view = aCrowd('boxes', [7, 7, 7, 7], at => ({ marked: at === 10 }))
    const marked = view.riders[10]?.name ?? ''
    expect(tagsOf(view, screen)[marked]).toMatchObject({ whole: true })
  })

  it('a few have their names beside them, and whole', () => {
    const tags = Object.values(tagsOf(aCrowd('boxes', [1, 0, 1]), screen))
    expect(tags.map(({ whole, string }) => ({ whole, string }))).toEqual(tags.map(() => ({ whole: true, string: 0 })))
  })
})

describe('In a row', () => {
  const named = (name: string, at: number, widths: readonly number[], rank = 0) => ({
    name,
    at,
    from: 0,
    to: 100,
    widths,
    rank,
  })
  const seats = (...all: readonly ReturnType<typeof named>[]) =>
    seated(all, { from: 0, to: 100 }, true)?.map(({ name, x, width, whole }) => [name, x, width, whole])

  it('who has room stands in the middle', () =>
    expect(seats(named('a', 20, [10]), named('b', 60, [20]))).toEqual([
      ['a', 15, 10, true],
      ['b', 50, 20, true],
    ]))
  it('two give way to one another as long as each holds on to its own', () =>
    expect(seats(named('a', 40, [30, 20]), named('b', 50, [30, 20]))).toEqual([
      ['a', 16, 30, true],
      ['b', 47, 30, true],
    ]))
  it('the longest is shortened', () =>
    expect(seats(named('a', 40, [30, 20]), named('b', 50, [40, 20]), named('c', 75, [20]))).toEqual([
      ['a', 16, 30, true],
      ['b', 47, 20, false],
      ['c', 68, 20, true],
    ]))
  it('who matters less is left out first', () =>
    expect(seats(named('a', 40, [30], 1), named('b', 45, [30]), named('c', 50, [30], 2))).toEqual([
      ['a', 16, 30, true],
      ['c', 47, 30, true],
    ]))
})
