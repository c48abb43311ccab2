/**
 * Incidents: what the level's timetable breaks, by name.
 */

import type { Incident } from '../level/level'
import type { Happening } from '../model/happening'
import { obey } from '../sim/orders'
import { byScenario } from '../sim/telling'
import { hostNamed } from './hosts'
import type { Run } from './run'

export function breakIt(run: Run, { id, what, target }: Incident): readonly Happening[] {
  const host = what === 'host-down' ? hostNamed(run.world, target) : undefined
  if (!host) return []
  const obeyed = obey(run.world, { order: 'bring-down', host }, byScenario(id))
  return obeyed.kind === 'done' ? obeyed.happenings : []
}
