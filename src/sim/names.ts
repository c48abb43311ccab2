/**
 * Names, made at the edge: rows know their owner and ordinal, people know `pod/web-0`.
 */

import type { Id, Kind, Ref } from '../model/refs'
import type { Seen, World } from '../model/world'

export const nameOf = (world: Seen<World>, { kind, id }: Ref): string => NAMES[kind](world, id)

export const written = (world: Seen<World>, ref: Ref): string => `${ref.kind}/${nameOf(world, ref)}`

const NAMES: Readonly<Record<Kind, (world: Seen<World>, id: Id) => string>> = {
  machine: (world, id) => world.machines[id]?.name ?? '',
  hypervisor: (world, id) => world.hypervisors[id]?.name ?? '',
  server: (world, id) => world.servers[id]?.name ?? '',
  node: (world, id) => world.nodes[id]?.name ?? '',
  workload: (world, id) => world.workloads[id]?.spec.name ?? '',
  deployment: (world, id) => NAMES.workload(world, world.deployments[id]?.workload ?? -1),
  replicaset: (world, id) => NAMES.deployment(world, world.replicaSets[id]?.deployment ?? -1),
  pod: (world, id) => `${NAMES.workload(world, world.pods[id]?.workload ?? -1)}-${world.pods[id]?.ordinal}`,
  unit: (world, id) => `${NAMES.workload(world, world.units[id]?.workload ?? -1)}.service`,
}
