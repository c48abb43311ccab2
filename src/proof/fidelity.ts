/**
 * Fidelity: the simulation's own functions, given what the field's own programs were
 * given, must answer what those answered. Here a case finds its adapter, and the two
 * answers are compared.
 *
 * An adapter only turns one form into another; every rule is in `sim`.
 */

import { hpa } from './fidelity-autoscaling'
import type { Case, Got, Kinds } from './fidelity-cases'
import { novaCoreFilter, novaRamFilter, novaWeight } from './fidelity-cloud'
import { spreadFilter, spreadScore, taintFilter, taintScore } from './fidelity-placing'
import {
  balanced,
  brokenLinearValues,
  fit,
  leastAllocated,
  mostAllocated,
  requestedToCapacityRatio,
} from './fidelity-resources'

const ADAPTERS = {
  leastAllocated,
  mostAllocated,
  balanced,
  requestedToCapacityRatio,
  brokenLinear: brokenLinearValues,
  fit,
  taintScore,
  taintFilter,
  spreadScore,
  spreadFilter,
  hpa,
  novaWeight,
  novaRamFilter,
  novaCoreFilter,
} as const satisfies { readonly [Kind in keyof Kinds]: (given: Kinds[Kind]) => Got }

export const KINDS = Object.keys(ADAPTERS) as readonly (keyof Kinds)[]

export interface Failure {
  readonly id: string
  readonly name: string
  readonly expected: unknown
  readonly got: unknown
}

export interface Verdict {
  readonly passed: number
  readonly failed: number
  readonly failures: readonly Failure[]
}

export function judge(cases: readonly Case[]): Verdict {
  const failures = cases.flatMap(failureOf)
  return { passed: cases.length - failures.length, failed: failures.length, failures }
}

function failureOf(given: Case): readonly Failure[] {
  const { id, name, expected } = given
  const got = answer(given)
  return says(expected) && agrees(expected, got) ? [] : [{ id, name, expected, got }]
}

/** What the simulation answers; if the case is not in the form of its kind, why it can not. */
export function answer(given: Case): Got {
  if (!isKind(given.kind)) return { unreadable: `there is no kind "${given.kind}" (${KINDS.join(', ')})` }
  try {
    return (ADAPTERS[given.kind] as (given: unknown) => Got)(given)
  } catch (error) {
    if (error instanceof TypeError) return { unreadable: `not a case of ${given.kind}: ${error.message}` }
    throw error
  }
}

const isKind = (kind: string): kind is keyof Kinds => Object.hasOwn(ADAPTERS, kind)

/** To expect nothing is no expectation. */
const says = (expected: unknown) => isRecord(expected) && Object.keys(expected).length > 0

/** All that is expected must have been answered so; more may have been. */
function agrees(expected: Got, got: Got): boolean {
  return Object.entries(expected).every(([key, value]) => isOpen(key, value) || isSame(value, got[key]))
}

/** A weight of null was not looked at. */
const isOpen = (key: string, value: unknown) => value === null && key.endsWith('Weight')

function isSame(expected: unknown, got: unknown): boolean {
  if (Array.isArray(expected)) return Array.isArray(got) && isSameList(expected, got)
  if (!isRecord(expected)) return expected === got
  return isRecord(got) && Object.keys(got).length === Object.keys(expected).length && agrees(expected, got)
}

/** In any order: the real ones walk through maps. */
const isSameList = (expected: readonly unknown[], got: readonly unknown[]) =>
  expected.length === got.length && expected.every(each => got.some(other => isMeant(each, other)))

const isMeant = (expected: unknown, got: unknown) =>
  isRecord(expected) && isRecord(got) ? agrees(expected, got) : expected === got

const isRecord = (value: unknown): value is Got => typeof value === 'object' && value !== null && !Array.isArray(value)
