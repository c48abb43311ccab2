/**
 * A gamepad of the standard mapping, as intents while the board is in front, and as a
 * way through buttons and fields everywhere else.
 *
 * A press is an edge: what is held counts once. The left stick steps like the D-pad,
 * in menus only, so that a thumb at rest gives no command.
 */

import { ACTIONS, type Action, MEANINGS, type Meaning, PAD_BUTTONS, PADS, type PadButton } from '../session/actions'
import type { Intent } from './intent'

/** What is held, by the numbers of the standard mapping. */
export type Held = ReadonlySet<number>

/** `next`, `previous`: to another control of the page; `press`: the one that has the focus; `back`: out of here. */
export type Step = 'next' | 'previous' | 'press' | 'back'

const { A, B, LT, Back, Start, up: UP, down: DOWN, left: LEFT, right: RIGHT } = PAD_BUTTONS

export const BOARD: Readonly<Record<number, Intent>> = {
  ...Object.fromEntries(ACTIONS.flatMap(action => buttonOf(action))),
  [LT]: { do: 'menu' },
}

function buttonOf(action: Action): readonly (readonly [number, Intent])[] {
  const [button, meaning]: [PadButton | undefined, Meaning] = [PADS[action], MEANINGS[action]]
  return button && meaning.do !== 'tell' ? [[PAD_BUTTONS[button], meaning]] : []
}

export const MENU: Readonly<Record<number, Step>> = {
  [A]: 'press',
  [Start]: 'press',
  [B]: 'back',
  [Back]: 'back',
  [UP]: 'previous',
  [LEFT]: 'previous',
  [DOWN]: 'next',
  [RIGHT]: 'next',
}

/** What is held now and was not before, in the order of its numbers. */
export const pressed = (before: Held, now: Held): readonly number[] =>
  [...now].filter(button => !before.has(button)).sort((a, b) => a - b)

const DEAD_ZONE = 0.5

type PadState = Pick<Gamepad, 'buttons' | 'axes'>

/** The stick counts as the D-pad, in menus. */
export function heldOn({ buttons, axes }: PadState, inMenu: boolean): Held {
  const held = new Set(buttons.flatMap((button, number) => (button.pressed ? [number] : [])))
  if (!inMenu) return held
  const [x = 0, y = 0] = axes
  if (y < -DEAD_ZONE) held.add(UP)
  if (y > DEAD_ZONE) held.add(DOWN)
  if (x < -DEAD_ZONE) held.add(LEFT)
  if (x > DEAD_ZONE) held.add(RIGHT)
  return held
}

export interface PadHands {
  intent(intent: Intent): void
  step(step: Step): void
  /** Something was pressed. */
  used(): void
  /** The board is in front, and no dialog over it. */
  playing(): boolean
}

/** Asks the first pad there is, each time it is called: once in a frame. */
export function openGamepad(hands: PadHands, pads: () => readonly (PadState | null)[]): () => void {
  let before: Held = new Set()
  return () => {
    const pad = pads().find(each => each !== null)
    if (!pad) return
    const playing = hands.playing()
    const now = heldOn(pad, !playing)
    const news = pressed(before, now)
    for (const button of news) {
      const intent = BOARD[button]
      const step = MENU[button]
      if (playing && intent) hands.intent(intent)
      else if (!playing && step) hands.step(step)
    }
    if (news.length > 0) hands.used()
    before = now
  }
}
