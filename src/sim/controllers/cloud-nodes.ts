/**
 * Nodes whose server is gone from the cloud: their objects are deleted, and then what
 * was bound to them.
 *
 * The cloud's node controller looks every five seconds at nodes that are not Ready and
 * asks the cloud whether their instance still exists. If not, the Node is deleted, and
 * the pod garbage collector, which comes every twenty seconds, deletes its pods by force:
 * today when it has found the Node missing for forty seconds, in 2017 at once. So what
 * ran on a server that was destroyed is replaced after two minutes, a StatefulSet's pod
 * too, where a server that is only off, or a machine, leaves its pods bound for good.
 *
 * After cloud-provider controllers/nodelifecycle and pkg/controller/podgc. Simpler than
 * the real thing: the collector comes at whole twenties of the run's clock, and with the
 * instance its volumes are let go of.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { Server } from '../../model/openstack'
import type { Seen, World } from '../../model/world'
import { guestStops } from '../cloud/node-servers'
import { deleteServer } from '../cloud/nova'
import { guestOfMember } from '../control-plane/control-plane'
import { stopUnit } from '../hosts/systemd'
import { removePod } from '../kubelet/pod-end'
import { podName } from '../names'
import { heldDisk, letGo } from '../storage/attach'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { collectTerminating, nextCollection } from './node-shutdown'
import { watchZones } from './zones'

export const refusesDeletion = (_: Seen<World>, { name, status }: Seen<Server>): string | undefined =>
  status === 'DELETED' ? `No server with a name or ID of '${name}' exists.` : undefined

/** With all that ran on it, whatever that was. */
export function destroyServer(world: World, server: Server, tell: Telling, cause: Cause): void {
  const unit = world.units[server.unit]
  const node = world.nodes[server.node]
  if (unit) stopUnit(world, unit, tell, cause)
  guestStops(world, server, tell, cause)
  deleteServer(world, server, tell, cause)
  if (server.becomes === 'control-plane') guestOfMember(world, server, tell, cause)
  if (node && !node.ready) askTheCloud(world, node)
}

/** It has just become known that the node is not Ready, or that its instance is gone. */
export function askTheCloud(world: World, node: Node): void {
  if (!isGone(world, node)) return
  wakeAt(world.wake, world.tick + constantsOf(world.era).cloudNodeMonitor, { what: 'cloudNode', node: node.id })
}

const isGone = (world: Seen<World>, { on, removed }: Seen<Node>) =>
  !removed && on.kind === 'server' && world.servers[on.id]?.status === 'DELETED'

export function deleteNode(world: World, node: Node, tell: Telling): void {
  if (node.ready || !isGone(world, node)) return
  const note =
    world.era === '2017'
      ? `Node ${node.name} event: Deleting Node ${node.name} because it's not present according to cloud provider`
      : `Deleting node ${node.name} because it does not exist in the cloud provider`
  node.cause = tell.normal('DeletingNode', 'node', node.id, note, node.cause)
  node.removed = true
  watchZones(world, node.cluster, tell, node.cause)
  wakeAt(world.wake, nextCollection(world) + constantsOf(world.era).podGc.quarantine, { what: 'podGc', node: node.id })
}

export function collectPods(world: World, node: Node, tell: Telling): void {
  collectTerminating(world, node, tell)
  if (!node.removed) return
  for (const id of [...node.pods]) collect(world, world.pods[id] as Pod, node, tell)
}

function collect(world: World, pod: Pod, node: Node, tell: Telling): void {
  const note = `PodGC: node no longer exists: ${podName(world, pod)}`
  const told = tell.warning('ForceDeleted', 'pod', pod.id, note, node.cause)
  const held = heldDisk(world, pod, node)
  removePod(world, pod, tell, told)
  if (held) letGo(world, held, tell, told)
}
