/** What is in a condition that was read: its parts, its comparators, how big it is. */

import type { Condition } from './guards'
import { CAPS } from './metrics'

export const MOST_NODES = 64
export const MOST_DEEP = 6
export const MOST_COMPARISONS = 2_000

export const COMPARATORS = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'in'] as const
export type Comparator = (typeof COMPARATORS)[number]

export type Comparison = Extract<Condition, { is: 'metric' | 'count' }>

/** Those of the comparators that are written; there should be one. */
export const comparatorsIn = (condition: Comparison): readonly Comparator[] =>
  COMPARATORS.filter(by => condition[by] !== undefined)

/** The conditions directly inside one, each with the way to it. */
export function partsOf(
  condition: Condition,
): readonly { readonly path: readonly (string | number)[]; readonly that: Condition }[] {
  switch (condition.is) {
    case 'metric':
      return []
    case 'all':
    case 'any':
      return condition.of.map((that, i) => ({ path: ['of', i], that }))
    case 'not':
    case 'for':
      return [{ path: ['that'], that: condition.that }]
    case 'count':
      return [{ path: ['where'], that: condition.where }]
  }
}

export interface Measure {
  readonly nodes: number
  readonly depth: number
  /** Comparisons it can take at most. */
  readonly cost: number
}

/** How big a condition is, and what it can cost, before it is ever asked. */
export function measure(condition: Condition): Measure {
  const parts = partsOf(condition).map(part => measure(part.that))
  const cost = sum(parts.map(part => part.cost))
  return {
    nodes: 1 + sum(parts.map(part => part.nodes)),
    depth: 1 + Math.max(0, ...parts.map(part => part.depth)),
    cost: condition.is === 'metric' ? 1 : condition.is === 'count' ? 1 + cost * CAPS[condition.of] : cost,
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, next) => total + next, 0)
