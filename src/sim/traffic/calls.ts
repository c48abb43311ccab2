/**
 * A request that needs others: calls to workloads behind it, and names looked up in the
 * cluster's DNS.
 *
 * What is called carries the calls beside its own users' requests; a call that fails is
 * made again at once as often as its caller cares to, and when the last fails so does the
 * request. So r attempts at each of n layers make r to the nth calls of one request to
 * what lies at the bottom and does not answer.
 *
 * A name is looked up with one query for each search domain and each address family, for
 * `ndots:5` makes every ordinary name a relative one; that of a Service is found in the
 * first domain, one of the outside world in none. A query that is not answered holds its
 * process for 5 s (resolv.conf), longer than anybody waits, so one is enough to lose the
 * request.
 *
 * Simpler than the real thing: a caller sees how its callee did in the second before; its
 * workers are not held longer by a slow callee (their time is said to contain the calls);
 * a called workload's own users and its callers are treated alike, but only the users are
 * in the books. No client caches names: glibc does not; CoreDNS does (`dns-cache.ts`).
 */

import type { Call } from '../../model/calls'
import { constantsOf } from '../../model/constants'
import { PPB, type Ppb } from '../../model/units'
import type { WorkloadSpec } from '../../model/workload'
import { NONE, type Workload, type World } from '../../model/world'
import type { Pool } from './backends'
import { forwarded, isForward } from './dns-cache'
import type { Blame } from './ledger'
import { deniesCall, dropBlame, droppedBetween, policyBlame } from './network'

/** In thousandths a second. More than any cluster can be asked, and a ring of callers ends here. */
const MOST_CALLS = 1_000_000_000

/** Asks all that so many requests need (thousandths a second), and says which share of them fails for it. */
export function placeCalls(world: World, workload: Workload, requestsMilli: number): Ppb {
  let whole = 1
  for (const call of workload.calls) {
    const { traffic } = world.workloads[call.to] as Workload
    const arrive = 1 - keptFrom(world, workload, call) / PPB
    if (isForward(world, workload, call)) {
      const copies = workload.answering.pods
      const asked = forwarded(world, workload, call, copies, arrive * (1 - traffic.failing / PPB))
      traffic.called = Math.min(MOST_CALLS, traffic.called + Math.ceil(asked * arrive))
      continue
    }
    const failing = 1 - arrive * (1 - traffic.failing / PPB)
    const made = ((requestsMilli * call.queries) / call.requests) * madeInAll(failing, call.attempts)
    traffic.called = Math.min(MOST_CALLS, traffic.called + Math.floor(made * arrive))
    traffic.outward += Math.floor((made * arrive * call.outward) / call.queries)
    whole *= 1 - failsIn(failing, call, traffic.failingOutward / PPB)
  }
  return Math.floor((1 - whole) * PPB)
}

/** The share of calls that the network does not let through. */
const keptFrom = (world: World, workload: Workload, call: Call): Ppb =>
  deniesCall(world, workload, call) ? PPB : droppedBetween(world, workload, world.workloads[call.to] as Workload)

/** Calls that are made of one, on average, while such a share of them fails. */
function madeInAll(failing: number, attempts: number): number {
  let [made, still] = [0, 1]
  for (let i = 0; i < attempts; i += 1) [made, still] = [made + still, still * failing]
  return made
}

/** The share of requests that such a call fails: each that makes it needs all its queries. */
function failsIn(failing: number, { queries, requests, attempts, what, outward }: Call, outside: number): number {
  let lastFails = 1
  for (let i = 0; i < attempts; i += 1) lastFails *= failing
  let all = 1
  for (let i = 0; i < queries; i += 1) all *= 1 - lastFails
  for (let i = 0; i < outward; i += 1) all *= 1 - outside
  return (1 - all) / (what === 'lookup' ? requests : 1)
}

/** Who of them fails most is to blame; one that calls nobody has itself too much to do. */
export function blameOfCalls(world: World, workload: Workload): Blame {
  const { calls, traffic } = workload
  let [worst] = calls
  if (!worst) return { loss: 'Overload', cause: traffic.cause }
  for (const call of calls) if (failingOf(world, workload, call) > failingOf(world, workload, worst)) worst = call
  const to = blamed(world, worst)
  if (deniesCall(world, workload, worst)) return policyBlame(to)
  if (keptFrom(world, workload, worst) > to.traffic.failing) return dropBlame(world)
  return { loss: worst.what === 'lookup' ? 'NameResolution' : 'CallFailed', cause: to.traffic.cause }
}

const failingOf = (world: World, workload: Workload, call: Call) =>
  Math.max(keptFrom(world, workload, call), failingFor(world, call))

function failingFor(world: World, { to, outward }: Call): Ppb {
  const { failing, failingOutward } = (world.workloads[to] as Workload).traffic
  return outward === 0 ? failing : Math.max(failing, failingOutward)
}

/** Who is called, or whom that one forwards to. */
function blamed(world: World, call: Call): Workload {
  const to = world.workloads[call.to] as Workload
  const upstream = world.workloads[to.calls[0]?.to ?? NONE]
  return upstream && call.outward > 0 && to.traffic.failingOutward > to.traffic.failing ? upstream : to
}

/**
 * The share of queries that so many copies of the cluster's DNS leave unanswered: as measured
 * for three of them, straight lines between. Beyond the last that was measured as many are
 * answered as there, and no more. Where nothing was measured its queues alone say.
 */
export function unansweredQueries(world: World, pool: Pool, queriesMilli: number): Ppb {
  const { replicas, answered } = constantsOf(world.era).dnsAnswered
  const load = Math.floor((queriesMilli * replicas) / ((pool.answering + pool.silent) * 1_000))
  let before = answered[0]
  for (const point of answered) {
    if (load <= point.perSecond) return before ? PPB - between(before, point, load) : 0
    before = point
  }
  return before ? PPB - Math.floor((before.ppm * 1_000 * before.perSecond) / load) : 0
}

interface Measured {
  readonly perSecond: number
  readonly ppm: number
}

function between(a: Measured, b: Measured, load: number): Ppb {
  if (load <= a.perSecond) return a.ppm * 1_000
  return a.ppm * 1_000 - Math.floor(((a.ppm - b.ppm) * 1_000 * (load - a.perSecond)) / (b.perSecond - a.perSecond))
}

/** Every workload's calls by ids. */
export function wireCalls(world: World): void {
  const dns = world.workloads.find(({ spec }) => spec.dns)
  for (const { spec, calls } of world.workloads) {
    for (const { workload, perRequest, attempts } of spec.calls ?? []) {
      const to = world.workloads.findIndex(each => each.spec.name === workload)
      if (to >= 0) calls.push({ to, what: 'call', queries: perRequest, requests: 1, outward: 0, attempts })
    }
    if (spec.resolves && dns) calls.push(lookupOf(world, spec.resolves, dns.id))
  }
}

function lookupOf(world: World, { names, everyRequests }: NonNullable<WorkloadSpec['resolves']>, to: number): Call {
  const { searchDomains, families } = constantsOf(world.era).dnsLookup
  const tried = names === 'service' ? 1 : searchDomains + 1
  const outward = names === 'service' ? 0 : families
  return { to, what: 'lookup', queries: tried * families, requests: everyRequests, outward, attempts: 1 }
}
