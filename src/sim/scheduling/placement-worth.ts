/**
 * What a Node is worth for itself: the sum of those scores that depend on no other Node,
 * which are all but those for spreading, for taints and for what is preferred. By the same
 * functions as `score.ts`, without looking at any other Node; that both come to the
 * same is tested (`placement.test.ts`).
 */

import type { Node } from '../../model/kubernetes'
import { plus, type Resources } from '../../model/resources'
import type { Seen } from '../../model/world'
import type { Cluster } from './filter'
import { imageOn } from './image-locality'
import { asksNeither, balancedAllocation, resourcesFit, shares, weightsOf } from './score'
import * as then from './score-2017'
import type { Wish } from './wish'

/** `counted`: the pod's requests as they are for scoring; `image`: what its image is worth where it is. */
export const worthAlone = (
  wish: Wish,
  counted: Resources,
  node: Seen<Node>,
  cluster: Cluster,
  image: number,
): number => (cluster.era === 'now' ? worthNow(wish, counted, node, cluster, image) : worthThen(counted, node, cluster))

function worthNow(wish: Wish, counted: Resources, node: Seen<Node>, { scheduler }: Cluster, image: number): number {
  const { requests } = wish
  const { allocatable } = node
  const weights = weightsOf('now')
  const fit = resourcesFit(plus(node.scored, counted), allocatable, scheduler)
  const balance = asksNeither(requests) ? 0 : balancedAllocation(plus(node.requested, requests), allocatable)
  return (
    weights.resourcesFit * fit +
    weights.balancedAllocation * balance +
    weights.imageLocality * imageOn(wish.image, node, image)
  )
}

function worthThen(counted: Resources, node: Seen<Node>, { scheduler }: Cluster): number {
  const weights = weightsOf('2017')
  const full = shares(plus(node.scored, counted), node.allocatable)
  const fill = scheduler.strategy === 'MostAllocated' ? then.mostRequested : then.leastRequested
  return weights.resourcesFit * fill(full) + weights.balancedAllocation * then.balanced(full)
}
