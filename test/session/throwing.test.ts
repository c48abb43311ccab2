/** The thrower's hands: a card is chosen, aimed, thrown; and their keys are nobody else's. */

import { describe, expect, it } from 'vitest'
import { duelOf, everySoOften, HAND } from '../../src/level/duel'
import { courseOf } from '../../src/rules/course'
import { handOf } from '../../src/rules/duel'
import { struck } from '../../src/rules/lab-targets'
import type { Intent } from '../../src/session/intent'
import { doneBy, KEY_SETS, rebind } from '../../src/session/keys'
import { openSitting } from '../../src/session/sitting'
import { throwerKeys } from '../../src/session/throwing'
import { seeDuel } from '../../src/view/see-duel'
import { aLevel, anArrival, aWorkload } from '../given'

const LEVEL = aLevel({ workloads: [aWorkload({ name: 'web', replicas: 2 })], arrivals: [anArrival('web')] })
const SECOND = 1_000

/** At the board, with time to throw; the first hand of this seed has a card that strikes one of several. */
function aSitting(level = duelOf(LEVEL)) {
  const sitting = openSitting(courseOf(level), 1)
  sitting.advance(SECOND / 10)
  sitting.intend({ do: 'route', lane: 'bowl' })
  for (let passed = 0; passed < everySoOften(LEVEL) / LEVEL.timeScale + 1; passed += 0.1) sitting.advance(SECOND / 10)
  const place = handOf(sitting.run).findIndex(what => struck(sitting.run, what).length > 1)
  const hands = (...intents: readonly Intent[]) => {
    for (const intent of intents) sitting.intend(intent)
  }
  return {
    sitting,
    hands,
    choose: { do: 'card', place } as const,
    card: () => seeDuel(sitting.run, sitting.throwing).cards[place],
  }
}
const aim = { do: 'aim' } as const
const log = ({ sitting }: ReturnType<typeof aSitting>) =>
  sitting
    .file()
    .log.filter(({ command }) => command.verb === 'FIRE')
    .map(({ command }) => command.target)

describe('A card', () => {
  it('is chosen by asking for it, and nothing is thrown yet', () => {
    const page = aSitting()
    page.hands(page.choose)
    expect([page.card()?.chosen, log(page)]).toEqual([true, []])
  })

  it('is thrown at the first that it can strike by asking for it again', () => {
    const page = aSitting()
    const first = page.card()?.target
    page.hands(page.choose, page.choose)
    expect(log(page)).toEqual([first])
    expect(page.sitting.throwing.card).toBeUndefined()
    expect(seeDuel(page.sitting.run, page.sitting.throwing).readyIn).toBe(everySoOften(LEVEL))
  })

  it('is aimed from one to the next, and round again', () => {
    const page = aSitting()
    page.hands(page.choose)
    const [first, many = 0] = [page.card()?.target, page.card()?.targets]
    page.hands(aim)
    const second = page.card()?.target
    expect(second).not.toBe(first)
    page.hands(...Array<Intent>(many - 1).fill(aim))
    expect(page.card()?.target).toBe(first)
    page.hands(aim, page.choose)
    expect(log(page)).toEqual([second])
  })

  it('gives way to another that is chosen', () => {
    const page = aSitting()
    const other = (page.choose.place + 1) % HAND
    page.hands(page.choose, { do: 'card', place: other })
    expect(
      seeDuel(page.sitting.run, page.sitting.throwing)
        .cards.map(({ chosen }) => chosen)
        .indexOf(true),
    ).toBe(other)
    expect(log(page)).toEqual([])
  })

  it('says why it cannot be thrown, and stays chosen', () => {
    const page = aSitting()
    page.hands(page.choose, page.choose, page.choose)
    expect(page.card()?.wont).toMatchObject({ key: 'refused.tooSoon' })
    page.hands(page.choose)
    expect([page.card()?.chosen, log(page).length]).toEqual([true, 2]) // refused ones are in the log too
  })

  it('is nothing outside of a duel', () => {
    const page = aSitting(LEVEL)
    page.sitting.intend({ do: 'card', place: 0 })
    page.sitting.intend({ do: 'card', place: 0 })
    expect(page.sitting.file().log.map(({ command }) => command.verb)).toEqual(['ROUTE'])
  })
})

describe('The thrower’s keys', () => {
  it.each([
    ['the usual ones', KEY_SETS.usual],
    ['those of a left hand', KEY_SETS.left],
    ['those of a right hand, which has 7 to 0', KEY_SETS.right],
    ['SCALE on 8', rebind(KEY_SETS.usual, 'SCALE', 'Digit8').keys],
  ])('are five that %s leave free', (_, keys) => {
    const five = throwerKeys(keys)
    expect(new Set(five).size).toBe(HAND + 1)
    expect(five.filter(code => doneBy(keys, code))).toEqual([])
  })
})
