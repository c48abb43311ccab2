/**
 * The tricks on a rider in the boxes: its servers in OpenStack.
 *
 * With several servers a trick means the one that needs it: one whose host is lost or
 * which is off, else the first. Live migration and evacuation are one intention (off
 * this host); which of them it is depends on whether the host lives.
 */

import type { Server } from '../model/openstack'
import type { Seen, World } from '../model/world'
import { serverName } from '../sim/orders-cloud'
import { unitsIn } from './carriers'
import { bootLine } from './lines'
import { orders, type Plan, refused } from './plan'
import { byRules } from './play'
import type { Run } from './run'
import type { RiderOn, Tricks } from './tricks'

export const BOXES_TRICKS: Tricks<RiderOn> = {
  SCALE: {
    plan: (_, { workload }) => orders({ order: 'boot', workload: workload.id, servers: 1, hypervisor: undefined }),
    line: (_, { workload }) => `${bootLine(workload)} ${serverName(workload, workload.units.length)}`,
  },
  SAVE: {
    plan: (run, on) => onServer(run, on, ({ id }) => orders({ order: 'create-image', server: id })),
    line: (run, on) => lineFor(run, on, ({ name }) => `openstack server image create --name ${name}-image ${name}`),
  },
  UNDO: {
    plan: (run, on) =>
      onServer(run, on, ({ id, status, hung }) =>
        orders({ order: status === 'SHUTOFF' ? 'start-server' : hung ? 'reboot-server' : 'rebuild', server: id }),
      ),
    line: (run, on) =>
      lineFor(run, on, ({ name, status, hung }) =>
        status === 'SHUTOFF' || hung
          ? `openstack server ${hung ? 'reboot --hard' : 'start'} ${name}`
          : `openstack server rebuild --image ${name}-image ${name}`,
      ),
  },
  MOVE: {
    plan: (run, on) => onServer(run, on, server => orders(moveOrder(run, server))),
    line: (run, on) => lineFor(run, on, server => moveLine(run, server)),
  },
}

/** Off its host: alive while the host lives, built anew where it does not. */
export const moveOrder = (run: Seen<Run>, { id, hypervisor }: Seen<Server>) =>
  ({ order: lives(run.world, hypervisor) ? 'live-migrate' : 'evacuate', server: id }) as const

export const moveLine = (run: Seen<Run>, { name, hypervisor }: Seen<Server>) =>
  lives(run.world, hypervisor)
    ? `openstack server migrate --live-migration ${name}`
    : `openstack server evacuate ${name}`

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
