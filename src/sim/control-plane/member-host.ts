/**
 * What a member of the control plane stands on: a machine, or a guest of the cloud. It
 * goes where its guest goes, and three of them in guests of one host are one failure.
 */

import type { Member } from '../../model/control-plane'
import type { Id } from '../../model/refs'
import { NONE, type Seen, type World } from '../../model/world'
import type { EntityKey } from '../chance'

export type Place = Pick<Member, 'machine' | 'server'>

/** The machine at the bottom, now; NONE for a guest that is nowhere. */
export function machineOf(world: Seen<World>, { machine, server }: Seen<Place>): Id {
  if (server === NONE) return machine
  return world.hypervisors[world.servers[server]?.hypervisor ?? NONE]?.machine ?? NONE
}

/** Its processes can run: there is power, and in a guest its system has booted. */
export function hasPower(world: Seen<World>, member: Seen<Place>): boolean {
  if (world.machines[machineOf(world, member)]?.up !== true) return false
  const server = world.servers[member.server]
  return !server || (server.booted && !server.hung && world.hypervisors[server.hypervisor]?.up === true)
}

/** Others can speak to it. */
export const isHeard = (world: Seen<World>, member: Seen<Place>): boolean =>
  hasPower(world, member) && world.machines[machineOf(world, member)]?.cutOff === false

/** Its own luck, whichever cluster it is of; it has several kinds. */
export const luckOf = ({ cluster, id }: Seen<Member>, ordinal: number): EntityKey => ({
  owner: cluster * MEMBERS_EVER + id,
  ordinal,
})

/** No cluster has had more. */
const MEMBERS_EVER = 1_000

export const hostNameOf = ({ machines, servers }: Seen<World>, { machine, server }: Seen<Place>): string =>
  (server === NONE ? machines[machine] : servers[server])?.name ?? ''
