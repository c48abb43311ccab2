/**
 * Conditions: the closed language in which a level asks about a run.
 *
 * Goals, the statechart's guards and the `when` of a witness are all written in it.
 * Each condition says what it `is`, so that an error reaches the very key. Compares
 * whole numbers and nothing else: no strings from players, no code, no dates. Its
 * size, depth and cost are bounded before the level runs (`measure`).
 *
 * What is in one is in `conditions.ts`, how it is evaluated in `holds.ts`, how it is told in
 * `condition-words.ts`.
 */

import { LONGEST_RUN, MANY } from './bounds'
import { name, oneOf, whole } from './fields'
import { CAPS, type Collection, METRIC_IDS } from './metrics'
import { z } from './zod'

const number = whole(-MANY, MANY, 'A whole number')
const metric = oneOf(METRIC_IDS, 'metric', 'What to read').meta({ id: 'Metric' })
const of = name('Whose: the name of a workload, a machine or a node').exactOptional()

const otherMetric = z
  .strictObject({
    metric,
    of,
    timesPct: whole(0, 1_000, 'That many hundredths of it, rounded towards zero').exactOptional(),
    plus: whole(-MANY, MANY, 'Added last').exactOptional(),
  })
  .meta({ id: 'OtherMetric', title: 'other metric', description: 'Another metric, to compare with' })

export const OPERAND = z.union([number, otherMetric]).meta({ description: 'A whole number, or another metric' })
export type Operand = z.infer<typeof OPERAND>

/** Exactly one of these belongs in a comparison. */
const comparators = {
  eq: OPERAND.meta({ description: 'Is equal to' }).exactOptional(),
  ne: OPERAND.meta({ description: 'Is not equal to' }).exactOptional(),
  lt: OPERAND.meta({ description: 'Is less than' }).exactOptional(),
  lte: OPERAND.meta({ description: 'Is at most' }).exactOptional(),
  gt: OPERAND.meta({ description: 'Is more than' }).exactOptional(),
  gte: OPERAND.meta({ description: 'Is at least' }).exactOptional(),
  between: z.tuple([number, number]).meta({ description: 'Lies between two numbers, both included' }).exactOptional(),
  in: z.array(number).min(1).max(16).meta({ description: 'Is one of these numbers' }).exactOptional(),
}

const collection = oneOf(Object.keys(CAPS) as readonly Collection[], 'collection', 'What to count')

const METRIC = z
  .strictObject({ is: z.literal('metric'), metric, of, ...comparators })
  .meta({ title: 'metric condition', examples: [{ is: 'metric', metric: 'riders.landed', gte: 3 }] })

const ALL = z
  .strictObject({
    is: z.literal('all'),
    get of() {
      return z.array(CONDITION).min(1).max(16).meta({ description: 'Every one of these holds' })
    },
  })
  .meta({ title: 'all condition' })

const ANY = z
  .strictObject({
    is: z.literal('any'),
    get of() {
      return z.array(CONDITION).min(1).max(16).meta({ description: 'At least one of these holds' })
    },
  })
  .meta({ title: 'any condition' })

const NOT = z
  .strictObject({
    is: z.literal('not'),
    get that() {
      return CONDITION
    },
  })
  .meta({ title: 'not condition' })

const FOR = z
  .strictObject({
    is: z.literal('for'),
    ticks: whole(1, LONGEST_RUN, 'For how many cluster seconds on end'),
    get that() {
      return CONDITION
    },
  })
  .meta({ title: 'for condition' })

const COUNT = z
  .strictObject({
    is: z.literal('count'),
    of: collection,
    get where() {
      return CONDITION
    },
    // one by one: a spread beside a getter leaves TypeScript without the type
    eq: comparators.eq,
    ne: comparators.ne,
    lt: comparators.lt,
    lte: comparators.lte,
    gt: comparators.gt,
    gte: comparators.gte,
    between: comparators.between,
    in: comparators.in,
  })
  .meta({ title: 'count condition' })

export const CONDITION = z
  .discriminatedUnion('is', [METRIC, ALL, ANY, NOT, FOR, COUNT])
  .meta({ id: 'Condition', title: 'kind of condition', description: 'Something that holds of the run or does not' })
export type Condition = z.infer<typeof CONDITION>
