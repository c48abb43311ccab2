/** What the Lab lets fail is what a level's timetable may have fail. */

import { describe, expect, it } from 'vitest'
import { INCIDENT } from '../../src/level/level'
import { canStrike, FAILURES, type Failure } from '../../src/model/lab'

const TARGETS = 'machine node hypervisor server rider control-plane rack feed registry park'.split(' ')
const DETAILS = { lasts: 60, days: 30, byMs: 900, from: 'shop', perSecond: 5 }

/** Every choice of details. */
const choices = Object.entries(DETAILS).reduce<object[]>(
  (all, [key, value]) => all.flatMap(some => [some, { ...some, [key]: value }]),
  [{}],
)

const inALevel = (fire: Failure, target: string) =>
  INCIDENT.safeParse({ ...fire, id: 'fired', at: null, target }).success

describe('A failure can be fired', () => {
  it.each(FAILURES)('as a level could have it: %s', what => {
    const differ = TARGETS.flatMap(kind =>
      choices.flatMap(details => {
        const [fire, target] = [{ what, ...details } as Failure, `${kind}/one`]
        return canStrike(fire, target) === inALevel(fire, target) ? [] : [[target, details]]
      }),
    )
    expect(differ).toEqual([])
  })
})
