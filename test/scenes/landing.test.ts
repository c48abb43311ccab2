/** A rider comes down: in the air until it is there, then pressed flat, then dust; and who is thrown falls to the end. */

import { describe, expect, it } from 'vitest'
import { Figures } from '../../src/scenes/figures'
import { momentOf } from '../../src/scenes/moment'
import { putRiders } from '../../src/scenes/riders'
import { layoutOf } from '../../src/view/layouts'
import type { ParkView } from '../../src/view/park-view'
import type { RiderView } from '../../src/view/rider-view'
import { aLane, aPark, aPlate, aRider } from '../given-view'
import { aBoard } from './put-down'

const PLATE = aPlate({ kind: 'machine', name: 'b1', above: [aPlate({ kind: 'node', name: 'b1' })] })
const park = (over: Partial<RiderView>): ParkView =>
  aPark({ lanes: [aLane('bowl', { plates: [PLATE], riders: [aRider({ name: 'web', plate: 'node/b1', ...over })] })] })
const AIR = park({ state: 'air', done: 400_000 })
const RIDES = park({})

/** Draws one picture after the other, and tells of the last. */
function filmed(
  looks: { readonly calm?: boolean; readonly plain?: boolean },
  ...shots: readonly (readonly [ParkView, number])[]
) {
  const [figures, board] = [new Figures(), aBoard()]
  let drawn: ReturnType<typeof board> = []
  for (const [view, now] of shots) {
    const lane = view.lanes[0]!
    const moment = momentOf(view, 0, now, looks.calm ?? false, { patterned: false, plain: looks.plain ?? false })
    figures.begin()
    drawn = board(stamps => putRiders(stamps, layoutOf(640, 360, view).lanes.bowl, lane, figures, moment))
    figures.end()
  }
  const rider = drawn.find(({ name }) => name.startsWith('rider/'))
  const dusty = drawn.some(({ name }) => name.startsWith('smoke/'))
  return { pose: rider?.name.split('/').at(-1), dusty, x: rider?.x }
}

describe('A rider that becomes ready', () => {
  const landed = (ms: number): readonly [ParkView, number][] => [
    [AIR, 0],
    [RIDES, 1_000],
    [RIDES, 1_000 + ms],
  ]
  it.each([
    [150, false],
    [310, true],
    [500, true],
    [900, false],
  ])('%i ms later there is dust: %s', (ms, dusty) => expect(filmed({}, ...landed(ms)).dusty).toBe(dusty))

  it('is in the air until it is there, and then pressed flat', () => {
    expect([100, 200, 310, 400].map(ms => filmed({}, ...landed(ms)).pose)).toEqual(['air', 'air', 'land', 'land'])
  })

  it('is simply there with reduced motion', () =>
    expect(filmed({ calm: true }, ...landed(10))).toMatchObject({ pose: 'coast-0', dusty: false }))

  it('raises no dust where effects are plain', () => {
    expect(filmed({ plain: true }, ...landed(310))).toMatchObject({ pose: 'land', dusty: false })
  })

  it('and was so before anybody looked does not land again', () =>
    expect(filmed({}, [RIDES, 1_000], [RIDES, 1_016]).dusty).toBe(false))
})

describe('A rider that crashes', () => {
  const CRASHED = park({ state: 'bailed', bail: 'crash' })
  const at = (ms: number, calm = false) => filmed({ calm }, [RIDES, 0], [CRASHED, 1_000], [RIDES, 1_000 + ms]).pose

  it('falls to the end, though it was started again at once', () =>
    expect([at(30), at(400)]).toEqual(['bail-0', 'bail-0']))
  it('is then as it is', () => expect(at(700)).not.toMatch(/bail/))
  it('is at once as it is with reduced motion', () => expect(at(30, true)).toBe('coast-0'))
})

describe('A rider whose replicas serve on from another plate', () => {
  const b2 = aPlate({ kind: 'machine', name: 'b2', above: [aPlate({ kind: 'node', name: 'b2' })] })
  const on = (plate: string): ParkView =>
    aPark({ lanes: [aLane('bowl', { plates: [PLATE, b2], riders: [aRider({ name: 'web', plate })] })] })

  it('hops nowhere: it is there at once', () => {
    const there = (...shots: readonly (readonly [ParkView, number])[]) => filmed({ calm: true }, ...shots).x ?? 0
    const [from, to] = [there([on('node/b1'), 0]), there([on('node/b2'), 0])]
    const moved = filmed({}, [on('node/b1'), 0], [on('node/b2'), 1_000]).x ?? 0
    expect(Math.abs(to - from)).toBeGreaterThan(60)
    expect(Math.abs(moved - to)).toBeLessThan(20) // it swings
  })
})

describe('Who swings beside a node that is not its own', () => {
  const NAMES = ['b1', 'b2', 'b3', 'b4']
  const plates = NAMES.map(name => aPlate({ kind: 'machine', name, above: [aPlate({ kind: 'node', name })] }))
  const view = aPark({ lanes: [aLane('bowl', { plates, riders: [aRider({ name: 'web', plate: 'node/b1' })] })] })

  it('turns back before it', () => {
    const { x: from, width } = layoutOf(640, 360, view).lanes.bowl.plates['node/b1']!
    const ways = Array.from({ length: 40 }, (_, at) => filmed({}, [view, 0], [{ ...view, tick: at * 3 }, 9_000]).x ?? 0)
    expect(new Set(ways).size).toBeGreaterThan(1)
    expect(Math.max(...ways) + 16).toBeLessThanOrEqual(from + width)
  })
})

describe('A rider that makes room for another', () => {
  const beside = (...names: readonly string[]): ParkView =>
    aPark({
      lanes: [aLane('bowl', { plates: [PLATE], riders: names.map(name => aRider({ name, plate: 'node/b1' })) })],
    })

  it('moves aside, and does not land', () => {
    const shots = [0, 16, 32, 100, 320, 400].map(ms => [beside('web', 'api'), 1_000 + ms] as const)
    for (let many = 1; many <= shots.length; many++)
      expect(filmed({}, [beside('web'), 0], ...shots.slice(0, many)).dusty).toBe(false)
  })
})
