/**
 * A kernel panics: what goes with it is whatever shares that kernel, and nothing else.
 *
 * Pods share the kernel of their node: of its machine, or of the guest that it is in. A
 * server has a kernel of its own, so its neighbours on the hypervisor go on. The kernel of
 * a hypervisor's machine takes every guest. It stands still then (`kernel.panic = 0`, the
 * kernel's own default) until somebody resets it; nova goes on saying ACTIVE and Ironic
 * power on, for the guest runs and the machine has power. Where a kubelet runs it has set
 * `kernel.panic = 10`: such a one resets itself.
 *
 * Simpler than the real thing: no crash dump, no watchdog, and a fence has no gate: code
 * that escapes from a hypervisor's guest is not told here.
 */

import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Server } from '../../model/openstack'
import type { HostRef } from '../../model/refs'
import type { ClusterDue } from '../../model/wake'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { bringDown, bringUp, machineUnder } from '../hosts/hosts'
import { stopDead } from '../hosts/systemd'
import type { Telling } from '../telling'
import { cutNodeShort, cutUnitShort } from '../traffic/cut-short'
import { wakeAt } from '../wake'
import { guestStops } from './node-servers'
import { bootAgain } from './server-life'

type PanicReset = Extract<ClusterDue, { what: 'panicReset' }>

const CONSOLE = 'Kernel panic - not syncing: Fatal exception in interrupt'

/** The server or machine whose kernel that host runs on. */
export function kernelOf(world: Seen<World>, host: HostRef): HostRef {
  if (host.kind === 'server') return host
  if (host.kind === 'node') {
    const on = world.nodes[host.id]?.on
    return on ? kernelOf(world, on) : host
  }
  return { kind: 'machine', id: machineUnder(world, host) }
}

export function panicKernel(world: World, host: HostRef, tell: Telling, cause: Cause): void {
  const { kind, id } = kernelOf(world, host)
  if (kind === 'server') return hangServer(world, world.servers[id] as Server, tell, cause)
  const machine = world.machines[id] as Machine | undefined
  if (!machine?.up) return
  machine.hung = true
  const note = `${machine.name}: ${CONSOLE}`
  bringDown(world, { kind: 'machine', id }, tell, tell.warning('KernelPanic', 'machine', id, note, cause))
  if (machine.node !== NONE) machineResetsItself(world, machine)
}

function machineResetsItself(world: World, machine: Machine): void {
  const { machineReboot, kubeletPanicReset } = constantsOf(world.era)
  const luck = { owner: machine.id, ordinal: machine.deploys }
  const boots = rollBetween(world.seed, 'power', luck, machine.resets, machineReboot)
  machine.resets += 1
  const host = { kind: 'machine', id: machine.id } as const
  wakeAt(world.wake, world.tick + kubeletPanicReset + boots, { what: 'panicReset', host, resets: machine.resets })
}

/** A machine has booted by now, a guest begins to; unless somebody was quicker. */
export function panicReset(world: World, { host, resets }: PanicReset, tell: Telling): void {
  const machine = host.kind === 'machine' ? world.machines[host.id] : undefined
  if (machine?.hung && machine.resets === resets) bringUp(world, host, tell, machine.cause)
  const server = host.kind === 'server' ? world.servers[host.id] : undefined
  if (!server?.hung) return
  server.hung = false
  bootAgain(world, server)
}

function hangServer(world: World, server: Server, tell: Telling, cause: Cause): void {
  if (server.hung || !server.booted || server.hypervisor === NONE) return
  const unit = world.units[server.unit]
  const node = world.nodes[server.node]
  server.cause = tell.warning('KernelPanic', 'server', server.id, `${server.name}: ${CONSOLE}`, cause)
  if (unit) cutUnitShort(world, unit, 'HostDown', server.cause)
  if (node) cutNodeShort(world, node, server.cause)
  server.hung = true
  server.booted = false
  if (unit) stopDead(world, unit, server.cause)
  guestStops(world, server, tell, server.cause)
  if (server.node === NONE) return
  const host = { kind: 'server', id: server.id } as const
  wakeAt(world.wake, world.tick + constantsOf(world.era).kubeletPanicReset, { what: 'panicReset', host, resets: 0 })
}
