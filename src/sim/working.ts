/**
 * Does a part of the control plane act now? Asked everywhere in every second, so it
 * only reads what `control-plane.ts` keeps. Where a level names no control plane, all
 * of it always does.
 */

import type { Working } from '../model/control-plane'
import type { Id } from '../model/refs'
import type { Seen, World } from '../model/world'

export const acts = ({ controlPlane }: Seen<World>, part: keyof Working): boolean =>
  controlPlane === undefined || controlPlane.working[part]

/** The controller manager is away: the endpoints of this workload are looked at again when it is back. */
export function leaveEndpoints({ controlPlane }: World, workload: Id): void {
  const late = controlPlane?.undone.endpoints
  if (late && !late.includes(workload)) late.push(workload)
}
