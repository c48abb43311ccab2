import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANES as ALL } from '../../src/model/command'
import { lanesOf } from '../../src/rules/lanes'
import type { LaneView } from '../../src/view/lane-view'
import type { Rect } from '../../src/view/layout-shapes'
import { layoutOf, zoomOf } from '../../src/view/layouts'
import { aLane, aPlate, aRider, MOMENTS } from '../given-view'

const SCREENS: readonly (readonly [string, number, number])[] = [
  ['the smallest landscape', 480, 270],
  ['the smallest portrait', 270, 480],
  ['a laptop, 1280x720', 640, 360],
  ['a phone, 390x844 at 3', 292, 633],
  ['a phone, 390x844 at 1', 390, 844],
  ['a small phone, 320x568 at 2', 320, 568],
  ['a phone on its side, 844x390 at 3', 633, 292],
  ['a wide screen', 860, 360],
]
const LANES = lanesOf({ tenants: [] })
const VIEWS = Object.values(MOMENTS)

describe('A screen is enlarged a whole number of times:', () => {
  const cases = [
    [480, 270, 1, 480, 270],
    [1280, 720, 2, 640, 360],
    [1920, 1080, 4, 480, 270],
    [3840, 2160, 8, 480, 270],
    [1170, 2532, 4, 292, 633],
    [640, 1136, 2, 320, 568],
    [390, 844, 1, 390, 844],
    [200, 100, 1, 200, 100],
  ] as const
  it.each(cases)('%ix%i by %i', (width, height, zoom, across, down) =>
    expect(zoomOf(width, height)).toEqual({ zoom, width: across, height: down }),
  )
})

describe.each(SCREENS)('On %s', (_, width, height) => {
  const board = layoutOf(width, height, MOMENTS.ordering)

  it('the parts stay on the board and apart from one another', () => {
    const parts = [board.meters, board.clock, board.next, board.incoming, board.says, board.verbs]
    const all = [...parts, ...LANES.map(lane => board.lanes[lane].rect)]
    expect(all.filter(part => !isWithin(part, { x: 0, y: 0, width, height }))).toEqual([])
    expect(pairsOf(all).filter(([one, other]) => overlap(one, other))).toEqual([])
  })

  it('every lane has its height, and a title of its own', () => {
    for (const lane of LANES) {
      const { rect, title, field } = board.lanes[lane]
      expect(rect.height).toBeGreaterThanOrEqual(64)
      expect(title.height + field.height).toBe(rect.height)
    }
  })

  it('a verdict leaves the upper lines to the level', () => {
    if (board.orientation !== 'portrait') return
    expect(isWithin(board.impact, board.says)).toBe(true)
    expect(board.impact.y - board.says.y).toBeGreaterThanOrEqual(Math.floor(board.says.height * 0.4))
    expect(board.says.height).toBeGreaterThanOrEqual(46)
  })

  it('whoever is up stands on the NEXT card', () => {
    expect(isWithin(board.figure, board.next)).toBe(true)
    expect(isWithin(board.queue, board.next)).toBe(true)
  })

  it('a thumb has its zone, and cards have room for words', () => {
    if (board.orientation === 'portrait') expect(board.verbs.height).toBeGreaterThanOrEqual(108)
    else expect(board.next.width).toBeGreaterThanOrEqual(100)
  })

  it('every plate and rider of the first level has a place in its lane', () => {
    for (const view of VIEWS) {
      const { lanes } = layoutOf(width, height, view)
      for (const { lane, plates, riders } of view.lanes) {
        const places = Object.values(lanes[lane].plates)
        expect(Object.keys(lanes[lane].riders)).toEqual(riders.map(({ name }) => name))
        expect(places.length).toBeGreaterThanOrEqual(plates.length)
        expect(places.filter(place => !isWithin(place, lanes[lane].field))).toEqual([])
      }
    }
  })

  it('a machine that nobody rides is large enough for a finger', () => {
    const { plates } = layoutOf(width, height, MOMENTS.dropInStarts).lanes.slab
    for (const plate of Object.values(plates)) {
      expect(Math.min(plate.width, plate.height)).toBeGreaterThanOrEqual(34)
    }
  })

  it.each(LANES)('five riders in the %s do not cover one another, fourteen stay in it', lane => {
    const five = boxes(width, height, lane, 5)
    expect(pairsOf(five).filter(([one, other]) => overlap(one, other))).toEqual([])
    const { field } = layoutOf(width, height, { lanes: [] }).lanes[lane]
    const fourteen = boxes(width, height, lane, 14)
    expect(fourteen).toHaveLength(14)
    for (const { x } of fourteen) {
      expect(x).toBeGreaterThanOrEqual(field.x)
      expect(x + 16).toBeLessThanOrEqual(field.x + field.width)
    }
  })
})

describe.each(SCREENS)('With a rail, on %s', (_, width, height) => {
  const views = (over: Partial<LaneView> = {}) => ALL.map(lane => aLane(lane, lane === 'rail' ? over : {}))
  const { lanes, plane, ...board } = layoutOf(width, height, { lanes: views() })

  it('the seam lies between bowl and boxes, and nothing lies on anything', () => {
    const order = ALL.map(lane => lanes[lane].rect)
    expect(order.map(({ y }) => y)).toEqual(order.map(({ y }) => y).sort((a, b) => a - b))
    const all = [board.meters, board.clock, board.next, board.incoming, board.says, board.verbs, ...order]
    expect(all.filter(part => !isWithin(part, { x: 0, y: 0, width, height }))).toEqual([])
    expect(pairsOf(all).filter(([one, other]) => overlap(one, other))).toEqual([])
  })

  it('every lane carries a rider under its title, and a finger finds the rail', () => {
    for (const lane of ALL) expect(lanes[lane].rect.height).toBeGreaterThanOrEqual(45)
    expect(lanes.rail.rect.height).toBeGreaterThanOrEqual(48)
  })

  it('a rider stands above the node it rides on, which is drawn in the boxes', () => {
    const guest = aPlate({ kind: 'server', name: 'w1', above: [aPlate({ kind: 'node', name: 'w1' })] })
    const host = (name: string, above: (typeof guest)[]) =>
      aPlate({ kind: 'machine', name, above: [aPlate({ kind: 'hypervisor', name, above })] })
    const on = views({ riders: [aRider({ name: 'shop', plate: 'node/w1' })] }).map(view =>
      view.lane === 'boxes' ? { ...view, plates: [host('h1', []), host('h2', [guest])] } : view,
    )
    const { rail, boxes } = layoutOf(width, height, { lanes: on }).lanes
    const [rider, node] = [rail.landings.shop as Rect, boxes.plates['node/w1'] as Rect]
    expect(Math.abs(rider.x + rider.width / 2 - node.x - node.width / 2)).toBeLessThanOrEqual(1)
  })
})

describe.each(SCREENS)('For the left hand, on %s', (_, width, height) => {
  const [right, left] = [layoutOf(width, height, { lanes: [] }), layoutOf(width, height, { lanes: [] }, 'left')]
  const flipped = (part: Rect) => ({ ...part, x: width - part.x - part.width })

  it.each(['meters', 'clock', 'next', 'incoming', 'says', 'verbs'] as const)('%s: the other side', part =>
    expect(left[part]).toEqual(flipped(right[part])),
  )

  it('the lanes go along, and are the same inside: what rides to the right still does', () => {
    for (const lane of LANES) {
      const [was, is] = [right.lanes[lane], left.lanes[lane]]
      expect(is.rect).toEqual(flipped(was.rect))
      expect(is.field.x - is.rect.x).toBe(was.field.x - was.rect.x)
    }
  })

  it('the menu is under its thumb', () => expect(left.clock.x).toBeLessThan(width / 2))

  it('whoever is up stands on the NEXT card', () => {
    expect(isWithin(left.figure, left.next)).toBe(true)
    expect(isWithin(left.queue, left.next)).toBe(true)
  })
})

describe.each(SCREENS)('However many ride, on %s', (_, width, height) => {
  const KINDS = { bowl: 'node', boxes: 'server', slab: 'machine' } as const
  const park = fc.record({
    lane: fc.constantFrom(...(['bowl', 'boxes', 'slab'] as const)),
    perHost: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }),
    nowhere: fc.integer({ min: 0, max: 2 }),
  })

  it('everybody stands over the machine that carries it, and in its order (seed 20261127)', () => {
    const law = fc.property(park, ({ lane, perHost, nowhere }) => {
      const names = perHost.map((many, host) => Array.from({ length: many }, (_, at) => `r${host}-${at}`))
      const plates = names.map((mine, host) => aMachine(lane, `m${host}`, mine))
      const riders = names.flatMap((mine, host) =>
        mine.map(name => aRider({ name, plate: `${KINDS[lane]}/${lane === 'boxes' ? name : `m${host}`}` })),
      )
      const strays = Array.from({ length: nowhere }, (_, at) => aRider({ name: `stray-${at}` }))
      const view = aLane(lane, { plates, riders: [...strays, ...riders] })
      const { landings, plates: places } = layoutOf(width, height, { lanes: [view] }).lanes[lane]
      names.forEach((mine, host) => {
        const centres = mine.map(name => middle(landings[name] as Rect))
        const { x, width } = places[`machine/m${host}`] as Rect
        expect(centres.filter(at => at < x || at > x + width)).toEqual([])
        expect(centres).toEqual([...centres].sort((a, b) => a - b))
      })
    })
    fc.assert(law, { seed: 20261127, numRuns: 60 })
  })

  it('in the boxes so many that they overlap can be told apart', () => {
    const names = Array.from({ length: 6 }, (_, at) => `r${at}`)
    const plates = ['m0', 'm1', 'm2', 'm3'].map((name, at) => aMachine('boxes', name, at === 1 ? names : []))
    const riders = names.map(name => aRider({ name, plate: `server/${name}` }))
    const { landings } = layoutOf(width, height, { lanes: [aLane('boxes', { plates, riders })] }).lanes.boxes
    const at = names.map(name => landings[name]?.x ?? 0)
    const steps = at.slice(1).map((x, nth) => x - (at[nth] ?? 0))
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(6)
  })
})

describe('A rider stands', () => {
  const { lanes } = layoutOf(640, 360, MOMENTS.ended)

  it('in its server, between the walls', () => {
    const [rider, server] = [lanes.boxes.riders.till!, lanes.boxes.plates['server/till-0']!]
    expect(rider.x).toBeGreaterThan(server.x)
    expect(rider.x + rider.width).toBeLessThan(server.x + server.width)
    expect(bottom(rider)).toBe(bottom(server) - 4)
  })

  it('in the bowl over the node that it mainly runs on', () => {
    const plates = ['b1', 'b2', 'b3'].map(name =>
      aPlate({ kind: 'machine', name, above: [aPlate({ kind: 'node', name })] }),
    )
    const riders = [aRider({ name: 'shop', plate: 'node/b3' }), aRider({ name: 'web', plate: 'node/b2' })]
    const bowl = layoutOf(640, 360, { lanes: [aLane('bowl', { plates, riders })] }).lanes.bowl
    for (const { name, plate } of riders) {
      const under = bowl.plates[plate ?? '']!
      expect(middle(bowl.riders[name]!)).toBeGreaterThan(under.x)
      expect(middle(bowl.riders[name]!)).toBeLessThan(under.x + under.width)
    }
  })

  it('on no machine that is down, while it stands nowhere', () => {
    const plates = ['b1', 'b2', 'b3'].map((name, at) =>
      aPlate({
        kind: 'machine',
        name,
        above: [aPlate({ kind: 'node', name, state: at === 1 ? 'down' : 'up' })],
      }),
    )
    const bowl = layoutOf(640, 360, { lanes: [aLane('bowl', { plates, riders: [aRider({ name: 'report' })] })] }).lanes
      .bowl
    const { x, width } = bowl.plates['node/b2']!
    const at = middle(bowl.riders.report!)
    expect(at < x || at > x + width).toBe(true)
  })

  it('on the lid of its machine', () => {
    expect(bottom(lanes.slab.riders.render!)).toBe(lanes.slab.plates['machine/s1']!.y)
  })

  it('and what carries something is below it', () => {
    expect(lanes.bowl.plates['machine/b1']!.y).toBe(bottom(lanes.bowl.plates['node/b1']!))
    expect(lanes.boxes.plates['machine/h1']!.y).toBe(bottom(lanes.boxes.plates['hypervisor/h1']!))
    expect(lanes.boxes.plates['hypervisor/h1']!.y).toBe(bottom(lanes.boxes.plates['server/till-0']!))
  })

  it('at its own place again for the same view', () => {
    expect(layoutOf(640, 360, MOMENTS.ended)).toEqual(layoutOf(640, 360, MOMENTS.ended))
  })
})

/** Riders on two plates: as many on each. */
function boxes(width: number, height: number, lane: LaneView['lane'], many: number) {
  const plates = [aPlate({ kind: 'machine', name: 'm1' }), aPlate({ kind: 'machine', name: 'm2' })]
  const riders = Array.from({ length: many }, (_, at) => aRider({ name: `r${at}`, plate: `machine/m${1 + (at % 2)}` }))
  return Object.values(layoutOf(width, height, { lanes: [aLane(lane, { plates, riders })] }).lanes[lane].riders)
}

function aMachine(lane: LaneView['lane'], name: string, guests: readonly string[]) {
  const above = {
    bowl: () => [aPlate({ kind: 'node', name })],
    boxes: () => [
      aPlate({ kind: 'hypervisor', name, above: guests.map(guest => aPlate({ kind: 'server', name: guest })) }),
    ],
    slab: () => [],
    rail: () => [],
  } as const
  return aPlate({ kind: 'machine', name, above: above[lane]() })
}

const middle = ({ x, width }: Rect) => x + width / 2
const bottom = ({ y, height }: Rect) => y + height

const isWithin = (inner: Rect, outer: Rect) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  bottom(inner) <= bottom(outer)

const overlap = (one: Rect, other: Rect) =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < bottom(other) && other.y < bottom(one)

const pairsOf = <T>(all: readonly T[]) =>
  all.flatMap((one, at) => all.slice(at + 1).map(other => [one, other] as const))
