/**
 * Where the cluster here refuses and the real one would not, it is said in the game's own
 * words, never in the system's: nova takes what only a host that is down could do, and lets
 * it wait for that host; Ironic takes a power state that a machine has already, and does
 * nothing.
 */

import type { Id } from '../model/refs'
import { NONE, type Seen, type World } from '../model/world'
import { keptForHost } from '../sim/metal/ironic-cleaning'
import { isSoAlready, type PowerState } from '../sim/metal/power'
import type { Order } from '../sim/orders/orders'
import { byRules, type Refusal } from './play'

/** Undefined where what refuses is the system itself. */
export function ownRefusal(world: Seen<World>, order: Order): Refusal | undefined {
  if (order.order === 'set-power') return powerIsSo(world, order.machine, order.target)
  if (order.order === 'undeploy') return carriesHost(world, order.machine)
  return 'server' in order ? waitsForHost(world, order) : undefined
}

function waitsForHost(world: Seen<World>, { order, server }: Order & { readonly server: Id }): Refusal | undefined {
  const host = world.hypervisors[world.servers[server]?.hypervisor ?? NONE]
  if (!host || host.up || !ON_HOST.has(order)) return undefined
  return ASK_SERVICE.has(order) && host.reportedDown ? undefined : byRules('refused.hostDown', { host: host.name })
}

/** nova/compute/api.py: only some ask whether the host's service is up, as far as nova knows. */
const ASK_SERVICE: ReadonlySet<Order['order']> = new Set(['resize', 'confirm-resize'])
const ON_HOST: ReadonlySet<Order['order']> = new Set([
  ...ASK_SERVICE,
  'start-server',
  'stop-server',
  'reboot-server',
  'create-image',
  'rebuild',
  'revert-resize',
])

function powerIsSo(world: Seen<World>, id: Id, target: PowerState): Refusal | undefined {
  const machine = world.machines[id]
  if (!machine || !isSoAlready(machine, target)) return undefined
  return byRules('refused.powerIsSo', { name: machine.name, state: target === 'power off' ? 'off' : 'on' })
}

function carriesHost(world: Seen<World>, id: Id): Refusal | undefined {
  const machine = world.machines[id]
  return machine && keptForHost(machine) ? byRules('refused.carriesHost', { name: machine.name }) : undefined
}
