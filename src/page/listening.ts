/** To every device at once: keys on the board and on the transport bar, swipes, a finger that slides, and a gamepad. */

import type { Hud } from '../hud/hud'
import type { Settings } from '../hud/screen'
import { openGamepad, type Step } from '../input/gamepad'
import {
  ANSWER_KEYS,
  type KeyTable,
  LAB_KEYS,
  listenToKeys,
  THEATRE_KEYS,
  TRANSPORT_KEYS,
  tableOf,
} from '../input/keys'
import { listenToSwipes } from '../input/pointer'
import { listenToSliding } from '../input/sliding'
import { stepThrough } from '../input/stepping'
import { HAND } from '../level/duel'
import type { Device } from '../session/actions'
import type { Intent } from '../session/intent'
import type { Keys } from '../session/keys'
import { throwerKeys } from '../session/throwing'
import type { Calls } from './calls'
import type { Seat } from './seat'

interface Listening {
  readonly hud: Hud
  readonly intent: (intent: Intent) => void
  /** What the keys of the board mean now. */
  readonly keys: () => KeyTable
  readonly used: (device: Device) => void
  readonly playing: () => boolean
}

/** To every device. A gamepad has to be asked: once in a frame, by the answer. */
export function listen({ hud, intent, keys, used, playing }: Listening): () => void {
  const byKey = { intent, tell: () => hud.tell() }
  listenToKeys(hud.board, byKey, keys)
  listenToKeys(hud.transport, byKey, () => TRANSPORT_KEYS)
  listenToSwipes(hud.board, { intent })
  listenToSliding(hud.board, { intent })
  const step = (step: Step) => stepThrough(document, step)
  return openGamepad({ intent, step, used: () => used('pad'), playing }, () => navigator.getGamepads?.() ?? [])
}

/** What the keys of the board mean: in the theatre its own, else those that were chosen; numbers answer a call. */
export function keysNow({ screening, sitting }: Seat, { call }: Calls, { keys }: Settings): KeyTable {
  if (screening) return THEATRE_KEYS
  if (sitting?.run.level.duel) return { ...tableOf(keys), ...throwTable(keys) }
  if (sitting?.run.level.lab) return { ...LAB_KEYS, ...tableOf(keys) }
  return call ? { ...tableOf(keys), ...ANSWER_KEYS } : tableOf(keys)
}

/** The other person's keys, which are none of the first one's. */
const throwTable = (keys: Keys): KeyTable =>
  Object.fromEntries(
    throwerKeys(keys).map((code, place): [string, Intent] => [
      code,
      place < HAND ? { do: 'card', place } : { do: 'aim' },
    ]),
  )
