/**
 * What the level says stands on the board for a while, and then among the lines of the log,
 * where it was said. Time that stands, as in PLAN, is not counted.
 *
 * A run tells what is being said and not since when, so that is noted here as it is seen.
 */

import type { Tick } from '../model/units'
import type { LogLine, ParkView } from '../view/park-view'
import type { Phrase } from '../view/phrase'

/** Of play. */
const STANDS_SECONDS = 12
const MOST = 14

interface Said {
  readonly text: Phrase
  readonly tick: Tick
}

export interface Speech {
  /** As it is to be shown now. */
  after(park: ParkView, timeScale: number): ParkView
  /** Another run begins. */
  forget(): void
}

export function openSpeech(): Speech {
  let said: readonly Said[] = []
  let seen = 0
  return {
    after(park, timeScale) {
      const { tick, says } = park
      if (tick < seen) said = said.filter(each => each.tick <= tick) // it was wound back, or is another run
      seen = tick
      if (says && !isSame(said.at(-1)?.text, says)) said = [...said, { text: says, tick }].slice(-MOST)
      const now = says && said.at(-1)
      const over = now && tick - now.tick >= STANDS_SECONDS * timeScale
      const before = said.filter(each => each !== now || over)
      return { ...park, says: over ? undefined : says, log: withSaid(park.log, before) }
    },
    forget() {
      said = []
      seen = 0
    },
  }
}

/** No line of the log has a number below nought. */
function withSaid(log: readonly LogLine[], said: readonly Said[]): readonly LogLine[] {
  const from = log[0]?.tick ?? 0
  const lines = said
    .filter(({ tick }) => tick >= from)
    .map(({ text, tick }): LogLine => ({ id: -1 - tick, tick, kind: 'speech', text }))
  return lines.length === 0 ? log : [...log, ...lines].sort((a, b) => a.tick - b.tick)
}

const isSame = (a: Phrase | undefined, b: Phrase) => JSON.stringify(a) === JSON.stringify(b)
