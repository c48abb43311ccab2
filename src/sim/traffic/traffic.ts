/**
 * Users, their requests, and what becomes of them.
 *
 * Requests are counted, not simulated one by one. Each second a workload's requests
 * are picked over its backends at random, each of which is a bounded queue
 * (`queues.ts`). A request that meets a backend which does not answer, a full queue or a
 * client that has gone is made again, if its client does so (`retries.ts`), and else is
 * lost (`losing.ts`). What an empty copy is asked for is answered wrongly, and so is
 * lost too.
 *
 * Simpler than the real thing: a queue is at rest again within a second (it holds less
 * than one second of work), and all requests cost the same.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { Cause } from '../../model/happening'
import type { Traffic } from '../../model/traffic'
import { PPB, PPM, type Ppb, type Tick } from '../../model/units'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { whoCrowds } from '../intrusions'
import { forgetStopped } from '../kubelet/pod-end'
import { askStore } from '../storage/stores'
import { acknowledge } from '../storage/writes'
import type { Telling } from '../telling'
import { poolNow } from './answering'
import { type Pool, whyAnswersAreWrong, whyNothingAnswers } from './backends'
import { placeCalls, unansweredQueries } from './calls'
import { requestsPlanned } from './demand'
import { type Blame, writeOff, writeOffShare } from './ledger'
import { askedMilli } from './load'
import { allTried, lose, loseAll } from './losing'
import { barredShare } from './network'
import { askQueues } from './queues'
import { forgetRetries, takeRetries } from './retries'
import { followRuns, plannedRuns } from './runs'

export function serveTraffic(world: World, tell: Telling): void {
  for (const workload of world.workloads) {
    if (workload.spec.batch) {
      if (!workload.over) followRuns(world, workload, tell)
    } else if ((world.tick >= workload.due && !workload.over) || workload.traffic.called > 0)
      serve(world, workload, tell)
    if (workload.stopping.length > 0) forgetStopped(world, workload)
  }
}

/** Its users give up for good: all that was planned for them and is still to come counts as failed. */
export function abandon(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  const { traffic } = workload
  const rest = workload.plannedRequests - traffic.planned
  traffic.planned += rest
  const asked = forgetRetries(traffic)
  traffic.lost += writeOff(world, workload.id, { loss: 'Abandoned', cause }, rest + asked)
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
  const { batch, demand, name } = workload.spec
  workload.due = due
  workload.runs = batch ? plannedRuns(name, batch, due, until) : []
  workload.plannedRequests = batch ? workload.runs.length * batch.requests : requestsPlanned(demand, due, until)
}

export function callOff(workload: Workload): void {
  const { traffic } = workload
  workload.over = true
  traffic.planned -= forgetRetries(traffic)
  workload.plannedRequests = traffic.planned
}

function serve(world: World, workload: Workload, tell: Telling): void {
  const { traffic } = workload
  const asked = workload.over ? 0 : askedMilli(workload, world.tick)
  traffic.calledNow = traffic.called
  traffic.called = 0
  traffic.outwardNow = traffic.outward
  traffic.outward = 0
  const fresh = arriving(traffic, asked)
  traffic.perSecond = fresh
  traffic.planned += fresh
  traffic.lostNow = 0
  traffic.lateNow = 0
  traffic.tried.fill(0)
  traffic.tried[0] = fresh
  traffic.againNow = traffic.retries.length === 0 ? 0 : takeRetries(traffic, world.tick)
  const shed = workload.shedBy === NONE ? 0 : turnAway(world, workload, fresh + traffic.againNow)
  const pool = poolNow(world, workload)
  if (pool.silent === 0) traffic.silentSince = NONE
  else if (traffic.silentSince === NONE) traffic.silentSince = world.tick
  if (pool.answering === 0) failAll(world, workload, fresh, tell)
  else share(world, workload, pool, throughGate(workload, asked + traffic.againNow * 1_000), fresh, tell)
  traffic.lostNow += shed
  const writes = workload.store === NONE || askStore(world, workload)
  const answered = traffic.servedNow
  if (workload.volume !== NONE && answered > 0 && writes) acknowledge(world, workload, answered, pool)
  if (pool.empty > 0) takeWrongAnswers(traffic, answerWrongly(world, workload, answered, pool))
  traffic.served += traffic.servedNow
  traffic.lost += traffic.lostNow
  traffic.late += traffic.lateNow
}

function takeWrongAnswers(traffic: Traffic, wrong: number): void {
  traffic.lostNow += wrong
  traffic.servedNow -= wrong
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

/** A closed gate answers at once that there is no place now: lost, for nobody who is told so asks again. New ones are told first. */
function turnAway(world: World, { id, shedBy, traffic }: Workload, requests: number): number {
  const blame: Blame = { loss: 'Shed', cause: { by: 'happening', id: shedBy } }
  const shed = writeOffShare(world, id, blame, requests, ASSUMPTIONS.shedPpm * 1_000)
  let left = shed
  traffic.tried.forEach((tried, attempt) => {
    traffic.tried[attempt] = Math.max(0, tried - left)
    left = Math.max(0, left - tried)
  })
  return shed
}

const throughGate = ({ shedBy }: Workload, offered: number) =>
  shedBy === NONE ? offered : offered - Math.floor((offered * ASSUMPTIONS.shedPpm) / PPM)

function failAll(world: World, workload: Workload, fresh: number, tell: Telling): void {
  const blame = whyNothingAnswers(world, workload)
  workload.traffic.utilisation = 0
  enter(world, workload, 'failing', blame.cause, tell)
  loseAll(world, workload, blame, fresh)
}

/** In most seconds nothing is lost or late, and then nobody is to blame. */
function share(world: World, workload: Workload, pool: Pool, users: number, fresh: number, tell: Telling): void {
  const { traffic, spec, calls } = workload
  const barred = barredShare(world, workload)
  const offered = users - Math.floor((users * barred) / PPB) + traffic.calledNow
  const each = Math.floor(offered / (pool.silent + pool.answering))
  const troubled = askQueues(world, workload, pool, each)
  const unanswered = spec.dns ? unansweredQueries(world, pool, offered) : 0
  const failed = calls.length === 0 ? unanswered : placeCalls(world, workload, letIn(traffic, each))
  enterByLoad(world, workload, unanswered, tell)
  if (pool.silent > 0 || troubled || failed > 0 || barred > 0)
    return lose(world, workload, pool, { fresh, failed, barred })
  traffic.failing = 0
  traffic.servedNow = allTried(traffic.tried)
}

/** What has a worker or a place in a queue, of so much for each backend. */
function letIn({ queues }: Traffic, each: number): number {
  let all = 0
  for (const { backends, answer } of queues) all += backends * (each - Math.floor((each * answer.lost) / PPB))
  return all
}

const OVERLOADED_FROM = 950_000_000

function enterByLoad(world: World, workload: Workload, unanswered: Ppb, tell: Telling): void {
  const full = workload.traffic.utilisation >= OVERLOADED_FROM || unanswered > PPB - OVERLOADED_FROM
  const state = full ? 'overloaded' : 'serving'
  if (workload.traffic.state !== state) {
    const cause = whoCrowds(world, workload.id) ?? ({ by: 'scenario', id: workload.spec.name } as const)
    enter(world, workload, state, cause, tell)
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
