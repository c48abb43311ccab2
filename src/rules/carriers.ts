/**
 * How a rider is getting on, read off the rows that carry its workload.
 */

import type { Lane } from '../model/command'
import { NONE, type Pod, type Seen, type Unit, type Workload, type World } from '../model/world'
import type { Carrier } from '../sim/orders'

export const CARRIER_OF: Readonly<Record<Lane, Carrier>> = { bowl: 'deployment', boxes: 'servers', slab: 'machines' }

export function podsIn(world: Seen<World>, workload: Seen<Workload>): readonly Seen<Pod>[] {
  const deployment = world.deployments[workload.deployment]
  if (!deployment || deployment.deleted) return []
  return (world.replicaSets[deployment.replicaSet]?.pods ?? []).map(id => world.pods[id] as Seen<Pod>)
}

export const unitsIn = (world: Seen<World>, workload: Seen<Workload>, lane: Lane): readonly Seen<Unit>[] =>
  workload.units
    .map(id => world.units[id] as Seen<Unit>)
    .filter(unit => unit.state !== 'deleted' && unit.on.kind === (lane === 'boxes' ? 'server' : 'machine'))

/** Replicas that could answer, whether or not they are in service. */
export function readyIn(world: Seen<World>, workload: Seen<Workload>, lane: Lane): number {
  if (lane === 'bowl') return podsIn(world, workload).filter(pod => pod.ready).length
  return unitsIn(world, workload, lane).filter(unit => unit.ready).length
}

/** Replicas that get requests and can answer them. */
export function servingIn(world: Seen<World>, workload: Seen<Workload>, lane: Lane): number {
  if (lane === 'bowl') return workload.endpoints.length
  return unitsIn(world, workload, lane).filter(unit => unit.ready && unit.inService).length
}

/** It has no place and will not get one by waiting: every replica was refused one. */
export function hungIn(world: Seen<World>, workload: Seen<Workload>, lane: Lane): boolean {
  if (lane === 'bowl') {
    const pods = podsIn(world, workload)
    return pods.length > 0 && pods.every(pod => pod.node === NONE && pod.message !== '')
  }
  const units = unitsIn(world, workload, lane)
  return units.length > 0 && units.every(unit => inError(world, unit))
}

const inError = (world: Seen<World>, unit: Seen<Unit>) =>
  unit.on.kind === 'server' && world.servers[unit.on.id]?.status === 'ERROR'
