import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { browserStore, memoryStore, type Store } from '../../src/session/ports'
import {
  bestRun,
  exportProgress,
  importProgress,
  load,
  MOST_RUNS,
  noted,
  type RunResult,
  save,
  withCape,
} from '../../src/session/progress'
import { type LevelRecord, NO_PROGRESS, type Progress, pointsIn } from '../../src/session/record'
import type { RunFile } from '../../src/session/run-file'
import { hashOf } from '../../src/sim/plain'

const [A, B] = ['kod.progress.a', 'kod.progress.b']
const landed = { landed: true, medal: 'silver', score: 80_000, goals: ['ride'], letters: [] } as const
const SOME = noted(NO_PROGRESS, 'L01-drop-in', landed)

const sealed = (count: number, progress: object) =>
  JSON.stringify({ count, checksum: hashOf([count, JSON.stringify(progress)]), progress })
const NEWER = sealed(3, { format: 5, levels: 'elsewhere' })

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
    const again = noted(SOME, 'L01-drop-in', {
      landed: false,
      medal: 'none',
      score: 90_000,
      goals: ['steady'],
      letters: ['db'],
    })
    expect(again.levels['L01-drop-in']).toEqual({
      landed: 1,
      tried: 2,
      medal: 'silver',
      score: 90_000,
      goals: ['ride', 'steady'],
      letters: ['db'],
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

describe('The best run of a level', () => {
  const LEVEL = 'L01-drop-in'
  const file = (seed: number, over: Partial<RunFile> = {}): RunFile => ({
    format: 1,
    level: { id: LEVEL, hash: '0123456789abcdef' },
    seed,
    log: [],
    marks: { planned: false, rewound: false },
    engine: 1,
    end: { tick: 0, hash: '0123456789abcdef' },
    ...over,
  })
  const after = (...runs: readonly Partial<RunResult>[]) =>
    runs.reduce((progress: Progress, run) => noted(progress, LEVEL, { ...landed, ...run }), NO_PROGRESS)
  const seedAfter = (...runs: readonly Partial<RunResult>[]) => bestRun(after(...runs), LEVEL)?.seed

  it.each([
    ['the first that landed', [{ file: file(1) }], 1],
    ['none that did not', [{ file: file(1), landed: false }], undefined],
    ['the one with the higher score', [{ file: file(1) }, { file: file(2), score: 90_000 }], 2],
    ['the first of two alike', [{ file: file(1) }, { file: file(2) }], 1],
    ['not one that wiped out with more', [{ file: file(1) }, { file: file(2), score: 99_000, landed: false }], 1],
    ['any, once the rules have changed', [{ file: file(1) }, { file: file(2, { engine: 2 }), score: 1 }], 2],
    [
      'any, once the level has changed',
      [{ file: file(1) }, { file: file(2, { level: { id: LEVEL, hash: 'f'.repeat(16) } }), score: 1 }],
      2,
    ],
  ] as const)('is %s', (_, runs, seed) => expect(seedAfter(...runs)).toBe(seed))

  it('is found again in the store', () => {
    const store = memoryStore()
    save(store, after({ file: file(5) }))
    expect(bestRun(load(store).progress, LEVEL)).toEqual(file(5))
  })

  it('is not kept when it is larger than a run need be, and nothing else is lost', () => {
    const command = { verb: 'ROUTE', target: 'rider/web', lane: 'bowl', by: 'player' } as const
    const log = Array.from({ length: 20_000 }, (_, i) => ({
      tick: Math.floor(i / 2),
      command: { ...command, target: `rider/${hashOf([i])}${hashOf([i, i])}` as const },
    }))
    const progress = after({ file: file(1) }, { file: file(2, { log }), score: 95_000 })
    expect(bestRun(progress, LEVEL)?.seed).toBe(1)
    expect(progress.levels[LEVEL]?.score).toBe(95_000)
  })

  it('that does not read is none, and the rest of progress stays', () => {
    const progress = after({ file: file(1) })
    const record = progress.levels[LEVEL] as LevelRecord
    const best = { score: 1, on: '1.0', run: '#run=1.00000000.broken' }
    const store = memoryStore()
    save(store, { ...progress, levels: { [LEVEL]: { ...record, best } } })
    expect(load(store)).toMatchObject({ blocked: undefined, progress: { levels: { [LEVEL]: { landed: 1 } } } })
    expect(bestRun(load(store).progress, LEVEL)).toBeUndefined()
  })

  it('was not kept by format 1, whose progress is read all the same', () => {
    const store = memoryStore({ [A as string]: sealed(1, { ...SOME, format: 1 }) })
    expect(load(store)).toEqual({ progress: SOME, blocked: undefined })
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
      letters: fc.array(key, { maxLength: 3 }),
    })
    const progress: fc.Arbitrary<Progress> = fc.record({
      format: fc.constant(4 as const),
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

describe('Figures of a level’s runs', () => {
  const figures = (toil: number) => ({ landed: true, planned: false, budgetLeft: 900_000, cost: 5, toil })
  const file = (hash = '0123456789abcdef'): RunFile => ({
    format: 1,
    level: { id: 'L', hash },
    seed: 1,
    log: [],
    marks: { planned: false, rewound: false },
    engine: 1,
    end: { tick: 0, hash: '0123456789abcdef' },
  })
  const played = (progress: Progress, toil: number, hash?: string) =>
    noted(progress, 'L', { ...landed, landed: false, file: file(hash), figures: figures(toil) })
  const toils = (progress: Progress) => progress.levels.L?.own?.runs.map(({ toil }) => toil)

  it('are kept, of those that wiped out too', () => expect(toils(played(played(NO_PROGRESS, 1), 2))).toEqual([1, 2]))
  it('begin anew with another level of that name', () =>
    expect(toils(played(played(NO_PROGRESS, 1), 2, 'f'.repeat(16)))).toEqual([2]))
  it('are only so many, the last ones', () => {
    const many = Array.from({ length: MOST_RUNS + 5 }, (_, toil) => toil).reduce(
      (progress, toil) => played(progress, toil),
      NO_PROGRESS,
    )
    expect(toils(many)).toHaveLength(MOST_RUNS)
    expect(toils(many)?.at(-1)).toBe(MOST_RUNS + 4)
  })
  it('were not kept by format 3, whose progress is read all the same', () => {
    const store = memoryStore({ [A as string]: readFileSync('test/session/progress-3.json', 'utf8') })
    const { progress, blocked } = load(store)
    expect(blocked).toBeUndefined()
    expect(progress.levels['L01-drop-in']).toMatchObject({ landed: 2, medal: 'gold', letters: ['orders-db'] })
    expect(progress.cape).toBeUndefined()
    expect(toils(played(progress, 3))).toEqual([3])
  })
})

describe('The cape costs everything:', () => {
  const rich = noted(noted(NO_PROGRESS, 'L', landed), 'M', { ...landed, score: 20_000 })
  it('all the points there are, and no medal', () => {
    expect(pointsIn(rich)).toBe(100_000)
    const worn = withCape(rich)
    expect([pointsIn(worn), worn.levels]).toEqual([0, rich.levels])
  })
  it('what is scored afterwards is one’s own', () =>
    expect(pointsIn(noted(withCape(rich), 'N', { ...landed, score: 7 }))).toBe(7))
})
