/**
 * Releases: what the level's timetable ships, to the second.
 */

import type { Happening } from '../model/happening'
import type { RunDue } from '../model/wake'
import { obey } from '../sim/orders/orders'
import { byScenario } from '../sim/telling'
import type { Run } from './run'

/** The tenant's pipeline runs, whoever has placed the workload where. */
export function ship({ world }: Run, due: Extract<RunDue, { what: 'release' }>): readonly Happening[] {
  const workload = world.workloads[due.workload]
  const release = workload?.spec.ships?.[due.number]
  if (!workload || !release || workload.over) return []
  const order = { order: 'release', workload: due.workload, template: release.template } as const
  const obeyed = obey(world, order, byScenario(`${workload.spec.name}.release`))
  return obeyed.kind === 'done' ? obeyed.happenings : []
}
