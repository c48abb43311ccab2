/**
 * The worst moment of a run: the window in which most of its budget went, and who paid.
 */

import type { LossRow } from '../model/traffic'
import type { Seconds, Tick } from '../model/units'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import { type Recording, runAt } from './recording'

export interface WorstMoment {
  readonly from: Tick
  readonly to: Tick
  readonly lost: number
  /** What cost the most of it; its `requests` are those of the window. */
  readonly row: Seen<LossRow>
}

/** Nothing if nothing was lost. The earliest, where several are equally bad. */
export function worstMoment(recording: Recording, span: Seconds): WorstMoment | undefined {
  const { lost } = recording
  const last = lost.length - 1
  let from = 0
  let most = 0
  for (let at = 0; at <= last; at += 1) {
    const cost = (lost[Math.min(at + span, last)] ?? 0) - (lost[at] ?? 0)
    if (cost > most) {
      most = cost
      from = at
    }
  }
  if (most === 0) return undefined
  const start = Math.max(0, Math.min(from, last - span)) // a run that ends early still gives a whole window
  const to = Math.min(last, start + span)
  const row = dearest(runAt(recording, start), runAt(recording, to))
  return row && { from: start, to, lost: (lost[to] ?? 0) - (lost[start] ?? 0), row }
}

function dearest(before: Seen<Run>, after: Seen<Run>): Seen<LossRow> | undefined {
  const rows = after.world.ledger.map((row, i) => ({
    ...row,
    requests: row.requests - (before.world.ledger[i]?.requests ?? 0),
  }))
  return rows.sort((a, b) => b.requests - a.requests)[0]
}
