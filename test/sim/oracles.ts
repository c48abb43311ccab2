/**
 * What the simulation's counting is held against: the same bounded queue, worked out
 * in another way, without a line of `src/sim/traffic/queueing.ts`.
 *
 * `exactly` sums logarithms of the textbook's state probabilities and integrates the
 * waiting time by Simpson's rule. Slower and exacter ones are in `exact-queue.ts`.
 */

export interface Queue {
  readonly arrivalsPerSecond: number
  readonly workers: number
  readonly serviceMs: number
  readonly sloMs: number
  /** Requests that may wait. */
  readonly room: number
}

export interface Shares {
  /** Of all that arrive. */
  readonly lost: number
  /** Of all that arrive: let in, and begun so late that the objective is missed on average. */
  readonly late: number
}

export function exactly(queue: Queue): Shares {
  const { workers, room } = queue
  const chance = stateChances(queue)
  let late = 0
  for (let n = workers; n < workers + room; n += 1) late += (chance[n] ?? 0) * waitsTooLong(queue, n - workers + 1)
  return { lost: chance[workers + room] ?? 0, late }
}

function stateChances({ arrivalsPerSecond, workers, serviceMs, room }: Queue): readonly number[] {
  const load = Math.log((arrivalsPerSecond * serviceMs) / 1000)
  const logs = [0]
  for (let n = 1; n <= workers + room; n += 1) logs.push((logs[n - 1] ?? 0) + load - Math.log(Math.min(n, workers)))
  const most = Math.max(...logs)
  const sum = logs.reduce((all, log) => all + Math.exp(log - most), 0)
  return logs.map(log => Math.exp(log - most) / sum)
}

/** The chance that so many departures take longer than the objective less one service: an Erlang tail, integrated. */
function waitsTooLong({ workers, serviceMs, sloMs }: Queue, departures: number): number {
  const rate = (workers * 1000) / serviceMs
  const until = Math.max(0, (sloMs - serviceMs) / 1000)
  const logFactorial = Array.from({ length: departures - 1 }, (_, i) => Math.log(i + 1)).reduce((a, b) => a + b, 0)
  const density = (t: number) =>
    t === 0
      ? departures === 1
        ? rate
        : 0
      : Math.exp(departures * Math.log(rate) + (departures - 1) * Math.log(t) - rate * t - logFactorial)
  const steps = 2000
  const width = until / steps
  let sum = density(0) + density(until)
  for (let i = 1; i < steps; i += 1) sum += (i % 2 === 1 ? 4 : 2) * density(i * width)
  return 1 - (sum * width) / 3
}
