/**
 * What an action is called on the device that was used last: its key, its button on a
 * gamepad, or nothing for a finger.
 *
 * Keys go by their place; what is printed there the browser may tell. If it does not,
 * they are named as on an English keyboard.
 */

import { ACTIONS, type Action, type Device, PADS } from '../session/actions'
import { KEY_SETS, type KeyCode, type Keys } from '../session/keys'

export interface Prompts {
  readonly device: Device
  readonly keys: Keys
  /** What is printed on the keys of this keyboard, as far as it is known. */
  readonly printed: Printed
}

/** Of letters and signs, by the place of their key. */
export type Printed = Readonly<Record<KeyCode, string>>

export const AT_FIRST: Prompts = { device: 'keys', keys: KEY_SETS.usual, printed: {} }

/** As it is printed beside a control; empty where there is nothing to press. */
export function chipOf(prompts: Prompts, action: Action): string {
  const { device, keys } = prompts
  if (device === 'touch') return ''
  if (device === 'keys') return keyChip(keys[action], prompts)
  const button = PADS[action]
  return button === undefined ? '' : (SIGNS[button] ?? button)
}

/** As one key of a table of keys. */
export const keyChip = (code: KeyCode, { printed }: Pick<Prompts, 'printed'>): string =>
  SIGNS[code] ?? printOf(code, printed)

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

const ENGLISH: Readonly<Record<string, string>> = {
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

function printOf(code: KeyCode, printed: Printed): string {
  const here = code.startsWith('Key') || ENGLISH[code] !== undefined ? printed[code]?.toUpperCase() : undefined
  return here ?? ENGLISH[code] ?? code.replace(/^(?:Key|Digit)(?=.$)/, '').replace(/^Numpad/, 'Num ')
}

/** As `aria-keyshortcuts` has it, which does not tell the number pad apart. */
export function shortcutOf(code: KeyCode, { printed }: Pick<Prompts, 'printed'>): string {
  const name = printOf(code, printed).replace('Num ', '')
  return name === '+' ? 'Plus' : name
}

/** As one says it: "Up arrow", "Q". */
export function keyName(of: KeyCode, ui: (key: string) => string, { printed }: Pick<Prompts, 'printed'>): string {
  const name = ui(`key.${of}`)
  const isAsNamed = printed[of] === undefined || printed[of] === ENGLISH[of]
  return name === `key.${of}` || !isAsNamed ? printOf(of, printed) : name
}

/** For sentences: `{keyBowl}`, `{keySCALE}` and so on, and `{device}` to choose one by. */
export function valuesOf(prompts: Prompts, ui: (key: string) => string) {
  const { device, keys } = prompts
  const spoken = (action: Action) => {
    const of = device === 'pad' ? PADS[action] : keys[action]
    return of === undefined ? '' : keyName(of, ui, prompts)
  }
  const entries = ACTIONS.map(action => [`key${action.charAt(0).toUpperCase()}${action.slice(1)}`, spoken(action)])
  return { device, ...Object.fromEntries(entries) } as Readonly<Record<string, string>>
}
