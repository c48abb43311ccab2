/**
 * What a bounded queue does with a load: how many requests it turns away and how many
 * it answers too late.
 *
 * M/M/c/K, exactly: Poisson arrivals, c workers with exponential service times, and
 * room for K requests in all. The room to wait is 0.7 of what the workers can do
 * within the latency objective, as the game's rules have it. A late answer is one
 * whose wait alone uses up the objective less one mean service time.
 *
 * Only + - * / are used, which every engine computes alike, and the result is rounded
 * down to whole parts per billion before anybody decides by it. So no table is needed:
 * the sum itself is as repeatable as one.
 */

import { PPB, type Ppb } from '../model/units'

export interface Load {
  /** Thousandths of a request per second that one queue is offered. */
  readonly offeredMilli: number
  readonly workers: number
  readonly serviceMs: number
  readonly latencySloMs: number
}

export interface Answer {
  readonly lost: Ppb
  /** Of those it does not turn away. */
  readonly late: Ppb
}

const WAITING_ROOM_PERCENT = 70
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
  const patience = Math.max(0, (workers * (load.latencySloMs - load.serviceMs)) / load.serviceMs)
  const tail = tailOf(patience)
  let late = 0
  for (let k = 0; k < room; k += 1) {
    late += weight * (tail.chances[k] ?? nextChance(tail))
    weight *= growth
    all += weight
    if (all > HUGE) [weight, all, late] = [weight / HUGE, all / HUGE, late / HUGE]
    if (growth < 1 && weight < all * NOTHING) return { lost: 0, late: ppb(late / all) }
  }
  return { lost: ppb(weight / all), late: ppb(late / (all - weight)) }
}

/**
 * The greatest load that a queue answers whole and in time, to the last part per
 * billion. More load never means less loss, so it is found by halving, once for a
 * workload: most of the time its load is below, and nothing has to be worked out.
 */
export function calmUpTo(load: Load): number {
  const calm = (offeredMilli: number) => {
    const { lost, late } = answerTo({ ...load, offeredMilli })
    return lost === 0 && late === 0
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

export const waitingRoom = ({ workers, serviceMs, latencySloMs }: Load): number =>
  Math.floor((WAITING_ROOM_PERCENT * latencySloMs * workers) / (100 * serviceMs))

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
