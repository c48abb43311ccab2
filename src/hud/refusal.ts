/** A refusal is shown where it was tried, for a few seconds of play. It is found in the log; the hands tell where. */

import type { Lane, Verb } from '../model/command'
import type { Intent } from '../session/intent'
import type { ParkView } from '../view/park-view'
import type { Part } from './part'

const NEWS_SECONDS = 4

export interface Refusal {
  readonly why?: string
  readonly lane?: Lane
  readonly verb?: Verb
}

export function refusalNow(park: ParkView, asked: Intent | undefined, { words, timeScale }: Part): Refusal {
  const line = park.log.filter(({ kind }) => kind === 'refusal').at(-1)
  if (!line || !asked || park.tick - line.tick > NEWS_SECONDS * timeScale) return {}
  const why = words.say(line.text)
  if (asked.do === 'route') return { why, lane: asked.lane }
  const verb = verbOf(asked)
  return verb ? { why, verb } : {}
}

function verbOf(asked: Intent): Verb | undefined {
  if (asked.do === 'trick') return asked.verb
  if (asked.do === 'land') return 'LAND'
  return asked.do === 'hold' ? 'HOLD' : undefined
}
