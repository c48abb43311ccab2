/**
 * The version before: what UNDO puts on a machine again where a release was bad.
 *
 * By the pipeline that deployed the bad one, which stops the process and starts it as it
 * was: code, never data. What was shipped is in the level's timetable.
 */

import type { PodTemplate } from '../model/rollout'
import type { Seen } from '../model/world'
import { firstTemplate, sameTemplate } from '../sim/controllers/templates'
import { unitsIn } from './carriers'
import type { Run } from './run'
import type { RiderOn } from './tricks'

/** Undefined where nothing was released since, or where it is back already. */
export function versionBefore({ world }: Seen<Run>, { workload }: RiderOn): Seen<PodTemplate> | undefined {
  const shipped = (workload.spec.ships ?? []).filter(({ at }) => at <= world.tick)
  const last = shipped.at(-1)?.template
  const runs = unitsIn(world, workload, 'slab').some(({ template }) => last && sameTemplate(template, last))
  return runs ? (shipped.at(-2)?.template ?? firstTemplate(workload.spec)) : undefined
}

export const redeployLine = ({ spec }: RiderOn['workload'], hosts: readonly string[], image: string): string =>
  `ansible-playbook -i ${hosts.join(',')}, ${spec.name}.yaml -e image=${image}`
