/**
 * From a verb to orders: what a command means for what it aims at, or why it cannot be
 * done.
 *
 * The only floor that knows both the game's verbs and the field's orders: ROUTE, LAND
 * and HOLD here, the tricks in `tricks-*.ts`. Reads the run, changes nothing;
 * `commands.ts` carries the plan out.
 */

import type { Command, Lane } from '../model/command'
import type { Seen, Workload } from '../model/world'
import { type Order, obey, refusal as systemRefusal } from '../sim/orders/orders'
import { fork } from '../sim/step'
import { dataStays, hungIn, leaveOrder, servingIn, unitsIn } from './carriers'
import { automation } from './flow'
import { hasPods, lanesOf, tenantFor } from './lanes'
import { ownRefusal } from './own-refusals'
import { orders, type Plan, refused } from './plan'
import { byRules, bySystem, NEVER, type Rider } from './play'
import type { Run } from './run'
import { isTrick } from './tricks'
import { trickOn } from './tricks-on'

export function planOf(run: Seen<Run>, command: Command): Plan {
  if (!run.level.may.includes(command.verb)) return refused(byRules('refused.notHere', { verb: command.verb }))
  const plan = command.target.startsWith('rider/') ? riderPlan(run, command) : trickPlan(run, command)
  return plan.kind === 'orders' ? checked(run, plan) : plan
}

export const riderNamed = (run: Seen<Run>, target: string): Seen<Rider> | undefined =>
  run.play.riders.find(rider => `rider/${run.world.workloads[rider.workload]?.spec.name}` === target)

/** What the system itself would say, order by order, before anything is done. */
function checked(run: Seen<Run>, plan: Extract<Plan, { kind: 'orders' }>): Plan {
  const makesWay = plan.orders.some(({ order }) => LEAVES.has(order)) ? fork(run.world) : undefined
  for (const order of plan.orders) {
    const why = systemRefusal(makesWay ?? run.world, order)
    if (why !== undefined) return refused(ownRefusal(makesWay ?? run.world, order) ?? bySystem(why))
    if (makesWay) obey(makesWay, order, { by: 'scenario', id: 'what if' })
  }
  return plan
}

const LEAVES: ReadonlySet<Order['order']> = new Set([
  'delete-deployment',
  'delete-servers',
  'leave-machines',
  'remove-member',
  'rollout-resume',
  'unset-maintenance',
  'manage',
  'reset-state',
])

function riderPlan(run: Seen<Run>, command: Command): Plan {
  const rider = riderNamed(run, command.target)
  if (!rider || rider.state === 'coming' || rider.state === 'announced') return refused(byRules('refused.nobody'))
  if (rider.state === 'gone') return refused(byRules('refused.gone'))
  if (command.verb === 'ROUTE') return routePlan(run, rider, command)
  if (command.verb === 'HOLD') return holdPlan(rider)
  if (!rider.lane) return refused(byRules('refused.notPlaced'))
  return command.verb === 'LAND' ? landPlan(rider, rider.lane) : trickPlan(run, command)
}

/** In the queue: let others go first. In service: close its gate by a third, or open it again. */
function holdPlan(rider: Seen<Rider>): Plan {
  if (rider.state === 'deck') return { kind: 'hold' }
  return rider.landedAt === NEVER
    ? refused(byRules('refused.holdRiding'))
    : orders({ order: 'shed', workload: rider.workload })
}

function trickPlan(run: Seen<Run>, command: Command): Plan {
  const { verb, target } = command
  if (!isTrick(verb)) return refused(byRules('refused.notHere', { verb }))
  const automated = automation(run, command)
  if (automated) return orders(automated)
  return trickOn(run, target)?.[verb].plan() ?? refused(byRules('refused.noPlate'))
}

function routePlan(run: Seen<Run>, rider: Seen<Rider>, { lane, plate }: Command): Plan {
  if (!lane) return refused(byRules('refused.noLane', { rail: lanesOf(run.world).includes('rail') ? 'yes' : 'no' }))
  if (rider.state === 'asked') return refused(byRules('refused.asked'))
  const place = placeOrder(run, rider, lane, plate?.slice(plate.indexOf('/') + 1))
  if (rider.state === 'deck' || !rider.lane) return orders(place)
  return changeLanes(run, rider, rider.lane, lane, place)
}

/**
 * A rider that hangs gives its place up at once; one that rides keeps it until the new one is cut over. One that
 * changes lanes already may go back to where it rides: the new place is given up.
 */
function changeLanes(run: Seen<Run>, rider: Seen<Rider>, from: Lane, to: Lane, place: Order): Plan {
  const workload = workloadOf(run, rider)
  const hangs = hungIn(run.world, workload, from)
  if (from === to && !hangs) return refused(byRules('refused.sameLane'))
  if (rider.from)
    return to === rider.from ? goBack(run, workload, rider.from, from) : refused(byRules('refused.changing'))
  if (hasPods(from) && hasPods(to)) return changeClusters(run, workload, from, place)
  if (!hangs && servingIn(run.world, workload, from) > 0) return orders(place)
  if (dataStays(run.world, workload)) return refused(byRules('refused.dataStays'))
  return orders(leaveOrder(workload.id, from), place)
}

/** It is deleted in the one before it is applied to the other, and a claim is of one cluster alone. */
function changeClusters(run: Seen<Run>, workload: Seen<Workload>, from: Lane, place: Order): Plan {
  if ((run.world.volumes[workload.volume]?.written ?? 0) > 0) return refused(byRules('refused.claimStays'))
  return orders(leaveOrder(workload.id, from), place)
}

function goBack(run: Seen<Run>, workload: Seen<Workload>, to: Lane, from: Lane): Plan {
  const serves = servingIn(run.world, workload, to) > 0
  return serves ? orders(leaveOrder(workload.id, from)) : refused(byRules('refused.changing'))
}

/** An id that no cluster has where there is no rail. */
const railOf = (run: Seen<Run>, rider: Seen<Rider>) =>
  tenantFor(run.world, workloadOf(run, rider))?.cluster ?? run.world.tenants.length + 1

export function placeOrder(run: Seen<Run>, rider: Seen<Rider>, lane: Lane, plate: string | undefined): Order {
  const workload = rider.workload
  if (lane === 'bowl') return { order: 'create', workload, node: plate }
  if (lane === 'rail') return { order: 'create', workload, node: plate, cluster: railOf(run, rider) }
  if (lane === 'slab') return { order: 'provision', workload, machine: plate }
  return { order: 'boot', workload, servers: workloadOf(run, rider).spec.replicas, hypervisor: plate }
}

function landPlan(rider: Seen<Rider>, lane: Lane): Plan {
  if (hasPods(lane)) return refused(byRules(`refused.${lane}Lands`))
  const cutOver: Order = { order: 'cut-over', workload: rider.workload }
  return rider.from ? orders(cutOver, leaveOrder(rider.workload, rider.from)) : orders(cutOver)
}

const workloadOf = (run: Seen<Run>, rider: Seen<Rider>) => run.world.workloads[rider.workload] as Seen<Workload>

/** Whether the rider's units in this lane all serve already, so that LAND has nothing to do. */
export const landed = (run: Seen<Run>, rider: Seen<Rider>, lane: Lane): boolean => {
  const workload = run.world.workloads[rider.workload]
  return workload !== undefined && unitsIn(run.world, workload, lane).every(unit => unit.inService)
}
