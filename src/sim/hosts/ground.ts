/**
 * Whether there is ground under something: the host that a disk is attached to lives.
 */

import type { HostRef } from '../../model/refs'
import { NONE, type Seen, type World } from '../../model/world'

/** Nothing has no ground. */
export function isUp(world: Seen<World>, host: Seen<HostRef> | undefined): boolean {
  if (!host) return false
  if (host.kind === 'machine') return world.machines[host.id]?.up === true
  if (host.kind === 'hypervisor') return world.hypervisors[host.id]?.up === true
  if (host.kind === 'node') return world.nodes[host.id]?.up === true
  return world.hypervisors[world.servers[host.id]?.hypervisor ?? NONE]?.up === true
}
