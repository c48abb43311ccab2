/**
 * What can be done on the board, each by its name: what it means, and which button of
 * a gamepad does it. Which key does it can be chosen, and is `keys.ts`'s.
 *
 * It stands below input, which acts on it, and hud, which shows it.
 */

import type { Intent } from './intent'

/**
 * What somebody plays with. A mouse counts as a keyboard: whoever has the one has the
 * other beside it, and learns the keys from the buttons.
 */
export const DEVICES = ['keys', 'pad', 'touch'] as const
export type Device = (typeof DEVICES)[number]

/** What a key can mean: an intent, or `tell`: say again how everything stands. */
export type Meaning = Intent | { readonly do: 'tell' }

/** In the order of the README's table. */
export const ACTIONS = [
  'bowl',
  'boxes',
  'slab',
  'rail',
  'land',
  'previous',
  'next',
  'SCALE',
  'SAVE',
  'UNDO',
  'MOVE',
  'hold',
  'plan',
  'rewind',
  'tell',
] as const
export type Action = (typeof ACTIONS)[number]

export const MEANINGS = {
  bowl: { do: 'route', lane: 'bowl' },
  boxes: { do: 'route', lane: 'boxes' },
  slab: { do: 'route', lane: 'slab' },
  rail: { do: 'route', lane: 'rail' },
  land: { do: 'land' },
  previous: { do: 'markPrevious' },
  next: { do: 'markNext' },
  SCALE: { do: 'trick', verb: 'SCALE' },
  SAVE: { do: 'trick', verb: 'SAVE' },
  UNDO: { do: 'trick', verb: 'UNDO' },
  MOVE: { do: 'trick', verb: 'MOVE' },
  hold: { do: 'hold' },
  plan: { do: 'plan' },
  rewind: { do: 'rewind' },
  tell: { do: 'tell' },
} as const satisfies Record<Action, Meaning>

/** The buttons of the standard mapping, by their numbers there, with what is printed on most pads. */
export const PAD_BUTTONS = {
  A: 0,
  B: 1,
  X: 2,
  Y: 3,
  LB: 4,
  RB: 5,
  LT: 6,
  RT: 7,
  Back: 8,
  Start: 9,
  up: 12,
  down: 13,
  left: 14,
  right: 15,
} as const
export type PadButton = keyof typeof PAD_BUTTONS

/** Fixed. What has none is in the menu (REWIND), or is asked for by a screen reader's keyboard (`tell`). */
export const PADS = {
  bowl: 'X',
  boxes: 'Y',
  slab: 'B',
  rail: 'RT',
  land: 'A',
  previous: 'LB',
  next: 'RB',
  SCALE: 'up',
  SAVE: 'down',
  UNDO: 'left',
  MOVE: 'right',
  hold: 'Back',
  plan: 'Start',
  rewind: undefined,
  tell: undefined,
} as const satisfies Record<Action, PadButton | undefined>
