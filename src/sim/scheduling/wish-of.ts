/**
 * A Pod of the world as the scheduler's wish: its spec, where its disk lies, who of its
 * kind stands where, whom it minds and who minds it.
 *
 * `without`: pods that are taken to be gone, which is how preemption asks.
 */

import { FACTS } from '../../model/constants'
import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import type { Company, CompanyTerm, PlacementSpec } from '../../model/placement'
import type { Id } from '../../model/refs'
import { OPERATOR } from '../../model/tenant'
import type { WorkloadSpec } from '../../model/workload'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { daemonBearing } from '../controllers/daemon-tolerations'
import { podsOwned, templateOf } from '../controllers/templates'
import { qosClass } from '../kubelet/qos'
import { accessOf, claimOf, diskOfPod } from '../storage/volumes'
import type { CompanyWish, Gathered } from './company'
import type { Promised, Wish } from './wish'

type Spec = Seen<WorkloadSpec>
export type Gone = (pod: Id) => boolean

export const wishOf = (world: Seen<World>, pod: Seen<Pod>, gone: Gone = NOBODY): Wish => ({
  ...shapeOf(world, pod, gone),
  alike: alikeTo(world, pod, gone),
})

const NOBODY: Gone = () => false

/** All but how many pods alike each Node has. */
export function shapeOf(world: Seen<World>, pod: Seen<Pod>, gone: Gone = NOBODY): Wish {
  const { spec } = world.workloads[pod.workload] as Seen<Workload>
  const replicaSet = world.replicaSets[pod.replicaSet] as Seen<ReplicaSet>
  const { nodeSelector, cluster } = world.deployments[replicaSet.deployment] as Seen<Deployment>
  const promised = promisedBefore(world, pod, spec)
  return {
    ...podWish(spec, nodeSelector, pinnedTo(world, pod)),
    ...ofTemplate(world, pod, spec),
    ...minded(world, spec, pod.workload, gone),
    ...claimUse(world, pod, gone),
    ...inCluster(cluster),
    ...(promised.length > 0 && { promised }),
    ...(pod.nominated !== NONE && { nominated: pod.nominated }),
  }
}

/** Ports of its node that it takes. */
export const portsOf = (world: Seen<World>, { workload }: Pick<Seen<Pod>, 'workload'>): readonly number[] =>
  world.workloads[workload]?.spec.hostPorts ?? NO_PORTS

const NO_PORTS: readonly number[] = []

/** The operator's need not be said. */
export const inCluster = (cluster: Id): Pick<Wish, 'cluster'> => (cluster === OPERATOR ? {} : { cluster })

/** Its own template, which may be an older one than its workload's; a DaemonSet's is for one node. */
function ofTemplate(world: Seen<World>, pod: Seen<Pod>, { tolerations }: Spec): Partial<Wish> {
  const { requests, image } = templateOf(world, pod)
  const node = world.nodes[pod.daemonOf]
  return { requests, image, ...(node && { ...daemonBearing(tolerations), nodeSelector: [node.name] }) }
}

/** Those of its ReplicaSet, or StatefulSet; in 2017 those of its Service, which takes all of the workload's. */
export const alikeTo = (world: Seen<World>, pod: Seen<Pod>, gone: Gone = NOBODY): number[] =>
  world.era === '2017' ? kinOn(world, pod.workload, gone) : alikeOn(world, selectedWith(world, pod), gone)

/** Whose pods are counted alike with this one's, as a name. */
export function kinOf(world: Seen<World>, { workload, replicaSet }: Seen<Pod>): string {
  if (world.era === '2017') return `workload ${workload}`
  const { controller } = (world.workloads[workload] as Seen<Workload>).spec
  if (controller !== 'StatefulSet') return `replicaset ${replicaSet}`
  return `deployment ${world.replicaSets[replicaSet]?.deployment}`
}

function selectedWith(world: Seen<World>, { workload, replicaSet }: Seen<Pod>): readonly Id[] {
  const { pods, deployment } = world.replicaSets[replicaSet] as Seen<ReplicaSet>
  const { controller } = (world.workloads[workload] as Seen<Workload>).spec
  if (controller !== 'StatefulSet') return pods
  return podsOwned(world, world.deployments[deployment] as Seen<Deployment>).map(({ id }) => id)
}

/** What its spec alone says. */
export function podWish(spec: Spec, nodeSelector: readonly string[], machine: Id = NONE): Wish {
  const { requests, kernel, image, tolerations, nodeAffinity, topologySpread, scratch, hostPorts } = spec
  return {
    requests,
    kernel,
    machine,
    nodeSelector,
    image,
    ...(qosClass(spec) === 'BestEffort' && { bestEffort: true as const }),
    ...(scratch?.requestMiB !== undefined && { storage: scratch.requestMiB }),
    ...(hostPorts && { hostPorts }),
    ...(tolerations && { tolerations }),
    ...(nodeAffinity && { nodeAffinity }),
    ...(topologySpread && { topologySpread }),
  }
}

/** The wish of the first pod of a ReplicaSet that does not exist yet. */
export const firstWish = (world: Seen<World>, { id, spec }: Seen<Workload>, nodeSelector: readonly string[]): Wish => ({
  ...podWish(spec, nodeSelector),
  ...minded(world, spec, id, NOBODY),
  alike: world.era === '2017' ? kinOn(world, id, NOBODY) : alikeOn(world, [], NOBODY),
})

/** How many of those that it says it minds each node has. */
function minded(world: Seen<World>, spec: Spec, workload: Id, gone: Gone): Partial<Wish> {
  const company = companyOf(world, spec, gone)
  return {
    ...(spec.topologySpread && { kin: kinOn(world, workload, gone) }),
    ...(company && { company }),
  }
}

function alikeOn(world: Seen<World>, pods: readonly Id[], gone: Gone): number[] {
  const alike = world.nodes.map(() => 0)
  for (const id of pods) {
    const { node, deletedAt } = world.pods[id] as Seen<Pod>
    if (node !== NONE && deletedAt === NONE && !gone(id)) alike[node] = (alike[node] ?? 0) + 1
  }
  return alike
}

const kinOn = (world: Seen<World>, workload: Id, gone: Gone): number[] =>
  countOn(world, ({ id, ...pod }) => pod.workload === workload && pod.deletedAt === NONE && !gone(id))

const countOn = (world: Seen<World>, counts: (pod: Seen<Pod>) => boolean): number[] =>
  world.nodes.map(({ pods }) => pods.filter(id => counts(world.pods[id] as Seen<Pod>)).length)

/** The machine that its local volume lies on. */
function pinnedTo(world: Seen<World>, pod: Seen<Pod>): Id {
  const volume = diskOfPod(world as World, pod) // which only reads
  return volume?.disk === 'local' ? volume.machine : NONE
}

/** Its claim is for one pod of the whole cluster, and another has it, if only on its way out. */
function claimUse(world: Seen<World>, pod: Seen<Pod>, gone: Gone): Pick<Wish, 'claimInUse'> {
  if (accessOf(world, pod.workload) !== 'ReadWriteOncePod') return {}
  const workload = world.workloads[pod.workload] as Seen<Workload>
  const claim = claimOf(workload, pod)
  const claimInUse = world.pods.some(other => {
    const uses = other.workload === pod.workload && other.id !== pod.id && other.node !== NONE && !other.gone
    return uses && !gone(other.id) && claimOf(workload, other) === claim
  })
  return { claimInUse }
}

/** Pods that matter as much and have a node made free for them come before it there. */
function promisedBefore(world: Seen<World>, pod: Seen<Pod>, { priority = 0 }: Seen<PlacementSpec>): Promised[] {
  const promised: Promised[] = []
  for (const id of world.work.nominated) {
    const other = world.pods[id] as Seen<Pod>
    if (id === pod.id || other.gone || other.nominated === NONE) continue
    const { spec } = world.workloads[other.workload] as Seen<Workload>
    if ((spec.priority ?? 0) >= priority)
      promised.push({ node: other.nominated, requests: templateOf(world, other).requests })
  }
  return promised
}

const isMinded = ({ podAffinity, podAntiAffinity }: Seen<PlacementSpec>) => podAffinity || podAntiAffinity

/** Undefined where it minds nobody and nobody minds it. Pods that are told to go count as long as they stand. */
function companyOf(world: Seen<World>, spec: Spec, gone: Gone): CompanyWish | undefined {
  if (!world.workloads.some(other => isMinded(other.spec))) return undefined
  const standing = (takes: (workload: string) => boolean) => standingOf(world, takes, gone)
  const others = world.workloads.filter(other => isMinded(other.spec)).map(other => other.spec)
  const near = spec.podAffinity?.required ?? []
  const takesAll = (name: string) => near.every(term => term.workload === name)
  const wish: CompanyWish = {
    near: near.length === 0 ? undefined : gather(near, standing(takesAll), takesAll(spec.name) ? 1 : 0),
    likesItsOwn: takesAll(spec.name),
    apart: (spec.podAntiAffinity?.required ?? []).flatMap(term => ownTerm(term, spec, standing, 1)),
    resented: others.flatMap(other => theirTerms(other.podAntiAffinity?.required, other, spec, standing)),
    leanings: [
      ...(spec.podAffinity?.preferred ?? []).flatMap(term => ownTerm(term, spec, standing, term.weight)),
      ...(spec.podAntiAffinity?.preferred ?? []).flatMap(term => ownTerm(term, spec, standing, -term.weight)),
      ...others.flatMap(other => theirLeanings(other, spec, standing)),
    ],
  }
  return concerns(wish) ? wish : undefined
}

const concerns = ({ near, apart, resented, leanings }: CompanyWish) =>
  near !== undefined || apart.length > 0 || resented.length > 0 || leanings.length > 0

type Standing = (takes: (workload: string) => boolean) => number[]

const standingOf = (world: Seen<World>, takes: (workload: string) => boolean, gone: Gone): number[] =>
  countOn(world, ({ id, workload }) => takes((world.workloads[workload] as Seen<Workload>).spec.name) && !gone(id))

const gather = (terms: readonly Seen<CompanyTerm>[], here: readonly number[], own: number): readonly Gathered[] =>
  terms.map(({ topologyKey }) => ({ topologyKey, here: [...here], own }))

/** What this term of the pod's own selects, so many times over. */
const ownTerm = (term: Seen<CompanyTerm>, { name }: Spec, standing: Standing, weight: number): readonly Gathered[] => {
  const here = standing(workload => workload === term.workload).map(count => count * weight)
  return gather([term], here, term.workload === name ? weight : 0)
}

/** Standing pods of a workload, once for each of its terms that selects this one. */
function theirTerms(
  terms: readonly Seen<CompanyTerm>[] = [],
  other: Spec,
  { name }: Spec,
  standing: Standing,
  weightOf: (term: Seen<CompanyTerm>) => number = () => 1,
): readonly Gathered[] {
  return terms
    .filter(({ workload }) => workload === name)
    .flatMap(term => {
      const here = standing(workload => workload === other.name).map(count => count * weightOf(term))
      return gather([term], here, other.name === name ? weightOf(term) : 0)
    })
}

/** As much as they say; what they require counts a little too. */
function theirLeanings(other: Spec, spec: Spec, standing: Standing): readonly Gathered[] {
  const weight = (term: Seen<CompanyTerm>) => (term as Seen<Company['preferred'][number]>).weight
  const hard = () => FACTS.hardPodAffinity.value.now
  return [
    ...theirTerms(other.podAffinity?.required, other, spec, standing, hard),
    ...theirTerms(other.podAffinity?.preferred, other, spec, standing, weight),
    ...theirTerms(other.podAntiAffinity?.preferred, other, spec, standing, term => -weight(term)),
  ]
}
