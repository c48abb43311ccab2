/** What time stands for in call-out mode, and with what it can be answered. */

import { describe, expect, it } from 'vitest'
import { obey } from '../../src/sim/orders/orders'
import { NO_MARKS } from '../../src/view/aim'
import type { ParkView } from '../../src/view/park-view'
import { ui } from '../../src/view/phrase'
import type { PlateView } from '../../src/view/plate-view'
import { callsIn, seeCall } from '../../src/view/see-calls'
import { seePark } from '../../src/view/see-park'
import { aMachine, aPark, aRun, at, told } from '../given'
import { aLane, aPark as aParkView, aPlate, aRider, helloCard } from '../given-view'

const ids = (park: ParkView) => callsIn(park).map(({ id }) => id)
const node = (over: Partial<PlateView>) =>
  aParkView({
    targets: ['node/b2'],
    deck: { up: undefined, next: [] },
    lanes: [
      aLane('bowl', {
        riders: [],
        plates: [
          aPlate({
            kind: 'machine',
            name: 'b2',
            target: 'machine/b2',
            above: [aPlate({ ...over, kind: 'node', name: 'b2', target: 'node/b2' })],
          }),
        ],
      }),
    ],
  })
const rider = (over: Parameters<typeof aRider>[0]) =>
  aParkView({ deck: { up: undefined, next: [] }, lanes: [aLane('boxes', { plates: [], riders: [aRider(over)] })] })
const up = (held: boolean) => aParkView({ lanes: [], deck: { up: { ...helloCard, held }, next: [] } })
const coming = (kind: 'rider' | 'incident' | 'sign') => ({
  ...node({}),
  incoming: [{ id: 'boom', kind, name: 'b2', stickers: [], inSeconds: 60, at: 60, done: 0, about: ui('sign.fan') }],
})

describe('Time stands for', () => {
  const cases = [
    ['a rider that is up', up(false), ['up/rider/hello']],
    ['a rider that is ready', rider({ name: 'till', state: 'ready' }), ['ready/rider/till']],
    ['one that hangs', rider({ name: 'till', state: 'hung' }), ['hung/rider/till']],
    ['one that bailed', rider({ name: 'till', state: 'bailed' }), ['bailed/rider/till']],
    ['one whose users are not served', rider({ name: 'till', state: 'riding', failing: true }), ['failing/rider/till']],
    ['a plate that is down, once, whatever lies under it', node({ state: 'down' }), ['down/node/b2']],
    [
      'what a system has come to know',
      node({ known: ui('known.evicts', { seconds: 3 }) }),
      ['known/node/b2/known.evicts'],
    ],
    ['an incident that is announced', coming('incident'), ['coming/boom']],
    ['a sign of one', coming('sign'), ['coming/boom']],
  ] as const
  it.each(cases)('%s', (_, park, calls) => expect(ids(park)).toEqual(calls))

  const calm = [
    ['a rider that was told to wait', up(true)],
    ['one that rides', rider({ name: 'till', state: 'riding' })],
    ['one in the air', rider({ name: 'till', state: 'air', failing: true })],
    ['what a hand did itself', node({ known: ui('known.cordoned') })],
    ['a rider that is announced: it is called when it is up', coming('rider')],
  ] as const
  it.each(calm)('nothing else: %s', (_, park) => expect(ids(park)).toEqual([]))

  it('what is most urgent first', () => {
    const park = { ...node({ state: 'down' }), deck: { up: helloCard, next: [] } }
    expect(ids(park)).toEqual(['down/node/b2', 'up/rider/hello'])
  })
})

describe('It is answered with', () => {
  const machines = ['b1', 'b2'].map(name => aMachine({ name }))
  const started = (may = ['ROUTE', 'LAND', 'SCALE', 'MOVE', 'HOLD']) =>
    aRun({ slo: 0, lasts: 3_000, may: may as never, park: aPark({ machines }) as never })
  const answers = (run: ReturnType<typeof started>, about: string) => {
    const call = callsIn(seePark(run, NO_MARKS)).find(each => each.about === about)
    return call && seeCall(run, call).answers.map(({ verb, lane }) => lane ?? verb)
  }

  it('a lane, HOLD, or nothing, for who is up', () => {
    expect(answers(started(), 'up')).toEqual(['bowl', 'boxes', 'slab', 'HOLD', undefined])
    expect(answers(started(['ROUTE']), 'up')).toEqual(['bowl', 'boxes', 'slab', undefined])
  })

  it('the tricks that the level has, for what is down', () => {
    const run = started()
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 100)
    obey(run.world, { order: 'bring-down', host: { kind: 'machine', id: 0 } }, { by: 'scenario', id: 'test' })
    at(run, 110)
    expect(answers(run, 'down')).toEqual(['SCALE', 'MOVE', undefined])
  })

  it('and acts on what was called, whatever is marked: its caption says so', () => {
    const run = started()
    const [call] = callsIn(seePark(run, NO_MARKS))
    expect(seeCall(run, call!).answers[0]?.caption).toEqual(ui('does.ROUTE.bowl', { name: 'web' }))
  })
})
