/** Where a finger finds a backpack: large enough, never on anybody else, or not at all. */

import { describe, expect, it } from 'vitest'
import { NO_MARKS } from '../../src/view/aim'
import type { PackView } from '../../src/view/incident-view'
import type { Rect } from '../../src/view/layout-shapes'
import { layoutOf } from '../../src/view/layouts'
import { packAreas, RIDER_TAP } from '../../src/view/pack-areas'
import { seePark } from '../../src/view/see-park'
import { aRider } from '../given-view'
import { INCIDENTS, riding } from '../incidents'

const MOUSE = { px: 2, tap: 24 }
const FINGER = { px: 4 / 3, tap: 48 }
const FIELD: Rect = { x: 0, y: 0, width: 400, height: 80 }
const PACK: PackView = { target: 'volume/a', disk: 'local', state: 'steady', word: 'in-use', done: 0, marked: false }
const box = (x: number): Rect => ({ x, y: 30, width: 16, height: 36 })

const two = (apart: number) => ({
  layout: { field: FIELD, riders: { a: box(100), b: box(100 + apart) } },
  riders: [aRider({ name: 'a', pack: PACK }), aRider({ name: 'b' })],
})

describe.each([
  ['a mouse', MOUSE],
  ['a finger', FINGER],
] as const)('With %s a backpack', (_, reach) => {
  const areas = (apart: number) => packAreas(two(apart).layout, two(apart).riders, reach)

  it('has an area as large as that needs, which touches the figure', () => {
    const area = areas(200).a as Rect
    expect(area.width * reach.px).toBeGreaterThanOrEqual(reach.tap)
    expect(area.height * reach.px).toBeGreaterThanOrEqual(reach.tap)
    expect(area.x + area.width).toBeGreaterThan(100)
    expect(area.x + area.width).toBeLessThan(108)
  })

  it('leaves its rider 48 CSS pixels, and every other rider all of them', () => {
    for (let apart = -120; apart <= 120; apart += 1) {
      const area = areas(apart).a
      if (!area) continue
      const split = area.x + area.width
      const half = RIDER_TAP / reach.px / 2
      const other = 100 + apart + 8
      expect(other + half <= area.x || other - half >= split + RIDER_TAP / reach.px).toBe(true)
    }
  })

  it('has none where its neighbour stands too near: a second tap on the rider gives it', () => {
    expect(areas(-20).a).toBeUndefined()
    expect(areas(20).a).toBeUndefined()
  })

  it('has none at the edge of its lane, in the air, and where there is no disk', () => {
    const at = (x: number, over: object = {}) =>
      packAreas({ field: FIELD, riders: { a: box(x) } }, [aRider({ name: 'a', pack: PACK, ...over })], reach)
    expect(at(200).a).toBeDefined()
    expect(at(0).a).toBeUndefined()
    expect(at(200, { state: 'air' }).a).toBeUndefined()
    expect(at(200, { pack: undefined }).a).toBeUndefined()
  })
})

it('On a phone the first server of two hosts leaves a finger room for its backpack', () => {
  const park = seePark(riding(), NO_MARKS)
  const { lanes } = layoutOf(292, 633, park)
  expect(Object.keys(packAreas(lanes.boxes, park.lanes[1]?.riders ?? [], FINGER))).toEqual(['orders'])
})

it('Of a real board the one disk has an area on both screens', () => {
  const park = seePark(INCIDENTS.splitPods(), NO_MARKS)
  const { lanes } = layoutOf(640, 360, park)
  expect(Object.keys(packAreas(lanes.bowl, park.lanes[0]?.riders ?? [], MOUSE))).toEqual(['orders'])
  expect(riding().world.volumes).toHaveLength(1)
})
