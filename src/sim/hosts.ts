/**
 * The tree of hosts, and its one law: when a host goes down, all that stands on it
 * goes with it.
 *
 * What *is* changes at once; what the control planes *know* follows after their own
 * delays (a node's grace period, nova's service report).
 */

import { constantsOf } from '../model/constants'
import type { Cause } from '../model/happening'
import type { HostRef } from '../model/refs'
import type { Hypervisor, Machine, Node, Server, World } from '../model/world'
import { NONE } from '../model/world'
import type { Telling } from './telling'
import { wakeAt } from './wake'

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
  markDown(world, host, down)
}

function isUp(world: World, { kind, id }: HostRef): boolean {
  if (kind === 'machine') return world.machines[id]?.up === true
  if (kind === 'hypervisor') return world.hypervisors[id]?.up === true
  return kind === 'server' || world.nodes[id]?.up === true
}

function markDown(world: World, host: HostRef, cause: Cause): void {
  if (host.kind === 'machine') Object.assign(world.machines[host.id] as Machine, { up: false, cause })
  if (host.kind === 'hypervisor') (world.hypervisors[host.id] as Hypervisor).up = false
  if (host.kind === 'node') loseNode(world, world.nodes[host.id] as Node, cause)
  stopUnitOn(world, host, cause)
  for (const guest of guestsOf(world, host)) markDown(world, guest, cause)
}

/** The kubelet falls silent; nobody knows until the grace period is over. */
function loseNode(world: World, node: Node, cause: Cause): void {
  if (!node.up) return
  node.up = false
  node.cause = cause
  wakeAt(world.wake, world.tick + constantsOf(world.era).nodeMonitorGrace, { what: 'nodeMonitor', node: node.id })
}

function stopUnitOn(world: World, host: HostRef, cause: Cause): void {
  const id = host.kind === 'machine' ? world.machines[host.id]?.unit : world.servers[host.id]?.unit
  const unit = host.kind === 'machine' || host.kind === 'server' ? world.units[id ?? NONE] : undefined
  if (!unit || unit.state === 'deleted') return
  unit.state = 'failed'
  unit.ready = false
  unit.cause = cause
}

function nameOf(world: World, host: HostRef): string {
  const tables = { machine: world.machines, hypervisor: world.hypervisors, server: world.servers, node: world.nodes }
  return `${host.kind} ${tables[host.kind][host.id]?.name}`
}

const one = (kind: HostRef['kind'], id: number): readonly HostRef[] => (id === NONE ? [] : [{ kind, id }])
