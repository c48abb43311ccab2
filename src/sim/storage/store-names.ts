/** Members of a store as its own tools name them, and why one is silent. */

import type { Cause } from '../../model/happening'
import type { Store, StoreMember } from '../../model/store'
import { NONE, type Seen, type World } from '../../model/world'
import { nameOf } from '../names'

/** CockroachDB counts its nodes from 1. */
export const nodeId = (member: number): string => `n${member + 1}`

/** `db-1` of a StatefulSet, else its host's name. */
export function memberLabel(world: Seen<World>, store: Seen<Store>, { volume: id }: Seen<StoreMember>): string {
  const volume = world.volumes[id]
  const workload = world.workloads[store.workload]
  if (!volume || !workload) return ''
  if (volume.holder && volume.holder.kind !== 'node') return nameOf(world, volume.holder)
  return `${workload.spec.name}-${volume.claim}`
}

/** Where it runs. */
export function memberHost(world: Seen<World>, { volume: id }: Seen<StoreMember>): string {
  const holder = world.volumes[id]?.holder
  return holder ? nameOf(world, holder) : '<none>'
}

/** What took it away, as far as its host knows. */
export function causeOfSilence(world: World, member: StoreMember | undefined, otherwise: Cause): Cause {
  const volume = world.volumes[member?.volume ?? NONE]
  const holder = volume?.holder
  if (!volume || !holder) return volume?.cause ?? otherwise
  if (holder.kind === 'node') return world.nodes[holder.id]?.cause ?? otherwise
  const unit = (holder.kind === 'server' ? world.servers : world.machines)[holder.id]?.unit ?? NONE
  return world.units[unit]?.cause ?? otherwise
}
