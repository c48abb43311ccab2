import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Due } from '../../src/model/wake'
import { copied } from '../../src/sim/plain'
import { step } from '../../src/sim/step'
import { emptyWake, takeDue, wakeAt } from '../../src/sim/wake'
import { aWorld } from '../given'

const mark = (entry: string): Due => ({ what: 'incident', entry })
const named = (entries: readonly Due[]) => entries.map(due => (due as { entry: string }).entry)

describe('What is due later', () => {
  it('comes when it is due, and once', () => {
    const wake = emptyWake()
    wakeAt(wake, 3, mark('a'))
    expect([0, 1, 2, 3, 4].map(tick => named(takeDue(wake, tick)))).toEqual([[], [], [], ['a'], []])
  })

  it('comes in the order in which it was filed, among equals', () => {
    const wake = emptyWake()
    for (const name of ['a', 'b', 'c']) wakeAt(wake, 5, mark(name))
    for (let tick = 0; tick < 5; tick += 1) takeDue(wake, tick)
    expect(named(takeDue(wake, 5))).toEqual(['a', 'b', 'c'])
  })

  it.each([255, 256, 257, 511, 512, 513, 4_000])('comes at tick %i, however many windows of 256 that is away', at => {
    const wake = emptyWake()
    wakeAt(wake, at, mark('far'))
    const came: number[] = []
    for (let tick = 0; tick <= at + 600; tick += 1) if (takeDue(wake, tick).length > 0) came.push(tick)
    expect(came).toEqual([at])
  })

  it('keeps its order even when some of it was filed from afar and some when it was near', () => {
    const wake = emptyWake()
    wakeAt(wake, 700, mark('long before'))
    for (let tick = 0; tick < 600; tick += 1) {
      if (tick === 300) wakeAt(wake, 700, mark('before'))
      takeDue(wake, tick)
    }
    wakeAt(wake, 700, mark('lately'))
    for (let tick = 600; tick < 700; tick += 1) takeDue(wake, tick)
    expect(named(takeDue(wake, 700))).toEqual(['long before', 'before', 'lately'])
  })

  it('is like a list that is sorted by tick and keeps its order, whatever is filed when (seed 1905)', () => {
    const filed = fc.array(fc.tuple(fc.nat({ max: 1_200 }), fc.integer({ min: 1, max: 900 })), { maxLength: 60 })
    fc.assert(
      fc.property(filed, entries => {
        const wake = emptyWake()
        const sorted = [...entries].sort((a, b) => a[0] - b[0])
        const expected = sorted
          .map(([now, later], i) => ({ at: now + later, i }))
          .sort((a, b) => a.at - b.at || a.i - b.i)
        const came: { at: number; i: number }[] = []
        let next = 0
        for (let tick = 0; tick <= 2_100; tick += 1) {
          for (const entry of named(takeDue(wake, tick))) came.push({ at: tick, i: Number(entry) })
          for (; sorted[next]?.[0] === tick; next += 1)
            wakeAt(wake, tick + (sorted[next]?.[1] ?? 0), mark(String(next)))
        }
        expect(came).toEqual(expected)
      }),
      { seed: 1905, numRuns: 40 },
    )
  })

  it('is carried by a copy, which is not touched by the first', () => {
    const wake = emptyWake()
    wakeAt(wake, 2, mark('a'))
    wakeAt(wake, 700, mark('b'))
    const copy = copied(wake)
    for (let tick = 0; tick <= 700; tick += 1) takeDue(wake, tick)
    const came: string[] = []
    for (let tick = 0; tick <= 700; tick += 1) came.push(...named(takeDue(copy, tick)))
    expect(came).toEqual(['a', 'b'])
  })

  it('is handed back where it is not the simulation’s, in order', () => {
    const world = aWorld()
    wakeAt(world.wake, 1, mark('first'))
    wakeAt(world.wake, 1, { what: 'handFree', hand: 1 })
    expect(step(world).handedBack).toEqual([])
    expect(step(world).handedBack).toEqual([mark('first'), { what: 'handFree', hand: 1 }])
  })
})
