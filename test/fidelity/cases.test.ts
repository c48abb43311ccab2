/** What kube-scheduler, the autoscaler and nova answered in their own tests, the simulation answers too. */

import { describe, expect, it } from 'vitest'
import { answer, judge, KINDS } from '../../src/proof/fidelity'
import { type Case, FORMAT, type Got } from '../../src/proof/fidelity-cases'
import file from './kube-cases.json'

const CASES: readonly Case[] = file.cases
const ofKind = (kind: string) => CASES.filter(each => each.kind === kind)

describe.each(KINDS)('As the real one: %s', kind => {
  it.each(ofKind(kind).map(each => [each.id, each.name, each] as const))('%s: %s', (_id, _name, each) => {
    expect(judge([each])).toEqual({ passed: 1, failed: 0, failures: [] })
  })
})

it('The file is of the form that is read, holds 120 cases, and some of every kind', () => {
  expect(file.meta.format).toBe(FORMAT)
  expect(CASES).toHaveLength(120)
  expect(new Set(CASES.map(({ kind }) => kind))).toEqual(new Set(KINDS))
})

/** Everything that one can expect otherwise: each value another, each node or resource left out or one more. */
function alterations(expected: unknown): readonly unknown[] {
  if (Array.isArray(expected)) {
    const changed = expected.flatMap((each, i) =>
      alterations(each).map(other => expected.map((kept, j) => (j === i ? other : kept))),
    )
    return [
      ...changed,
      ...expected.map((_, i) => expected.filter((_, j) => j !== i)),
      [...expected, { resource: 'more' }],
    ]
  }
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected).flatMap(([key, value]) =>
      alterations(value).map(other => ({ ...expected, [key]: other })),
    )
  }
  if (typeof expected === 'number') return [expected + 1, expected - 1, null]
  if (typeof expected === 'boolean') return [!expected]
  return ['other']
}

/** A weight of null says that nobody looked at it. */
const isOpen = (altered: unknown) =>
  Object.entries(altered as Got).some(([key, value]) => key.endsWith('Weight') && value === null)

describe('An expectation that was altered is noticed', () => {
  it.each(CASES.map(each => [each.id, each] as const))('in %s', (_, each) => {
    const altered = alterations(each.expected).filter(other => !isOpen(other))
    expect(altered.length).toBeGreaterThan(0)
    for (const expected of altered) expect(judge([{ ...each, expected: expected as Got }]).failed).toBe(1)
  })

  const [first] = ofKind('leastAllocated') as [Case]

  it('if a node is missing from it, or there is one too many', () => {
    const { node1 } = (first.expected as { scores: { node1: number } }).scores
    expect(judge([{ ...first, expected: { scores: { node1 } } }]).failed).toBe(1)
    expect(judge([{ ...first, expected: { scores: { node1, node2: 50, node3: 50 } } }]).failed).toBe(1)
  })

  it('if it says nothing', () => expect(judge([{ ...first, expected: {} }]).failed).toBe(1))

  it('and told with what was got instead', () => {
    const expected = { scores: { node1: 38, node2: 50 } }
    const { id, name } = first
    expect(judge([{ ...first, expected }, first])).toEqual({
      passed: 1,
      failed: 1,
      failures: [{ id, name, expected, got: { scores: { node1: 37, node2: 50 } } }],
    })
  })
})

describe('A case that can not be read is a failure, and says why', () => {
  const aCase = (over: object): Case => ({ id: 'x', name: 'x', kind: 'fit', expected: { error: true }, ...over })

  it('when there is no such kind', () => {
    expect(answer(aCase({ kind: 'jump' })).unreadable).toContain('there is no kind "jump" (leastAllocated, ')
    expect(judge([aCase({ kind: 'toString' })]).failed).toBe(1)
  })

  it.each(KINDS)('when %s has none of what it needs, which is no error of the rule', kind => {
    const { failed, failures } = judge([aCase({ kind })])
    expect(failed).toBe(1)
    expect(failures[0]?.got).toHaveProperty('unreadable')
  })
})
