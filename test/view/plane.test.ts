/** The control plane's strip, second by second; and where it lies. */

import { describe, expect, it } from 'vitest'
import type { ControlPlaneSpec } from '../../src/model/park'
import { lanesOf } from '../../src/rules/lanes'
import type { Run } from '../../src/rules/run'
import type { Order } from '../../src/sim/orders/orders'
import { laneOfPlate, NO_MARKS, targetsOf } from '../../src/view/aim'
import { layoutOf } from '../../src/view/layouts'
import { mostUrgent } from '../../src/view/most-urgent'
import { ui } from '../../src/view/phrase'
import { seePark } from '../../src/view/see-park'
import { planeCells } from '../../src/view/strip'
import { aPark, aPlane, aRun, at, bringDown, order, told } from '../given'
import { aPlane as aPlaneView, MOMENTS } from '../given-view'
import { WORDS } from '../words'

const playing = (members: number, ready = 0, over: Partial<ControlPlaneSpec> = {}) =>
  at(aRun({ slo: 0, lasts: 3_600, park: { ...aPark(), ...aPlane(members, ready, over) } as never }), 10)

const MARKED = { ...NO_MARKS, plate: 'control-plane/k1', last: 'plate' } as const
const strip = (run: Run) => seePark(run, MARKED).plane
const tones = (run: Run) => strip(run)?.lamps.map(({ tone }) => tone)
const known = (run: Run) => {
  const phrase = strip(run)?.known
  return phrase?.from === 'ui' ? phrase.key : undefined
}
const lose = (run: Run, ...names: readonly string[]) => {
  for (const name of names) bringDown(run.world, 'machine', name)
  return run
}
const ordered = (run: Run, what: Order) => {
  order(run.world, what)
  return run
}
const days = (run: Run, count: number) => ordered(run, { order: 'let-days-pass', days: count })
const later = (run: Run, seconds: number) => at(run, run.world.tick + seconds)

describe('The strip of the control plane', () => {
  it('is there only where the park names one', () => {
    expect(strip(aRun())).toBeUndefined()
    expect(targetsOf(aRun())).not.toContain('control-plane/k1')
    expect(strip(playing(1))).toMatchObject({ target: 'control-plane/k1', name: 'k1', marked: true })
    expect(targetsOf(playing(1))).toContain('control-plane/k1')
  })

  it('has its machines in no lane', () => {
    const run = playing(3)
    expect(laneOfPlate(run, 'machine/m1')).toBeUndefined()
    expect(JSON.stringify(seePark(run, NO_MARKS).lanes)).not.toContain('machine/m1')
  })

  it.each([
    ['all is well', () => playing(3), 'well'],
    ['nobody is left to ask', () => lose(playing(3), 'm1', 'm2', 'm3'), 'down'],
    ['its certificates have run out: it answers, and who asks hangs up', () => days(playing(3), 365), 'refused'],
    ['and then its machines die', () => lose(days(playing(3), 365), 'm1', 'm2', 'm3'), 'down'],
  ])('says of its API server, when %s', (_, run, tone) => {
    expect(strip(run())?.lamps[0]?.about).toEqual(ui('plane.api.inWords', { tone }))
    expect(WORDS['plane.api.inWords']).toContain(
      tone === 'down' ? 'other {no API server answers}' : `${tone} {the API server answers`,
    )
  })

  const cases: readonly [string, () => Run, readonly string[], string | undefined][] = [
    ['all is well', () => playing(3), ['well', 'well', 'well', 'well'], undefined],
    ['two are more fragile than one', () => playing(2), ['well', 'well', 'well', 'strained'], 'plane.fragile'],
    [
      'its leader has just died',
      () => lose(playing(3), 'm1'),
      ['strained', 'waiting', 'waiting', 'waiting'],
      'plane.electing',
    ],
    [
      'another leads, and the leases run out',
      () => later(lose(playing(3), 'm1'), 5),
      ['strained', 'waiting', 'waiting', 'strained'],
      'plane.dead',
    ],
    [
      'others hold them',
      () => later(lose(playing(3), 'm1'), 30),
      ['strained', 'well', 'well', 'strained'],
      'plane.dead',
    ],
    [
      'the majority is lost',
      () => later(lose(playing(3), 'm1', 'm2'), 30),
      ['down', 'down', 'down', 'down'],
      'plane.lost',
    ],
    ['it is full', () => playing(3, 0, { databaseMiB: 2_048 }), ['well', 'down', 'down', 'failing'], 'plane.full'],
    [
      'its certificates run out',
      () => playing(3, 0, { certificatesEnd: 100 }),
      ['well', 'well', 'well', 'well'],
      'plane.ends',
    ],
    ['days have passed', () => days(playing(3), 345), ['well', 'well', 'well', 'well'], 'plane.days'],
    ['not so many', () => days(playing(3), 300), ['well', 'well', 'well', 'well'], undefined],
    [
      'a timer sees to it',
      () => days(ordered(playing(3), { order: 'automate-plane', cluster: 0 }), 345),
      ['well', 'well', 'well', 'well'],
      'plane.automated',
    ],
    ['they just have', () => playing(3, 0, { certificatesEnd: 10 }), ['down', 'well', 'well', 'well'], 'plane.expired'],
    ['they have', () => playing(3, 0, { certificatesEnd: 5 }), ['down', 'down', 'down', 'well'], 'plane.expired'],
  ]
  it.each(cases)('%s', (_, run, lamps, key) => {
    const now = run()
    expect([tones(now), known(now)]).toEqual([lamps, key])
  })

  it('says what is under way', () => {
    const joining = playing(3, 1)
    told(joining, 'SCALE', 'control-plane/k1')
    expect(known(joining)).toBe('plane.joining')
    const undone = playing(3)
    told(undone, 'UNDO', 'control-plane/k1')
    expect(known(undone)).toBe('plane.defragmenting')
    const renews = playing(3, 0, { certificatesEnd: 100 })
    told(renews, 'SAVE', 'control-plane/k1')
    expect(known(renews)).toBe('plane.renewing')
    const saved = playing(3)
    order(saved.world, { order: 'save-etcd' })
    told(lose(later(saved, 5), 'm1', 'm2'), 'UNDO', 'control-plane/k1')
    expect(known(saved)).toBe('plane.restoring')
  })
})

describe('With nothing marked the tricks mean', () => {
  const riding = () => {
    const run = playing(3)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    return at(run, 100)
  }

  it('a rider that rides, while kubectl is answered', () => expect(mostUrgent(riding())).toBe('rider/web'))
  it('the control plane, while it is not', () =>
    expect(mostUrgent(lose(riding(), 'm1', 'm2'))).toBe('control-plane/k1'))
})

describe('The buttons say what a trick on it means now', () => {
  const captions = (run: Run) =>
    seePark(run, MARKED)
      .verbs.filter(({ target }) => target === 'control-plane/k1')
      .map(({ caption }) => (caption.from === 'ui' ? caption.key : ''))

  it('in good days', () =>
    expect(captions(playing(3, 1))).toEqual([
      'does.SCALE.plane',
      'does.SAVE.plane',
      'does.UNDO.plane',
      'does.MOVE.plane',
    ]))

  it('and in bad ones', () => {
    const run = lose(playing(3, 0, { certificatesEnd: 500 }), 'm1', 'm2')
    expect(captions(run)).toEqual([
      'does.SCALE.plane.order',
      'does.SAVE.plane.renew',
      'does.UNDO.plane.restore',
      'does.MOVE.plane',
    ])
  })

  it('and it is explained in the words of etcdctl', () => {
    expect(seePark(playing(3), MARKED).target).toMatchObject({ kind: 'plane', name: 'k1', byHand: true })
    expect(seePark(playing(3), MARKED).target?.explained[2]).toMatch(/^etcd: 3 of 3 members live/)
  })
})

describe.each([
  ['the smallest landscape', 480, 270],
  ['the smallest portrait', 270, 480],
  ['a laptop', 640, 360],
  ['a phone', 390, 844],
  ['a wide screen', 860, 360],
])('On %s', (_, width, height) => {
  const board = layoutOf(width, height, { ...MOMENTS.ordering, plane: aPlaneView() })

  it('the strip has a place of its own, and the lanes keep their height', () => {
    const parts = [board.meters, board.clock, board.next, board.incoming, board.says, board.verbs]
    const lanes = lanesOf({ tenants: [] }).map(lane => board.lanes[lane].rect)
    const { plane } = board
    expect(plane).toBeDefined()
    if (!plane) return
    for (const { x, y, width, height } of [...parts, ...lanes]) {
      const apart =
        x + width <= plane.x || plane.x + plane.width <= x || y + height <= plane.y || plane.y + plane.height <= y
      expect(apart).toBe(true)
    }
    for (const lane of lanes) expect(lane.height).toBeGreaterThanOrEqual(64)
    expect(planeCells(plane).every(cell => cell.x >= plane.x && cell.x + cell.width <= plane.x + plane.width)).toBe(
      true,
    )
    expect(planeCells(plane)).toHaveLength(4)
  })

  it('without one nothing moves', () => {
    expect(layoutOf(width, height, MOMENTS.ordering)).not.toHaveProperty('plane')
  })
})
