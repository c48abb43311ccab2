/**
 * Names, made at the edge: rows know their owner and ordinal, people know
 * `pod/web-6d4cf56db6-x7k2p`.
 *
 * A Deployment's ReplicaSet carries the hash of its template, and each pod five random
 * letters more, from the letters and digits that Kubernetes takes for it. Here they
 * are keyed rolls: the same pod has the same name in every line of play.
 */

import type { Id, Kind, Ref } from '../model/refs'
import type { Seed } from '../model/units'
import type { Pod, Seen, World } from '../model/world'
import { roll } from './chance'

/** No vowels and no look-alikes (apimachinery, util/rand). */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'
/** What its decimal digits become in a template hash. */
const DIGITS = '456789bcdf'
const HASH_LENGTH = 10
const SUFFIX_LENGTH = 5

/** `web-6d4cf56db6` */
export const replicaSetName = (world: Seen<World>, id: Id): string =>
  `${NAMES.deployment(world, world.replicaSets[id]?.deployment ?? -1)}-${drawn(world.seed, DIGITS, HASH_LENGTH, id, 0)}`

/** `web-6d4cf56db6-x7k2p` */
export const podName = (
  world: Seen<World>,
  { replicaSet, ordinal }: Pick<Seen<Pod>, 'replicaSet' | 'ordinal'>,
): string =>
  `${replicaSetName(world, replicaSet)}-${drawn(world.seed, LETTERS, SUFFIX_LENGTH, replicaSet, ordinal + 1)}`

const drawn = (seed: Seed, from: string, length: number, owner: Id, ordinal: number) =>
  Array.from({ length }, (_, i) => from[roll(seed, 'name', { owner, ordinal }, i, from.length)]).join('')

export const nameOf = (world: Seen<World>, { kind, id }: Ref): string => NAMES[kind](world, id)

export const written = (world: Seen<World>, ref: Ref): string => `${ref.kind}/${nameOf(world, ref)}`

const NAMES: Readonly<Record<Kind, (world: Seen<World>, id: Id) => string>> = {
  machine: (world, id) => world.machines[id]?.name ?? '',
  hypervisor: (world, id) => world.hypervisors[id]?.name ?? '',
  server: (world, id) => world.servers[id]?.name ?? '',
  node: (world, id) => world.nodes[id]?.name ?? '',
  workload: (world, id) => world.workloads[id]?.spec.name ?? '',
  deployment: (world, id) => NAMES.workload(world, world.deployments[id]?.workload ?? -1),
  replicaset: (world, id) => replicaSetName(world, id),
  pod: (world, id) => podName(world, world.pods[id] ?? { replicaSet: -1, ordinal: -1 }),
  volume: (world, id) => world.volumes[id]?.name ?? '',
  unit: (world, id) => `${NAMES.workload(world, world.units[id]?.workload ?? -1)}.service`,
}
