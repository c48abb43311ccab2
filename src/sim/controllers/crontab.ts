/**
 * Cron on a server or a machine: a line in a crontab, and a daemon that looks at the clock.
 *
 * A run begins if the host is up at its minute, and is done if the host lives to its end.
 * One that did not begin is not made up for: cron keeps no list, and tells nobody.
 *
 * Simpler than the real thing: no anacron, no mail to root, and of several hosts with the
 * same crontab each does the run, while one that is done is enough.
 */

import type { PlannedRun } from '../../model/batch'
import type { Id } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import type { Tick } from '../../model/units'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { unitAnswers, unitStands, unitsOf } from '../traffic/backends'
import { runAt } from '../traffic/runs'
import { wakeAt } from '../wake'

/** True if it began on at least one host. */
export function startOnUnits(world: World, workload: Workload, { at }: PlannedRun): boolean {
  const units = unitsOf(world, workload).filter(unit => unitAnswers(world, unit))
  const ends = world.tick + (workload.spec.batch?.runSeconds ?? 0)
  for (const { id } of units) {
    wakeAt(world.wake, ends, { what: 'cronDone', unit: id, at, since: world.tick })
  }
  return units.length > 0
}

/** Its time is over: did its host live that long? */
export function cronDone(world: World, id: Id, at: Tick, since: Tick): void {
  const unit = world.units[id] as Unit
  const workload = world.workloads[unit.workload] as Workload
  const run = runAt(workload, at)
  if (!run || run.doneAt !== NONE) return
  if (unit.ready && unitStands(world, unit) && unit.readyAt <= since) run.doneAt = world.tick
  else Object.assign(run, { loss: unitStands(world, unit) ? 'RunFailed' : 'HostDown', cause: unit.cause })
}
