/**
 * Images: pulled to a node once, one after the other, as the kubelet does by default
 * (`serializeImagePulls`). What a second pod wants that is being pulled for a first it
 * finds there when its turn comes.
 *
 * An image that the registry has not got, or a registry that does not answer, is asked for
 * again after a back-off of 10 s that doubles up to five minutes.
 *
 * Where the registry has so much for all nodes together they share it (`registry.ts`).
 *
 * Simpler than the real thing: a pull that its host's end breaks off begins anew from
 * nothing, where containerd goes on with what it has; what cannot be had is known after a second, and
 * `ErrImagePull` is not told from the `ImagePullBackOff` that follows it. The kubelet's own
 * limit on pulls, five a second and ten at once, is never reached by one after the other.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Image, Node, Pod } from '../../model/kubernetes'
import { BYTES_PER_MIB, type Bytes, type Seconds } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { templateOf } from '../controllers/templates'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { hasSpaceFor, keepImage } from './disk'
import { createContainer, standing, startPod } from './kubelet'
import { KUBELET } from './kubelet-words'
import { isLimited, queuePull } from './registry'

/** The node has not got its image. */
export function pull(world: World, pod: Pod, node: Node, tell: Telling): void {
  const image = imageOf(world, pod)
  const isPulled = isPulling(world, node, image)
  pod.pullAskedAt = world.tick
  pod.status = 'Pulling'
  pod.cause = tell.normal('Pulling', 'pod', pod.id, KUBELET[world.era].pulling(image), pod.cause)
  if (isLimited(world)) return queuePull(world, pod, node)
  pod.pullSeconds = isPulled ? 0 : pullSeconds(world, image)
  node.pullsUntil = Math.max(world.tick, node.pullsUntil) + pod.pullSeconds
  pod.pullEndsAt = Math.max(node.pullsUntil, world.tick + 1)
  wakeAt(world.wake, pod.pullEndsAt, { what: 'imagePulled', pod: pod.id })
}

/** For another pod, whose turn comes first: the next one finds the image there. */
const isPulling = (world: World, node: Node, image: string) =>
  node.pods.some(id => world.pods[id]?.status === 'Pulling' && imageOf(world, world.pods[id] as Pod) === image)

export const imageOf = (world: Seen<World>, pod: Seen<Pod>): string => templateOf(world, pod).image

export function imagePulled(world: World, pod: Pod, tell: Telling): void {
  const node = standing(world, pod)
  if (!node || pod.status !== 'Pulling' || world.tick < pod.pullEndsAt) return
  const image = imageOf(world, pod)
  const there = node.images.includes(image)
  if (!there && !canBePulled(world, image)) return backOff(world, pod, image, tell)
  if (!there && !hasSpaceFor(world, node, image)) return noSpace(world, pod, image, tell)
  if (!there) keepImage(world, node, image)
  const took = { pull: pod.pullSeconds, inAll: world.tick - pod.pullAskedAt, bytes: imageBytes(world, image) }
  pod.cause = tell.normal('Pulled', 'pod', pod.id, KUBELET[world.era].pulled(image, took), pod.cause)
  createContainer(world, pod)
}

const canBePulled = ({ registry, images }: Seen<World>, name: string) =>
  registry.up && images.some(image => image.name === name)

function backOff(world: World, pod: Pod, image: string, tell: Telling): void {
  const says = KUBELET[world.era]
  const why = world.registry.up ? says.notFound(image) : says.noRegistry(image)
  failPull(world, pod, image, tell, why, world.registry.up ? pod.cause : world.registry.cause)
}

/** What it has written so far of it is removed again. */
const noSpace = (world: World, pod: Pod, image: string, tell: Telling): void =>
  failPull(world, pod, image, tell, KUBELET[world.era].noSpace(image), pod.cause)

function failPull(world: World, pod: Pod, image: string, tell: Telling, why: string, cause: Cause): void {
  const wait = pullBackOff(world, pod.pullFails)
  pod.pullFails += 1
  pod.cause = tell.warning('Failed', 'pod', pod.id, why, cause)
  if (pod.pullFails === 1) tell.normal('BackOff', 'pod', pod.id, `Back-off pulling image "${image}"`, pod.cause)
  pod.status = 'ImagePullBackOff'
  wakeAt(world.wake, world.tick + wait, { what: 'pullAgain', pod: pod.id })
}

function pullBackOff(world: Seen<World>, fails: number): Seconds {
  const { least, most } = constantsOf(world.era).crashBackOff
  let wait = least
  for (let i = 0; i < fails && wait < most; i += 1) wait *= 2
  return Math.min(wait, most)
}

export function pullAgain(world: World, pod: Pod, tell: Telling): void {
  const node = standing(world, pod)
  if (node && pod.status === 'ImagePullBackOff') startPod(world, pod, node, tell)
}

export const imageBytes = ({ images }: { images: readonly Image[] }, name: string): Bytes =>
  (images.find(each => each.name === name)?.size ?? 0) * BYTES_PER_MIB

export function pullSeconds(
  world: {
    readonly images: readonly Image[]
    readonly pullPerSecond: number
    readonly registry?: { readonly up: boolean }
  },
  name: string,
): Seconds {
  const image = world.images.find(each => each.name === name)
  if (world.registry?.up === false) return 1
  return Math.max(1, Math.ceil((image?.size ?? 0) / world.pullPerSecond))
}
