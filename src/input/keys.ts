/**
 * Keys, by their place on the keyboard (`KeyboardEvent.code`), as intents.
 *
 * Game keys act only while the board or something on it has the focus, and never
 * under an open dialog. Esc lets go of what is marked, and else is the menu, from anywhere. On a button of the board,
 * Space and Enter press that button; all the other keys still play. The browser's
 * own chords (Ctrl, Alt, Cmd) and repeats of a held key are left alone, but for winding.
 */

import { ACTIONS, MEANINGS, type Meaning } from '../session/actions'
import { KEY_SETS, type KeyCode, type Keys } from '../session/keys'
import type { Intent } from './intent'

export type KeyTable = Readonly<Record<KeyCode, Meaning>>

/** A digit counts on the number pad too, unless that key has a meaning of its own. */
export function tableOf(keys: Keys): KeyTable {
  const table = Object.fromEntries(ACTIONS.map(action => [keys[action], MEANINGS[action]]))
  const onPad = Object.entries(table).flatMap(([code, meaning]) =>
    code.startsWith('Digit') ? [[code.replace('Digit', 'Numpad'), meaning] as const] : [],
  )
  return { ...Object.fromEntries(onPad), ...table }
}

/** What is called out is answered by numbers, whatever else they do. */
export const ANSWER_KEYS: KeyTable = Object.fromEntries(
  Array.from({ length: 9 }, (_, at): readonly [KeyCode, Meaning][] => {
    const answer: Meaning = { do: 'answer', number: at + 1 }
    return [
      [`Digit${at + 1}`, answer],
      [`Numpad${at + 1}`, answer],
    ]
  }).flat(),
)

export const KEYS: KeyTable = tableOf(KEY_SETS.usual)

/** While a run is watched: what a player of films has, on the keys that it has there. */
export const THEATRE_KEYS = {
  Space: { do: 'plan' },
  KeyP: { do: 'plan' },
  ArrowLeft: { do: 'step', by: -1 },
  ArrowRight: { do: 'step', by: 1 },
  ArrowDown: { do: 'step', by: -10 },
  ArrowUp: { do: 'step', by: 10 },
  PageDown: { do: 'step', by: -10 },
  PageUp: { do: 'step', by: 10 },
  Home: { do: 'seek', to: 0 },
  End: { do: 'seek', to: Number.MAX_SAFE_INTEGER },
  Comma: { do: 'jump', by: -1 },
  Period: { do: 'jump', by: 1 },
  Minus: { do: 'slower' },
  NumpadSubtract: { do: 'slower' },
  Equal: { do: 'faster' },
  NumpadAdd: { do: 'faster' },
  KeyB: { do: 'branch' },
  KeyE: { do: 'markNext' },
  KeyQ: { do: 'markPrevious' },
  KeyI: { do: 'tell' },
} as const satisfies KeyTable

/** The same on the transport bar, whose scrubber and list of speeds have the arrows for themselves. */
export const TRANSPORT_KEYS: KeyTable = Object.fromEntries(
  Object.entries(THEATRE_KEYS).filter(([code]) => !/^(Arrow|Page|Home|End)/.test(code)),
)

const LEAVE = 'Escape'
const PRESSES_BUTTONS = ['Space', 'Enter', 'NumpadEnter']
const PRESSED = 'button, select'

/** In the Lab beside the usual ones, unless they were given another meaning. */
export const LAB_KEYS: KeyTable = {
  Period: { do: 'go', by: 1 },
  Comma: { do: 'go', by: 30 },
  Minus: { do: 'slower' },
  NumpadSubtract: { do: 'slower' },
  Equal: { do: 'faster' },
  NumpadAdd: { do: 'faster' },
}

export interface KeyHands {
  intent(intent: Intent): void
  tell(): void
}

/** Listens until the answer is called. `table` is asked at each press, so that it can change. */
export function listenToKeys(board: HTMLElement, hands: KeyHands, table: () => KeyTable = () => KEYS): () => void {
  const page = board.ownerDocument
  const pressed = (event: KeyboardEvent) => {
    const held = event.repeat && table()[event.code]?.do !== 'step'
    if (held ? isOurs(event, board, table()) : press(event, board, hands, table())) event.preventDefault()
  }
  page.addEventListener('keydown', pressed)
  return () => page.removeEventListener('keydown', pressed)
}

/** Whether the press meant something. */
function press(event: KeyboardEvent, board: HTMLElement, hands: KeyHands, table: KeyTable): boolean {
  if (!isOurs(event, board, table)) return false
  const meaning: Meaning | undefined = event.code === LEAVE ? { do: 'leave' } : table[event.code]
  if (!meaning) return false
  if (meaning.do === 'tell') hands.tell()
  else hands.intent(meaning)
  return true
}

function isOurs(event: KeyboardEvent, board: HTMLElement, table: KeyTable): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return false
  if (!isInPlay(board)) return false
  if (event.code === LEAVE) return true
  const at = event.target
  if (!(at instanceof Element) || !board.contains(at)) return false
  return table[event.code] !== undefined && !(PRESSES_BUTTONS.includes(event.code) && at.closest(PRESSED))
}

const isInPlay = (board: HTMLElement) =>
  board.isConnected && !board.closest('[hidden]') && !board.ownerDocument.querySelector('dialog[open]')
