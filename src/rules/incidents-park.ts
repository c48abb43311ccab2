/**
 * Incidents of the park as a whole: a registry that does not answer, an upgrade of
 * the cluster, and days in which nobody plays.
 *
 * Without its registry a cluster runs on: whoever has to pull an image waits. So whoever
 * runs there is in its blast radius, and it is not over before images can be pulled.
 * An upgrade goes through all nodes, so it is not over before the last is upgraded.
 * Days hurt whoever has data on a machine's own disk.
 */

import type { Incident } from '../level/level'
import type { Id } from '../model/refs'
import type { Toolbox } from '../model/toolbox'
import type { Healing } from '../model/wake'
import type { Seen, World } from '../model/world'
import type { Order } from '../sim/orders/orders'
import { ridersInClusters } from './incidents-control-plane'

export type ParkIncident = Extract<Incident, { what: 'registry-down' | 'days-pass' | 'cluster-upgrade' }>

export const isOfPark = (incident: Incident): incident is ParkIncident =>
  incident.what === 'registry-down' || incident.what === 'days-pass' || incident.what === 'cluster-upgrade'

export function parkOrder(incident: ParkIncident): Order {
  if (incident.what === 'cluster-upgrade') return { order: 'upgrade-cluster' }
  return incident.what === 'registry-down'
    ? { order: 'stop-registry' }
    : { order: 'let-days-pass', days: incident.days }
}

export const parkHealing = ({ order }: Order): Healing | undefined =>
  order === 'stop-registry' ? { order: 'start-registry' } : undefined

export const ridersOfPark = (world: Seen<World>, { what }: ParkIncident): Id[] =>
  what === 'days-pass' ? ridersOnDisks(world) : ridersInClusters(world)

const ridersOnDisks = ({ workloads, volumes }: Seen<World>): Id[] =>
  workloads
    .filter(({ id }) =>
      volumes.some(({ workload, disk, state }) => workload === id && disk === 'local' && state !== 'deleted'),
    )
    .map(({ id }) => id)

/** Nothing can be pulled yet, or nodes are still to be upgraded. */
export function parkIsBroken({ registry, toolbox }: Seen<World>, { what }: ParkIncident): boolean {
  if (what === 'cluster-upgrade') return toolbox !== undefined && isUpgrading(toolbox)
  return what === 'registry-down' && !registry.up
}

const isUpgrading = ({ upgrade }: Seen<Toolbox>): boolean => upgrade.todo.length + upgrade.batch.length > 0
