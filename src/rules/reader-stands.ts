/**
 * What conditions read of who stands where, and of nodes that are being emptied.
 *
 * A machine counts as lost from when a control plane knows it, not from when it is:
 * what a level says may tell no more than the player could know.
 */

import type { Id } from '../model/refs'
import type { Seen, Workload, World } from '../model/world'
import { isShut } from '../sim/scheduling/taints'
import { standsOn } from './incident-log'
import type { Run } from './run'

type Answer = (run: Seen<Run>, of: string | undefined) => number

export const STANDS_ANSWERS = {
  'rider.machines': ofWorkload((world, workload) => machinesUnder(world, workload, false)),
  'rider.stranded': ofWorkload((world, workload) => Math.min(1, machinesUnder(world, workload, true))),
  'machine.riders': ({ world }, of) => {
    const machine = world.machines.find(({ name }) => name === of)
    return machine ? ridersOn(world, machine.id) : 0
  },
  'node.cordoned': ofNode(isShut),
  'node.draining': ofNode(({ draining, pods }) => draining && pods.length > 0),
  'drains.refused': ({ world }) => world.nodes.reduce((sum, { heldDrains }) => sum + heldDrains, 0),
} satisfies Readonly<Record<string, Answer>>

/** Its node is NotReady, or its compute service is reported down. */
export function knownDown({ nodes, hypervisors }: Seen<World>, name: string | undefined): boolean {
  for (const node of nodes) if (!node.ready && node.name === name) return true
  for (const host of hypervisors) if (host.reportedDown && host.name === name) return true
  return false
}

function ridersOn(world: Seen<World>, machine: Id): number {
  let riders = 0
  for (const workload of world.workloads) if (standsOn(world, workload, machine)) riders += 1
  return riders
}

/** How many machines it stands on that are known to be down, or are not. */
function machinesUnder(world: Seen<World>, workload: Seen<Workload>, down: boolean): number {
  let machines = 0
  for (const { id, name } of world.machines)
    if (standsOn(world, workload, id) && knownDown(world, name) === down) machines += 1
  return machines
}

function ofWorkload(answer: (world: Seen<World>, workload: Seen<Workload>) => number): Answer {
  return ({ world }, of) => {
    const workload = world.workloads.find(({ spec }) => spec.name === of)
    return workload ? answer(world, workload) : 0
  }
}

function ofNode(answer: (node: Seen<World['nodes'][number]>) => boolean): Answer {
  return ({ world }, of) => (world.nodes.some(node => node.name === of && answer(node)) ? 1 : 0)
}
