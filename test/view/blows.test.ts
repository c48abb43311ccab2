/** What the picture is shaken by: what can be seen on it, once, and as hard as it is. */

import { describe, expect, it } from 'vitest'
import { blowBetween, type Sight } from '../../src/view/blows'
import type { Bail, SlamView } from '../../src/view/incident-view'
import { aLane, aPark, aRider } from '../given-view'

const slam = (over: Partial<SlamView> = {}): SlamView => ({
  id: 1,
  how: 'down',
  lane: 'bowl',
  plates: ['machine/b1', 'node/b1'],
  riders: [],
  replicas: 0,
  done: 0,
  ...over,
})
const QUIET = aPark({ lanes: [aLane('bowl', { riders: [aRider({ name: 'web' }), aRider({ name: 'db' })] })] })
const struck = (over: Partial<SlamView>): Sight => ({ ...QUIET, slam: slam(over) })
const thrown = (...bails: readonly (Bail | undefined)[]): Sight => ({
  ...QUIET,
  lanes: [aLane('bowl', { riders: bails.map((bail, at) => aRider({ name: `r${at}`, bail })) })],
})
const WIPED: Sight = { ...QUIET, outcome: 'wipedOut' }

describe('There is a blow', () => {
  it.each([
    ['a host falls', QUIET, struck({})],
    ['another host falls while the first is still shown', struck({ id: 1 }), struck({ id: 2 })],
    ['a host is cut off', QUIET, struck({ how: 'cutOff' })],
    ['somebody is thrown', thrown(undefined), thrown('crash')],
    ['one more is thrown', thrown('host', undefined), thrown('host', 'disk')],
    ['the budget is gone', QUIET, WIPED],
  ])('when %s', (_, before, now) => expect(blowBetween(before, now)).toBeGreaterThan(0))
})

describe('There is none', () => {
  it.each([
    ['nothing happens', QUIET, QUIET],
    ['a slam is still shown', struck({ done: 0 }), struck({ done: 500_000 })],
    ['a slam is over', struck({}), QUIET],
    ['who lies there lies there yet', thrown('crash'), thrown('crash')],
    ['somebody is up again', thrown('crash'), thrown(undefined)],
    ['somebody only wobbles, or hangs', thrown(undefined, undefined), thrown('budget', 'hang')],
    ['it landed', QUIET, { ...QUIET, outcome: 'landed' }],
    ['it is over already', WIPED, WIPED],
  ] as const)('when %s', (_, before, now) => expect(blowBetween(before, now)).toBe(0))
})

describe('How hard it is', () => {
  const force = (before: Sight, now: Sight) => blowBetween(before, now)

  it('grows with what is lost, and has an end', () => {
    const alone = struck({ plates: ['machine/b1'] })
    const stack = struck({ plates: ['machine/h1', 'hypervisor/h1', 'server/a', 'server/b'] })
    expect(force(QUIET, struck({ how: 'cutOff' }))).toBeLessThan(force(QUIET, alone))
    expect(force(QUIET, alone)).toBeLessThan(force(QUIET, stack))
    expect(force(QUIET, alone)).toBeLessThan(force(QUIET, struck({ plates: ['machine/b1'], also: [slam()] })))
    expect(force(thrown(), thrown('crash'))).toBeLessThan(force(thrown(), thrown('crash', 'crash')))
    expect(force(thrown(), { ...thrown(...Array<Bail>(9).fill('host')), slam: slam() })).toBe(1_000_000)
  })
})
