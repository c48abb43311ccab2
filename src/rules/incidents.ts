/**
 * Incidents: what the level's timetable breaks, by name, and what heals by itself.
 */

import type { Incident } from '../level/level'
import type { Happening } from '../model/happening'
import type { HostRef, Id } from '../model/refs'
import type { Healing, RunDue } from '../model/wake'
import { NONE } from '../model/world'
import { machineUnder } from '../sim/hosts/hosts'
import { type Order, obey } from '../sim/orders/orders'
import { byScenario } from '../sim/telling'
import { wakeAt } from '../sim/wake'
import { hostNamed } from './hosts'
import { firstHostOf, strikes } from './incident-log'
import { isOfPlane, planeHealing, planeOrder } from './incidents-control-plane'
import { hostHealing, hostOrder, isOfHosts } from './incidents-hosts'
import { isOfPark, parkHealing, parkOrder } from './incidents-park'
import { NEVER } from './play'
import type { Run } from './run'

export function breakIt(run: Run, incident: Incident): readonly Happening[] {
  const order = orderOf(run, incident)
  if (!order) return []
  strikes(run, incident)
  if ('lasts' in incident && incident.lasts !== undefined) {
    const by = healing(order)
    if (by) wakeAt(run.world.wake, run.world.tick + incident.lasts, { what: 'heal', entry: incident.id, by })
  }
  return told(run, order, incident.id)
}

/** It is over by itself: power, network or a part of the control plane are back. */
export const heal = (run: Run, { entry, by }: Extract<RunDue, { what: 'heal' }>): readonly Happening[] =>
  told(run, by, entry)

/** Done by the scenario, in the name of that entry. */
export function told(run: Run, order: Order, entry: string): readonly Happening[] {
  const obeyed = obey(run.world, order, byScenario(entry))
  return obeyed.kind === 'done' ? obeyed.happenings : []
}

/** What it does as things stand; undefined where there is nothing to strike. */
export function orderOf(run: Run, incident: Incident): Order | undefined {
  if (isOfPlane(incident)) return planeOrder(run.world, incident)
  if (isOfHosts(incident)) return hostOrder(run, incident)
  if (isOfPark(incident)) return parkOrder(incident)
  const { what, target } = incident
  if (what === 'kubelet-down' || what === 'runtime-restart') {
    const host = hostNamed(run.world, target) ?? firstHostOf(run, target)
    if (host?.kind !== 'node') return undefined
    return { order: what === 'kubelet-down' ? 'stop-kubelet' : 'restart-runtime', node: host.id }
  }
  if (what === 'host-down' || what === 'host-cut-off') {
    const host = hostNamed(run.world, target) ?? machineUnderRider(run, target)
    return host && { order: what === 'host-down' ? 'bring-down' : 'cut-off', host }
  }
  const workload = run.world.workloads.findIndex(({ spec }) => target === `rider/${spec.name}`)
  if (workload < 0) return undefined
  if (what === 'disk-lost') return { order: 'lose-disk', workload, disk: badDisk(run, incident.id) }
  return { order: ON_RIDERS[what], workload }
}

const ON_RIDERS = { 'process-crash': 'crash', 'process-hung': 'hang' } as const

/** The one whose sign was seen, though the rider may be on another by now; without a sign, the one that it is on. */
function badDisk({ play }: Run, entry: string): Id | undefined {
  const disk = play.incidents.find(each => each.entry === entry && each.closedAt === NEVER)?.disk ?? NONE
  return disk === NONE ? undefined : disk
}

/** What ends it, if it is of a kind that ends. */
export function healing(order: Order): Healing | undefined {
  if (order.order === 'bring-down') return { order: 'bring-up', host: order.host }
  if (order.order === 'stop-kubelet') return { order: 'start-kubelet', node: order.node }
  return order.order === 'cut-off'
    ? { order: 'reconnect', host: order.host }
    : (hostHealing(order) ?? planeHealing(order) ?? parkHealing(order))
}

/** As it stands now. */
function machineUnderRider(run: Run, target: string): HostRef | undefined {
  const host = firstHostOf(run, target)
  const machine = host ? machineUnder(run.world, host) : NONE
  return machine === NONE ? undefined : { kind: 'machine', id: machine }
}
