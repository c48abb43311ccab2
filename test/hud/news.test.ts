import { describe, expect, it } from 'vitest'
import { newsOf, situation } from '../../src/hud/news'
import { wordsOf } from '../../src/hud/words'
import type { LaneView } from '../../src/view/lane-view'
import type { ParkView } from '../../src/view/park-view'
import { system } from '../../src/view/phrase'
import {
  aLane,
  aPark,
  aPlane,
  calm,
  dropInStarts,
  MOMENTS,
  ordering,
  renderUp,
  someMeters,
  trouble,
} from '../given-view'
import { level } from './page'

const to = { words: wordsOf(level.words), timeScale: level.timeScale }
const said = (before: ParkView | undefined, after: ParkView) => newsOf(before, after, to).map(({ text }) => text)
const urgent = (before: ParkView | undefined, after: ParkView) =>
  newsOf(before, after, to)
    .filter(news => news.urgent)
    .map(({ text }) => text)

describe('It is said at once', () => {
  const quiet = aPark({ tick: 100 })
  const later = (over: Partial<ParkView>) => aPark({ tick: 130, ...over })
  const cases = [
    [
      'who is up, with its stickers and when its users come',
      undefined,
      dropInStarts,
      /^hello is up: a shop window. GHOST/,
    ],
    ['which lanes there are', undefined, dropInStarts, /Press 1, 2 or 3\.$/],
    [
      'which lanes there are, and the rail where there is one',
      undefined,
      { ...dropInStarts, lanes: [...dropInStarts.lanes, aLane('rail')] },
      /Press 1, 2, 3 or 4\.$/,
    ],
    ['that users are here already', calm, renderUp, /render is up.*Its users are here!/],
    ['when somebody is ready to land', calm, ordering, /till is ready. Press Space to LAND/],
    ['when users are not served', ordering, trouble, /render: its users are here and are not served/],
    [
      'when half of the budget is gone',
      quiet,
      later({ meters: someMeters({ budgetLeft: 480_000 }) }),
      /48 percent left/,
    ],
    ['when the budget is gone', quiet, later({ meters: someMeters({ budgetLeft: 0 }) }), /budget is gone/],
    ['when requests begin to be lost', quiet, later({ meters: someMeters({ losing: true }) }), /Losing requests/],
    [
      'what was refused',
      quiet,
      later({ log: [{ id: 9, tick: 130, kind: 'refusal', text: system('No valid host was found') }] }),
      /Refused: No valid host was found/,
    ],
    ['what was marked', dropInStarts, { ...ordering, tick: 10 }, /plate s1\. SCALE: order machine s1 now\./],
    [
      'what was marked, though it was the target before',
      { ...ordering, target: { ...ordering.target!, byHand: false } },
      ordering,
      /plate s1/,
    ],
  ] as const

  it.each(cases)('%s', (_, before, after, text) => expect(urgent(before, after).join('\n')).toMatch(text))
})

describe('It is said when there is time', () => {
  it('who is coming', () =>
    expect(said(calm, ordering)).toContain('Coming in 14 seconds: render, a render farm. BOLT.'))
  it('what the level says', () => expect(said(undefined, dropInStarts)).toContain('Pick a lane.'))
  it('when a machine goes on', () => expect(said(calm, ordering)).toContain('machine s1: ordered (wait call-back).'))
})

describe('Nothing is said', () => {
  it.each(Object.entries(MOMENTS))('when nothing has changed: %s', (_, park) => expect(said(park, park)).toEqual([]))

  it('of mere progress', () => {
    const lanes = ordering.lanes.map(lane => ({
      ...lane,
      plates: lane.plates.map(plate => ({ ...plate, done: plate.done + 10_000 })),
    }))
    const meters = { ...ordering.meters, served: 99_999, budgetLeft: 979_000 }
    const incoming = ordering.incoming.map(entry => ({ ...entry, inSeconds: entry.inSeconds - 1 }))
    expect(said(ordering, { ...ordering, tick: 701, lanes, meters, incoming })).toEqual([])
  })

  it('twice of a budget that stays low', () => {
    const low = (tick: number, budgetLeft: number) => aPark({ tick, meters: someMeters({ budgetLeft }) })
    expect(said(low(1, 490_000), low(2, 480_000))).toEqual([])
  })

  it('of old refusals after a rewind', () => expect(urgent(trouble, ordering).join()).not.toMatch(/Refused/))
})

it('Of who hangs it is said plainly, and then by the system', () => {
  const why = 'No valid host was found. There are not enough hosts available.'
  const lanes = calm.lanes.map(lane => ({
    ...lane,
    riders: lane.riders.map(rider => ({ ...rider, state: 'hung', why }) as const),
  }))
  expect(urgent(calm, { ...calm, lanes })).toContain(
    `till hangs: nothing here can carry it. Mark it and try another lane. ${why}`,
  )
})

describe('Whoever asks is told', () => {
  it.each(Object.entries(MOMENTS))('how everything stands: %s', (_, park) => {
    const text = situation(park, to)
    expect(text).toMatch(/seconds left\. Error budget \d+ percent\./)
    expect(text).toMatch(/METAL SLAB: ready in 21 to 27 seconds\./)
    expect(text).not.toMatch(/\b[a-z]+\.[a-z]+\.[a-z]/)
  })

  it('once, where both ends are the same, and of a lane without a place why', () => {
    const [bowl, boxes, slab] = calm.lanes as [LaneView, LaneView, LaneView]
    const lanes = [
      { ...bowl, noPlace: { count: 1, of: 1, why: '0/3 nodes are available: 3 Too many pods.' } },
      { ...boxes, readyIn: { least: 90, most: 90 } },
      slab,
    ]
    const text = situation({ ...calm, lanes }, to)
    expect(text).toContain('K8S BOWL: There is no place for it here. 0/3 nodes are available: 3 Too many pods.')
    expect(text).toContain('VM BOXES: ready in 3 seconds.')
  })
})

describe('Of the control plane it is said', () => {
  const quiet = { ...calm, plane: aPlane() }

  it('at once when a part of it goes', () => {
    expect(urgent(quiet, { ...quiet, plane: aPlane({ etcd: 'down' }) })).toEqual([
      'Control plane: etcd: 3 of 3 members live, which is no majority.',
    ])
  })

  it('in calm when it is back, and nothing while it stays as it is', () => {
    const down = { ...quiet, plane: aPlane({ api: 'down' }) }
    expect(urgent(down, quiet)).toEqual([])
    expect(said(down, quiet)).toEqual(['Control plane: the API server answers.'])
    expect(said(quiet, quiet)).toEqual([])
  })

  it('how it stands, to who asks', () => {
    expect(situation(quiet, to)).toContain('control plane of k1: the API server answers, the scheduler acts')
  })
})
