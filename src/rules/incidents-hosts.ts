/**
 * Incidents of hosts that are more than a host going down: a kernel that panics, a rack
 * or a feed without power, guests that take all the cpu time there is,
 * or a process that asks where it has no business.
 */

import type { Incident } from '../level/level'
import type { Circuit, Id } from '../model/refs'
import type { Healing } from '../model/wake'
import type { Seen, Workload, World } from '../model/world'
import { kernelOf } from '../sim/cloud/kernel-panic'
import { machineUnder } from '../sim/hosts/hosts'
import { machinesOn } from '../sim/metal/power'
import type { Order } from '../sim/orders/orders'
import { unitsOf } from '../sim/traffic/backends'
import { hostNamed } from './hosts'
import { firstHostOf, standsOn } from './incident-log'
import type { Run } from './run'

export type HostIncident = Extract<Incident, { what: 'kernel-panic' | 'power-lost' | 'noisy-neighbour' | 'intruder' }>

export const isOfHosts = (incident: Incident): incident is HostIncident =>
  incident.what === 'kernel-panic' ||
  incident.what === 'power-lost' ||
  incident.what === 'noisy-neighbour' ||
  incident.what === 'intruder'

export function hostOrder(run: Run, incident: HostIncident): Order | undefined {
  const { what, target } = incident
  if (what === 'intruder') return intruderOrder(run, incident)
  if (what === 'power-lost') return { order: 'lose-power', circuit: circuitNamed(target) }
  if (what === 'noisy-neighbour') {
    const workload = run.world.workloads.findIndex(({ spec }) => target === `rider/${spec.name}`)
    return workload < 0 ? undefined : { order: 'burn', workload, burns: true }
  }
  const host = hostNamed(run.world, target) ?? firstHostOf(run, target)
  return host && { order: 'kernel-panic', host: kernelOf(run.world, host) }
}

function intruderOrder({ world }: Run, { target, from, perSecond }: Extract<Incident, { what: 'intruder' }>): Order {
  const named = (name: string) => world.workloads.findIndex(({ spec }) => spec.name === name)
  return { order: 'intrude', from: named(from), to: named(target.slice('rider/'.length)), perSecond }
}

/** A machine is reset by its watchdog, a guest by its hypervisor's. */
export function hostHealing(order: Order): Healing | undefined {
  if (order.order === 'lose-power') return { order: 'regain-power', circuit: order.circuit }
  if (order.order === 'burn') return { ...order, burns: false }
  if (order.order === 'intrude') return { ...order, perSecond: 0 }
  if (order.order !== 'kernel-panic') return undefined
  const { kind, id } = order.host
  return kind === 'server' ? { order: 'reboot-server', server: id } : { order: 'bring-up', host: order.host }
}

/** `rack/r1`, `feed/a`. */
export function circuitNamed(target: string): Circuit {
  const name = target.slice(target.indexOf('/') + 1)
  return target.startsWith('rack/') ? { rack: name } : { feed: name }
}

/** Whoever stands where it strikes. */
export function hurtBy(run: Seen<Run>, { what, target }: HostIncident): Id[] {
  const { world } = run
  const named = world.workloads.filter(({ spec }) => target === `rider/${spec.name}`)
  if (what === 'power-lost') return ridersOn(world, machinesOn(world, circuitNamed(target)))
  if (what === 'noisy-neighbour')
    return ridersOn(
      world,
      named.flatMap(each => hostsOf(world, each)),
    )
  return named.map(({ id }) => id)
}

/** The machines under its servers: whoever stands there as well will miss its share of the cores. */
const hostsOf = (world: Seen<World>, workload: Seen<Workload>): Id[] =>
  unitsOf(world, workload)
    .filter(({ on }) => on.kind === 'server')
    .map(({ on }) => machineUnder(world, on))

const ridersOn = (world: Seen<World>, machines: readonly Id[]): Id[] =>
  world.workloads.filter(each => machines.some(machine => standsOn(world, each, machine))).map(({ id }) => id)
