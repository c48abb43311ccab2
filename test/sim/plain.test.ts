import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copied, hashOf } from '../../src/sim/plain'
import { aWorld, inBowl, inBoxes, onSlab, pass } from '../given'

/** What the simulation's state is made of. */
const plain = fc.letrec(tie => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.maxSafeInteger(),
    fc.string({ maxLength: 6 }),
    fc.boolean(),
    fc.constant(undefined),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'pods'), tie('tree'), { noNullPrototype: true }),
  ),
})).tree

type Path = readonly (string | number)[]

/** The way to every leaf. */
function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

function changedAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined)
    return typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}!`
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>
  copy[key] = changedAt(copy[key], rest)
  return copy
}

function grown() {
  const world = aWorld({ workloads: [{ name: 'web', replicas: 2 }, { name: 'vm' }, { name: 'metal' }] })
  inBowl(world, 0)
  inBoxes(world, 1)
  onSlab(world, 2)
  pass(world, 120)
  return world
}

describe('A copy', () => {
  it('is the same all the way down, with the same keys in the same order (seed 2)', () => {
    fc.assert(
      fc.property(plain, value => {
        expect(copied(value)).toEqual(value)
        expect(JSON.stringify(copied(value))).toBe(JSON.stringify(value))
      }),
      { seed: 2, numRuns: 100 },
    )
  })

  it('shares nothing with the first that can be changed', () => {
    const world = grown()
    const copy = copied(world)
    const seen = new Set<unknown>()
    const walk = (value: unknown, visit: (object: object) => void) => {
      if (typeof value !== 'object' || value === null) return
      visit(value)
      for (const inner of Object.values(value)) walk(inner, visit)
    }
    walk(world, object => seen.add(object))
    walk(copy, object => expect(seen.has(object)).toBe(false))
  })
})

describe('A hash', () => {
  it('is sixteen hex digits', () => expect(hashOf(grown())).toMatch(/^[0-9a-f]{16}$/))

  it('is the same for a copy (seed 3)', () => {
    fc.assert(
      fc.property(plain, value => {
        expect(hashOf(copied(value))).toBe(hashOf(value))
      }),
      { seed: 3, numRuns: 100 },
    )
  })

  it('is another when any leaf of a world is another (400 of them, seed 4)', () => {
    const world = grown()
    const before = hashOf(world)
    const ways = leaves(world)
    fc.assert(
      fc.property(fc.constantFrom(...ways), path => {
        expect(hashOf(changedAt(world, path))).not.toBe(before)
      }),
      { seed: 4, numRuns: 400 },
    )
  })

  it('is another for any two rows of one table that are not equal (seed 5)', () => {
    const count = fc.integer({ min: -2, max: 3 })
    const row = fc.record({
      count,
      name: fc.string({ maxLength: 2 }),
      ids: fc.array(count, { maxLength: 2 }),
      since: fc.dictionary(fc.constantFrom('a', 'b'), count, { noNullPrototype: true }),
      data: fc.option(fc.record({ count, up: fc.boolean() }), { nil: undefined }),
    })
    fc.assert(
      fc.property(row, row, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b))
        expect(hashOf(a)).not.toBe(hashOf(b))
      }),
      { seed: 5, numRuns: 300 },
    )
  })

  it.each([
    ['a key inside and the same key beside', { a: { b: 1 } }, { a: {}, b: 1 }],
    ['lists that are cut elsewhere', [[1], [2, 3]], [[1, 2], [3]]],
    ['texts that are cut elsewhere', ['ab', 'c'], ['a', 'bc']],
    ['two words of one length', 'web-x7k2p', 'web-x7k2q'],
    ['numbers beyond 32 bits', 1, 4_294_967_297],
    ['bytes of memory', 68_719_476_736, 137_438_953_472],
    ['below nothing', -1, 1],
    ['yes and no', true, false],
    ['an order', [1, 2], [2, 1]],
    ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ])('tells apart %s', (_, a, b) => expect(hashOf(a)).not.toBe(hashOf(b)))
})
