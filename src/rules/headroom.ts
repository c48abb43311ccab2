/**
 * HEADROOM: how much of what a tenant's pool may give away is free.
 *
 * A planning gauge, by requests and not by use, as the scheduler counts. Of cpu and
 * memory it is the one that there is less left of. Nodes that are not Ready, or take
 * nobody new, count with what they have and give nothing.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { Node } from '../model/kubernetes'
import type { Id } from '../model/refs'
import { PPM, type Ppm } from '../model/units'
import type { Seen, World } from '../model/world'
import { isShut } from '../sim/scheduling/taints'
import { nodesOf } from './lanes'

const MEASURED = ['cpu', 'memory'] as const

export function headroomOf(world: Seen<World>, cluster: Id): Ppm {
  const pool = nodesOf(world, cluster)
  return Math.min(...MEASURED.map(what => freeOf(pool, what)))
}

function freeOf(pool: readonly Seen<Node>[], what: (typeof MEASURED)[number]): Ppm {
  const all = pool.reduce((sum, { allocatable }) => sum + allocatable[what], 0)
  const free = pool.filter(takesMore).reduce((sum, node) => sum + node.allocatable[what] - node.requested[what], 0)
  return all === 0 ? 0 : Math.floor((free / all) * PPM)
}

const takesMore = (node: Seen<Node>) => node.ready && !isShut(node)

/** Of the cluster that has least; with no rail there is nothing to keep free. */
export const leastHeadroom = (world: Seen<World>): Ppm =>
  Math.min(PPM, ...world.tenants.map(({ cluster }) => headroomOf(world, cluster)))

export function balanceOf(headroom: Ppm): 'low' | 'kept' | 'high' {
  const { least, most } = ASSUMPTIONS.headroomBalance
  if (headroom < least * PERCENT) return 'low'
  return headroom > most * PERCENT ? 'high' : 'kept'
}

const PERCENT = PPM / 100
