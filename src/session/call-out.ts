/**
 * Call-out mode: time stands at each rider and incident, and runs on when that was
 * answered. What is called once is not called again while it lasts.
 *
 * It decides when, and what an answer means; whoever owns the clock makes it stand.
 */

import type { ParkView } from '../view/park-view'
import { type Call, type CallView, callsIn } from '../view/see-calls'
import { type Intent, TRICKS, type Trick } from './intent'

export interface CallOut {
  /** What time has to stand for now. */
  next(park: ParkView): Call | undefined
}

export function openCallOut(): CallOut {
  let called: readonly string[] = []
  return {
    next(park) {
      const calls = callsIn(park)
      const fresh = calls.find(({ id }) => !called.includes(id))
      // what is over is forgotten: it may come again, also because one went back
      called = calls.map(({ id }) => id).filter(id => called.includes(id) || id === fresh?.id)
      return fresh
    },
  }
}

/** Whether it still wants an answer: it may have been given otherwise. */
export const stands = (call: Call, park: ParkView): boolean => callsIn(park).some(({ id }) => id === call.id)

/** What the answer of a number means; undefined: nothing, and time runs on. */
export function intentOf({ target, answers }: CallView, number: number): Intent | undefined {
  const { verb, lane } = answers[number - 1] ?? {}
  if (!verb || !target) return undefined
  if (verb === 'ROUTE') return lane && { do: 'route', lane, on: target }
  if (isTrick(verb)) return { do: 'trick', verb, on: target }
  return { do: verb === 'LAND' ? 'land' : 'hold', on: target }
}

/** The answer that means the same as what was asked for in another way. */
export function numberOf(call: CallView, intent: Intent): number | undefined {
  if ('on' in intent && intent.on !== undefined && intent.on !== call.target) return undefined
  const same = (meant: Intent | undefined) =>
    meant?.do === intent.do && laneOf(meant) === laneOf(intent) && trickOf(meant) === trickOf(intent)
  const at = call.answers.findIndex((_, index) => same(intentOf(call, index + 1)))
  return at < 0 ? undefined : at + 1
}

const laneOf = (intent: Intent) => (intent.do === 'route' ? intent.lane : undefined)
const trickOf = (intent: Intent) => (intent.do === 'trick' ? intent.verb : undefined)

const isTrick = (verb: string): verb is Trick => (TRICKS as readonly string[]).includes(verb)
