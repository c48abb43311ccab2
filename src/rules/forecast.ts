/**
 * What ROUTE would come to, before it is given: who would find no place, in the words
 * of the system that would say so.
 *
 * A dry run by the very code that places: the API's refusals (quota, no free machine),
 * the scheduler's filters, nova's. Among equal nodes it takes the first where the real
 * run draws, so where pods of several sizes are packed to the brim one more may fit, or
 * one less. It makes nobody go, so a rider of high priority may find more than it says.
 */

import type { Command } from '../model/command'
import type { Flavor } from '../model/openstack'
import { OPERATOR } from '../model/tenant'
import type { Seen, Workload } from '../model/world'
import { dryBoot, whyHomeless, wishFor } from '../sim/cloud/nova'
import { flavorOf } from '../sim/orders/cloud'
import { type Order, refusal } from '../sim/orders/orders'
import { dryRun } from '../sim/scheduling/scheduler'
import { inCluster as clusterWish, firstWish } from '../sim/scheduling/wish-of'
import type { Run } from './run'
import { placeOrder, riderNamed } from './verbs'

/** Of so many replicas, so many would find no place. */
export interface NoPlace {
  readonly count: number
  readonly of: number
  readonly why: string
  /** The API server would not take it at all: it does not answer, or will not have it. */
  readonly refused?: true
}

/**
 * `moment`: an API server that does not answer refuses all of it now; whoever plans is
 * told what it will say once it answers again.
 */
export function forecast(run: Seen<Run>, command: Command, moment: 'now' | 'soon' = 'soon'): NoPlace | undefined {
  const rider = riderNamed(run, command.target)
  const workload = run.world.workloads[rider?.workload ?? -1]
  if (!rider || !workload || !command.lane) return undefined
  const plate = command.plate?.slice(command.plate.indexOf('/') + 1)
  const order = placeOrder(run, rider, command.lane, plate)
  const of = command.lane === 'slab' ? 1 : workload.spec.replicas
  if (order.order === 'create' && moment === 'soon') return inCluster(run, workload, order)
  const why = refusal(run.world, order)
  if (order.order === 'create')
    return why === undefined ? inCluster(run, workload, order) : { count: of, of, why, refused: true }
  if (why !== undefined) return { count: of, of, why }
  return order.order === 'boot' ? inBoxes(run, workload, flavorOf(run.world, workload), plate) : undefined
}

type Create = Extract<Order, { order: 'create' }>

function inCluster(
  { world }: Seen<Run>,
  workload: Seen<Workload>,
  { node, cluster = OPERATOR }: Create,
): NoPlace | undefined {
  const { spec } = workload
  const first = { ...firstWish(world, workload, node === undefined ? [] : [node]), ...clusterWish(cluster) }
  const messages = dryRun(first, spec.replicas, world)
  const why = messages[0]
  return why === undefined ? undefined : { count: messages.length, of: spec.replicas, why }
}

function inBoxes(
  { world }: Seen<Run>,
  workload: Seen<Workload>,
  flavor: Flavor,
  zone: string | undefined,
): NoPlace | undefined {
  const { replicas } = workload.spec
  const wish = wishFor(world, workload, flavor, zone)
  const count = dryBoot(world, wish, replicas)
  return count === 0 ? undefined : { count, of: replicas, why: whyHomeless(world, wish) }
}
