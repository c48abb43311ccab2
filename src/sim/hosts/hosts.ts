/**
 * The tree of hosts, and its one law: when a host goes down, all that stands on it
 * goes with it.
 *
 * What *is* changes at once; what the control planes *know* follows after their own
 * delays (a node's grace period, nova's service report). A host that is cut off lives
 * and serves, but nobody who could ask it hears it.
 *
 * Simpler than the real thing: a host comes back with everything that is enabled on it
 * in one go, and cutting off takes only the network of the control planes, never the
 * users'.
 */

import type { Machine } from '../../model/baremetal'
import type { Cause } from '../../model/happening'
import type { Node } from '../../model/kubernetes'
import type { Hypervisor, Server } from '../../model/openstack'
import type { HostRef, Id } from '../../model/refs'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { hypervisorBack, hypervisorLost } from '../cloud/compute-service'
import { targetLost } from '../cloud/migration'
import { memberBack, memberLost, memberStopped } from '../control-plane/control-plane'
import { fallSilent, nodeBack } from '../controllers/node-lifecycle'
import { awaitRamdisk } from '../metal/ironic'
import type { Telling } from '../telling'
import { carriedBy, cutNodeShort, cutUnitShort } from '../traffic/cut-short'
import { startAgain, stopDead } from './systemd'

/** What stands directly on a host. */
export function guestsOf(world: World, host: HostRef): readonly HostRef[] {
  if (host.kind === 'machine') {
    const machine = world.machines[host.id] as Machine
    return [...one('hypervisor', machine.hypervisor), ...one('node', machine.node)]
  }
  if (host.kind === 'hypervisor') {
    return (world.hypervisors[host.id] as Hypervisor).servers.map(id => ({ kind: 'server', id }))
  }
  if (host.kind === 'server') return one('node', (world.servers[host.id] as Server).node)
  return []
}

/** Nothing happens to what is down already. */
export function bringDown(world: World, host: HostRef, tell: Telling, cause: Cause): void {
  if (!isUp(world, host)) return
  const down = tell.warning('HostDown', host.kind, host.id, `${nameOf(world, host)} went down`, cause)
  cutShort(world, host, down)
  markDown(world, host, tell, down)
}

/** It is repaired or switched on, and what was enabled starts; what has no power stays down until that is back. */
export function bringUp(world: World, host: HostRef, tell: Telling, cause: Cause): void {
  if (isUp(world, host) || isDark(world, host)) return
  const up = tell.normal('HostUp', host.kind, host.id, `${nameOf(world, host)} is up again`, cause)
  markUp(world, host, tell, up)
}

/** Its control planes lose it; its users do not. */
export function cutOff(world: World, host: HostRef, tell: Telling, cause: Cause): void {
  const machine = world.machines[machineUnder(world, host)]
  if (!machine?.up || machine.cutOff) return
  machine.cutOff = true
  const note = `machine ${machine.name} is cut off`
  const lost = tell.warning('HostCutOff', 'machine', machine.id, note, cause)
  const hypervisor = world.hypervisors[machine.hypervisor]
  for (const node of nodesOf(world, machine)) fallSilent(world, node, lost)
  if (hypervisor) hypervisorLost(world, hypervisor, lost)
  memberLost(world, machine.id, tell, lost)
}

export function reconnect(world: World, host: HostRef, tell: Telling, cause: Cause): void {
  const machine = world.machines[machineUnder(world, host)]
  if (!machine?.cutOff) return
  machine.cutOff = false
  const back = tell.normal('HostReconnected', 'machine', machine.id, `machine ${machine.name} is heard again`, cause)
  const hypervisor = world.hypervisors[machine.hypervisor]
  memberBack(world, machine.id, tell, back)
  for (const node of nodesOf(world, machine)) if (node.up) nodeBack(world, node, false, tell, back)
  if (hypervisor?.up) hypervisorBack(world, hypervisor, false, tell, back)
}

/** Straight on it, or in its guests. */
function nodesOf(world: World, { node, hypervisor }: Machine): readonly Node[] {
  const servers = world.hypervisors[hypervisor]?.servers ?? []
  return [node, ...servers.map(id => (world.servers[id] as Server).node)].flatMap(id => world.nodes[id] ?? [])
}

/** The machine at the bottom of a host's stack, or NONE. */
export function machineUnder(world: Seen<World>, { kind, id }: HostRef): Id {
  if (kind === 'machine') return id
  if (kind === 'hypervisor') return world.hypervisors[id]?.machine ?? NONE
  if (kind === 'server') return world.hypervisors[world.servers[id]?.hypervisor ?? NONE]?.machine ?? NONE
  const on = world.nodes[id]?.on
  return on ? machineUnder(world, on) : NONE
}

function isUp(world: World, { kind, id }: HostRef): boolean {
  if (kind === 'machine') return world.machines[id]?.up === true
  if (kind === 'hypervisor') return world.hypervisors[id]?.up === true
  return kind === 'server' || world.nodes[id]?.up === true
}

const isDark = (world: World, host: HostRef) => (world.machines[machineUnder(world, host)]?.dark.length ?? 0) > 0

/** What all that stands on it has in hand and in its queues. */
function cutShort(world: World, host: HostRef, cause: Cause): void {
  const unit = carriedBy(world, host)
  if (unit) cutUnitShort(world, unit, 'HostDown', cause)
  if (host.kind === 'node') cutNodeShort(world, world.nodes[host.id] as Node, cause)
  for (const guest of guestsOf(world, host)) cutShort(world, guest, cause)
}

function markDown(world: World, host: HostRef, tell: Telling, cause: Cause): void {
  if (host.kind === 'machine') switchOff(world, world.machines[host.id] as Machine, cause)
  if (host.kind === 'hypervisor') loseHypervisor(world, world.hypervisors[host.id] as Hypervisor, cause)
  if (host.kind === 'node') loseNode(world, world.nodes[host.id] as Node, cause)
  const unit = unitOn(world, host)
  if (unit) stopDead(world, unit, cause)
  for (const guest of guestsOf(world, host)) markDown(world, guest, tell, cause)
  if (host.kind === 'machine' || host.kind === 'hypervisor')
    memberStopped(world, machineUnder(world, host), tell, cause)
}

function switchOff(world: World, machine: Machine, cause: Cause): void {
  machine.up = false
  machine.cause = cause
  if (machine.state === 'clean wait') awaitRamdisk(world, machine) // its last heartbeat was just now
}

function loseHypervisor(world: World, hypervisor: Hypervisor, cause: Cause): void {
  hypervisor.up = false
  targetLost(world, hypervisor)
  hypervisorLost(world, hypervisor, cause)
}

function loseNode(world: World, node: Node, cause: Cause): void {
  node.up = false
  fallSilent(world, node, cause)
}

function markUp(world: World, host: HostRef, tell: Telling, cause: Cause): void {
  if (host.kind === 'machine') raise(world, world.machines[host.id] as Machine, tell, cause)
  if (host.kind === 'hypervisor') {
    const hypervisor = world.hypervisors[host.id] as Hypervisor
    hypervisor.up = true
    hypervisorBack(world, hypervisor, true, tell, cause)
  }
  if (host.kind === 'node') {
    const node = world.nodes[host.id] as Node
    node.up = true
    nodeBack(world, node, true, tell, cause)
  }
}

function raise(world: World, machine: Machine, tell: Telling, cause: Cause): void {
  machine.up = true
  machine.hung = false
  machine.cutOff = false
  machine.cause = cause
  memberBack(world, machine.id, tell, cause)
  const unit = world.units[machine.unit]
  if (unit) startAgain(world, unit, tell, cause)
  for (const guest of guestsOf(world, { kind: 'machine', id: machine.id })) markUp(world, guest, tell, cause)
}

function unitOn(world: World, host: HostRef) {
  if (host.kind === 'machine') return world.units[world.machines[host.id]?.unit ?? NONE]
  return host.kind === 'server' ? world.units[world.servers[host.id]?.unit ?? NONE] : undefined
}

function nameOf(world: World, host: HostRef): string {
  const tables = { machine: world.machines, hypervisor: world.hypervisors, server: world.servers, node: world.nodes }
  return `${host.kind} ${tables[host.kind][host.id]?.name}`
}

const one = (kind: HostRef['kind'], id: number): readonly HostRef[] => (id === NONE ? [] : [{ kind, id }])
