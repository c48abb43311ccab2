/**
 * The thrower's hands in a duel: a card is chosen, aimed, and thrown by asking for it
 * once more.
 */

import type { LabCommand } from '../model/lab'
import { handOf } from '../rules/duel'
import { struck } from '../rules/lab-targets'
import type { Run } from '../rules/run'
import { aimed, NOTHING_CHOSEN, type Throwing } from '../view/see-duel'
import type { Intent } from './intent'
import { doneBy, type KeyCode, type Keys } from './keys'

export type ThrowIntent = Extract<Intent, { do: 'card' | 'aim' }>

export const isThrow = (intent: Intent): intent is ThrowIntent => intent.do === 'card' || intent.do === 'aim'

/** What it means: the command, if it is one. */
export function thrownBy(run: Run, throwing: Throwing, intent: ThrowIntent): LabCommand | undefined {
  if (intent.do !== 'card') return undefined
  const what = handOf(run)[intent.place]
  if (what === undefined || what !== throwing.card) return undefined
  return { verb: 'FIRE', target: aimed(run, what, throwing) ?? '', fire: { what } }
}

/** What is chosen and aimed at after it; a card that was thrown is not in the hand any more. */
export function throwingAfter(run: Run, throwing: Throwing, intent: ThrowIntent): Throwing {
  const hand = handOf(run)
  const now = throwing.card !== undefined && hand.includes(throwing.card) ? throwing : NOTHING_CHOSEN
  if (intent.do === 'card') {
    const card = hand[intent.place]
    return now.card === undefined && throwing.card !== undefined ? NOTHING_CHOSEN : { ...now, card }
  }
  if (now.card === undefined) return now
  const targets = struck(run, now.card)
  const at = targets.indexOf(aimed(run, now.card, now) ?? '')
  return { ...now, target: targets[(at + 1) % Math.max(1, targets.length)] }
}

/** Four cards and the next target. */
const ROWS: readonly (readonly KeyCode[])[] = [
  ['Digit6', 'Digit7', 'Digit8', 'Digit9', 'Digit0'],
  ['Digit1', 'Digit2', 'Digit3', 'Digit4', 'Digit5'],
  ['Comma', 'Period', 'Slash', 'Semicolon', 'Quote'],
  ['PageUp', 'PageDown', 'Home', 'End', 'Insert'],
]

/** The first row of keys of which whoever operates has none. */
export function throwerKeys(keys: Keys): readonly KeyCode[] {
  return ROWS.find(row => row.every(code => doneBy(keys, code) === undefined)) ?? (ROWS[0] as readonly KeyCode[])
}
