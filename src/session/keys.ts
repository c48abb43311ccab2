/**
 * Which key does what: chosen by the player, kept with the settings, and read back with
 * suspicion. Keys go by their place on the keyboard (`KeyboardEvent.code`), so that a
 * layout of keys stays one on a keyboard of another language; what is printed on a key
 * there may differ from what we show.
 *
 * Each action has one key, and no key has two actions. Tab, Esc and Enter are the page's
 * own, and the keys that only modify others, or that browsers live by (F1 to F12), are
 * theirs.
 */

import { ACTIONS, type Action } from './actions'

export type KeyCode = string

export type Keys = Readonly<Record<Action, KeyCode>>

const USUAL: Keys = {
  bowl: 'Digit1',
  boxes: 'Digit2',
  slab: 'Digit3',
  rail: 'Digit4',
  land: 'Space',
  previous: 'KeyQ',
  next: 'KeyE',
  SCALE: 'ArrowUp',
  SAVE: 'ArrowDown',
  UNDO: 'ArrowLeft',
  MOVE: 'ArrowRight',
  hold: 'KeyH',
  plan: 'KeyP',
  rewind: 'Backspace',
  tell: 'KeyI',
}

/** All of it under one hand, and the other is free. */
const LEFT: Keys = {
  ...USUAL,
  SCALE: 'KeyW',
  SAVE: 'KeyS',
  UNDO: 'KeyA',
  MOVE: 'KeyD',
  hold: 'KeyF',
  plan: 'KeyR',
  rewind: 'KeyZ',
  tell: 'KeyC',
}

const RIGHT: Keys = {
  ...USUAL,
  bowl: 'Digit7',
  boxes: 'Digit8',
  slab: 'Digit9',
  rail: 'Digit0',
  previous: 'KeyU',
  next: 'KeyO',
  SCALE: 'KeyI',
  SAVE: 'KeyK',
  UNDO: 'KeyJ',
  MOVE: 'KeyL',
  tell: 'KeyY',
}

export const KEY_SETS = { usual: USUAL, left: LEFT, right: RIGHT } as const satisfies Record<string, Keys>
export type KeySet = keyof typeof KEY_SETS

const TAKEABLE = [
  /^Key[A-Z]$/,
  /^(?:Digit|Numpad)[0-9]$/,
  /^Numpad(?:Add|Subtract|Multiply|Divide|Decimal)$/,
  /^Arrow(?:Up|Down|Left|Right)$/,
  /^(?:Space|Backspace|Delete|Insert|Home|End|PageUp|PageDown)$/,
  /^(?:Minus|Equal|BracketLeft|BracketRight|Semicolon|Quote|Backquote|Backslash|IntlBackslash|Comma|Period|Slash)$/,
]

/** Whether the game may have it. */
export const isTakeable = (code: KeyCode): boolean => TAKEABLE.some(kind => kind.test(code))

export const doneBy = (keys: Keys, code: KeyCode): Action | undefined => ACTIONS.find(action => keys[action] === code)

export interface Rebound {
  readonly keys: Keys
  /** Who had the key: it has got the other one's. */
  readonly swapped: Action | undefined
}

/** An action on another key. Whoever had that takes the one that has become free, so that nothing is without a key. */
export function rebind(keys: Keys, action: Action, code: KeyCode): Rebound {
  const had = doneBy(keys, code)
  const swapped = had === action ? undefined : had
  const swap = swapped ? { [swapped]: keys[action] } : {}
  return { keys: { ...keys, ...swap, [action]: code }, swapped }
}

type Kept = Readonly<Record<string, unknown>>

const slot = (action: Action) => `key.${action}`

/** What is kept: those that are not on their usual key. */
export const keptKeys = (keys: Keys): Readonly<Record<string, KeyCode>> =>
  Object.fromEntries(ACTIONS.filter(action => keys[action] !== USUAL[action]).map(each => [slot(each), keys[each]]))

/** What was kept, as far as it holds: what is no key of ours, or is another's too, is the usual one. */
export function keysIn(kept: Kept): Keys {
  let keys = Object.fromEntries(ACTIONS.map(action => [action, keyIn(kept, action)])) as Keys
  // back on its usual key, one may clash with the next: each round settles one at least
  for (let clash = clashing(keys); clash; clash = clashing(keys)) keys = { ...keys, [clash]: USUAL[clash] }
  return keys
}

function keyIn(kept: Kept, action: Action): KeyCode {
  const code = kept[slot(action)]
  return typeof code === 'string' && isTakeable(code) ? code : USUAL[action]
}

/** One that shares its key and is not where it usually is. The usual keys are all different, so of two there is one. */
const clashing = (keys: Keys): Action | undefined =>
  ACTIONS.find(
    action => keys[action] !== USUAL[action] && ACTIONS.some(other => other !== action && keys[other] === keys[action]),
  )
