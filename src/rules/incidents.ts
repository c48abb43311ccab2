/**
 * Incidents: what the level's timetable breaks, by name, and what heals by itself.
 */

import type { Incident } from '../level/level'
import type { Happening } from '../model/happening'
import type { HostRef } from '../model/refs'
import type { RunDue } from '../model/wake'
import { NONE } from '../model/world'
import { machineUnder } from '../sim/hosts'
import { type Order, obey } from '../sim/orders'
import { byScenario } from '../sim/telling'
import { wakeAt } from '../sim/wake'
import { hostNamed } from './hosts'
import { firstHostOf, strikes } from './incident-log'
import type { Run } from './run'

export function breakIt(run: Run, incident: Incident): readonly Happening[] {
  const order = orderOf(run, incident)
  if (!order) return []
  strikes(run, incident)
  if ('lasts' in incident && incident.lasts !== undefined) {
    const heals = { what: 'heal', entry: incident.id, ...undone(order as Breaking) } as const
    wakeAt(run.world.wake, run.world.tick + incident.lasts, heals)
  }
  return told(run, order, incident.id)
}

/** It is over by itself: power or network are back. */
export const heal = (run: Run, { entry, host, how }: Extract<RunDue, { what: 'heal' }>): readonly Happening[] =>
  told(run, { order: how, host }, entry)

function told(run: Run, order: Order, entry: string): readonly Happening[] {
  const obeyed = obey(run.world, order, byScenario(entry))
  return obeyed.kind === 'done' ? obeyed.happenings : []
}

function orderOf(run: Run, { what, target }: Incident): Order | undefined {
  if (what === 'host-down' || what === 'host-cut-off') {
    const host = hostNamed(run.world, target) ?? machineUnderRider(run, target)
    return host && { order: what === 'host-down' ? 'bring-down' : 'cut-off', host }
  }
  const workload = run.world.workloads.findIndex(({ spec }) => target === `rider/${spec.name}`)
  if (workload < 0) return undefined
  return { order: what === 'disk-lost' ? 'lose-disk' : 'crash', workload }
}

type Breaking = Extract<Order, { order: 'bring-down' | 'cut-off' }>

const undone = ({ order, host }: Breaking) =>
  ({ host, how: order === 'bring-down' ? 'bring-up' : 'reconnect' }) as const

/** As it stands now. */
function machineUnderRider(run: Run, target: string): HostRef | undefined {
  const host = firstHostOf(run, target)
  const machine = host ? machineUnder(run.world, host) : NONE
  return machine === NONE ? undefined : { kind: 'machine', id: machine }
}
