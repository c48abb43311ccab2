/**
 * The deployment controller: one ReplicaSet for each pod template, and from the old ones
 * to the new one within the bounds that were asked for.
 *
 * After pkg/controller/deployment: `rolling.go` (scale up if we can, else clean up
 * unhealthy old replicas and scale down if we can), `recreate.go`, and `sync.go` for a
 * number that was changed, which in mid-rollout is shared out by size. One look does one
 * thing, as there: it is repeated until there is nothing to do.
 *
 * What is old and has a deletion timestamp counts no longer, so that more processes than
 * replicas and surge can run for a while (kubernetes KEP-3973).
 *
 * Simpler than the real one: looks follow one another within a second, with no delay of
 * a watch between them.
 */

import { constantsOf } from '../../model/constants'
import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import type { RolloutSpec } from '../../model/rollout'
import type { Workload, World } from '../../model/world'
import { type Fenceposts, postsOf } from '../fenceposts'
import { share } from '../scheduling/proportions'
import type { Telling } from '../telling'
import { isAvailable } from './available'
import { addReplicaSet, fillReplicaSets, resize } from './replica-sets'
import { checkPaused, followProgress, foundSet, madeSet } from './rollout-progress'
import { setOfTemplate, setsOf } from './templates'

export function controlDeployment(world: World, deployment: Deployment, tell: Telling): void {
  let changed = true
  while (changed) {
    changed = syncDeployment(world, deployment, tell)
    fillReplicaSets(world, deployment, tell)
  }
  followProgress(world, deployment, tell)
  cleanUp(world, deployment)
}

/** One look. True if it changed a ReplicaSet. */
export function syncDeployment(world: World, deployment: Deployment, tell: Telling): boolean {
  checkPaused(world, deployment)
  if (deployment.paused || isScaling(world, deployment)) return scale(world, deployment, tell)
  return rolloutOf(world, deployment)?.type === 'Recreate'
    ? recreate(world, deployment, tell)
    : roll(world, deployment, tell)
}

const rolloutOf = (world: World, { workload }: Deployment): RolloutSpec | undefined =>
  (world.workloads[workload] as Workload).spec.rollout

export const oldSets = (world: World, deployment: Deployment): readonly ReplicaSet[] => {
  const fresh = setOfTemplate(world, deployment)
  return setsOf(world, deployment).filter(set => set !== fresh)
}

const wanted = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, { replicas }) => sum + replicas, 0)

export function available(world: World, { pods }: ReplicaSet): number {
  let count = 0
  for (const id of pods) if (isAvailable(world, world.pods[id] as Pod)) count += 1
  return count
}

/** The ReplicaSet of the template, made if there is none; of those there are it becomes the newest. */
function freshSet(world: World, deployment: Deployment, tell: Telling): ReplicaSet {
  const found = setOfTemplate(world, deployment)
  const revision = Math.max(0, ...oldSets(world, deployment).map(set => set.revision)) + 1
  if (found) {
    found.revision = Math.max(found.revision, revision)
    deployment.replicaSet = found.id
    foundSet(world, deployment)
    return found
  }
  const made = addReplicaSet(world, deployment, deployment.template, revision)
  deployment.replicaSet = made.id
  madeSet(world, deployment)
  resize(world, made, grown(world, deployment, made), tell)
  return made
}

/** NewRSNewReplicas: as many more as the surge has room for. */
function grown(world: World, deployment: Deployment, fresh: ReplicaSet): number {
  if (rolloutOf(world, deployment)?.type === 'Recreate') return deployment.replicas
  const room = deployment.replicas + postsOf(world, deployment).surge - wanted(setsOf(world, deployment))
  return room <= 0 ? fresh.replicas : fresh.replicas + Math.min(room, deployment.replicas - fresh.replicas)
}

function roll(world: World, deployment: Deployment, tell: Telling): boolean {
  const isNew = !setOfTemplate(world, deployment)
  const fresh = freshSet(world, deployment, tell)
  const size = fresh.replicas > deployment.replicas ? deployment.replicas : grown(world, deployment, fresh)
  if (fresh.replicas !== deployment.replicas && resize(world, fresh, size, tell)) return true
  return shrinkOld(world, deployment, fresh, tell) || isNew
}

function shrinkOld(world: World, deployment: Deployment, fresh: ReplicaSet, tell: Telling): boolean {
  const old = oldSets(world, deployment).filter(({ replicas }) => replicas > 0)
  const least = deployment.replicas - postsOf(world, deployment).unavailable
  const missing = fresh.replicas - available(world, fresh)
  const most = wanted([...old, fresh]) - least - missing
  if (old.length === 0 || most <= 0) return false
  const cleaned = cleanUnhealthy(world, old, most, tell)
  return shrinkHealthy(world, old, fresh, least, tell) + cleaned > 0
}

/** Those that serve nobody go first: that costs no availability. */
function cleanUnhealthy(world: World, old: readonly ReplicaSet[], most: number, tell: Telling): number {
  let gone = 0
  for (const set of old) {
    const unhealthy = Math.min(most - gone, set.replicas - available(world, set))
    if (unhealthy <= 0) continue
    resize(world, set, set.replicas - unhealthy, tell)
    gone += unhealthy
  }
  return gone
}

function shrinkHealthy(
  world: World,
  old: readonly ReplicaSet[],
  fresh: ReplicaSet,
  least: number,
  tell: Telling,
): number {
  const spare = [...old, fresh].reduce((sum, set) => sum + available(world, set), 0) - least
  let gone = 0
  for (const set of old) {
    const less = Math.min(set.replicas, spare - gone)
    if (less <= 0) continue
    resize(world, set, set.replicas - less, tell)
    gone += less
  }
  return gone
}

/** All old ones go, and only when their last process has ended do the new ones come. */
function recreate(world: World, deployment: Deployment, tell: Telling): boolean {
  const old = oldSets(world, deployment)
  const active = old.filter(({ replicas }) => replicas > 0)
  for (const set of active) resize(world, set, 0, tell)
  if (active.length > 0) return true
  if (world.pods.some(pod => !pod.gone && old.some(({ id }) => id === pod.replicaSet))) return false
  const isNew = !setOfTemplate(world, deployment)
  const fresh = freshSet(world, deployment, tell)
  return resize(world, fresh, deployment.replicas, tell) || isNew
}

/** Somebody wants another number than when its ReplicaSets were last resized. */
const isScaling = (world: World, deployment: Deployment): boolean =>
  setsOf(world, deployment).some(({ replicas, desired }) => replicas > 0 && desired !== deployment.replicas)

function scale(world: World, deployment: Deployment, tell: Telling): boolean {
  const sets = setsOf(world, deployment)
  const active = sets.filter(({ replicas }) => replicas > 0)
  const fresh = setOfTemplate(world, deployment)
  if (sets.length === 0) return false
  if (active.length <= 1) {
    const only = active[0] ?? fresh ?? (sets[sets.length - 1] as ReplicaSet)
    return resize(world, only, deployment.replicas, tell)
  }
  if (fresh && isSaturated(world, deployment, fresh)) {
    return resizeAll(
      world,
      active.filter(set => set !== fresh),
      () => 0,
      tell,
    )
  }
  if (rolloutOf(world, deployment)?.type === 'Recreate') return false
  const posts: Fenceposts = postsOf(world, deployment)
  const sizes = share(active, deployment.replicas, posts.surge)
  return resizeAll(world, active, set => sizes.get(set.id) as number, tell)
}

function resizeAll(world: World, sets: readonly ReplicaSet[], size: (set: ReplicaSet) => number, tell: Telling) {
  return sets.filter(set => resize(world, set, size(set), tell)).length > 0
}

const isSaturated = (world: World, { replicas }: Deployment, fresh: ReplicaSet): boolean =>
  fresh.desired === replicas && fresh.replicas === replicas && available(world, fresh) === replicas

/** Of old ReplicaSets that are empty only so many are kept, the newest; nobody can roll back to the others. */
function cleanUp(world: World, deployment: Deployment): void {
  const limit = rolloutOf(world, deployment)?.revisionHistoryLimit ?? constantsOf(world.era).revisionHistoryLimit
  if (limit < 0 || !(deployment.progress.settled || deployment.paused)) return
  const old = [...oldSets(world, deployment)].sort((a, b) => a.revision - b.revision)
  const surplus = old.slice(0, Math.max(0, old.length - limit))
  for (const { id, replicas, pods } of surplus) {
    if (replicas === 0 && pods.length === 0) deployment.replicaSets.splice(deployment.replicaSets.indexOf(id), 1)
  }
}
