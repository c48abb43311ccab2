/**
 * Hosts by the names that levels and commands use.
 */

import type { HostRef } from '../model/refs'
import type { Seen, World } from '../model/world'

/** `machine/b1`, `node/b1`, `hypervisor/h1`; undefined if there is none. */
export function hostNamed(world: Seen<World>, target: string): HostRef | undefined {
  const [kind, name] = target.split('/')
  const tables = { machine: world.machines, node: world.nodes, hypervisor: world.hypervisors }
  if (kind !== 'machine' && kind !== 'node' && kind !== 'hypervisor') return undefined
  const id = tables[kind].findIndex(row => row.name === name)
  return id < 0 ? undefined : { kind, id }
}
