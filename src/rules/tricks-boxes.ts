/**
 * The tricks on a rider in the boxes: its servers in OpenStack.
 *
 * With several servers a trick means the one that needs it: one whose host is lost or
 * which is off, else the first. Live migration and evacuation are one intention (off
 * this host); which of them it is depends on whether the host lives.
 */

import type { Server } from '../model/openstack'
import type { Era } from '../model/units'
import type { Seen, Workload, World } from '../model/world'
import { isSpawning } from '../sim/cloud/evacuation'
import { serverName } from '../sim/orders/cloud'
import type { Order } from '../sim/orders/orders'
import { unitsIn } from './carriers'
import { bootLine, inTurn } from './lines'
import { orders, type Plan, refused } from './plan'
import { byRules } from './play'
import type { Run } from './run'
import { memberDisk } from './server-disks'
import type { RiderOn, Tricks } from './tricks'
import { isResized, isSingle, resizeLine, resizePlan, settleLine } from './tricks-single'

export const BOXES_TRICKS: Tricks<RiderOn> = {
  SCALE: {
    plan: (run, on) =>
      isSingle(on.workload)
        ? onServer(run, on, server => resizePlan(run.world, server))
        : orders({ order: 'boot', workload: on.workload.id, servers: 1, hypervisor: undefined }),
    line: (run, on) =>
      isSingle(on.workload)
        ? lineFor(run, on, server => resizeLine(run.world, server))
        : oneMoreLine(run.world, on.workload),
  },
  SAVE: {
    plan: (run, on) =>
      onServer(run, on, server =>
        orders({ order: isResized(server) ? 'confirm-resize' : 'create-image', server: server.id }),
      ),
    line: (run, on) =>
      lineFor(run, on, server =>
        isResized(server)
          ? settleLine(run.world.era, server, 'confirm')
          : `openstack server image create --name ${server.name}-image ${server.name}`,
      ),
  },
  UNDO: {
    plan: (run, on) => onServer(run, on, server => orders({ order: undoing(server), server: server.id })),
    line: (run, on) => lineFor(run, on, server => UNDO_LINES[undoing(server)](server, run.world.era)),
  },
  MOVE: {
    plan: (run, on) => onServer(run, on, server => orders(...moveOrders(run, server))),
    line: (run, on) => lineFor(run, on, server => moveLine(run, server)),
  },
}

/** With a disk of its own, if it is a member of a store. */
function oneMoreLine(world: Seen<World>, workload: Seen<Workload>): string {
  const { made, joined } = memberDisk(world, workload, 'server')
  const waits = joined.length > 0 ? ' --wait' : ''
  return inTurn(...made, `${bootLine(workload)}${waits} ${serverName(workload, workload.units.length)}`, ...joined)
}

/** What of it is to be undone: that it is off, that it stands still, its new size, or its version. */
function undoing(server: Seen<Server>): keyof typeof UNDO_LINES {
  if (server.status === 'SHUTOFF') return 'start-server'
  if (server.hung) return 'reboot-server'
  return isResized(server) ? 'revert-resize' : 'rebuild'
}

const UNDO_LINES = {
  'start-server': ({ name }: Seen<Server>) => `openstack server start ${name}`,
  'reboot-server': ({ name }: Seen<Server>) => `openstack server reboot --hard ${name}`,
  'revert-resize': (server: Seen<Server>, era: Era) => settleLine(era, server, 'revert'),
  rebuild: ({ name }: Seen<Server>) => `openstack server rebuild --image ${name}-image ${name}`,
} as const

/** Off its host: alive while the host lives, built anew where it does not. */
export function moveOrders(run: Seen<Run>, server: Seen<Server>): readonly Order[] {
  const { id, hypervisor } = server
  if (lives(run.world, hypervisor)) return [{ order: 'live-migrate', server: id }]
  const evacuate = { order: 'evacuate', server: id } as const
  return isStuck(run.world, server) ? [{ order: 'reset-state', server: id }, evacuate] : [evacuate]
}

/** In 2017 the one client could do neither without being told the host: nova's own could. */
export function moveLine(run: Seen<Run>, server: Seen<Server>): string {
  const { name, hypervisor } = server
  const now = run.world.era === 'now'
  if (lives(run.world, hypervisor))
    return now ? `openstack server migrate --live-migration ${name}` : `nova live-migration ${name}`
  const evacuate = `${EVACUATE[run.world.era]} ${name}`
  return isStuck(run.world, server) ? inTurn(`openstack server set --state active ${name}`, evacuate) : evacuate
}

/** The newest version at which nova boots what it has built anew: from 2.95 on, which the client would ask for by itself, it is left SHUTOFF. */
const EVACUATE: Readonly<Record<Era, string>> = {
  '2017': 'nova evacuate',
  now: 'openstack --os-compute-api-version 2.94 server evacuate',
}

/** Its host died while it was being built, or migrated: nova of 2017 builds nothing anew that is at a task. */
const isStuck = ({ era, hypervisors }: Seen<World>, server: Seen<Server>): boolean =>
  hypervisors[server.hypervisor]?.reportedDown === true &&
  (isSpawning(server) || (era === '2017' && server.task === 'migrating'))

/** As far as anybody can see: it is up, and nova has heard of it. */
function lives(world: Seen<World>, id: number): boolean {
  const host = world.hypervisors[id]
  return host?.up === true && host.silentSince < 0
}

function serverOf(run: Seen<Run>, { workload }: RiderOn): Seen<Server> | undefined {
  const servers = unitsIn(run.world, workload, 'boxes').map(({ on }) => run.world.servers[on.id] as Seen<Server>)
  const needs = servers.find(
    ({ hypervisor, status, hung }) => status === 'SHUTOFF' || hung || !lives(run.world, hypervisor),
  )
  return needs ?? servers.find(({ task }) => task === 'none') ?? servers[0]
}

function onServer(run: Seen<Run>, on: RiderOn, plan: (server: Seen<Server>) => Plan): Plan {
  const server = serverOf(run, on)
  return server ? plan(server) : refused(byRules('refused.cannotMove'))
}

function lineFor(run: Seen<Run>, on: RiderOn, line: (server: Seen<Server>) => string): string {
  const server = serverOf(run, on)
  return server ? line(server) : ''
}
