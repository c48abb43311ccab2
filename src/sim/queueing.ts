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
  readonly late: Ppb
}

const WAITING_ROOM_PERCENT = 70

export function answerTo(load: Load): Answer {
  const states = chances(load)
  const full = states[states.length - 1] ?? 0
  return { lost: ppb(full), late: ppb(lateShare(states, load)) }
}

/** Share of the workers' time that is asked for, in parts per billion; above one there are more requests than hands. */
export const utilisation = ({ offeredMilli, workers, serviceMs }: Load): Ppb =>
  Math.floor((offeredMilli * serviceMs * 1_000) / workers)

export const waitingRoom = ({ workers, serviceMs, latencySloMs }: Load): number =>
  Math.floor((WAITING_ROOM_PERCENT * latencySloMs * workers) / (100 * serviceMs))

/** The chance that an arriving request finds 0, 1, … K others, at rest. */
function chances(load: Load): number[] {
  const busy = (load.offeredMilli * load.serviceMs) / 1_000_000
  const most = load.workers + waitingRoom(load)
  const weights = [1]
  for (let n = 1; n <= most; n += 1) {
    const before = weights[n - 1] as number
    weights.push((before * busy) / Math.min(n, load.workers))
  }
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map(weight => weight / all)
}

function lateShare(states: readonly number[], load: Load): number {
  const { workers, serviceMs, latencySloMs } = load
  const room = Math.max(0, (workers * (latencySloMs - serviceMs)) / serviceMs)
  let term = expMinus(room)
  let tail = 0
  let share = 0
  // The n-th in line waits for n departures: an Erlang time, whose tail is a Poisson sum.
  for (let ahead = 0; workers + ahead < states.length - 1; ahead += 1) {
    tail += term
    term = (term * room) / (ahead + 1)
    share += (states[workers + ahead] as number) * tail
  }
  return share
}

/** e to the minus x, from multiplication alone: the whole part by squaring, the rest by its series. */
function expMinus(x: number): number {
  const whole = Math.floor(x)
  const rest = x - whole
  let sum = 1
  let term = 1
  for (let n = 1; n <= 20; n += 1) {
    term = (term * -rest) / n
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

const ppb = (share: number): Ppb => Math.min(PPB, Math.floor(share * PPB))
