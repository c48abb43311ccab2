/**
 * The tricks on a plate of the boxes: a hypervisor, up or down.
 *
 * UNDO opens it again, and starts what is off on it: when its power is back nova starts no
 * guest by itself.
 */

import type { Hypervisor, Server } from '../model/openstack'
import type { Id } from '../model/refs'
import type { Seen } from '../model/world'
import { type Order, refusal } from '../sim/orders/orders'
import { inTurn } from './lines'
import { oneMore } from './one-more'
import { orders, type Plan, refused } from './plan'
import { byRules, bySystem } from './play'
import { wakes, withPower } from './power-care'
import type { Run } from './run'
import { isOff, startLine, startOrder } from './starting'
import type { Tricks } from './tricks'
import { moveLine, moveOrders } from './tricks-boxes'

export const HYPERVISOR_TRICKS: Tricks<Seen<Hypervisor>> = {
  SCALE: oneMore('nova-compute'),
  SAVE: withPower(machineOf, (_, { reportedDown }) => (reportedDown ? 'power off' : undefined), {
    plan: (_, { id }) => orders({ order: 'disable-service', hypervisor: id }),
    line: (_, { name }) => `openstack compute service set --disable ${name} nova-compute`,
  }),
  UNDO: withPower(machineOf, wakes, {
    plan: (run, host) => orders(...opens(run, host), ...offOn(run, host).map(startOrder)),
    line: (run, host) => inTurn(...opens(run, host).map(() => enableLine(host)), startLine(offOn(run, host))),
  }),
  MOVE: { plan: clear, line: clearLine },
}

/** It is enabled, unless it is already and there is something else to do. */
const opens = (run: Seen<Run>, host: Seen<Hypervisor>): readonly Order[] =>
  host.disabled || offOn(run, host).length === 0 ? [{ order: 'enable-service', hypervisor: host.id }] : []

const enableLine = ({ name }: Seen<Hypervisor>) => `openstack compute service set --enable ${name} nova-compute`

const offOn = (run: Seen<Run>, host: Seen<Hypervisor>): readonly Seen<Server>[] =>
  host.up ? serversOn(run, host).filter(isOff) : []

function machineOf({ machine }: Seen<Hypervisor>): Id {
  return machine
}

/** Everything that can go goes; if nothing can, the first one's reason is the answer. */
function clear(run: Seen<Run>, host: Seen<Hypervisor>): Plan {
  const can = movable(run, host)
  if (can.length > 0) return orders(...can.flatMap(server => moveOrders(run, server)))
  const [first] = serversOn(run, host)
  const why = first && whyNot(run, first)
  return refused(why === undefined ? byRules('refused.nothingThere') : bySystem(why))
}

/** Whoever cannot go is named behind it, as a shell's comment, with nova's reason. */
function clearLine(run: Seen<Run>, host: Seen<Hypervisor>): string {
  const guests = serversOn(run, host).map(server => ({ server, why: whyNot(run, server) }))
  const moves = guests.flatMap(({ server, why }) => (why === undefined ? [moveLine(run, server)] : []))
  const staying = guests.flatMap(({ server, why }) => (why === undefined ? [] : [`${server.name} stays: ${why}`]))
  return moves.length === 0 || staying.length === 0 ? inTurn(...moves) : `${inTurn(...moves)} # ${staying.join(' ')}`
}

const movable = (run: Seen<Run>, host: Seen<Hypervisor>) =>
  serversOn(run, host).filter(server => whyNot(run, server) === undefined)

/** Of several orders the first one makes way for the others. */
function whyNot(run: Seen<Run>, server: Seen<Server>): string | undefined {
  const [first] = moveOrders(run, server)
  return first && refusal(run.world, first)
}

const serversOn = ({ world }: Seen<Run>, { servers }: Seen<Hypervisor>) =>
  servers.map(id => world.servers[id] as Seen<Server>)
