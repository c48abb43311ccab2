/**
 * When somebody waits for a rider, and by how long it kept them waiting.
 *
 * Its users come at its due time. Nobody comes for what goes by a clock: its first run begins when
 * that strikes, which may be minutes later, and is late once it is not done by its deadline.
 */

import type { Seconds, Tick } from '../model/units'
import { NONE, type Seen, type Workload } from '../model/world'
import { NEVER, type Rider } from '../rules/play'
import type { Run } from '../rules/run'

export const dueAt = ({ spec, runs, due }: Seen<Workload>): Tick =>
  spec.batch?.schedule === undefined ? due : (runs[0]?.at ?? due)

/** Its one run, if it has but one: nobody comes when it is due, but it has to be done by a time. */
export function jobDoneIn({ world }: Seen<Run>, { spec, runs }: Seen<Workload>): Seconds | undefined {
  const [run] = runs
  return spec.batch && spec.batch.schedule === undefined && run ? Math.max(0, run.by - world.tick) : undefined
}

/** What the run's clock could not show is in time. */
export function lateBy(run: Seen<Run>, rider: Seen<Rider>): Seconds {
  const late = keptUntil(run, rider) - lateFrom(run.world.workloads[rider.workload] as Seen<Workload>)
  return late * SHOWN_PARTS < run.level.timeScale ? 0 : late
}

/** From when on it keeps somebody waiting. */
const lateFrom = (workload: Seen<Workload>): Tick => firstRun(workload)?.by ?? workload.due

/** Until when it does; the end of the run, if it did to the end. */
export function keptUntil(run: Seen<Run>, rider: Seen<Rider>): Tick {
  const workload = run.world.workloads[rider.workload] as Seen<Workload>
  if (firstRun(workload)) return workload.runs.find(({ doneAt }) => doneAt !== NONE)?.doneAt ?? run.play.endedAt
  return Math.min(run.play.endedAt, servedFrom(run, rider))
}

const firstRun = ({ spec, runs }: Seen<Workload>) => (spec.batch?.schedule === undefined ? undefined : runs[0])

/** When the pod that was ready then was asked for: at once, or when the clock last struck, unless that is made up for. */
export const podAskedAt = ({ spec, runs }: Seen<Workload>, routedAt: Tick, readyAt: Tick): Tick =>
  spec.batch?.schedule === undefined
    ? routedAt
    : (runs.filter(({ at }) => at >= routedAt && at <= readyAt).at(-1)?.at ?? routedAt)

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
