/**
 * What a bounded queue does with a load: how many requests it turns away and how many
 * it answers too late.
 *
 * M/M/c/K, exactly: Poisson arrivals, c workers with exponential service times, and
 * room for K requests in all. The room to wait is 0.7 of what the workers can do
 * within the latency objective, as the game's rules have it. A late answer is one
 * whose wait alone uses up the objective less one mean service time; one that has timed
 * out has waited so for its client's timeout, and the worker does it all the same.
 *
 * Only + - * / are used, which every engine computes alike, and the result is rounded
 * down to whole parts per billion before anybody decides by it. So no table is needed:
 * the sum itself is as repeatable as one.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { QueueAnswer } from '../../model/traffic'
import { PPB, type Ppb } from '../../model/units'

export interface Load {
  /** Thousandths of a request per second that one queue is offered. */
  readonly offeredMilli: number
  readonly workers: number
  readonly serviceMs: number
  readonly latencySloMs: number
  /** So many may wait and no more, where the workload says so. */
  readonly backlog?: number | undefined
  /** After this a client waits no longer; left out, it waits for ever. */
  readonly timeoutMs?: number | undefined
}

export type Answer = QueueAnswer

export const NONE_LOST: Answer = { lost: 0, late: 0, timedOut: 0, waiting: 0 }

/** Only the weights' proportions count: all are made smaller before they grow beyond what a Number holds. */
const HUGE = 1e200
/** A line so unlikely that all longer ones together are far below one part per billion. */
const NOTHING = 1e-20

export function answerTo(load: Load): Answer {
  const { workers } = load
  const busy = (load.offeredMilli * load.serviceMs) / 1_000_000
  const room = waitingRoom(load)
  // weight of n requests in the system, relative to that of none
  let weight = 1
  let all = 1
  for (let n = 1; n <= workers; n += 1) {
    weight *= busy * inverse(n)
    all += weight
    if (all > HUGE) [weight, all] = [weight / HUGE, all / HUGE]
  }
  // beyond that all workers are busy, and who comes as number k waits for k departures:
  // an Erlang time, whose tail is a Poisson sum
  const growth = busy / workers
  const [inTime, inPatience] = tailsOf(load)
  let [overdue, unheard, queued] = [0, 0, 0]
  for (let k = 0; k < room; k += 1) {
    overdue += weight * (inTime.chances[k] ?? nextChance(inTime))
    if (inPatience) unheard += weight * (inPatience.chances[k] ?? nextChance(inPatience))
    queued += weight * (k + 1)
    weight *= growth
    all += weight
    if (all > HUGE) [weight, all, overdue, unheard, queued] = smaller(weight, all, overdue, unheard, queued)
    if (growth < 1 && weight < all * NOTHING) return shares(0, all, overdue, unheard, queued / workers)
  }
  return shares(weight / all, all - weight, overdue, unheard, queued / workers)
}

const smaller = (...weights: readonly number[]) =>
  weights.map(each => each / HUGE) as [number, number, number, number, number]

function shares(lost: number, letIn: number, overdue: number, unheard: number, queued: number): Answer {
  const timedOut = ppb(unheard / letIn)
  return {
    lost: ppb(lost),
    late: Math.max(0, ppb(overdue / letIn) - timedOut),
    timedOut,
    waiting: Math.floor((queued / letIn) * PPB),
  }
}

function tailsOf(load: Load): readonly [Tail, Tail | undefined] {
  const { timeoutMs, latencySloMs } = load
  return [
    tailOf(departuresWithin(load, latencySloMs)),
    timeoutMs === undefined ? undefined : tailOf(departuresWithin(load, timeoutMs)),
  ]
}

/** How many requests busy workers finish, on average, before it is too late to begin with another. */
const departuresWithin = ({ workers, serviceMs }: Load, ms: number): number =>
  Math.max(0, (workers * (ms - serviceMs)) / serviceMs)

/**
 * The greatest load that a queue answers whole and in time, to the last part per
 * billion. More load never means less loss, so it is found by halving, once for a
 * workload: most of the time its load is below, and nothing has to be worked out.
 */
export function calmUpTo(load: Load): number {
  const calm = (offeredMilli: number) => {
    const { lost, late, timedOut } = answerTo({ ...load, offeredMilli })
    return lost === 0 && late === 0 && timedOut === 0
  }
  let most = Math.floor((1_000_000 * load.workers) / load.serviceMs)
  let least = 0
  if (!calm(0)) return -1
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2)
    if (calm(middle)) least = middle
    else most = middle
  }
  return least
}

/** e to the minus this still fits a Number. */
const FITS = 600

/**
 * The chances that fewer than k + 1 of so many expected departures happen, k by k as far
 * as was asked. Where e to the minus `mean` is too small for a Number, the rest of the
 * exponent is owed and paid as the terms grow; until then the chance is as good as none.
 */
interface Tail {
  readonly mean: number
  owed: number
  term: number
  sum: number
  readonly chances: number[]
}

/** Kept, since they follow from the mean alone and a queue's mean stays while its load changes every second. */
const TAILS = new Map<number, Tail>()
const MOST_TAILS = 256

function tailOf(mean: number): Tail {
  const kept = TAILS.get(mean)
  if (kept) return kept
  if (TAILS.size >= MOST_TAILS) TAILS.clear()
  const owed = Math.max(0, mean - FITS)
  const tail = { mean, owed, term: expMinus(mean - owed), sum: 0, chances: [] }
  TAILS.set(mean, tail)
  return tail
}

function nextChance(tail: Tail): number {
  tail.sum += tail.term
  tail.term *= tail.mean * inverse(tail.chances.length + 1)
  if (tail.owed > 0 && tail.term > 1) payOff(tail)
  const chance = tail.owed > 0 ? 0 : tail.sum
  tail.chances.push(chance)
  return chance
}

function payOff(tail: Tail): void {
  const part = Math.min(tail.owed, FITS)
  const paid = expMinus(part)
  tail.owed -= part
  tail.sum *= paid
  tail.term *= paid
}

/** Share of the workers' time that is asked for, in parts per billion; above one there are more requests than hands. */
export const utilisation = ({ offeredMilli, workers, serviceMs }: Load): Ppb =>
  Math.floor((offeredMilli * serviceMs * 1_000) / workers)

/** Requests that may wait: 0.7 of what is done within the objective, or fewer. */
export const waitingRoom = ({ workers, serviceMs, latencySloMs, backlog }: Load): number => {
  const room = Math.floor((ASSUMPTIONS.waitingRoomPercent * latencySloMs * workers) / (100 * serviceMs))
  return backlog === undefined ? room : Math.min(room, backlog)
}

/** e to the minus x, from multiplication alone: the whole part by squaring, the rest by its series. */
function expMinus(x: number): number {
  const whole = Math.floor(x)
  const rest = x - whole
  let sum = 1
  let term = 1
  for (let n = 1; n <= 20; n += 1) {
    term *= -rest * inverse(n)
    sum += term
  }
  return sum * power(0.36787944117144233, whole)
}

function power(base: number, times: number): number {
  let result = 1
  let square = base
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square
    square *= square
  }
  return result
}

/** Kept, since a division takes as long as ten multiplications. */
const INVERSES: readonly number[] = Array.from({ length: 1_025 }, (_, n) => 1 / n)
const inverse = (n: number): number => INVERSES[n] ?? 1 / n

const ppb = (share: number): Ppb => Math.min(PPB, Math.floor(share * PPB))
