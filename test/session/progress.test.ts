import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { browserStore, memoryStore, type Store } from '../../src/session/ports'
import {
  exportProgress,
  importProgress,
  load,
  NO_PROGRESS,
  noted,
  type Progress,
  save,
} from '../../src/session/progress'
import { hashOf } from '../../src/sim/plain'

const [A, B] = ['kod.progress.a', 'kod.progress.b']
const landed = { landed: true, medal: 'silver', score: 80_000, goals: ['ride'] } as const
const SOME = noted(NO_PROGRESS, 'L01-drop-in', landed)

const sealed = (count: number, progress: object) =>
  JSON.stringify({ count, checksum: hashOf([count, JSON.stringify(progress)]), progress })
const NEWER = sealed(3, { format: 3, levels: 'elsewhere' })

const slots = (store: Store) => [store.read(A), store.read(B)]

describe('Progress', () => {
  it('is kept, and found again', () => {
    const store = memoryStore()
    expect(load(store)).toEqual({ progress: NO_PROGRESS, blocked: undefined })
    expect(save(store, SOME)).toBe(true)
    expect(load(store).progress).toEqual(SOME)
  })

  it('is written to two slots in turn, and the newer one counts', () => {
    const store = memoryStore()
    const later = [1, 2, 3, 4].map(seed => ({ ...SOME, settings: { seed } }))
    const written = later.map(progress => {
      const before = slots(store)
      save(store, progress)
      expect(load(store).progress).toEqual(progress)
      return slots(store).map((text, i) => text !== before[i])
    })
    expect(written).toEqual([
      [true, false],
      [false, true],
      [true, false],
      [false, true],
    ])
  })

  it('survives a write that was cut short: the other slot counts, and stays', () => {
    const store = memoryStore()
    save(store, SOME)
    save(store, { ...SOME, settings: { muted: true } })
    const good = store.read(A) as string
    store.write(B, (store.read(B) as string).slice(0, 40))
    expect(load(store)).toEqual({ progress: SOME, blocked: undefined })
    expect(save(store, { ...SOME, settings: { volume: 3 } })).toBe(true)
    expect(store.read(A)).toBe(good)
    expect(load(store).progress.settings).toEqual({ volume: 3 })
  })

  it('says so when the store would not keep it', () => {
    const full = browserStore(() => {
      throw new Error('QuotaExceededError')
    })
    expect(load(full)).toEqual({ progress: NO_PROGRESS, blocked: undefined })
    expect(save(full, SOME)).toBe(false)
  })
})

describe('What must not be lost is never overwritten:', () => {
  it.each([
    ['a newer game’s, in the first slot', { [A]: NEWER }, 'newer'],
    ['a newer game’s, in the second', { [B]: NEWER }, 'newer'],
    ['a newer game’s, beside one that can be read', { [A]: sealed(9, SOME), [B]: NEWER }, 'newer'],
    ['one that cannot be read', { [A]: '{"count":1' }, 'unreadable'],
    ['two that cannot be read', { [A]: 'x', [B]: 'y' }, 'unreadable'],
    ['one whose checksum is wrong', { [A]: sealed(1, SOME).replace('80000', '99999') }, 'unreadable'],
  ] as const)('%s', (_, entries, blocked) => {
    const store = memoryStore(entries as Record<string, string>)
    const before = slots(store)
    expect(load(store).blocked).toBe(blocked)
    expect(save(store, SOME)).toBe(false)
    expect(slots(store)).toEqual(before)
  })

  it('whatever stands in the slots, it never throws, and garbage alone stays (seed 12)', () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constant(NEWER))
    fc.assert(
      fc.property(text, fc.option(text, { nil: undefined }), (a, b) => {
        const store = memoryStore({ [A as string]: a, ...(b !== undefined && { [B as string]: b }) })
        const before = slots(store)
        expect(load(store).progress).toEqual(NO_PROGRESS)
        expect(save(store, SOME)).toBe(false)
        expect(slots(store)).toEqual(before)
      }),
      { seed: 12, numRuns: 200 },
    )
  })
})

describe('One more run of a level', () => {
  it('counts, and the best is kept', () => {
    const again = noted(SOME, 'L01-drop-in', { landed: false, medal: 'none', score: 90_000, goals: ['steady'] })
    expect(again.levels['L01-drop-in']).toEqual({
      landed: 1,
      tried: 2,
      medal: 'silver',
      score: 90_000,
      goals: ['ride', 'steady'],
    })
  })

  it('leaves the others alone', () => {
    const other = noted(SOME, 'L02-respawn', landed)
    expect(other.levels['L01-drop-in']).toEqual(SOME.levels['L01-drop-in'])
  })

  it.each([
    ['none', 'gold', 'gold'],
    ['gold', 'bronze', 'gold'],
    ['bronze', 'silver', 'silver'],
  ] as const)('%s and then %s is %s', (first, second, best) => {
    const run = (medal: typeof first | typeof second) => ({ ...landed, medal })
    const twice = noted(noted(NO_PROGRESS, 'L', run(first)), 'L', run(second))
    expect(twice.levels.L?.medal).toBe(best)
  })
})

describe('Exported, it', () => {
  it('comes back whole (seed 13)', () => {
    const key = fc.string({ minLength: 1, maxLength: 40 }).filter(text => text !== '__proto__')
    const record = fc.record({
      landed: fc.nat(),
      tried: fc.nat(),
      medal: fc.constantFrom('none' as const, 'bronze' as const, 'silver' as const, 'gold' as const),
      score: fc.nat(),
      goals: fc.array(key, { maxLength: 3 }),
    })
    const progress: fc.Arbitrary<Progress> = fc.record({
      format: fc.constant(2 as const),
      levels: fc.dictionary(key, record, { maxKeys: 4, noNullPrototype: true }),
      settings: fc.dictionary(key, fc.oneof(fc.boolean(), fc.integer(), fc.string({ maxLength: 40 })), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    })
    fc.assert(
      fc.property(progress, each => {
        expect(importProgress(exportProgress(each))).toEqual(each)
      }),
      { seed: 13, numRuns: 60 },
    )
  })

  it('is refused when it is of a newer game, or no progress at all', () => {
    expect(importProgress(NEWER)).toBe('newer')
    expect(importProgress('{}')).toBe('unreadable')
    expect(importProgress(exportProgress(SOME).replace('80000', '90000'))).toBe('unreadable')
  })
})
