/** Effects are lowered where frames take long for some seconds, and come back late. */

import { describe, expect, it } from 'vitest'
import { effectsOf, openGauge, QUALITIES } from '../../src/session/quality'

/** Frames of so many milliseconds each, for so many seconds. */
function fed(...stretches: readonly (readonly [ms: number, seconds: number])[]) {
  const gauge = openGauge()
  let changes = 0
  for (const [ms, seconds] of stretches)
    for (let passed = 0; passed < seconds * 1_000; passed += ms) if (gauge.frame(ms)) changes += 1
  return { effects: gauge.effects, changes, median: gauge.median }
}

describe('Left to itself', () => {
  it.each([
    ['nothing was measured', [], 'full'],
    ['it keeps up', [[16.7, 60]], 'full'],
    ['it is a little slower', [[21, 60]], 'full'],
    [
      'it is slow for a moment',
      [
        [16.7, 9],
        [40, 4],
        [16.7, 9],
      ],
      'full',
    ],
    ['it is slow for some seconds', [[40, 8]], 'plain'],
    [
      'it is slow, and then keeps up for a moment',
      [
        [40, 8],
        [16.7, 9],
      ],
      'plain',
    ],
    [
      'it is slow, and then keeps up for long',
      [
        [40, 8],
        [16.7, 16],
      ],
      'full',
    ],
    [
      'it is slow, and then not quite',
      [
        [40, 8],
        [21, 60],
      ],
      'plain',
    ],
    [
      'a tab was hidden',
      [
        [16.7, 9],
        [5_000, 60],
      ],
      'full',
    ],
  ] as const)('when %s', (_, stretches, effects) => expect(fed(...stretches).effects).toBe(effects))

  it('counts the frame that is in the middle, so that a few long ones decide nothing', () => {
    const hiccups = Array.from({ length: 60 }, (_, at) => [at % 5 === 0 ? 120 : 16, 0.1] as const)
    expect(fed(...hiccups)).toMatchObject({ effects: 'full', median: 16 })
  })

  it('does not go to and fro: each time it comes back later', () => {
    const swings = (times: number) =>
      Array.from({ length: times }, () => [[40, 8] as const, [16.7, 16] as const]).flat()
    expect(fed(...swings(12)).changes).toBeLessThanOrEqual(5)
  })
})

describe('What was asked for', () => {
  it.each(QUALITIES)('%s holds, but for the one that is measured', quality =>
    expect(effectsOf(quality, { effects: 'plain' })).toBe(quality === 'auto' ? 'plain' : quality),
  )
})
