/**
 * The kubelet's image manager: which images a node keeps.
 *
 * Every five minutes it notes which there are and which are in use. Where 85 % of their
 * disk are in use it removes images until 80 % are: those that were used longest ago first,
 * never one in use, and none that it saw for the first time less than two minutes ago. If
 * that does not come to enough it says so. Under disk pressure all that may go goes
 * (`disk-pressure.ts`).
 *
 * After pkg/kubelet/images/image_gc_manager.go. What was pulled since it looked last it sees
 * for the first time when it is to be removed, and so spares it once. Simpler than the real
 * thing: an image is in use while a pod stands on the node that is made of it, dead
 * containers are none, and nothing goes for its age alone (ImageMaximumGCAge, off).
 */

import { constantsOf } from '../../model/constants'
import type { ImageRecord } from '../../model/kubelet'
import type { Node, Pod } from '../../model/kubernetes'
import { BYTES_PER_MIB, type Era, type MiB } from '../../model/units'
import { NONE, type Seen, type World } from '../../model/world'
import { templateOf } from '../controllers/templates'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { imagefsOf, imageMiB } from './disk'

/** At once, and then every so often; only a disk that can fill is looked after. */
export function beginImageGc(world: World, node: Node): void {
  if (imagefsOf(world, node).capacity === 0) return
  detect(world, node, NONE)
  wakeAt(world.wake, world.tick + constantsOf(world.era).imageGc.every, { what: 'imageGc', node: node.id })
}

export function collectImages(world: World, node: Node, tell: Telling): void {
  const { every, high, low } = constantsOf(world.era).imageGc
  if (node.removed) return
  wakeAt(world.wake, world.tick + every, { what: 'imageGc', node: node.id })
  if (!node.up || !node.kubelet) return
  detect(world, node, world.tick)
  const { capacity, available } = imagefsOf(world, node)
  if (100 - Math.floor((available * 100) / capacity) < high) return
  const wanted = Math.floor((capacity * (100 - low)) / 100) - available
  const freed = freeImages(world, node, wanted, tell)
  if (freed < wanted)
    tell.warning('FreeDiskSpaceFailed', 'node', node.id, tooLittle(world.era, wanted, freed), node.cause)
}

function tooLittle(era: Era, wanted: MiB, freed: MiB): string {
  const [attempted, found] = [wanted * BYTES_PER_MIB, freed * BYTES_PER_MIB]
  return era === '2017'
    ? `failed to garbage collect required amount of images. Wanted to free ${attempted} bytes, but freed ${found} bytes`
    : `Failed to garbage collect required amount of images. Attempted to free ${attempted} bytes, but only found ${found} bytes eligible to free.`
}

/** Of what pods on it are made. */
export const inUse = (world: Seen<World>, { pods }: Seen<Node>): ReadonlySet<string> =>
  new Set(pods.map(id => templateOf(world, world.pods[id] as Seen<Pod>).image))

/** Notes what there is now; what it has not known was there since `detectedAt`. */
function detect(world: World, node: Node, detectedAt: number): void {
  const { records } = node.disk
  const used = inUse(world, node)
  const known = new Set(records.map(({ image }) => image))
  const gone = records.filter(({ image }) => !node.images.includes(image))
  for (const record of gone) records.splice(records.indexOf(record), 1)
  for (const image of node.images) if (!known.has(image)) records.push({ image, detectedAt, usedAt: NONE })
  for (const record of records) if (used.has(record.image)) record.usedAt = world.tick
}

/** Removes as many as it takes, or may; returns how much that was. */
export function freeImages(world: World, node: Node, wanted: MiB, tell: Telling): MiB {
  detect(world, node, world.tick)
  const { minAge } = constantsOf(world.era).imageGc
  let freed = 0
  for (const { image, usedAt, detectedAt } of inTurn(node.disk.records)) {
    if (usedAt >= world.tick || freed >= wanted) break
    if (detectedAt !== NONE && world.tick - detectedAt < minAge) continue
    freed += remove(world, node, image, tell)
  }
  return freed
}

/** Used longest ago first, then seen first. */
const inTurn = (records: readonly ImageRecord[]): readonly ImageRecord[] =>
  [...records].sort((a, b) => a.usedAt - b.usedAt || a.detectedAt - b.detectedAt)

function remove(world: World, node: Node, image: string, tell: Telling): MiB {
  const { records } = node.disk
  const size = imageMiB(world, image)
  node.images.splice(node.images.indexOf(image), 1)
  records.splice(
    records.findIndex(record => record.image === image),
    1,
  )
  const note = `[imageGCManager]: Removing image "${image}" to free ${size * BYTES_PER_MIB} bytes`
  tell.normal('RemovingImage', 'node', node.id, note, node.cause)
  return size
}
