/**
 * What an action is called on the device that was used last: its key, its button on a
 * gamepad, or nothing for a finger.
 *
 * Keys are named by their place on an English keyboard.
 */

import { ACTIONS, type Action, type Device, PADS } from '../session/actions'
import { KEY_SETS, type KeyCode, type Keys } from '../session/keys'

export interface Prompts {
  readonly device: Device
  readonly keys: Keys
}

export const AT_FIRST: Prompts = { device: 'keys', keys: KEY_SETS.usual }

/** As it is printed beside a control; empty where there is nothing to press. */
export function chipOf({ device, keys }: Prompts, action: Action): string {
  if (device === 'touch') return ''
  if (device === 'keys') return keyChip(keys[action])
  const button = PADS[action]
  return button === undefined ? '' : (SIGNS[button] ?? button)
}

/** As one key of a table of keys. */
export const keyChip = (code: KeyCode): string => SIGNS[code] ?? printed(code)

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Backspace: '⌫',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
}

const PRINTED: Readonly<Record<string, string>> = {
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  Backslash: '\\',
  IntlBackslash: '<',
  Comma: ',',
  Period: '.',
  Slash: '/',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num -',
  NumpadMultiply: 'Num *',
  NumpadDivide: 'Num /',
  NumpadDecimal: 'Num .',
}

/** What is printed on the key. */
const printed = (code: KeyCode): string =>
  PRINTED[code] ?? code.replace(/^(?:Key|Digit)(?=.$)/, '').replace(/^Numpad/, 'Num ')

/** As `aria-keyshortcuts` has it, which does not tell the number pad apart. */
export function shortcutOf(code: KeyCode): string {
  const name = printed(code).replace('Num ', '')
  return name === '+' ? 'Plus' : name
}

/** As one says it: "Up arrow", "Q". */
export function keyName(of: KeyCode, ui: (key: string) => string): string {
  const name = ui(`key.${of}`)
  return name === `key.${of}` ? printed(of) : name
}

/** For sentences: `{keyBowl}`, `{keySCALE}` and so on, and `{device}` to choose one by. */
export function valuesOf({ device, keys }: Prompts, ui: (key: string) => string) {
  const spoken = (action: Action) => {
    const of = device === 'pad' ? PADS[action] : keys[action]
    return of === undefined ? '' : keyName(of, ui)
  }
  const entries = ACTIONS.map(action => [`key${action.charAt(0).toUpperCase()}${action.slice(1)}`, spoken(action)])
  return { device, ...Object.fromEntries(entries) } as Readonly<Record<string, string>>
}
