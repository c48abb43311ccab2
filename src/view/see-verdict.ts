/**
 * The verdict: what cost a run the most.
 *
 * The ledger's rows fall into sets: all that one rider's users lost while they waited
 * for it to serve them for the first time, whatever the reasons were called, and every
 * other row by itself. The largest set is told; its requests, its reasons and its
 * seconds are of that set and no other.
 */

import type { LossRow } from '../model/traffic'
import type { Seconds, Tick } from '../model/units'
import type { Seen } from '../model/world'
import { NEVER, type Rider } from '../rules/play'
import type { Run } from '../rules/run'
import type { VerdictView } from './debrief-view'
import { ui } from './phrase'

export function seeVerdict(run: Seen<Run>): VerdictView | undefined {
  const riders = run.play.riders.filter(rider => lateBy(run, rider) > 0)
  const waits = riders.map(rider => waitedFor(run, rider))
  const told = riders.flatMap(rider => rowsWhileWaiting(run, rider))
  const others = run.world.ledger.filter(row => row.requests > 0 && !told.includes(row)).map(row => alone(run, row))
  return [...waits, ...others].reduce<VerdictView | undefined>(
    (most, each) => (most === undefined || each.lost > most.lost ? each : most),
    undefined,
  )
}

/** For how long its users were here before it first served them; what the run's clock could not show is in time. */
export function lateBy(run: Seen<Run>, rider: Seen<Rider>): Seconds {
  const due = run.world.workloads[rider.workload]?.due ?? 0
  const late = Math.max(0, Math.min(run.play.endedAt, servedFrom(run, rider)) - due)
  return late * SHOWN_PARTS < run.level.timeScale ? 0 : late
}

/** Who lands by itself is seen to have landed when the second in which it did is over, and served. */
function servedFrom({ play, world }: Seen<Run>, { servedFrom: first, workload }: Seen<Rider>): Tick {
  if (first === NEVER) return play.endedAt
  const target = `rider/${world.workloads[workload]?.spec.name}`
  const byHand = play.given.some(
    ({ command, doneAt }) => command.verb === 'LAND' && command.target === target && doneAt === first,
  )
  return byHand ? first : first - 1
}

/** Times are shown in tenths of a second of play, so half of one is the least. */
const SHOWN_PARTS = 20

function waitedFor(run: Seen<Run>, rider: Seen<Rider>): VerdictView {
  const workload = run.world.workloads[rider.workload]
  const rows = rowsWhileWaiting(run, rider)
  return {
    rider: workload?.spec.name ?? '',
    lost: rows.reduce((sum, { requests }) => sum + requests, 0),
    reasons: [...new Set(rows.map(({ loss }) => loss))].map(loss => ui(`loss.${loss}`)),
    waited: { due: workload?.due ?? 0, seconds: lateBy(run, rider) },
  }
}

const rowsWhileWaiting = (run: Seen<Run>, rider: Seen<Rider>): readonly Seen<LossRow>[] => {
  const until = (run.world.workloads[rider.workload]?.due ?? 0) + lateBy(run, rider)
  return run.world.ledger.filter(row => row.workload === rider.workload && row.requests > 0 && row.from < until)
}

const alone = (run: Seen<Run>, row: Seen<LossRow>): VerdictView => ({
  rider: run.world.workloads[row.workload]?.spec.name ?? '',
  lost: row.requests,
  reasons: [ui(`loss.${row.loss}`)],
  waited: undefined,
})
