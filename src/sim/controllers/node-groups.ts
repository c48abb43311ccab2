/**
 * What the cluster autoscaler knows of its node groups: how large each is, what a new
 * node of it would be like, and how the cloud is asked for one or given one back.
 *
 * Simpler than the real thing: nova's answer is heard at once (a provider that goes
 * through Magnum or a scaling group learns of it later), and a group of machines only
 * grows: to give one back, its disks would have to be erased.
 */

import type { Machine } from '../../model/baremetal'
import type { Cause } from '../../model/happening'
import type { Node } from '../../model/kubernetes'
import type { ClusterAutoscaler, GroupMember, NodeGroup, NodeGroupSpec } from '../../model/node-group'
import type { Server } from '../../model/openstack'
import type { ParkSpec } from '../../model/park'
import type { Id } from '../../model/refs'
import type { Resources } from '../../model/resources'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { refusesCloud } from '../cloud/cloud-api'
import { bootServer, deleteServer, NO_VALID_HOST, overQuota, type ServerWish } from '../cloud/nova'
import { templateNode } from '../control-plane/roles'
import { deployMachine, spareMachine } from '../metal/ironic'
import { byScenario, type Telling } from '../telling'
import { wakeAt } from '../wake'

/** The first scan comes with the first second. */
export function withNodeGroups(world: World, groups: ParkSpec['nodeGroups']): World {
  if (!groups || groups.length === 0) return world
  wakeAt(world.wake, 0, { what: 'clusterAutoscale' })
  const clusterAutoscaler: ClusterAutoscaler = {
    groups: groups.map((spec, id) => aGroup(world, spec, id)),
    unneeded: [],
    removing: NONE,
    removingSince: NONE,
    lastScaleUp: NONE,
    lastFailure: NONE,
    told: [],
    cause: byScenario('cluster-autoscaler'),
  }
  return Object.assign(world, { clusterAutoscaler })
}

const aGroup = (
  world: World,
  { name, flavor = '', minSize, maxSize, servers = [] }: NodeGroupSpec,
  id: Id,
): NodeGroup => ({
  id,
  name,
  flavor,
  minSize,
  maxSize,
  members: servers.map(each => ({
    server: world.servers.findIndex(server => server.name === each),
    machine: NONE,
    askedAt: NONE,
    gone: false,
  })),
  backoffUntil: 0,
  backoff: 0,
})

export const sizeOf = ({ members }: Seen<NodeGroup>): number => members.filter(({ gone }) => !gone).length

/** The node of a member, once it has joined. */
export const nodeOfMember = (world: Seen<World>, { server, machine }: Seen<GroupMember>): Seen<Node> | undefined =>
  world.nodes[(server === NONE ? world.machines[machine]?.node : world.servers[server]?.node) ?? NONE]

/** Asked for and not there yet. */
export const isUpcoming = (world: Seen<World>, member: Seen<GroupMember>): boolean =>
  !member.gone && nodeOfMember(world, member) === undefined

export function templateOfGroup(world: Seen<World>, group: Seen<NodeGroup>, id: Id): Node | undefined {
  const capacity = capacityOfGroup(world, group)
  return capacity && templateNode(world, id, `template-${group.name}`, capacity)
}

/** As the one that is under way will be. */
export function templateOfMember(
  world: Seen<World>,
  group: Seen<NodeGroup>,
  { machine }: Seen<GroupMember>,
  id: Id,
): Node | undefined {
  const capacity = world.machines[machine]?.capacity ?? capacityOfGroup(world, group)
  return capacity && templateNode(world, id, `template-${group.name}`, capacity)
}

/** Of a group of machines: as the next one that is spare. */
function capacityOfGroup(world: Seen<World>, { flavor }: Seen<NodeGroup>): Resources | undefined {
  if (flavor === '') return spareMachine(world)?.capacity
  const size = world.flavors.find(({ name }) => name === flavor)
  return size && { cpu: size.vcpus * 1_000, memory: size.ram, gpus: 0 }
}

/** One more; or why there is none, in the words of whoever refuses it. */
export function grow(world: World, group: NodeGroup, tell: Telling, cause: Cause): string | undefined {
  return group.flavor === '' ? growByMachine(world, group, tell, cause) : growByServer(world, group, tell, cause)
}

function growByMachine(world: World, group: NodeGroup, tell: Telling, cause: Cause): string | undefined {
  const spare = spareMachine(world)
  if (!spare) return 'no available nodes match the resource class baremetal'
  deployMachine(world, world.machines[spare.id] as Machine, tell, cause, 'kubelet')
  group.members.push({ server: NONE, machine: spare.id, askedAt: world.tick, gone: false })
  return undefined
}

/** Whose luck its guests have: no workload's. */
const OWNER = -1_000

function growByServer(world: World, group: NodeGroup, tell: Telling, cause: Cause): string | undefined {
  const size = world.flavors.find(({ name }) => name === group.flavor)
  if (!size) return `No Flavor found for ${group.flavor}`
  const wish: ServerWish = { vcpus: size.vcpus, ram: size.ram, gpus: 0, becomes: 'kubelet', zone: undefined }
  const over = refusesCloud(world) ?? overQuota(world, wish)
  if (over) return over
  const luck = { owner: OWNER - group.id, ordinal: group.members.length }
  const server = bootServer(world, `${group.name}-${group.members.length + 1}`, wish, luck, tell, cause)
  if (server.status !== 'ERROR') {
    group.members.push({ server: server.id, machine: NONE, askedAt: world.tick, gone: false })
    return undefined
  }
  deleteServer(world, server, tell, server.cause)
  return NO_VALID_HOST
}

/** Given back to the cloud. A machine stays with the group that asked for it. */
export function giveBack(world: World, member: GroupMember, tell: Telling, cause: Cause): void {
  member.gone = true
  const server = world.servers[member.server] as Server | undefined
  if (server && server.status !== 'DELETED') deleteServer(world, server, tell, cause)
}
