/**
 * The verdict: what cost a run the most.
 *
 * The ledger's rows fall into sets: all that one rider's users lost while they waited
 * for it to serve them for the first time, whatever the reasons were called, and every
 * other row by itself. The largest set is told; its requests, its reasons and its
 * seconds are of that set and no other.
 */

import type { LossRow } from '../model/traffic'
import type { Seen, Workload } from '../model/world'
import type { Rider } from '../rules/play'
import type { Run } from '../rules/run'
import type { VerdictView } from './debrief-view'
import { dueAt, keptUntil, lateBy } from './due'
import { ui } from './phrase'

export function seeVerdict(run: Seen<Run>): VerdictView | undefined {
  const riders = run.play.riders.filter(rider => hasUsers(run, rider) && lateBy(run, rider) > 0)
  const waits = riders.map(rider => waitedFor(run, rider))
  const told = riders.flatMap(rider => rowsWhileWaiting(run, rider))
  const others = run.world.ledger.filter(row => row.requests > 0 && !told.includes(row)).map(row => alone(run, row))
  return [...waits, ...others].reduce<VerdictView | undefined>(
    (most, each) => (most === undefined || each.lost > most.lost ? each : most),
    undefined,
  )
}

/** Nobody waits for what goes by a clock: each of its runs counts for itself. */
const hasUsers = ({ world }: Seen<Run>, { workload }: Seen<Rider>): boolean =>
  world.workloads[workload]?.spec.batch?.schedule === undefined

function waitedFor(run: Seen<Run>, rider: Seen<Rider>): VerdictView {
  const workload = run.world.workloads[rider.workload] as Seen<Workload>
  const rows = rowsWhileWaiting(run, rider)
  return {
    rider: workload.spec.name,
    lost: rows.reduce((sum, { requests }) => sum + requests, 0),
    reasons: [...new Set(rows.map(({ loss }) => loss))].map(loss => ui(`loss.${loss}`)),
    waited: { due: dueAt(workload), seconds: lateBy(run, rider) },
  }
}

const rowsWhileWaiting = (run: Seen<Run>, rider: Seen<Rider>): readonly Seen<LossRow>[] =>
  run.world.ledger.filter(
    row => row.workload === rider.workload && row.requests > 0 && row.from < keptUntil(run, rider),
  )

const alone = (run: Seen<Run>, row: Seen<LossRow>): VerdictView => ({
  rider: run.world.workloads[row.workload]?.spec.name ?? '',
  lost: row.requests,
  reasons: [ui(`loss.${row.loss}`)],
  waited: undefined,
})
