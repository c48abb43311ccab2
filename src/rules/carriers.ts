/**
 * How a rider is getting on, read off the rows that carry its workload.
 *
 * What conditions ask for every second is counted without making lists.
 */

import type { Lane } from '../model/command'
import type { Id } from '../model/refs'
import type { Unit } from '../model/systemd'
import { NONE, type Seen, type Workload, type World } from '../model/world'
import type { Order } from '../sim/orders/orders'
import { podsOf, unitsOf } from '../sim/traffic/backends'
import { hasPods, podLaneOf } from './lanes'

const LEAVE = {
  bowl: 'delete-deployment',
  rail: 'delete-deployment',
  boxes: 'delete-servers',
  slab: 'leave-machines',
} as const satisfies Record<Lane, Order['order']>

/** Takes away whatever runs the workload in one lane. */
export const leaveOrder = (workload: Id, lane: Lane): Order => ({ order: LEAVE[lane], workload })

export const unitsIn = (world: Seen<World>, workload: Seen<Workload>, lane: Lane): readonly Seen<Unit>[] =>
  unitsOf(world, workload).filter(unit => isOnLane(unit, lane))

/** What its units stand on, by name. */
export const hostNames = (world: Seen<World>, workload: Seen<Workload>, lane: Lane): readonly string[] =>
  unitsIn(world, workload, lane).map(({ on }) => world[lane === 'boxes' ? 'servers' : 'machines'][on.id]?.name ?? '')

/** Replicas that could answer, whether or not they are in service. */
export function readyIn(world: Seen<World>, workload: Seen<Workload>, lane: Lane): number {
  if (hasPods(lane) && podLaneOf(world, workload) !== lane) return 0
  if (hasPods(lane) && workload.spec.batch) return hasBatch(world, workload)
  if (hasPods(lane)) return podsOf(world, workload).filter(pod => pod.ready).length
  return countUnits(world, workload, lane, unit => unit.ready)
}

/** Replicas that get requests and can answer them. */
export function servingIn(world: Seen<World>, workload: Seen<Workload>, lane: Lane): number {
  if (hasPods(lane) && podLaneOf(world, workload) !== lane) return 0
  if (hasPods(lane) && workload.spec.batch) return hasBatch(world, workload)
  if (hasPods(lane)) return workload.endpoints.length
  return countUnits(world, workload, lane, unit => unit.ready && unit.inService)
}

/** A CronJob is in service as soon as it is there: nobody has to reach it. */
const hasBatch = (world: Seen<World>, { deployment }: Seen<Workload>) =>
  world.deployments[deployment]?.deleted === false ? 1 : 0

function countUnits(world: Seen<World>, workload: Seen<Workload>, lane: Lane, is: (unit: Seen<Unit>) => boolean) {
  let count = 0
  for (const id of workload.units) {
    const unit = world.units[id] as Seen<Unit>
    if (unit.state !== 'deleted' && isOnLane(unit, lane) && is(unit)) count += 1
  }
  return count
}

const isOnLane = ({ on }: Seen<Unit>, lane: Lane) => on.kind === (lane === 'boxes' ? 'server' : 'machine')

/** It has no place and will not get one by waiting: every replica was refused one. */
export function hungIn(world: Seen<World>, workload: Seen<Workload>, lane: Lane): boolean {
  if (hasPods(lane)) {
    if (world.deployments[workload.deployment]?.deleted) return true // etcd was restored to before it came
    const pods = podsOf(world, workload)
    return pods.length > 0 && pods.every(pod => pod.node === NONE && pod.message !== '')
  }
  const units = unitsIn(world, workload, lane)
  return units.length > 0 && units.every(unit => inError(world, unit))
}

/** Everything that carried it has died under it. */
export function fellIn(world: Seen<World>, workload: Seen<Workload>, lane: Lane): boolean {
  if (!hasPods(lane)) {
    const units = unitsIn(world, workload, lane)
    return units.length > 0 && units.every(unit => unit.state === 'failed')
  }
  const pods = podsOf(world, workload)
  return pods.length > 0 && pods.every(pod => world.nodes[pod.node]?.up === false)
}

/** What it keeps can be read only where it is, and nobody answers there: it cannot be copied or taken along. */
export function dataStays(world: Seen<World>, workload: Seen<Workload>): boolean {
  const volume = world.volumes[workload.volume]
  return volume !== undefined && volume.disk === 'local' && volume.written > 0
}

const inError = (world: Seen<World>, unit: Seen<Unit>) =>
  unit.on.kind === 'server' && world.servers[unit.on.id]?.status === 'ERROR'
