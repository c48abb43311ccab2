/** Where one stands on the street, and what was done there. */

import { describe, expect, it } from 'vitest'
import type { LevelCard } from '../../src/hud/screen'
import { LEVEL_IDS } from '../../src/level/catalogue'
import { streetNow } from '../../src/page/street'
import { level } from '../hud/page'

const [FIRST = '', SECOND = '', THIRD = ''] = LEVEL_IDS
const GOLD = { medal: 'gold', score: 90_000 } as const

function after(landed: readonly string[], from = FIRST, allOpen = false) {
  const listed = (id: string | undefined): LevelCard => ({
    ...level,
    id: id ?? '',
    letters: { got: 2, of: 1 },
    ...(landed.includes(id ?? '') && { best: GOLD }),
  })
  return streetNow({ listed, keeping: { points: 5 }, settings: { cape: false }, allOpen, from })
}

describe('On the street one stands', () => {
  it.each([
    ['where one comes from', [], SECOND, SECOND],
    ['in front, once that has landed', [FIRST], FIRST, SECOND],
    ['in front, if that is closed', [], LEVEL_IDS.at(-1), FIRST],
  ] as const)('%s', (_, landed, from, here) => expect(after(landed, from).here).toBe(here))
})

describe('The street', () => {
  it('counts what has landed, and no more letters than there are', () =>
    expect(after([FIRST, THIRD])).toMatchObject({ landed: { got: 2, of: LEVEL_IDS.length }, letters: 5, points: 5 }))
  it('has nothing closed for whoever leads a room', () => {
    const states = after([], FIRST, true).chapters.flatMap(({ spots }) => spots.map(({ state }) => state))
    expect(new Set(states)).toEqual(new Set(['open']))
  })
})
