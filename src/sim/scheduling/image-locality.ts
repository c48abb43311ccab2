/**
 * ImageLocality: a Node that has the image already is liked better, the bigger the image
 * and the more Nodes have it (so that pods do not heap up on the one that pulled first).
 * After pkg/scheduler/framework/plugins/imagelocality; of one container. Pure.
 */

import { FACTS } from '../../model/constants'
import type { Node } from '../../model/kubernetes'
import { BYTES_PER_MIB } from '../../model/units'
import type { Seen, World } from '../../model/world'

const FULL = 100
const LEAST = FACTS.imageLocality.value.now.least * BYTES_PER_MIB
const MOST = FACTS.imageLocality.value.now.most * BYTES_PER_MIB

/** 0 to 100, for a Node that has it. */
export function imageWorth(
  image: string | undefined,
  { nodes, images }: Pick<Seen<World>, 'nodes' | 'images'>,
): number {
  const size = (images.find(({ name }) => name === image)?.size ?? 0) * BYTES_PER_MIB
  if (image === undefined || size < LEAST) return 0 // however many have it
  let [having, all] = [0, 0]
  for (const node of nodes) {
    if (node.removed) continue
    all += 1
    if (node.images.includes(image)) having += 1
  }
  return all === 0 ? 0 : imageScore(Math.trunc(size * (having / all)))
}

export const imageOn = (image: string | undefined, { images }: Seen<Node>, worth: number): number =>
  image !== undefined && images.includes(image) ? worth : 0

/** By the size that counts, in bytes. */
export const imageScore = (bytes: number): number =>
  Math.floor((FULL * (Math.min(MOST, Math.max(LEAST, bytes)) - LEAST)) / (MOST - LEAST))
