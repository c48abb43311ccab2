/**
 * A refusal is shown where it was tried, for a few seconds of play; and so is that a lane
 * was pressed a little too early and is kept.
 *
 * Most are found in the log, newer than the asking. What aims at nothing ("nobody is
 * up") gives no command and leaves no line, so its reason is taken from the button.
 */

import type { Lane, Target, Verb } from '../model/command'
import type { Tick } from '../model/units'
import type { Intent } from '../session/intent'
import type { LogLine, ParkView } from '../view/park-view'
import type { Phrase } from '../view/phrase'
import type { Part } from './part'

const NEWS_SECONDS = 4
const KEPT = 'route.kept'

/** What was asked for last, and how things stood. */
export interface Asked {
  readonly lane: Lane | undefined
  readonly verb: Verb
  readonly tick: Tick
  /** Who was up then: what was refused for want of a rider is over once there is another. */
  readonly up: Target | undefined
  /** The newest refusal at that moment. */
  readonly after: LogLine['id']
  /** Why nothing will come of it that the log could tell. */
  readonly why: Phrase | undefined
}

export interface Refusal {
  readonly why?: string
  /** It is none: it will be done. */
  readonly kept?: boolean
  readonly lane?: Lane | undefined
  readonly verb?: Verb
}

export function askedNow(intent: Intent, park: ParkView): Asked | undefined {
  const verb = verbOf(intent)
  if (!verb) return undefined
  const lane = intent.do === 'route' ? intent.lane : undefined
  const view = park.verbs.find(one => one.verb === verb && one.lane === lane)
  const why = view && view.target === undefined ? view.refusal : undefined
  return { lane, verb, tick: park.tick, up: park.deck.up?.target, after: newestRefusal(park)?.id ?? 0, why }
}

export function refusalNow(park: ParkView, asked: Asked | undefined, { words, timeScale }: Part): Refusal {
  if (!asked || (asked.verb === 'ROUTE' && asked.up !== park.deck.up?.target)) return {}
  const line = newestRefusal(park)
  const told = line && line.id > asked.after ? line : undefined
  const phrase = told?.text ?? asked.why
  const since = park.tick - (told?.tick ?? asked.tick)
  if (!phrase || since < 0 || since > NEWS_SECONDS * timeScale) return {}
  const kept = isKept(phrase)
  if (kept && !isKept(park.verbs.find(one => one.verb === asked.verb && one.lane === asked.lane)?.refusal)) return {} // who it was for has come
  return { why: words.say(phrase), kept, lane: asked.lane, verb: asked.verb }
}

const isKept = (phrase: Phrase | undefined) => phrase?.from === 'ui' && phrase.key === KEPT

const newestRefusal = ({ log }: ParkView) => log.filter(({ kind }) => kind === 'refusal').at(-1)

function verbOf(intent: Intent): Verb | undefined {
  if (intent.do === 'trick') return intent.verb
  if (intent.do === 'route') return 'ROUTE'
  if (intent.do === 'land') return 'LAND'
  return intent.do === 'hold' ? 'HOLD' : undefined
}
