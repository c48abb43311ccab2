/** What a warning is worth. */

import { describe, expect, it } from 'vitest'
import type { Incident } from '../../src/level/level'
import { expected, strikesAt } from '../../src/rules/signs'

const incident = (over: Partial<Incident> = {}) =>
  ({ id: 'boom', what: 'host-down', at: 600, target: 'machine/b1', ...over }) as Incident
const sign = incident({ warning: { kind: 'sign', sign: 'fan', before: 200 } })
const plan = incident({ warning: { kind: 'plan', sign: 'power', before: 200 } })
const seeds = Array.from({ length: 2_000 }, (_, i) => i + 1)

describe('A warning', () => {
  it('that is a plan comes true to the second, as what gives none does', () => {
    for (const seed of seeds.slice(0, 50)) {
      expect([strikesAt(seed, plan, 0), strikesAt(seed, incident(), 0)]).toEqual([600, 600])
    }
    expect(expected(plan)).toEqual({ from: 600, to: 600 })
  })

  it('that is a sign is wrong one time in four', () => {
    const wrong = seeds.filter(seed => strikesAt(seed, sign, 0) === undefined).length
    expect(wrong / seeds.length).toBeGreaterThan(0.22)
    expect(wrong / seeds.length).toBeLessThan(0.28)
  })

  it('that is a sign comes true within its window, at either end of it too', () => {
    const ticks = seeds.flatMap(seed => strikesAt(seed, sign, 0) ?? [])
    expect([Math.min(...ticks), Math.max(...ticks)]).toEqual([550, 650])
    expect(expected(sign)).toEqual({ from: 550, to: 650 })
  })

  it('of what only the chart starts gives no time', () => {
    expect(strikesAt(1, incident({ at: null }), 0)).toBeUndefined()
    expect(expected(incident({ at: null }))).toBeUndefined()
  })

  it('of one entry says nothing of another', () => {
    const pairs = seeds.slice(0, 200).map(seed => [strikesAt(seed, sign, 0), strikesAt(seed, sign, 1)])
    expect(pairs.some(([one, other]) => one !== other)).toBe(true)
  })
})
