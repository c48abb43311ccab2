/**
 * Migrations of a schema: what a release does to the data that it finds, and why the
 * version before does not start on it afterwards.
 *
 * A release that migrates changes the schema of its disk when its process starts, before
 * it answers. An older version then finds a schema that it does not know, and exits (as
 * a program does whose migrations are validated when it starts: Flyway, Rails, Django with
 * a check before it). Rolling back brings code back and never data; only a snapshot that
 * was taken before has the schema of before, and lacks what was written since.
 *
 * Simpler than the real thing: a migration takes no time and is never half done; it knows
 * no way down; what keeps its data in copies is not migrated. Changes that older code can
 * live with (a column more) are releases that do not migrate.
 */

import type { Cause } from '../model/happening'
import type { PodTemplate } from '../model/rollout'
import type { Volume } from '../model/volume'
import type { Seen, Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { sameTemplate } from './controllers/templates'
import type { Telling } from './telling'

/** Which of the releases it is; NONE of what was there before them. */
const numberOf = ({ spec }: Seen<Workload>, template: Seen<PodTemplate>): number =>
  spec.ships?.findIndex(ship => sameTemplate(ship.template, template)) ?? NONE

/** Its process starts on that disk: it migrates what it finds, or finds what it does not know. Says whether it can read it. */
export function readsSchema(
  workload: Workload,
  template: Seen<PodTemplate>,
  volume: Volume | undefined,
  tell: Telling,
  cause: Cause,
): boolean {
  if (!volume || (workload.spec.data?.copies ?? 'one') !== 'one') return true
  const version = numberOf(workload, template)
  if (version < volume.schema) return false
  if (!template.migrates || version === volume.schema) return true
  volume.schema = version
  tell.normal('SchemaMigrated', 'volume', volume.id, `${template.image} migrates what is on ${volume.name}`, cause)
  return true
}

/** What a new disk of a workload begins with: the copy of another is as that one is. */
export const schemaOf = ({ volumes }: Seen<World>, { volume }: Seen<Workload>): number =>
  volumes[volume]?.schema ?? NONE
