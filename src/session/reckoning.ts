/**
 * Settling incidents beside the play, a slice at a time, so that no frame is late for it.
 *
 * What is settled stays settled: it goes by when an incident struck and was over, and a
 * log is the same up to there however often one looks at it. REWIND forgets what it
 * takes back.
 */

import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import type { Past } from '../proof/parallel'
import { settle } from '../proof/settling'
import type { Work } from '../proof/work'
import { endOf, type Impact, settleable } from '../rules/impact'
import type { Incidence } from '../rules/play'
import type { Run } from '../rules/run'

export interface Reckoning {
  /** Of the run as it stands, what has been settled so far, in order. */
  readonly impacts: readonly Impact[]
  /** Nothing is left to be settled. */
  readonly settled: boolean
  /** All that was found out, in the order in which it was. */
  readonly found: readonly Settled[]
  /** Found out by somebody else, of the same log (`settler.ts`). */
  take(found: readonly Settled[]): void
  /** Works for about so many ticks, and says how many it took: none when there is nothing to do. */
  go(ticks: number): number
  /** What holds for another line of play that leaves this one at a tick. */
  upTo(tick: Tick, of: () => Reckoned): Reckoning
}

/** `key`: which incident, with what decides about it besides the log. */
export interface Settled {
  readonly key: string
  readonly impact: Impact
}

export interface Reckoned {
  readonly run: Seen<Run>
  readonly past: Past
}

export const openReckoning = (of: () => Reckoned): Reckoning => reckoning(of, new Map())

function reckoning(of: () => Reckoned, before: ReadonlyMap<string, Impact>): Reckoning {
  const done = new Map(before)
  let working: { readonly key: string; readonly work: Work<Impact> } | undefined

  const next = () => {
    const { run, past } = of()
    const incidence = settleable(run).find(each => !done.has(keyOf(run, each)))
    return incidence && { key: keyOf(run, incidence), work: settle(run, incidence, past) }
  }
  return {
    get impacts() {
      const { run } = of()
      return settleable(run).flatMap(incidence => done.get(keyOf(run, incidence)) ?? [])
    },
    get settled() {
      const { run } = of()
      return settleable(run).every(incidence => done.has(keyOf(run, incidence)))
    },
    get found() {
      return [...done].map(([key, impact]) => ({ key, impact }))
    },
    take(found) {
      for (const { key, impact } of found) if (!done.has(key)) done.set(key, impact)
    },
    go(ticks) {
      working ??= next()
      if (!working) return 0
      const taken = working.work.go(ticks)
      if (!working.work.result) return taken
      if (!done.has(working.key)) done.set(working.key, working.work.result)
      working = undefined
      return Math.max(1, taken)
    },
    upTo: (tick, other) => reckoning(other, new Map([...done].filter(([, { closedAt }]) => closedAt <= tick))),
  }
}

const keyOf = (run: Seen<Run>, incidence: Seen<Incidence>) =>
  `${incidence.entry} ${incidence.struckAt} ${endOf(run, incidence)}`
