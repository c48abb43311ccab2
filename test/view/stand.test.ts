/** The people at the back bounce with FLOW, and go silent when there is nothing to cheer. */

import { describe, expect, it } from 'vitest'
import { cheersOf, GROUPS, type Stand } from '../../src/view/stand'
import { aLane, aPark, aRider } from '../given-view'

const PARK = aPark({ lanes: [aLane('bowl', { riders: [aRider({ name: 'web' })] })] })
const calm = (minutes: number, over: Partial<Stand> = {}): Stand => ({
  ...PARK,
  meters: { ...PARK.meters, losing: false, flow: { minutes, price: 6 } },
  ...over,
})

describe('With FLOW', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [4, 2],
    [6, 3],
    [90, 3],
  ])('of %i minutes, where six are the price of an automation, %i groups are up', (minutes, groups) =>
    expect(cheersOf(calm(minutes))).toBe(groups),
  )
  it('they all are while a string of moves is open, and when it has landed', () => {
    expect(cheersOf(calm(0, { impact: { ...PARK.impact, combo: { moves: 2, state: 'open' } } }))).toBe(GROUPS)
    expect(cheersOf(calm(0, { outcome: 'landed' }))).toBe(GROUPS)
  })
})

describe('They go silent when', () => {
  const slam = { id: 1, how: 'down', lane: 'bowl', plates: [], riders: [], replicas: 0, done: 0 } as const
  const lane = (over: Parameters<typeof aRider>[0]) => ({ lanes: [aLane('bowl', { riders: [aRider(over)] })] })
  it.each([
    ['a host falls', { slam }],
    ['it is a wipe-out', { outcome: 'wipedOut' }],
    ['somebody’s users are not served', lane({ name: 'web', failing: true })],
    ['somebody lies under its host', lane({ name: 'web', bail: 'host', state: 'bailed' })],
    ['the budget burns', { meters: { ...PARK.meters, losing: true } }],
  ] as readonly [string, Partial<Stand>][])('%s', (_, over) => expect(cheersOf(calm(9, over))).toBeUndefined())

  it('and not when a host is only cut off and everybody is served', () =>
    expect(cheersOf(calm(9, { slam: { ...slam, how: 'cutOff' } }))).toBe(GROUPS))
})
