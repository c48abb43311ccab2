/**
 * The thrower's side of a duel: a hand of four cards, when one can be thrown, and at what.
 *
 * A card is thrown by the command that fires a failure in the Lab. Here it takes a card
 * of the hand, and strikes only after it has been seen coming for a while, so that who
 * operates can still do something. What it was aimed at may be out of its reach by then:
 * then nothing comes of it.
 *
 * The deck is the park's, and the draws are rolls of the seed: both rounds have the same
 * cards in the same order. The hand is worked out from the log: nothing is kept.
 */

import { cardOf, deckOf, everySoOften, HAND, warnsFor } from '../level/duel'
import type { Happening } from '../model/happening'
import type { Failure, FailureKind } from '../model/lab'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import { roll } from '../sim/chance'
import { wakeAt } from '../sim/wake'
import { signSeen } from './incident-log'
import { thrownOf } from './lab-log'
import { struck } from './lab-targets'
import { byRules, type LabGiven, type Refusal } from './play'
import type { Run } from './run'

/** By its place: a card that is thrown is followed there by the next of the deck. */
export function handOf(run: Seen<Run>): readonly FailureKind[] {
  const deck = deckOf(run.level)
  const hand: FailureKind[] = []
  let drawn = 0
  const draw = (): FailureKind | undefined => {
    const left = deck.filter(each => !hand.includes(each))
    const at = roll(run.world.seed, 'card', { owner: drawn, ordinal: 0 }, 0, Math.max(1, left.length))
    drawn += 1
    return left[at]
  }
  const put = (at: number) => {
    const card = draw()
    if (card) hand[at] = card
  }
  for (let at = 0; at < HAND; at += 1) put(at)
  for (const { command } of thrown(run)) if (command.verb === 'FIRE') put(hand.indexOf(command.fire.what))
  return hand
}

/** From when on the next can be thrown. */
export function readyAt(run: Seen<Run>): Tick {
  const last = thrown(run).at(-1)
  return everySoOften(run.level) + (last?.tick ?? 0)
}

/** Before it could strike, all would be over. */
const isTooLate = ({ world, level }: Seen<Run>) => world.tick + warnsFor(level) >= level.lasts

const thrown = ({ play }: Seen<Run>): readonly Seen<LabGiven>[] => (play.lab ?? []).filter(({ refusal }) => !refusal)

/** Why it cannot be thrown now; undefined if it can. */
export function whyNot(run: Seen<Run>, what: FailureKind, target: string): Refusal | undefined {
  if (!handOf(run).includes(what)) return byRules('refused.notInHand')
  if (run.world.tick < readyAt(run)) return byRules('refused.tooSoon', { seconds: secondsUntil(run, readyAt(run)) })
  if (isTooLate(run)) return byRules('refused.tooLate')
  return struck(run, what).includes(target) ? undefined : byRules('refused.strikesNothing')
}

/** Of play, begun ones counted. */
const secondsUntil = ({ world, level }: Seen<Run>, tick: Tick) => Math.ceil((tick - world.tick) / level.timeScale)

/** As the card has it, whatever else was asked for. */
export function asCard({ what }: Failure): Failure {
  const { sign, ...failure } = cardOf(what) ?? { sign: undefined, what }
  return failure
}

export function throwCard(run: Run, id: number, target: string, fire: Failure): readonly Happening[] | Refusal {
  const why = whyNot(run, fire.what, target)
  if (why) return why
  const incident = thrownOf(run.level, { id, tick: run.world.tick, target, fire: asCard(fire) })
  if (!incident || incident.at === null) return byRules('refused.strikesNothing')
  signSeen(run, incident)
  wakeAt(run.world.wake, incident.at, { what: 'incident', entry: incident.id })
  return []
}
