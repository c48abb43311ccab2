/**
 * The runs that a workload is expected to do, and what becomes of each: begun at its
 * time where the workload is, done or not by its deadline, and settled then.
 *
 * Nobody in the real systems tells that a crontab's run did not happen; only the game's
 * ledger does, with the cause that stood in its way.
 */

import { type BatchSpec, type PlannedRun, SCHEDULES } from '../../model/batch'
import type { Seconds, Tick } from '../../model/units'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { startOnUnits } from '../controllers/crontab'
import { whyJobFailed } from '../controllers/job-blame'
import { nextAfter } from '../controllers/missed-runs'
import { byScenario, type Telling } from '../telling'
import { whyNothingAnswers } from './backends'
import { writeOff } from './ledger'

export const everySeconds = ({ schedule }: Pick<BatchSpec, 'schedule'>): Seconds | undefined =>
  schedule && SCHEDULES[schedule] * 60

/** All that are due after that and have to be done before the end. */
export function plannedRuns(name: string, batch: BatchSpec, due: Tick, until: Tick): PlannedRun[] {
  const every = everySeconds(batch)
  const first = every === undefined ? due : nextAfter(due, every)
  const runs: PlannedRun[] = []
  for (let at = first; at + batch.within <= until; at += every ?? until + 1) {
    runs.push({ at, by: at + batch.within, doneAt: NONE, loss: 'NotRouted', cause: byScenario(name) })
  }
  return runs
}

/** One second of a workload that has no users. */
export function followRuns(world: World, workload: Workload, tell: Telling): void {
  const { runs, traffic } = workload
  traffic.lostNow = 0
  const due = runs[workload.runsBegun]
  if (due && due.at <= world.tick && begin(world, workload, due)) workload.runsBegun += 1
  const over = runs[workload.runsSettled]
  if (over && over.by <= world.tick) {
    settle(world, workload, over, tell)
    workload.runsSettled += 1
    workload.runsBegun = Math.max(workload.runsBegun, workload.runsSettled)
  }
}

export const runAt = ({ runs }: Workload, at: Tick): PlannedRun | undefined => runs.find(run => run.at === at)

export function runDone(world: World, workload: Workload, at: Tick): void {
  const run = runAt(workload, at)
  if (run && run.doneAt === NONE) run.doneAt = world.tick
}

/** What is to be done once begins whenever something is there for it; what goes by the clock does so now or never. */
function begin(world: World, workload: Workload, run: PlannedRun): boolean {
  const started = startOnUnits(world, workload, run)
  if (!started) Object.assign(run, whyNothingAnswers(world, workload))
  return started || workload.spec.batch?.schedule !== undefined
}

function settle(world: World, workload: Workload, run: PlannedRun, tell: Telling): void {
  const { spec, traffic } = workload
  const requests = spec.batch?.requests ?? 0
  traffic.planned += requests
  if (run.doneAt !== NONE) {
    traffic.served += requests
    traffic.state = 'serving'
    return
  }
  const { loss, cause } = whyJobFailed(world, workload, run) ?? run
  traffic.lostNow = writeOff(world, workload.id, { loss, cause }, requests)
  traffic.lost += traffic.lostNow
  if (traffic.state !== 'failing') traffic.since = world.tick
  traffic.state = 'failing'
  const note = `a run of ${spec.name} was not done in time: ${requests} requests are lost`
  traffic.cause = tell.warning('RunLost', 'workload', workload.id, note, cause)
}
