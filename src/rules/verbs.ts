/**
 * From a verb to orders: what a command means for what it aims at, or why it cannot be
 * done.
 *
 * The only place that knows both the game's verbs and the field's orders. Reads the
 * run, changes nothing; `commands.ts` carries the plan out.
 */

import type { Command, Lane } from '../model/command'
import type { Seen, Workload } from '../model/world'
import { podsOf } from '../sim/backends'
import { type Order, obey, refusal as systemRefusal } from '../sim/orders'
import { fork } from '../sim/step'
import { CARRIER_OF, hungIn, servingIn, unitsIn } from './carriers'
import { byRules, bySystem, type Refusal, type Rider } from './play'
import type { Run } from './run'

export type Plan =
  | { readonly kind: 'orders'; readonly orders: readonly Order[] }
  | { readonly kind: 'hold' }
  | { readonly kind: 'refused'; readonly why: Refusal }

export function planOf(run: Seen<Run>, command: Command): Plan {
  if (!run.level.may.includes(command.verb)) return refused(byRules('refused.notHere', { verb: command.verb }))
  const plan = command.target.startsWith('rider/') ? riderPlan(run, command) : platePlan(run, command)
  return plan.kind === 'orders' ? checked(run, plan) : plan
}

export const riderNamed = (run: Seen<Run>, target: string): Seen<Rider> | undefined =>
  run.play.riders.find(rider => `rider/${run.world.workloads[rider.workload]?.spec.name}` === target)

/** What the system itself would say, order by order, before anything is done. */
function checked(run: Seen<Run>, plan: Extract<Plan, { kind: 'orders' }>): Plan {
  const [first, ...later] = plan.orders
  const makesWay = first?.order === 'delete' ? fork(run.world) : undefined
  if (makesWay && first) obey(makesWay, first, { by: 'scenario', id: 'what if' })
  for (const order of makesWay ? later : plan.orders) {
    const why = systemRefusal(makesWay ?? run.world, order)
    if (why !== undefined) return refused(bySystem(why))
  }
  return plan
}

function riderPlan(run: Seen<Run>, command: Command): Plan {
  const rider = riderNamed(run, command.target)
  if (!rider || rider.state === 'coming' || rider.state === 'announced') return refused(byRules('refused.nobody'))
  if (rider.state === 'gone') return refused(byRules('refused.gone'))
  if (command.verb === 'ROUTE') return routePlan(run, rider, command)
  if (command.verb === 'HOLD') return rider.state === 'deck' ? { kind: 'hold' } : refused(byRules('refused.holdRiding'))
  if (!rider.lane) return refused(byRules('refused.notPlaced'))
  return trickPlan(run, rider, rider.lane, command)
}

function trickPlan(run: Seen<Run>, rider: Seen<Rider>, lane: Lane, { verb }: Command): Plan {
  switch (verb) {
    case 'LAND':
      return landPlan(run, rider, lane)
    case 'SCALE':
      return orders(scaleOrder(run, rider, lane))
    case 'MOVE':
      return movePlan(run, rider, lane)
    case 'SAVE':
      return refused(byRules('refused.nothingToSave'))
    default:
      return refused(byRules('refused.notHere', { verb }))
  }
}

function routePlan(run: Seen<Run>, rider: Seen<Rider>, { lane, plate }: Command): Plan {
  if (!lane) return refused(byRules('refused.noLane'))
  if (rider.state === 'asked') return refused(byRules('refused.asked'))
  const place = placeOrder(run, rider, lane, plate?.slice(plate.indexOf('/') + 1))
  if (rider.state === 'deck' || !rider.lane) return orders(place)
  return changeLanes(run, rider, rider.lane, lane, place)
}

/** A rider that hangs gives its place up at once; one that rides keeps it until the new one is cut over. */
function changeLanes(run: Seen<Run>, rider: Seen<Rider>, from: Lane, to: Lane, place: Order): Plan {
  const workload = workloadOf(run, rider)
  const hangs = hungIn(run.world, workload, from)
  if (from === to && !hangs) return refused(byRules('refused.sameLane'))
  if (rider.from) return refused(byRules('refused.changing'))
  if (workload.spec.data) return refused(byRules('refused.dataStays'))
  if (!hangs && servingIn(run.world, workload, from) > 0) return orders(place)
  return { kind: 'orders', orders: [{ order: 'delete', workload: workload.id, what: CARRIER_OF[from] }, place] }
}

export function placeOrder(run: Seen<Run>, rider: Seen<Rider>, lane: Lane, plate: string | undefined): Order {
  const workload = rider.workload
  if (lane === 'bowl') return { order: 'create', workload, node: plate }
  if (lane === 'slab') return { order: 'provision', workload, machine: plate }
  return { order: 'boot', workload, servers: workloadOf(run, rider).spec.replicas, hypervisor: plate }
}

function landPlan(run: Seen<Run>, rider: Seen<Rider>, lane: Lane): Plan {
  if (lane === 'bowl') return refused(byRules('refused.bowlLands'))
  const workload = workloadOf(run, rider)
  const cutOver: Order = { order: 'cut-over', workload: workload.id }
  if (!rider.from) return orders(cutOver)
  return { kind: 'orders', orders: [cutOver, { order: 'delete', workload: workload.id, what: CARRIER_OF[rider.from] }] }
}

function scaleOrder(run: Seen<Run>, rider: Seen<Rider>, lane: Lane): Order {
  const { workload } = rider
  if (lane === 'slab') return { order: 'provision', workload, machine: undefined }
  if (lane === 'boxes') return { order: 'boot', workload, servers: 1, hypervisor: undefined }
  const now = run.world.deployments[workloadOf(run, rider).deployment]?.replicas ?? 0
  return { order: 'scale', workload, replicas: now + 1 }
}

function movePlan(run: Seen<Run>, rider: Seen<Rider>, lane: Lane): Plan {
  const pod = podsOf(run.world, workloadOf(run, rider)).find(each => each.node >= 0)
  if (lane !== 'bowl' || !pod) return refused(byRules('refused.cannotMove'))
  return orders({ order: 'evict', pod: pod.id })
}

function platePlan(run: Seen<Run>, { verb, target }: Command): Plan {
  const [kind, name] = target.split('/')
  const machine = kind === 'machine' ? run.world.machines.find(each => each.name === name) : undefined
  if (!machine) return refused(byRules('refused.noPlate'))
  if (verb !== 'SCALE') return refused(byRules('refused.notHere', { verb }))
  return orders({ order: 'deploy', machine: machine.id })
}

const workloadOf = (run: Seen<Run>, rider: Seen<Rider>) => run.world.workloads[rider.workload] as Seen<Workload>
const orders = (order: Order): Plan => ({ kind: 'orders', orders: [order] })
const refused = (why: Refusal): Plan => ({ kind: 'refused', why })

/** Whether the rider's units in this lane all serve already, so that LAND has nothing to do. */
export const landed = (run: Seen<Run>, rider: Seen<Rider>, lane: Lane): boolean => {
  const workload = run.world.workloads[rider.workload]
  return workload !== undefined && unitsIn(run.world, workload, lane).every(unit => unit.inService)
}
