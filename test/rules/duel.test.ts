/** A duel: a hand of four cards, what may be thrown and when, and that a round is its log. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardOf, deckOf, duelOf, everySoOften, HAND, warnsFor } from '../../src/level/duel'
import type { Command } from '../../src/model/command'
import { type FailureKind, isLabCommand, type LabCommand } from '../../src/model/lab'
import { replay } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { handOf, readyAt } from '../../src/rules/duel'
import { settleable } from '../../src/rules/impact'
import { struck } from '../../src/rules/lab-targets'
import { budgetLeftPpm } from '../../src/rules/meters'
import { fork, give, hash, openRun, type Run, tick, wholeLogOf } from '../../src/rules/run'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { aLevel, anArrival, aPark, aPlane, at, aWorkload, order, told } from '../given'
import { tries } from '../runs'

const SEED = 20_261_127

const LEVEL = aLevel({
  park: { ...aPark(), ...aPlane(3) } as never,
  workloads: [
    aWorkload({ name: 'web', replicas: 2 }),
    aWorkload({ name: 'till', kernel: 'own' }),
    aWorkload({ name: 'base', data: { sizeMiB: 10, copies: 'one' } }),
  ],
  arrivals: [anArrival('web'), anArrival('till'), anArrival('base')],
  incidents: [{ id: 'crash', what: 'host-down', at: 300, target: 'node/b1' }],
})
const DUEL = duelOf(LEVEL)
const COURSE = courseOf(DUEL)
const EVERY = everySoOften(LEVEL)
const WARNS = warnsFor(LEVEL)

/** Everybody has a place and serves, and the first card may be thrown. */
function aRound(seed = 1): Run {
  const run = openRun(COURSE, seed)
  tick(run)
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  told(run, 'ROUTE', 'rider/till', { lane: 'boxes' })
  at(run, 150)
  told(run, 'ROUTE', 'rider/base', { lane: 'boxes' })
  return at(run, EVERY)
}

function asked(run: Run, command: LabCommand): string {
  const answer = give(run, command)
  if (!answer) return 'it is over'
  const { refusal } = answer.given
  return refusal ? (refusal.by === 'system' ? refusal.text : refusal.key) : 'done'
}

const fire = (run: Run, what: FailureKind, target: string) => asked(run, { verb: 'FIRE', target, fire: { what } })

/** A round in whose first hand there is that card. */
function holding(what: FailureKind): Run {
  for (let seed = 1; seed < 200; seed += 1) {
    if (handOf(openRun(COURSE, seed)).includes(what)) return aRound(seed)
  }
  throw new Error(`nobody ever holds ${what}`)
}

const another = (run: Run) => {
  const what = handOf(run).find(each => struck(run, each).length > 0) as FailureKind
  return { what, target: struck(run, what)[0] as string }
}

describe('The hand', () => {
  it('is four different cards, the same ones for a seed', () => {
    const hands = [1, 2, 3, 4, 5].map(seed => handOf(openRun(COURSE, seed)))
    for (const hand of hands) expect(new Set(hand).size).toBe(HAND)
    expect(new Set(hands.map(String)).size).toBeGreaterThan(1)
    expect(handOf(openRun(COURSE, 3))).toEqual(hands[2])
  })

  it('has what this park can be struck by, and nothing else', () => {
    const bare = aLevel({ workloads: [aWorkload({ name: 'web' })], arrivals: [anArrival('web')] })
    expect(deckOf(bare)).not.toContain('disk-lost')
    expect(deckOf(bare)).not.toContain('etcd-member-down')
    expect(deckOf(LEVEL)).toContain('disk-lost')
    expect(deckOf(LEVEL)).toContain('etcd-member-down')
    for (const what of deckOf(LEVEL)) expect([what, struck(aRound(), what).length > 0]).toEqual([what, true])
  })

  it('gets the next of the deck in the place of the card that was thrown', () => {
    const run = aRound()
    const before = handOf(run)
    const { what, target } = another(run)
    expect(fire(run, what, target)).toBe('done')
    const after = handOf(run)
    expect(after.map((card, i) => card === before[i])).toEqual(before.map(card => card !== what))
    expect(new Set(after).size).toBe(HAND)
  })
})

describe('A card', () => {
  it('is seen coming for five seconds of play before it strikes, by its symptom', () => {
    const run = holding('host-down')
    const from = run.world.tick
    expect(fire(run, 'host-down', 'node/b1')).toBe('done')
    expect(WARNS).toBeGreaterThanOrEqual(4 * LEVEL.timeScale)
    const incoming = () =>
      seePark(run, NO_MARKS).incoming.map(({ name, about }) => [name, about && 'key' in about ? about.key : ''])
    expect(incoming()).toContainEqual(['b1', 'symptom.host-down'])
    expect(run.play.incidents.map(({ entry, signAt }) => [entry, signAt])).toEqual([['fire-0', from]])
    at(run, from + WARNS)
    expect(run.world.nodes[0]!.up).toBe(true)
    at(run, from + WARNS + 1)
    expect(run.world.nodes[0]!.up).toBe(false)
    expect(incoming()).toEqual([])
  })

  it('takes as long as it says, whatever was asked for', () => {
    const run = holding('host-down')
    const command: LabCommand = { verb: 'FIRE', target: 'node/b1', fire: { what: 'host-down', lasts: 9_999 } }
    expect(asked(run, command)).toBe('done')
    expect(run.play.lab?.[0]?.command).toEqual({
      verb: 'FIRE',
      target: 'node/b1',
      fire: { what: 'host-down', lasts: cardOf('host-down')?.lasts },
    })
  })

  it('comes to nothing if its target is out of its reach by then', () => {
    const run = holding('host-down')
    const from = run.world.tick
    fire(run, 'host-down', 'node/b1')
    order(run.world, { order: 'bring-down', host: { kind: 'machine', id: 0 } })
    at(run, from + WARNS + 5)
    expect(run.play.incidents.map(({ struckAt, closedAt }) => [struckAt, closedAt > 0])).toEqual([[-1, true]])
  })

  it.each([
    ['one that is not in the hand', 'refused.notInHand', (run: Run) => fire(run, 'days-pass', 'park/all')],
    ['what it cannot strike', 'refused.strikesNothing', (run: Run) => fire(run, another(run).what, 'node/nobody')],
    [
      'the next, too soon',
      'refused.tooSoon',
      (run: Run) => {
        fire(run, 'scheduler-down', 'control-plane/k1')
        at(run, run.world.tick + EVERY - 1)
        return fire(run, another(run).what, another(run).target)
      },
    ],
    [
      'one that would strike after the end',
      'refused.tooLate',
      (run: Run) => {
        at(run, DUEL.lasts - WARNS)
        return fire(run, another(run).what, another(run).target)
      },
    ],
  ])('is refused: %s', (_, why, tried) => expect(tried(holding('scheduler-down'))).toBe(why))

  it('can be thrown ten seconds of play after the one before, and the first one after the same time', () => {
    const run = holding('scheduler-down')
    expect(readyAt(run)).toBe(EVERY)
    fire(run, 'scheduler-down', 'control-plane/k1')
    at(run, 2 * EVERY)
    expect(fire(run, another(run).what, another(run).target)).toBe('done')
    expect(readyAt(run)).toBe(3 * EVERY)
  })

  it('is not known outside of a duel', () => {
    const run = openRun(courseOf(LEVEL))
    const before = hash(run)
    expect(fire(run, 'host-down', 'node/b1')).toBe('refused.notHere')
    expect(hash(run)).toBe(before)
  })

  it('is all there is: nothing can be mended, loaded or called up by hand', () => {
    const run = aRound()
    const before = hash(run)
    expect([
      asked(run, { verb: 'MEND', target: 'node/b1', fire: { what: 'host-down' } }),
      asked(run, { verb: 'LOAD', target: 'park/all', percent: 200 }),
      asked(run, { verb: 'ADD', target: 'rider/base' }),
    ]).toEqual(Array(3).fill('refused.notHere'))
    expect(hash(run)).toBe(before)
  })
})

describe('A round', () => {
  it('has none of the level’s own incidents, and ends in time with what is left of the budget', () => {
    const run = at(aRound(), DUEL.lasts + 10)
    expect([run.play.incidents, run.play.outcome, run.world.tick]).toEqual([[], 'landed', DUEL.lasts])
    expect(budgetLeftPpm(run)).toBeGreaterThan(700_000)
  })

  it('settles nothing: who throws is the other person', () => {
    const run = holding('host-down')
    fire(run, 'host-down', 'node/b1')
    at(run, DUEL.lasts)
    expect(settleable(run)).toEqual([])
  })

  const operating = fc.record({
    verb: fc.constantFrom('ROUTE', 'MOVE', 'SAVE', 'LAND') as fc.Arbitrary<Command['verb']>,
    target: fc.constantFrom('rider/web', 'rider/till', 'rider/base', 'node/b1') as fc.Arbitrary<Command['target']>,
    lane: fc.constantFrom('bowl', 'boxes') as fc.Arbitrary<'bowl' | 'boxes'>,
    by: fc.constant('player' as const),
  })
  const throwing = fc.record({
    verb: fc.constant('FIRE' as const),
    target: fc.constantFrom('node/b1', 'node/b2', 'hypervisor/h1', 'rider/web', 'rider/till', 'control-plane/k1'),
    fire: fc.record({ what: fc.constantFrom(...deckOf(DUEL)) }),
  })
  const played = fc.array(
    fc.record({ wait: fc.integer({ min: 0, max: 200 }), command: fc.oneof(operating, throwing) }),
    {
      maxLength: 25,
    },
  )

  it(`comes to the same end from its log, forked or not (seed ${SEED})`, () => {
    fc.assert(
      fc.property(played, moves => {
        const run = openRun(COURSE, 3)
        for (const { wait, command } of moves) {
          at(run, run.world.tick + wait)
          const copy = isLabCommand(command) ? fork(run) : undefined
          give(run, command)
          if (!copy) continue
          give(copy, command)
          expect(hash(copy)).toBe(hash(run))
        }
        at(run, run.world.tick + 200)
        expect(hash(replay(COURSE, 3, wholeLogOf(run), run.world.tick))).toBe(hash(run))
      }),
      tries(SEED, 40),
    )
  })
})
