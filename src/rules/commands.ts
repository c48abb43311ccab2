/**
 * Commands: given, checked, put in a hand, done.
 *
 * ROUTE and the tricks take a free hand and act at once; the hand stays busy for a
 * while. With both busy a command waits, and is checked again when it starts. A
 * refused command is kept with its reason and changes nothing.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { Command, Lane, Verb } from '../model/command'
import type { Happening } from '../model/happening'
import { obey } from '../sim/orders/orders'
import { wakeAt } from '../sim/wake'
import { leaveOrder } from './carriers'
import { lostSoFar } from './meters'
import type { Plan } from './plan'
import { type Given, type Hand, NEVER, type Refusal, type Rider } from './play'
import { noteChange } from './riders'
import type { Run } from './run'
import { commandLine } from './runbook'
import { planOf, riderNamed } from './verbs'

export interface Answer {
  readonly given: Given
  readonly happenings: readonly Happening[]
}

const WITHOUT_HAND: readonly Verb[] = ['LAND', 'HOLD']

/** A command at the tick where the run stands. */
export function give(run: Run, command: Command): Answer {
  const given: Given = {
    id: run.play.given.length,
    tick: run.world.tick,
    command: canonical(command),
    line: commandLine(run, command),
    state: 'waiting',
    doneAt: NEVER,
    after: run.world.told,
    refusal: undefined,
  }
  run.play.given.push(given)
  return { given, happenings: tryNow(run, given) }
}

/** Always the same keys in the same order, so that a run is hashed alike whoever wrote its commands. */
const canonical = ({ verb, target, lane, plate, by }: Command): Command => ({
  verb,
  target,
  ...(lane && { lane }),
  ...(plate && { plate }),
  by,
})

/** A hand has come free: the oldest waiting command is looked at again. */
export function handFree(run: Run): readonly Happening[] {
  const told: Happening[] = []
  while (run.play.waiting.length > 0 && freeHand(run)) {
    const given = run.play.given[run.play.waiting.shift() ?? NEVER] as Given
    const rider = riderNamed(run, given.command.target) as Rider | undefined
    if (rider?.state === 'asked') rider.state = 'deck'
    told.push(...tryNow(run, given))
  }
  return told
}

function tryNow(run: Run, given: Given): readonly Happening[] {
  given.after = run.world.told
  const plan = planOf(run, given.command)
  if (plan.kind === 'refused') return refuse(given, plan.why)
  if (WITHOUT_HAND.includes(given.command.verb) || run.level.lab?.hands === 'free') return carryOut(run, given, plan)
  const hand = freeHand(run)
  if (!hand) return wait(run, given)
  occupy(run, hand, given)
  return carryOut(run, given, plan)
}

function refuse(given: Given, why: Refusal): readonly Happening[] {
  given.state = 'refused'
  given.refusal = why
  return []
}

/** Its rider leaves the deck meanwhile, so that the next ROUTE means the next rider. */
function wait(run: Run, given: Given): readonly Happening[] {
  const rider = riderNamed(run, given.command.target) as Rider | undefined
  if (given.command.verb === 'ROUTE' && rider?.state === 'deck') rider.state = 'asked'
  run.play.waiting.push(given.id)
  return []
}

function occupy(run: Run, hand: Hand, given: Given): void {
  const busy = ASSUMPTIONS.handBusy[laneOf(run, given.command)]
  hand.command = given.id
  hand.busyFrom = run.world.tick
  hand.busyUntil = run.world.tick + busy
  run.play.handTime += busy
  wakeAt(run.world.wake, hand.busyUntil - 1, { what: 'handFree', hand: run.play.hands.indexOf(hand) })
}

/** Where the work is: metal and servers keep a hand busy longer. */
function laneOf(run: Run, { lane, target }: Command): Lane {
  if (target.startsWith('node/') || target.startsWith('control-plane/') || target.startsWith('choice/')) return 'bowl'
  if (target.startsWith('hypervisor/')) return 'boxes'
  return lane ?? riderNamed(run, target)?.lane ?? 'slab'
}

function carryOut(run: Run, given: Given, plan: Plan): readonly Happening[] {
  given.state = 'done'
  given.doneAt = run.world.tick
  const rider = riderNamed(run, given.command.target) as Rider | undefined
  if (plan.kind === 'hold' && rider) rider.held = !rider.held
  if (plan.kind !== 'orders') return []
  run.play.automations += plan.orders.filter(({ order }) => order.startsWith('automate-')).length
  const before = deploys(run)
  const cause = { by: 'command', id: given.id } as const
  const told = plan.orders.flatMap(order => {
    const obeyed = obey(run.world, order, cause)
    return obeyed.kind === 'done' ? obeyed.happenings : []
  })
  run.play.machinesOrdered += deploys(run) - before
  if (given.command.verb === 'ROUTE' && rider) placed(run, rider, given.command.lane, plan)
  if (given.command.verb === 'LAND' && rider) cutOver(run, rider)
  return told
}

/** LAND completes a change of lanes by hand. */
function cutOver(run: Run, rider: Rider): void {
  if (rider.from && rider.lane) noteChange(run, rider, rider.from, rider.lane)
  rider.from = undefined
}

function placed(run: Run, rider: Rider, lane: Lane | undefined, plan: Extract<Plan, { kind: 'orders' }>): void {
  const back = rider.from !== undefined && rider.from === lane
  const leaves = plan.orders.some(({ order }) => order === leaveOrder(rider.workload, rider.lane ?? 'bowl').order)
  rider.from = rider.state === 'placed' && !leaves ? rider.lane : undefined
  rider.state = 'placed'
  rider.held = false
  rider.lane = lane
  rider.routedAt = run.world.tick
  rider.lostBefore = lostSoFar(run, rider.workload)
  rider.readyAt = NEVER
  if (rider.from === undefined && !back) rider.landedAt = NEVER
}

const freeHand = (run: Run) => run.play.hands.find(hand => hand.busyUntil <= run.world.tick)
const deploys = (run: Run) => run.world.machines.reduce((sum, machine) => sum + machine.deploys, 0)
