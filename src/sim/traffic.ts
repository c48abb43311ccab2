/**
 * Users, their requests, and what becomes of them.
 *
 * Requests are counted, not simulated one by one. Each second a workload's requests
 * are shared equally among its backends, as kube-proxy's random pick does on average;
 * each backend is a bounded queue (`queueing.ts`). A request that meets a backend
 * which does not answer is lost. What a second loses goes to one cause: if several
 * are open, to the one that has been open longest. What an empty copy is asked for is
 * answered wrongly, and so is lost too.
 *
 * Simpler than the real thing: no retries, a queue is at rest again within a second
 * (it holds less than one second of work), and all requests cost the same.
 */

import { ASSUMPTIONS } from '../model/constants'
import type { Cause } from '../model/happening'
import type { Traffic } from '../model/traffic'
import { PPB, PPM, type Ppb, type Tick } from '../model/units'
import type { Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { type Pool, poolOf, whyAnswersAreWrong, whyNothingAnswers, whySomeAreSilent } from './backends'
import { demandMilli, requestsPlanned } from './demand'
import { NONE_LOST, queueAnswer } from './kept-answer'
import { type Blame, writeOff, writeOffShare } from './ledger'
import { forgetStopped } from './pod-end'
import type { Answer } from './queueing'
import type { Telling } from './telling'
import { acknowledge } from './writes'

export function serveTraffic(world: World, tell: Telling): void {
  for (const workload of world.workloads) {
    if (world.tick >= workload.due && !workload.over) serve(world, workload, tell)
    if (workload.stopping.length > 0) forgetStopped(world, workload)
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
  const asked = demandMilli(workload.spec.demand, world.tick - workload.due)
  const requests = arriving(traffic, asked)
  const pool = poolOf(world, workload)
  traffic.perSecond = requests
  traffic.planned += requests
  traffic.lostNow = 0
  traffic.lateNow = 0
  const shed = workload.shedBy === NONE ? 0 : turnAway(world, workload, requests)
  const offered = workload.shedBy === NONE ? asked : asked - Math.floor((asked * ASSUMPTIONS.shedPpm) / PPM)
  if (pool.silent === 0) traffic.silentSince = NONE
  else if (traffic.silentSince === NONE) traffic.silentSince = world.tick
  if (pool.answering === 0) loseAll(world, workload, requests - shed, tell)
  else share(world, workload, pool, offered, requests - shed, tell)
  traffic.lostNow += shed
  const answered = requests - traffic.lostNow - traffic.lateNow
  if (workload.volume !== NONE && answered > 0) acknowledge(world, workload, answered, pool)
  if (pool.empty > 0) traffic.lostNow += answerWrongly(world, workload, answered, pool)
  traffic.served += requests - traffic.lostNow - traffic.lateNow
  traffic.lost += traffic.lostNow
  traffic.late += traffic.lateNow
}

/** Its share of those who read: what they ask for is on another disk. */
function answerWrongly(world: World, workload: Workload, answered: number, { empty, answering }: Pool): number {
  const reads = PPM - (workload.spec.data?.writes ?? 0)
  const share = Math.floor((empty * reads * (PPB / PPM)) / answering)
  return writeOffShare(world, workload.id, whyAnswersAreWrong(world, workload), answered, share)
}

function arriving(traffic: Traffic, offeredMilli: number): number {
  const milli = traffic.demandCarry + offeredMilli
  const whole = Math.floor(milli / 1_000)
  traffic.demandCarry = milli - whole * 1_000
  return whole
}

/** A closed gate answers at once that there is no place now: lost, but nobody waits behind it. */
const turnAway = (world: World, { id, shedBy }: Workload, requests: number): number =>
  writeOffShare(
    world,
    id,
    { loss: 'Shed', cause: { by: 'happening', id: shedBy } },
    requests,
    ASSUMPTIONS.shedPpm * 1_000,
  )

function loseAll(world: World, workload: Workload, requests: number, tell: Telling): void {
  const blame = whyNothingAnswers(world, workload)
  workload.traffic.utilisation = 0
  enter(world, workload, 'failing', blame.cause, tell)
  workload.traffic.lostNow = writeOff(world, workload.id, blame, requests)
}

/** In most seconds nothing is lost or late, and then nobody is to blame. */
function share(world: World, workload: Workload, pool: Pool, offered: number, requests: number, tell: Telling): void {
  const { silent, answering } = pool
  const silentShare = silent === 0 ? 0 : Math.floor((silent * PPB) / (silent + answering))
  const answer = queueAnswer(world, workload, pool, Math.floor((offered * (PPB - silentShare)) / PPB))
  enterByLoad(world, workload, tell)
  if (silentShare > 0 || answer !== NONE_LOST) lose(world, workload, requests, silentShare, answer)
}

function lose(world: World, workload: Workload, requests: number, silentShare: Ppb, answer: Answer): void {
  const { traffic, id } = workload
  const overload: Blame = { loss: 'Overload', cause: traffic.cause }
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
  return first ? overload : whySomeAreSilent(world, workload)
}

const OVERLOADED_FROM = 950_000_000

function enterByLoad(world: World, workload: Workload, tell: Telling): void {
  const state = workload.traffic.utilisation >= OVERLOADED_FROM ? 'overloaded' : 'serving'
  if (workload.traffic.state !== state) {
    enter(world, workload, state, { by: 'scenario', id: workload.spec.name }, tell)
  }
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
