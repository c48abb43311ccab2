/**
 * Names, made at the edge: rows know their owner and ordinal, people know
 * `pod/web-6d4cf56db6-x7k2p`.
 *
 * A Deployment's ReplicaSet carries the hash of its pod template (FNV-1a, 32 bits): the
 * same template has the same hash, whenever it comes. Today its decimal digits are
 * written in the letters that Kubernetes takes for random names; 2017 wrote the
 * digits. Each pod has five random ones of those letters more. Here they are keyed rolls:
 * the same pod has the same name in every line of play.
 *
 * Simpler than the real one: the template that is hashed is the part of it that this
 * game knows, so a hash is not the one that a real cluster would show.
 */

import type { Member } from '../model/control-plane'
import type { Deployment, Pod, ReplicaSet } from '../model/kubernetes'
import type { Id, Kind, Ref } from '../model/refs'
import type { PodTemplate } from '../model/rollout'
import type { Era } from '../model/units'
import type { Seen, Workload, World } from '../model/world'
import { roll } from './chance'
import { hostNameOf } from './control-plane/member-host'
import { clusterName } from './control-plane/tenants'

/** No vowels; since 1.9 no look-alikes either (apimachinery, util/rand). */
const LETTERS: Readonly<Record<Era, string>> = {
  '2017': 'bcdfghjklmnpqrstvwxz0123456789',
  now: 'bcdfghjklmnpqrstvwxz2456789',
}
const SUFFIX_LENGTH = 5

/** `web-6d4cf56db6` */
export function replicaSetName(world: Seen<World>, id: Id): string {
  const deployment = world.deployments[world.replicaSets[id]?.deployment ?? -1]
  const workload = world.workloads[deployment?.workload ?? -1]
  if (!deployment || !workload) return ''
  const hash = String(fnv(templateText(workload, deployment, (world.replicaSets[id] as Seen<ReplicaSet>).template)))
  return `${workload.spec.name}-${world.era === 'now' ? safelyEncoded(hash) : hash}`
}

/** `web-6d4cf56db6-x7k2p` of a Deployment, `db-0` of a StatefulSet, `log-x7k2p` of a DaemonSet, `web` of nobody. */
export const podName = (
  world: Seen<World>,
  { replicaSet, ordinal }: Pick<Seen<Pod>, 'replicaSet' | 'ordinal'>,
): string => {
  const deployment = world.deployments[world.replicaSets[replicaSet]?.deployment ?? -1]
  const spec = world.workloads[deployment?.workload ?? -1]?.spec
  if (spec?.controller === 'StatefulSet') return `${spec.name}-${ordinal}`
  if (spec?.controller === 'Pod') return ordinal === 0 ? spec.name : `${spec.name}-${ordinal}`
  const suffix = drawn(world, LETTERS[world.era], SUFFIX_LENGTH, { owner: replicaSet, ordinal: ordinal + 1 })
  if (spec?.batch) return `${jobNameOf(world, deployment?.workload ?? -1, ordinal)}-${suffix}`
  const owner = spec?.controller === 'DaemonSet' ? spec.name : replicaSetName(world, replicaSet)
  return `${owner}-${suffix}`
}

/** A pod's own, whatever its name: the API server's version 4. */
export function podUid(world: Seen<World>, { replicaSet, id }: Pick<Seen<Pod>, 'replicaSet' | 'id'>): string {
  const hex = drawn(world, '0123456789abcdef', 32, { owner: replicaSet, ordinal: -2_000_000 - id })
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-')
}

/** The Job that a pod is of: ordinals go on counting over all Jobs of a workload. */
const jobNameOf = (world: Seen<World>, workload: Id, ordinal: number): string =>
  world.jobs.find(job => job.workload === workload && job.ordinals.includes(ordinal))?.name ?? ''

/** Docker's, of 64 hexadecimal digits. */
export const containerId = (world: Seen<World>, { replicaSet, ordinal }: Seen<Pod>): string =>
  drawn(world, '0123456789abcdef', 64, { owner: replicaSet, ordinal: -1 - ordinal })

/** etcd's, of 16 hexadecimal digits: a machine that joins again is a new member. */
export const memberId = (world: Seen<World>, member: Seen<Member>): string =>
  drawn(world, '0123456789abcdef', 16, { owner: placeKey(member), ordinal: member.id })

const placeKey = ({ machine, server }: Seen<Member>): number => -2 - machine - 1_000 * (server + 1)

/** etcd's own name for a cluster. */
export const clusterId = (world: Seen<World>, cluster: Id): string =>
  drawn(world, '0123456789abcdef', 16, { owner: -1, ordinal: cluster })

/** A member is called as its machine is. */
export const memberName = (world: Seen<World>, member: Seen<Member>): string => hostNameOf(world, member)

/** Who holds a lease: since the leader election of 1.9 each process has a name of its own. */
export function holderName(world: Seen<World>, member: Seen<Member>, turn: number): string {
  if (world.era === '2017') return memberName(world, member)
  const hex = drawn(world, '0123456789abcdef', 32, { owner: placeKey(member), ordinal: -1 - turn })
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return `${memberName(world, member)}_${uuid}`
}

/** What makes two pods the same kind of pod: nothing of how many there are, or of their users. */
function templateText(
  { spec: { name, readinessProbe } }: Seen<Workload>,
  { nodeSelector }: Seen<Deployment>,
  { image, requests }: Seen<PodTemplate>,
): string {
  const asks = [requests.cpu, requests.memory, requests.gpus].join(' ')
  return [name, image, asks, readinessProbe?.periodSeconds ?? '', nodeSelector.join(' ')].join('\n')
}

const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

function fnv(text: string): number {
  let hash = OFFSET_BASIS
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME)
  return hash >>> 0
}

/** `rand.SafeEncodeString`: each character by its code, so `0` becomes `4` and `9` becomes `f`. */
const safelyEncoded = (text: string): string =>
  Array.from(text, (_, i) => LETTERS.now[text.charCodeAt(i) % LETTERS.now.length]).join('')

const drawn = ({ seed }: Seen<World>, from: string, length: number, key: { owner: Id; ordinal: number }) =>
  Array.from({ length }, (_, i) => from[roll(seed, 'name', key, i, from.length)]).join('')

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
  job: (world, id) => world.jobs[id]?.name ?? '',
  cronjob: (world, id) => NAMES.workload(world, world.cronJobs[id]?.workload ?? -1),
  horizontalpodautoscaler: (world, id) => NAMES.workload(world, world.autoscalers[id]?.workload ?? -1),
  stack: (world, id) => world.stacks[id]?.name ?? '',
  volume: (world, id) => world.volumes[id]?.name ?? '',
  'control-plane': (world, id) => clusterName(world, id) ?? '',
  unit: (world, id) => `${NAMES.workload(world, world.units[id]?.workload ?? -1)}.service`,
}
