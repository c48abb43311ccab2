/**
 * The cluster in OpenStack's guests: a server that is asked for in order to be a node,
 * or that carries a member of the control plane, and what becomes of either when the
 * guest starts, restarts or goes.
 *
 * The node stands on the server, so it goes where the server goes: a live migration
 * takes it along with its pods, unrestarted. A guest that boots a second time (started
 * after its host lost power, evacuated, rebuilt) has lost its containers' processes,
 * and its kubelet starts them again.
 */

import type { Cause } from '../../model/happening'
import type { Node } from '../../model/kubernetes'
import type { Server } from '../../model/openstack'
import type { World } from '../../model/world'
import { guestOfMember } from '../control-plane/control-plane'
import { fallSilent, nodeBack } from '../controllers/node-lifecycle'
import type { Telling } from '../telling'
import { becomesNode } from '../toolbox/toolbox'

/** The first time a tool makes a node of it (`toolbox.ts`). */
export function guestBooted(world: World, server: Server, tell: Telling): void {
  if (server.becomes === 'control-plane') return guestOfMember(world, server, tell, server.cause)
  if (server.becomes === 'kubelet') nodeBooted(world, server, tell)
}

function nodeBooted(world: World, server: Server, tell: Telling): void {
  const node = world.nodes[server.node]
  if (node) comesBack(world, node, tell, server.cause)
  else becomesNode(world, { kind: 'server', id: server.id }, tell, server.cause)
}

/** It restarts, or is built anew elsewhere: what runs in it is not heard meanwhile. */
export function guestStops(world: World, server: Server, tell: Telling, cause: Cause): void {
  if (server.becomes === 'control-plane') return guestOfMember(world, server, tell, cause)
  const node = world.nodes[server.node]
  if (!node?.up) return
  node.up = false
  fallSilent(world, node, cause)
}

function comesBack(world: World, node: Node, tell: Telling, cause: Cause): void {
  node.up = true
  nodeBack(world, node, true, tell, cause)
}
