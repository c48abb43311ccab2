/**
 * nova-compute, the service on each hypervisor: what nova makes of its silence.
 *
 * A service that has not reported for a minute counts as down. Nothing else happens:
 * the servers stay where they are, and ACTIVE in nova's books, until somebody evacuates
 * them. When a host that lost its power is back, its guests stay off (nova's default,
 * `resume_guests_state_on_host_boot = False`). A guest that was being migrated live off
 * it is no longer: that is the one thing which nova-compute puts right as it starts.
 */

import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Hypervisor, Server } from '../../model/openstack'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { destroyStale } from './evacuation'
import { sourceRestarted } from './migration'

/** Its reports arrive. */
export const reports = (world: Seen<World>, { up, machine }: Seen<Hypervisor>): boolean =>
  up && !(world.machines[machine] as Seen<Machine>).cutOff

/** From now on nothing is heard of it. */
export function hypervisorLost(world: World, hypervisor: Hypervisor, cause: Cause): void {
  if (hypervisor.silentSince !== NONE) return
  hypervisor.silentSince = world.tick
  hypervisor.cause = cause
  wakeAt(world.wake, world.tick + constantsOf(world.era).evacuateAfter, {
    what: 'computeServiceDown',
    hypervisor: hypervisor.id,
  })
}

/** Its last report is too old. */
export function noticeComputeService(world: World, hypervisor: Hypervisor, tell: Telling): void {
  const { evacuateAfter } = constantsOf(world.era)
  const stale = hypervisor.silentSince === NONE || world.tick < hypervisor.silentSince + evacuateAfter
  if (stale || hypervisor.reportedDown) return
  hypervisor.reportedDown = true
  const note = `nova-compute on ${hypervisor.name} is down`
  hypervisor.cause = tell.warning('ComputeServiceDown', 'hypervisor', hypervisor.id, note, hypervisor.cause)
}

/** It is heard again. `restarted`: its host was down meanwhile, so its guests are off. */
export function hypervisorBack(
  world: World,
  hypervisor: Hypervisor,
  restarted: boolean,
  tell: Telling,
  cause: Cause,
): void {
  if (hypervisor.silentSince === NONE) return
  hypervisor.silentSince = NONE
  hypervisor.cause = cause
  if (hypervisor.reportedDown) {
    const note = `nova-compute on ${hypervisor.name} is up`
    hypervisor.cause = tell.normal('ComputeServiceUp', 'hypervisor', hypervisor.id, note, cause)
  }
  hypervisor.reportedDown = false
  destroyStale(world, hypervisor, tell, hypervisor.cause)
  if (restarted) for (const id of hypervisor.servers) shutOff(world.servers[id] as Server, hypervisor, tell)
}

function shutOff(server: Server, hypervisor: Hypervisor, tell: Telling): void {
  server.hung = false
  sourceRestarted(server, hypervisor, tell, hypervisor.cause)
  if (server.status === 'VERIFY_RESIZE') server.booted = false // it is off, and still waits to be confirmed
  if (server.status !== 'ACTIVE' && server.status !== 'BUILD') return
  server.status = 'SHUTOFF'
  server.booted = false
  server.cause = tell.warning('ServerShutOff', 'server', server.id, `${server.name} is SHUTOFF`, hypervisor.cause)
}
