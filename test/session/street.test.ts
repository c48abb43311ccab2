import { describe, expect, it } from 'vitest'
import { LEVEL_IDS, RESTS_ON } from '../../src/level/catalogue'
import { nextAfter, streetOf } from '../../src/session/street'

const LESSONS = ['L01-a', 'L02-b', 'L03-c', 'L04-d', 'L05-e', 'L06-f', 'L09-g']
const CHAPTERS = [
  { id: 'lessons', levels: LESSONS },
  { id: 'contests', levels: ['C1-x', 'C4-y', 'C8-z'] },
]
const after = (landed: readonly string[], all = false) =>
  streetOf(id => landed.some(name => id.startsWith(name)), all, CHAPTERS)
const openAfter = (...landed: readonly string[]) =>
  after(landed)
    .ways.filter(({ open }) => open)
    .map(({ id }) => id.split('-')[0])

describe('Lessons open in order, two ahead', () => {
  it.each([
    [[], ['L01', 'L02', 'L03']],
    [['L01'], ['L01', 'L02', 'L03', 'L04']],
    [
      ['L01', 'L02', 'L03'],
      ['L01', 'L02', 'L03', 'L04', 'L05', 'L06'],
    ],
    [
      ['L02', 'L03', 'L04'],
      ['L01', 'L02', 'L03', 'L04', 'L05', 'L06'],
    ],
    [['L09'], ['L01', 'L02', 'L03', 'L09']],
  ])('after %j: %j', (landed, open) => {
    expect(openAfter(...landed).filter(id => id?.startsWith('L'))).toEqual(open)
  })
  it('and a closed one says what it waits for', () =>
    expect(after(['L01']).ways.find(({ id }) => id === 'L05-e')).toEqual({
      id: 'L05-e',
      open: false,
      after: { need: 1, of: ['L02-b', 'L03-c', 'L04-d'] },
    }))
})

describe('A contest opens', () => {
  it('when the lessons that it rests on have landed', () => {
    expect(RESTS_ON.C4).toEqual(['L09'])
    expect(openAfter('L01', 'L02')).not.toContain('C4')
    expect(openAfter('L09')).toContain('C4')
  })
  it('and where none of them is here, when the first three have', () => {
    expect(openAfter('L01', 'L02')).not.toContain('C8')
    expect(openAfter('L01', 'L02', 'L03')).toContain('C8')
  })
})

describe('The level in front', () => {
  it.each([
    [[], 'L01-a'],
    [['L01', 'L02'], 'L03-c'],
    [['L01', 'L03'], 'L02-b'],
    [[...LESSONS, 'C1', 'C4', 'C8'], 'L01-a'],
  ])('after %j is %s', (landed, front) => expect(after(landed).front).toBe(front))
})

describe('From a level one goes on', () => {
  it.each([
    ['to the one after it', 'L01-a', ['L01'], 'L02-b'],
    ['to the one in front where that is closed', 'L05-e', ['L02', 'L03', 'L05'], 'L06-f'],
    ['to the one in front where that is still closed', 'L09-g', ['L09'], 'L01-a'],
    ['to none after the last', 'C8-z', ['C8'], undefined],
  ] as const)('%s: from %s with %j landed to %s', (_, from, landed, next) =>
    expect(nextAfter(from, after(landed))).toBe(next),
  )
})

it('For whoever leads a room everything is open', () =>
  expect(after([], true).ways.every(({ open }) => open)).toBe(true))

it('Whoever lands what is open comes to the end of the street that is there', () => {
  const landed = new Set<string>()
  for (const _ of LEVEL_IDS) landed.add(streetOf(id => landed.has(id)).front)
  expect(landed.size).toBe(LEVEL_IDS.length)
})
