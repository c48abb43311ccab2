/**
 * Users, their requests, and what becomes of them.
 *
 * Requests are counted, not simulated one by one. Each second a workload's requests
 * are shared equally among its backends, as kube-proxy's random pick does on average;
 * each backend is a bounded queue (`queueing.ts`). A request that meets a backend
 * which does not answer is lost. What a second loses goes to one cause: if several
 * are open, to the one that has been open longest.
 *
 * Simpler than the real thing: no retries, a queue is at rest again within a second
 * (it holds less than one second of work), and all requests cost the same.
 */

import type { Cause } from '../model/happening'
import { PPB, type Tick } from '../model/units'
import type { Pod, Traffic, Unit, Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { endpointsOf, nodeOf, podAnswers, unitAnswers, unitStands, unitsOf, whyNothingAnswers } from './backends'
import { demandMilli, requestsPlanned } from './demand'
import { type Blame, writeOff, writeOffShare } from './ledger'
import { type Answer, answerTo, calmUpTo, utilisation } from './queueing'
import type { Telling } from './telling'

export function serveTraffic(world: World, tell: Telling): void {
  for (const workload of world.workloads) {
    if (world.tick >= workload.due && !workload.over) serve(world, workload, tell)
  }
}

/** Its users give up for good: all that was planned for them and is still to come counts as failed. */
export function abandon(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  const { traffic } = workload
  const rest = workload.plannedRequests - traffic.planned
  traffic.planned += rest
  traffic.lost += writeOff(world, workload.id, { loss: 'Abandoned', cause }, rest)
  workload.over = true
  tell.warning(
    'Abandoned',
    'workload',
    workload.id,
    `nobody placed it in time: ${rest} requests will not be made`,
    cause,
  )
}

export function expectUsers(workload: Workload, due: Tick, until: Tick): void {
  workload.due = due
  workload.plannedRequests = requestsPlanned(workload.spec.demand, due, until)
}

export function callOff(workload: Workload): void {
  workload.over = true
  workload.plannedRequests = workload.traffic.planned
}

function serve(world: World, workload: Workload, tell: Telling): void {
  const { traffic } = workload
  const offered = demandMilli(workload.spec.demand, world.tick - workload.due)
  const requests = arriving(traffic, offered)
  const pool = poolOf(world, workload)
  traffic.perSecond = requests
  traffic.planned += requests
  traffic.lostNow = 0
  traffic.lateNow = 0
  if (pool.silent === 0) traffic.silentSince = NONE
  else if (traffic.silentSince === NONE) traffic.silentSince = world.tick
  if (pool.answering === 0) loseAll(world, workload, requests, tell)
  else share(world, workload, pool, offered, requests, tell)
  traffic.served += requests - traffic.lostNow - traffic.lateNow
  traffic.lost += traffic.lostNow
  traffic.late += traffic.lateNow
}

function arriving(traffic: Traffic, offeredMilli: number): number {
  const milli = traffic.demandCarry + offeredMilli
  const whole = Math.floor(milli / 1_000)
  traffic.demandCarry = milli - whole * 1_000
  return whole
}

interface Pool {
  answering: number
  silent: number
  /** Of those that answer. */
  workers: number
}

/** Counted in loops without lists: this is asked of every workload in every second. */
function poolOf(world: World, workload: Workload): Pool {
  const { workers } = workload.spec
  const pool = { answering: 0, silent: 0, workers: 0 }
  for (const id of workload.endpoints) count(pool, podAnswers(world, world.pods[id] as Pod), workers)
  for (const id of workload.units) {
    const unit = world.units[id] as Unit
    if (unit.inService) count(pool, unitAnswers(world, unit), unit.workers)
  }
  return pool
}

function count(pool: Pool, answers: boolean, workers: number): void {
  if (answers) {
    pool.answering += 1
    pool.workers += workers
  } else pool.silent += 1
}

/** Why those that do not answer do not. */
function silentBlame(world: World, workload: Workload): Blame {
  const pod = endpointsOf(world, workload).find(each => !podAnswers(world, each))
  const node = pod && nodeOf(world, pod)
  if (node) return node.up ? { loss: 'WarmingUp', cause: pod.cause } : { loss: 'HostDown', cause: node.cause }
  const unit = unitsOf(world, workload).find(each => each.inService && !unitAnswers(world, each))
  if (!unit) return whyNothingAnswers(world, workload)
  return { loss: unitStands(world, unit) ? 'CutOverEarly' : 'HostDown', cause: unit.cause }
}

function loseAll(world: World, workload: Workload, requests: number, tell: Telling): void {
  const blame = whyNothingAnswers(world, workload)
  workload.traffic.utilisation = 0
  enter(world, workload, 'failing', blame.cause, tell)
  workload.traffic.lostNow = writeOff(world, workload.id, blame, requests)
}

function share(world: World, workload: Workload, pool: Pool, offered: number, requests: number, tell: Telling): void {
  const { traffic, id } = workload
  const silentShare = Math.floor((pool.silent * PPB) / (pool.silent + pool.answering))
  const answer = queueAnswer(workload, pool, Math.floor((offered * (PPB - silentShare)) / PPB))
  const overload = overloadBlame(world, workload, tell)
  const blame = silentShare > 0 ? longestOpen(world, workload, overload) : overload
  const unanswered = writeOffShare(world, id, blame, requests, silentShare)
  const turnedAway = writeOffShare(world, id, blame, requests - unanswered, answer.lost)
  traffic.lostNow = unanswered + turnedAway
  const slow: Blame = blame === overload ? { loss: 'TooSlow', cause: overload.cause } : blame
  traffic.lateNow = writeOffShare(world, id, slow, requests - traffic.lostNow, answer.late)
}

/** Silent backends pay for everything, unless there were too few workers before they fell silent. */
function longestOpen(world: World, workload: Workload, overload: Blame): Blame {
  const { traffic } = workload
  const first = traffic.state === 'overloaded' && traffic.since < traffic.silentSince
  return first ? overload : silentBlame(world, workload)
}

/** Backends are alike, so the answer for one of them is the answer for all. */
const NONE_LOST: Answer = { lost: 0, late: 0 }

function queueAnswer(workload: Workload, pool: Pool, offered: number): Answer {
  const { traffic, spec } = workload
  const each = Math.floor(offered / pool.answering)
  const workers = Math.max(1, Math.floor(pool.workers / pool.answering))
  const load = { offeredMilli: each, workers, serviceMs: spec.serviceMs, latencySloMs: spec.latencySloMs }
  traffic.utilisation = utilisation(load)
  if (traffic.calm.workers !== workers) traffic.calm = { workers, upTo: calmUpTo(load) }
  if (each <= traffic.calm.upTo) return NONE_LOST
  if (traffic.answer.offered !== each || traffic.answer.workers !== workers) {
    traffic.answer = { offered: each, workers, ...answerTo(load) }
  }
  return traffic.answer
}

const OVERLOADED_FROM = 950_000_000

function overloadBlame(world: World, workload: Workload, tell: Telling): Blame {
  const state = workload.traffic.utilisation >= OVERLOADED_FROM ? 'overloaded' : 'serving'
  enter(world, workload, state, { by: 'scenario', id: workload.spec.name }, tell)
  return { loss: 'Overload', cause: workload.traffic.cause }
}

/** Tells a change of fortune once, when it comes. */
function enter(world: World, workload: Workload, state: Traffic['state'], cause: Cause, tell: Telling): void {
  const { traffic } = workload
  if (traffic.state === state) return
  const name = workload.spec.name
  traffic.state = state
  traffic.since = world.tick
  if (state === 'failing')
    traffic.cause = tell.warning('Failing', 'workload', workload.id, `nothing answers for ${name}`, cause)
  if (state === 'serving')
    traffic.cause = tell.normal('Serving', 'workload', workload.id, `${name} is being served`, cause)
  if (state === 'overloaded')
    traffic.cause = tell.warning(
      'Overloaded',
      'workload',
      workload.id,
      `more requests than ${name} has workers for`,
      cause,
    )
}
