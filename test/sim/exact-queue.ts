/**
 * M/M/c/K to hundreds of digits, in whole numbers: what the simulation's sums are held
 * against. Nothing of `src/sim/traffic/queueing.ts` is used, and nothing here is rounded until
 * the end: every figure is a BigInt that counts units of 10 to the minus `DIGITS`.
 *
 * `simulatedQueue` is the other witness: each request by itself. Kiefer and Wolfowitz'
 * recursion says how long it waits for the first of the workers to be free; a request
 * that finds as many in the system as there is room for is turned away.
 */

const DIGITS = 500n
const ONE = 10n ** DIGITS

export interface ExactQueue {
  readonly servers: number
  /** Offered work in millionths of an erlang: arrivals times the mean time of one service. */
  readonly load: bigint
  /** Requests that may wait. */
  readonly room: number
  /** For how long one may wait and still be in time, in thousandths of a service. */
  readonly patience: bigint
}

export interface Truth {
  /** Of all that come. */
  readonly lost: number
  /** Of those let in: they wait longer than the patience. */
  readonly late: number
  /** Of those let in: their mean wait, in services. */
  readonly waiting: number
}

export function exactQueue({ servers, load, room, patience }: ExactQueue): Truth {
  const states = [ONE]
  for (let n = 1; n <= servers + room; n += 1) {
    states.push(((states[n - 1] as bigint) * load) / (1_000_000n * BigInt(Math.min(n, servers))))
  }
  const all = sum(states)
  const letIn = all - (states.at(-1) as bigint)
  const waiting = states.slice(servers, servers + room)
  const stillAtIt = fewerDepartures((BigInt(servers) * patience * ONE) / 1_000n, room)
  return {
    lost: part(states.at(-1) as bigint, all),
    late: part(sum(waiting.map((state, k) => (state * (stillAtIt[k] as bigint)) / ONE)), letIn),
    waiting: part(sum(waiting.map((state, k) => state * BigInt(k + 1))), letIn * BigInt(servers)),
  }
}

/** The chances that of so many expected departures at most k happen: a Poisson sum, for each k. */
function fewerDepartures(mean: bigint, upTo: number): readonly bigint[] {
  const none = exponentialOfMinus(mean)
  const chances: bigint[] = []
  let term = none
  let total = 0n
  for (let k = 0; k < upTo; k += 1) {
    total += term
    chances.push(total)
    term = (term * mean) / (ONE * BigInt(k + 1))
  }
  return chances
}

/** One over the exponential series, all of whose terms are positive. */
function exponentialOfMinus(x: bigint): bigint {
  let term = ONE
  let total = ONE
  for (let n = 1n; term > 0n; n += 1n) {
    term = (term * x) / (ONE * n)
    total += term
  }
  return (ONE * ONE) / total
}

const sum = (list: readonly bigint[]) => list.reduce((all, each) => all + each, 0n)
const part = (some: bigint, of: bigint) => Number((some * 10n ** 15n) / of) / 1e15

export interface Simulated {
  readonly servers: number
  /** Times the mean service, which is the unit of time. */
  readonly arrivals: number
  readonly room: number
  readonly patience: number
}

/** Counts only once the first requests have filled the queue as usual. */
export function simulatedQueue(
  { servers, arrivals, room, patience }: Simulated,
  seed: number,
  requests: number,
): Truth {
  const draw = xorshift(seed)
  const exponential = (mean: number) => -mean * Math.log(draw())
  const free: number[] = Array.from({ length: servers }, () => 0)
  let leaving: number[] = []
  let [now, came, lost, late, waited] = [0, 0, 0, 0, 0]
  for (let i = -requests / 4; i < requests; i += 1) {
    now += exponential(1 / arrivals)
    leaving = leaving.filter(at => at > now)
    if (i >= 0) came += 1
    if (leaving.length >= servers + room) {
      if (i >= 0) lost += 1
      continue
    }
    const first = free.indexOf(Math.min(...free))
    const wait = Math.max(0, (free[first] as number) - now)
    free[first] = now + wait + exponential(1)
    leaving.push(free[first] as number)
    if (i < 0) continue
    waited += wait
    if (wait > patience) late += 1
  }
  return { lost: lost / came, late: late / (came - lost), waiting: waited / (came - lost) }
}

/** One of several queues, picked for each request with the same chance, however busy it is. Its service takes `slowness` units. */
export interface Picked extends Simulated {
  readonly slowness: number
}

/** Shares of all requests that come, to whichever queue. */
export function simulatedPicks(backends: readonly Picked[], arrivals: number, seed: number, requests: number) {
  const draw = xorshift(seed)
  const exponential = (mean: number) => -mean * Math.log(draw())
  const free = backends.map(({ servers }) => Array.from({ length: servers }, () => 0))
  const leaving: number[][] = backends.map(() => [])
  let [now, lost, late] = [0, 0, 0]
  for (let i = -requests / 4; i < requests; i += 1) {
    now += exponential(1 / arrivals)
    const pick = Math.floor(draw() * backends.length)
    const { servers, room, patience, slowness } = backends[pick] as Picked
    const [workers, busy] = [free[pick] as number[], (leaving[pick] as number[]).filter(at => at > now)]
    leaving[pick] = busy
    if (busy.length >= servers + room) {
      if (i >= 0) lost += 1
      continue
    }
    const first = workers.indexOf(Math.min(...workers))
    const begin = Math.max(now, workers[first] as number)
    workers[first] = begin + exponential(slowness)
    busy.push(workers[first] as number)
    if (i >= 0 && begin - now > patience) late += 1
  }
  return { lost: lost / requests, late: late / requests }
}

/** Marsaglia's, of 32 bits, once the seed has been spread; never nought. */
function xorshift(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return ((state >>> 0) + 0.5) / 4_294_967_296
  }
  for (let i = 0; i < 16; i += 1) next()
  return next
}
