/**
 * Pod templates: what a pod was made from, and whether two of them are one.
 */

import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { PodTemplate } from '../../model/rollout'
import type { WorkloadSpec } from '../../model/workload'
import type { Seen, World } from '../../model/world'

/** Before any release. */
export const firstTemplate = ({ image, requests }: Seen<WorkloadSpec>): PodTemplate => ({
  image,
  requests,
  defect: 'none',
})

/** What this pod was made from, whatever its owner wants by now. */
export const templateOf = (world: Seen<World>, { replicaSet }: Pick<Seen<Pod>, 'replicaSet'>): Seen<PodTemplate> =>
  (world.replicaSets[replicaSet] as Seen<ReplicaSet>).template

export const ownerOf = (world: Seen<World>, { replicaSet }: Pick<Seen<Pod>, 'replicaSet'>): Seen<Deployment> =>
  world.deployments[(world.replicaSets[replicaSet] as Seen<ReplicaSet>).deployment] as Seen<Deployment>

export const sameTemplate = (a: Seen<PodTemplate>, b: Seen<PodTemplate>): boolean =>
  a.image === b.image &&
  a.requests.cpu === b.requests.cpu &&
  a.requests.memory === b.requests.memory &&
  a.requests.gpus === b.requests.gpus

/** What is made of its template, or undefined until the controller has seen it; the oldest, should there be two. */
export const setOfTemplate = (world: World, { replicaSets, template }: Deployment): ReplicaSet | undefined => {
  const id = replicaSets.find(each => sameTemplate((world.replicaSets[each] as ReplicaSet).template, template))
  return id === undefined ? undefined : world.replicaSets[id]
}

export const setsOf = (world: World, { replicaSets }: Deployment): readonly ReplicaSet[] =>
  replicaSets.map(id => world.replicaSets[id] as ReplicaSet)

/** All pods that a Deployment, StatefulSet or DaemonSet has, those of its oldest ReplicaSet first. */
export function podsOwned(world: Seen<World>, { replicaSets }: Seen<Deployment>): readonly Seen<Pod>[] {
  if (replicaSets.length === 1) return podsIn(world, replicaSets[0] as number)
  return replicaSets.flatMap(id => podsIn(world, id))
}

/** All pods of a workload that some owner counts, those of Deployments that are deleted among them; in the order in which they were made. */
export const podsOfWorkload = (world: Seen<World>, workload: Id): readonly Seen<Pod>[] =>
  world.deployments
    .filter(each => each.workload === workload)
    .flatMap(each => podsOwned(world, each))
    .sort((a, b) => a.id - b.id)

const podsIn = (world: Seen<World>, id: number) =>
  (world.replicaSets[id] as Seen<ReplicaSet>).pods.map(pod => world.pods[pod] as Seen<Pod>)

/** Its controller looks at it in this second, or when one is there again. */
export function lookAt(world: World, deployment: number): void {
  const { deployments } = world.work
  if (deployments[deployments.length - 1] !== deployment) deployments.push(deployment)
}
